/** The weights of a run: learnt from the candidate pairs where these are enough, else as the model has them. */
import type { Comparison } from './comparisons.ts';
import { startShares } from './comparisons.ts';
import { weightsOf } from './fellegi-sunter.ts';
import type { LevelWeight } from './linkage.ts';
import type { LinkageModel } from './model.ts';
import { countPatterns, type PairsToCount } from './patterns.ts';
import { estimateM, type TrainedShares } from './training.ts';

export interface Weighing {
  /** [comparison][level] bits. */
  readonly weightBits: readonly Float64Array[];
  readonly report: readonly LevelWeight[];
  /** How the estimation ended, or undefined where there was nothing to learn from. */
  readonly trained: TrainedShares | undefined;
}

/**
 * Learns the weights from candidate pairs.
 *
 * @param sets       candidate pairs with their agreement
 * @param priorShare chance that a row and a resident taken at random are one person
 */
export function learnWeights(
  sets: readonly PairsToCount[],
  comparisons: readonly Comparison[],
  model: LinkageModel,
  priorShare: number,
): Weighing {
  const { m, u } = startShares(comparisons);
  const { minimumMatches, priorMatches, maximumRounds, tolerance } = model.training;
  const levelCounts = comparisons.map(({ levelNames }) => levelNames.length);
  const patterns = countPatterns(sets, levelCounts, model.blocking.rules.length);
  const trained = estimateM({
    patterns,
    m,
    u,
    learns: comparisons.map(({ learns }) => learns),
    priorShare,
    priorMatches,
    isUKnown: false,
    maximumRounds,
    tolerance,
  });
  const isLearnt = comparisons.map((_, c) => trained.matchesTold[c]! >= minimumMatches);
  const shares = comparisons.map((_, c) => (isLearnt[c]! ? trained.m[c]! : m[c]!));
  const weightBits = weightsOf(shares, u);
  const report = comparisons.flatMap(({ name, levelNames, learns }, c) =>
    levelNames.slice(1).map((level, i) => ({
      comparison: name,
      level,
      mShare: shares[c]![i + 1]!,
      uShare: u[c]![i + 1]!,
      weightBits: weightBits[c]![i + 1]!,
      source: isLearnt[c]! && learns[i + 1]! ? ('trained' as const) : ('model' as const),
    })),
  );
  return { weightBits, report, trained: isLearnt.some(Boolean) ? trained : undefined };
}
