/** Candidate pairs counted by how they agree: what the estimation needs to know of millions of pairs. */
import type { CandidatePairs } from './blocking.ts';
import type { Agreement } from './comparisons.ts';

/** Row i of every array is one distinct pattern of agreement within one group of pairs. */
export interface PatternCounts {
  readonly count: number;
  readonly groups: number;
  /** [pattern × comparison] level, row by row. */
  readonly levels: Uint8Array;
  /** [pattern] group: the blocking rule that found the pairs. */
  readonly group: Uint8Array;
  /** [pattern] pairs that show it. */
  readonly pairs: Float64Array;
}

export interface PairsToCount {
  readonly pairs: CandidatePairs;
  readonly agreement: Agreement;
}

/**
 * Counts patterns, in ascending order of group and levels, so that sums over them do not depend on the order of pairs.
 *
 * @param levelCounts [comparison] number of levels, level 0 included
 */
export function countPatterns(
  sets: readonly PairsToCount[],
  levelCounts: readonly number[],
  groups: number,
): PatternCounts {
  const counts = new Map<number, number>();
  const width = levelCounts.length;
  for (const { pairs, agreement } of sets) {
    for (let pair = 0, at = 0; pair < pairs.count; pair++) {
      let key = pairs.rule[pair]!;
      for (let c = 0; c < width; c++) key = key * levelCounts[c]! + agreement.levels[at++]!;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return patternsOf(counts, levelCounts, groups);
}

function patternsOf(
  counts: ReadonlyMap<number, number>,
  levelCounts: readonly number[],
  groups: number,
): PatternCounts {
  const keys = Float64Array.from(counts.keys()).sort();
  const width = levelCounts.length;
  const levels = new Uint8Array(keys.length * width);
  const group = new Uint8Array(keys.length);
  keys.forEach((key, pattern) => {
    let rest = key;
    for (let c = width - 1; c >= 0; c--) {
      levels[pattern * width + c] = rest % levelCounts[c]!;
      rest = Math.floor(rest / levelCounts[c]!);
    }
    group[pattern] = rest;
  });
  return { count: keys.length, groups, levels, group, pairs: Float64Array.from(keys, (key) => counts.get(key)!) };
}
