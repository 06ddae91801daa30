/** All of comparing over several threads. */
import type { UnrelatedShares } from '../comparison.ts';
import type { ComparedPairs } from '../pairs.ts';
import type { FoundPairs } from '../blocking/find-pairs.ts';
import { sharedFloats, sharedNumbers } from '../threads/shared.ts';
import type { LinkThreads } from '../threads/threads.ts';
import { countPatterns, joinPatterns, type JoinedPatterns } from './sort-patterns.ts';

const PAIRS_A_RANGE = 65_536;
const RECORDS_A_RANGE = 65_536;
/** For fewer pairs a record it is not worth laying down the facts of all of them. */
const PAIRS_A_RECORD = 0.5;

export const rangesOf = (count: number, size: number): { from: number; to: number }[] =>
  Array.from({ length: Math.ceil(count / size) }, (_, range) => ({
    from: range * size,
    to: Math.min(count, (range + 1) * size),
  }));

/** Facts of all records, by the threads that know them: laid down once. */
const laidDown = new WeakMap<LinkThreads, Uint32Array>();

/** Undefined where nobody has laid them down. */
export const rowsLaidDown = (threads: LinkThreads): Uint32Array | undefined => laidDown.get(threads);

async function rowsFor(unrelated: readonly UnrelatedShares[], threads: LinkThreads): Promise<Uint32Array> {
  const known = laidDown.get(threads);
  if (known !== undefined) return known;
  const [width] = await threads.run('row-width', [{ unrelated }]);
  const rows = sharedNumbers(threads.records * width!);
  const ranges = rangesOf(threads.records, RECORDS_A_RANGE);
  await threads.run(
    'rows',
    ranges.map((range) => ({ unrelated, rows, ...range })),
  );
  laidDown.set(threads, rows);
  return rows;
}

export interface ComparedEnds {
  /** [pair] row in `patterns`. */
  readonly pattern: Uint32Array;
  readonly rarityBits: Float32Array;
  readonly patterns: JoinedPatterns;
}

/** Compares pairs whose records lie in shared memory. @param unrelated [comparison] */
export async function comparePairs(
  { count, left, right }: Pick<FoundPairs, 'count' | 'left' | 'right'>,
  unrelated: readonly UnrelatedShares[],
  threads: LinkThreads,
  onPairs: (done: number) => void,
): Promise<ComparedEnds> {
  const [pattern, rarityBits] = [sharedNumbers(count), sharedFloats(count)];
  const ranges = rangesOf(count, PAIRS_A_RANGE);
  const rows = count >= threads.records * PAIRS_A_RECORD ? await rowsFor(unrelated, threads) : undefined;
  let done = 0;
  const parts = await threads.run(
    'compare',
    ranges.map((range) => ({ unrelated, rows, left, right, ...range, pattern, rarityBits })),
    (_, range) => onPairs((done += ranges[range]!.to - ranges[range]!.from)),
  );
  const patterns = joinPatterns(unrelated.length, parts);
  ranges.forEach(({ from, to }, range) => {
    const codes = patterns.codes[range]!;
    for (let pair = from; pair < to; pair++) pattern[pair] = codes[pattern[pair]!]!;
  });
  return { pattern, rarityBits, patterns };
}

/** Compares candidates and counts their patterns by rule. */
export async function compareCandidates(
  pairs: FoundPairs,
  unrelated: readonly UnrelatedShares[],
  rules: number,
  threads: LinkThreads,
  onPairs: (done: number) => void,
): Promise<ComparedPairs> {
  const { pattern, rarityBits, patterns } = await comparePairs(pairs, unrelated, threads, onPairs);
  return {
    ...pairs,
    pattern,
    rarityBits,
    patterns: countPatterns(patterns, unrelated.length, pattern, pairs.rule, rules),
  };
}
