/** Who the records of a linked pair may be beyond what was learnt: what pairs cannot tell stays open. */
import { kinLeft } from '../learning/kin-limits.ts';
import { weightsOfLearnt, type Learnt } from '../learning/learn.ts';
import type { FieldKind } from '../table.ts';
import type { Patterns } from '../pairs.ts';
import { branchBits, placesOfBranches } from './branch-doubt.ts';
import type { PairEnds } from './components.ts';
import { rivalBits, withRivals } from './match-weights.ts';
import { PairLookup } from './pair-lookup.ts';

export interface KinInput {
  readonly records: number;
  readonly allPairs: number;
  readonly learnt: Learnt;
  /** [comparison] kind of what it looks at. */
  readonly kinds: readonly (FieldKind | undefined)[];
}

/** Pairs in ascending order of left, then right record, and what they show. */
export interface PatternedPairs {
  readonly ends: PairEnds;
  /** [pair] row in `patterns`. */
  readonly pattern: Uint32Array;
  readonly patterns: Pick<Patterns, 'count' | 'levels'>;
}

/**
 * Weight of two records against those that may be there beyond what was learnt: kin, as many as people have at most, and
 * branches of one chain.
 *
 * @param compared pairs that rules found, and pairs that clusters asked for
 * @returns        of two records that were compared; Infinity where they are like neither
 */
export function kinDoubt(
  { records, allPairs, learnt, kinds }: KinInput,
  compared: readonly PatternedPairs[],
): (one: number, other: number) => number {
  const classShares = kinLeft(learnt, records, allPairs);
  const places = placesOfBranches(kinds);
  if (classShares === undefined && places.length === 0) return () => Infinity;
  const kept = compared.map((each) => ({
    lookup: new PairLookup(records, each.ends),
    pattern: each.pattern,
    bits: bitsOfPatterns(each.patterns, learnt, classShares, places),
  }));
  return (one, other) => {
    for (const { lookup, pattern, bits } of kept) {
      const pair = lookup.find(one, other);
      if (pair >= 0) return bits[pattern[pair]!]!;
    }
    return Infinity;
  };
}

/** [pattern] */
function bitsOfPatterns(
  { count, levels }: PatternedPairs['patterns'],
  learnt: Learnt,
  classShares: Float64Array | undefined,
  places: readonly number[],
): Float64Array {
  const { comparisons } = learnt.space;
  const branches = Float64Array.from({ length: count }, (_, pattern) =>
    branchBits(learnt, places, (c) => levels[pattern * comparisons + c]!),
  );
  if (classShares === undefined) return branches;
  const weights = { ...weightsOfLearnt(learnt, 0), classShares };
  return rivalBits({ count, levels, comparisons }, weights).map((bits, pattern) =>
    withRivals(bits, branches[pattern]!),
  );
}
