/** All of comparing over several threads. */
import type { UnrelatedShares } from '../comparison.ts';
import type { ComparedPairs } from '../pairs.ts';
import type { FoundPairs } from '../blocking/find-pairs.ts';
import { sharedFloats, sharedNumbers } from '../threads/shared.ts';
import type { LinkThreads } from '../threads/threads.ts';
import { countPatterns, joinPatterns, type JoinedPatterns } from './sort-patterns.ts';

const PAIRS_A_RANGE = 65_536;

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
  const ranges = Array.from({ length: Math.ceil(count / PAIRS_A_RANGE) }, (_, range) => ({
    from: range * PAIRS_A_RANGE,
    to: Math.min(count, (range + 1) * PAIRS_A_RANGE),
  }));
  let done = 0;
  const parts = await threads.run(
    'compare',
    ranges.map((range) => ({ unrelated, left, right, ...range, pattern, rarityBits })),
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
