/** All of comparing over several threads. */
import type { UnrelatedShares } from '../comparison.ts';
import type { ComparedPairs } from '../pairs.ts';
import type { FoundPairs } from '../blocking/find-pairs.ts';
import { sharedFloats, sharedNumbers } from '../threads/shared.ts';
import type { LinkThreads } from '../threads/threads.ts';
import { roomForRows, type AllRows } from './fact-rows.ts';
import { countPatterns, joinPatterns, type JoinedPatterns } from './sort-patterns.ts';

const PAIRS_A_RANGE = 65_536;
const ROWS_A_RANGE = 65_536;
/** For fewer pairs a record it is not worth laying down the facts of all of them. */
const PAIRS_A_RECORD = 0.5;

export const rangesOf = (count: number, size: number): { from: number; to: number }[] =>
  Array.from({ length: Math.ceil(count / size) }, (_, range) => ({
    from: range * size,
    to: Math.min(count, (range + 1) * size),
  }));

/** Rows of all records, by the threads that know them: laid down once. */
const laidDown = new WeakMap<LinkThreads, AllRows>();

/** Undefined where nobody has laid them down. */
export const rowsLaidDown = (threads: LinkThreads): AllRows | undefined => laidDown.get(threads);

async function rowsFor(unrelated: readonly UnrelatedShares[], threads: LinkThreads): Promise<AllRows> {
  const known = laidDown.get(threads);
  if (known !== undefined) return known;
  const [sizes] = await threads.run('row-sizes', [{ unrelated }]);
  const rows: AllRows = {
    ...roomForRows(threads.records, sizes!.width),
    values: sizes!.values.map(({ count, width }) => sharedNumbers(count * width)),
  };
  const values = sizes!.values.flatMap(({ count }, comparison) =>
    rangesOf(count, ROWS_A_RANGE).map((range) => ({ unrelated, rows: rows.values[comparison]!, comparison, ...range })),
  );
  await threads.run('value-rows', values);
  const records = rangesOf(threads.records, ROWS_A_RANGE).map((range) => ({ unrelated, rows, ...range }));
  await threads.run('rows', records);
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
