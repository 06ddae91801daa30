/** The weights of a run: learnt from the rows of the registers against the residents, and what they say of pairs. */
import type { ComparedEnds } from '../core/comparing/compare-candidates.ts';
import { bitsOf } from '../core/deciding/match-weights.ts';
import { ownBits } from '../core/deciding/own-bits.ts';
import { learn, weightsOfLearnt, type Learnt } from '../core/learning/learn.ts';
import type { ComparisonSpec, UnrelatedShares } from '../core/comparison.ts';
import type { LinkTable } from '../core/table.ts';
import type { Patterns } from '../core/pairs.ts';
import type { LevelWeight } from '../linkage.ts';
import { withoutNik } from './pattern-meaning.ts';
import type { ResidentModel } from './resident-model.ts';

export interface Weighing {
  readonly learnt: Learnt;
  /** log2 of the odds that two records taken at random, of those that are compared, are one person. */
  readonly priorBits: number;
}

export interface ToLearnFrom {
  readonly table: LinkTable;
  readonly model: ResidentModel;
  readonly unrelated: readonly UnrelatedShares[];
  readonly patterns: Patterns;
  /** Pairs of records that are compared when nothing is blocked, and the records of which each is expected to match one. */
  readonly allPairs: number;
  readonly records: number;
}

export function learnWeights(input: ToLearnFrom): Weighing {
  const { table, model, unrelated, patterns, allPairs, records } = input;
  const learnt = learn({
    patterns,
    comparisons: model.link.comparisons,
    unrelated,
    allPairs,
    records,
    training: model.link.training,
    kindOf: (field) => table.fields.get(field)?.book.kind,
  });
  const matches = Math.max(0.5, learnt.estimation.matches);
  return { learnt, priorBits: bitsOf(Math.min(0.5, matches / Math.max(1, allPairs))) };
}

/** Match weights of compared pairs. */
export function weigh({ pattern, rarityBits, patterns }: ComparedEnds, { learnt, priorBits }: Weighing): Float32Array {
  return ownBits(pattern, rarityBits, patterns, weightsOfLearnt(learnt, priorBits));
}

/** As `weigh`, with the NIK saying nothing: the birth that two numbers hold is then told by itself. */
export function weighWithoutNik(
  compared: ComparedEnds,
  weighing: Weighing,
  comparisons: readonly ComparisonSpec[],
): Float32Array {
  const levels = withoutNik(compared.patterns, comparisons);
  return weigh({ ...compared, patterns: { ...compared.patterns, levels } }, weighing);
}

/** What each level was worth; learnt where more matches told the field than the start counts as. */
export function weightsReport(
  { learnt }: Weighing,
  comparisons: readonly ComparisonSpec[],
  priorMatches: number,
): LevelWeight[] {
  const { space, estimation, u, weightBits, isLearnt } = learnt;
  return comparisons.flatMap(({ name, levels }, c) => {
    const first = space.first[c]! + 1;
    const told = estimation.matchesAt.subarray(first, space.first[c + 1]).reduce((sum, each) => sum + each, 0);
    return levels.map((level, l) => ({
      comparison: name,
      level: level.name,
      mShare: estimation.shares[0]![first + l]!,
      uShare: u[first + l]!,
      weightBits: weightBits[first + l]!,
      source: told > priorMatches && isLearnt[first + l] === 1 ? ('trained' as const) : ('model' as const),
    }));
  });
}
