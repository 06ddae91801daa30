/** How many more of the linked pairs may be kin than was learnt: what pairs cannot tell stays open. */
import { kinLeft } from '../learning/kin-limits.ts';
import { weightsOfLearnt, type Learnt } from '../learning/learn.ts';
import type { Patterns } from '../pairs.ts';
import type { PairEnds } from './components.ts';
import { rivalBits } from './match-weights.ts';
import { PairLookup } from './pair-lookup.ts';

/** Pairs in ascending order of left, then right record, and what they show. */
export interface PatternedPairs {
  readonly ends: PairEnds;
  /** [pair] row in `patterns`. */
  readonly pattern: Uint32Array;
  readonly patterns: Pick<Patterns, 'count' | 'levels'>;
}

/**
 * Weight of two records against the kin that may be there beyond those that were learnt: as many as people have at most.
 *
 * @param compared pairs that rules found, and pairs that clusters asked for
 * @returns        of two records that were compared; Infinity where they are like no kin
 */
export function kinDoubt(
  records: number,
  allPairs: number,
  learnt: Learnt,
  compared: readonly PatternedPairs[],
): (one: number, other: number) => number {
  const classShares = kinLeft(learnt, records, allPairs);
  if (classShares === undefined) return () => Infinity;
  const weights = { ...weightsOfLearnt(learnt, 0), classShares };
  const kept = compared.map((each) => ({
    lookup: new PairLookup(records, each.ends),
    pattern: each.pattern,
    bits: rivalBits(shapeOf(each.patterns, learnt), weights),
  }));
  return (one, other) => {
    for (const { lookup, pattern, bits } of kept) {
      const pair = lookup.find(one, other);
      if (pair >= 0) return bits[pattern[pair]!]!;
    }
    return Infinity;
  };
}

const shapeOf = ({ count, levels }: PatternedPairs['patterns'], { space }: Learnt) => ({
  count,
  levels,
  comparisons: space.comparisons,
});
