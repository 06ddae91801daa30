/** Trees with the number of rounds that inner cross-validation finds: one forest for each inner fold, averaged. */
import type { BinnedTable } from '../trees/binning.ts';
import { boost, type BoostInput, type BoostSettings } from '../trees/boost.ts';
import { firstTrees, predictForest, type Forest } from '../trees/forest.ts';
import { joined } from '../linear/linear-model.ts';
import { MOST_FEATURES_OF_TREE, PATIENCE } from './settings.ts';

export interface ForestFit {
  /** [fold] a forest that has not seen the fold; predictions are their mean. */
  readonly forests: readonly Forest[];
  /** [fold][place in the fold] prediction by the forest that has not seen the fold. */
  readonly held: readonly Float64Array[];
}

export function fitForests(
  input: Pick<BoostInput, 'table' | 'target' | 'weight' | 'seed'>,
  folds: readonly Uint32Array[],
  settings: BoostSettings,
): ForestFit {
  const featureShare = Math.min(settings.featureShare, MOST_FEATURES_OF_TREE / input.table.featureCount);
  const grown = folds.map((rows, fold) => {
    const others = joined(folds.filter((_, i) => i !== fold));
    return boost(
      { ...input, rows: others, watched: { rows, patience: PATIENCE }, seed: input.seed + fold },
      { ...settings, featureShare },
    );
  });
  const rounds = bestRounds(grown.map(({ watchedError }) => watchedError));
  const forests = grown.map(({ forest }) => firstTrees(forest, Math.min(rounds, forest.roots.length)));
  return { forests, held: forests.map((forest, fold) => predictForest(forest, input.table, folds[fold]!)) };
}

/** Rounds at which the folds together have the smallest error; a fold that stopped early counts with its last error. */
function bestRounds(errors: readonly Float64Array[]): number {
  const longest = Math.max(...errors.map((each) => each.length));
  let best = 0;
  let least = Infinity;
  for (let round = 0; round < longest; round++) {
    const total = errors.reduce((sum, each) => sum + each[Math.min(round, each.length - 1)]!, 0);
    if (total < least) [least, best] = [total, round];
  }
  return best;
}

export function predictForests(forests: readonly Forest[], table: BinnedTable, rows: Uint32Array): Float64Array {
  const mean = new Float64Array(rows.length);
  for (const forest of forests) {
    predictForest(forest, table, rows).forEach((value, i) => (mean[i]! += value / forests.length));
  }
  return mean;
}
