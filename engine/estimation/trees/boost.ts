/** Gradient boosting of trees on histograms, for squared error with weights. */
import { chance } from '../../kernel/random.ts';
import type { BinnedTable } from './binning.ts';
import { ForestBuilder, type Forest } from './forest.ts';
import { growTree, HistogramPool, type TreeRules } from './grow-tree.ts';

export interface BoostSettings extends TreeRules {
  readonly rounds: number;
  readonly learningRate: number;
  /** Share of households, and of features, that each tree sees. */
  readonly rowShare: number;
  readonly featureShare: number;
}

export interface BoostInput {
  readonly table: BinnedTable;
  /** [household] */
  readonly target: Float64Array;
  /** [household] mean about 1. */
  readonly weight: Float64Array;
  /** Households to learn from. */
  readonly rows: Uint32Array;
  /** Households that are watched: learning stops when they have not got better for so many rounds. */
  readonly watched?: { readonly rows: Uint32Array; readonly patience: number };
  readonly seed: number;
}

export interface Boosted {
  readonly forest: Forest;
  /** [round] weighted squared error of the watched households; before the first tree at 0. */
  readonly watchedError: Float64Array;
}

/** Source: Friedman (2001, 2002); histograms and growth leaf by leaf as in Ke et al. (2017). */
export function boost(input: BoostInput, settings: BoostSettings): Boosted {
  const { table, target, weight, rows, watched } = input;
  const base = weightedMean(target, weight, rows);
  const builder = new ForestBuilder();
  const pool = new HistogramPool(table.featureCount);
  const source = chance(input.seed, 'boost');
  const predicted = new Float64Array(table.count).fill(base);
  const gradient = new Float64Array(table.count);
  const errors = [errorOf(input, predicted)];
  let best = 0;
  for (let round = 0; round < settings.rounds; round++) {
    for (const row of rows) gradient[row] = weight[row]! * (target[row]! - predicted[row]!);
    const features = drawnFeatures(table.featureCount, settings.featureShare, (i) => source.bits(i, 2 * round));
    const order = drawnRows(rows, settings.rowShare, (row) => source.uniform(row, 2 * round + 1));
    const tree = { table, gradient, weight, features, rules: settings, learningRate: settings.learningRate };
    const root = growTree(builder, tree, order, pool);
    for (const row of rows) predicted[row]! += builder.valueFor(root, table, row);
    if (watched === undefined) continue;
    for (const row of watched.rows) predicted[row]! += builder.valueFor(root, table, row);
    errors.push(errorOf(input, predicted));
    if (errors.at(-1)! < errors[best]!) best = errors.length - 1;
    if (errors.length - 1 - best >= watched.patience) break;
  }
  return { forest: builder.forest(base), watchedError: Float64Array.from(errors) };
}

function weightedMean(values: Float64Array, weight: Float64Array, rows: Uint32Array): number {
  let sum = 0;
  let total = 0;
  for (const row of rows) {
    sum += weight[row]! * values[row]!;
    total += weight[row]!;
  }
  return sum / total;
}

function errorOf({ watched, weight, target }: BoostInput, predicted: Float64Array): number {
  let sum = 0;
  for (const row of watched?.rows ?? []) sum += weight[row]! * (target[row]! - predicted[row]!) ** 2;
  return sum;
}

/** Those with the smallest draws, in their own order. */
function drawnFeatures(count: number, share: number, draw: (feature: number) => number): Int32Array {
  const wanted = Math.max(1, Math.min(count, Math.ceil(count * share)));
  const all = Int32Array.from({ length: count }, (_, feature) => feature);
  if (wanted === count) return all;
  const draws = Float64Array.from(all, draw);
  return all
    .sort((a, b) => draws[a]! - draws[b]! || a - b)
    .slice(0, wanted)
    .sort();
}

function drawnRows(rows: Uint32Array, share: number, draw: (row: number) => number): Int32Array {
  return Int32Array.from(share >= 1 ? rows : rows.filter((row) => draw(row) < share));
}
