/**
 * Learns the welfare of households from their facts: a linear model, trees of three sizes and a network, each judged on
 * inner folds, mixed by what they are worth there, with intervals from their held-out errors.
 */
import type { FeatureTable } from '../features/feature-table.ts';
import { fitLinear, predictLinear, type LinearFit, type LinearModel } from '../linear/linear-model.ts';
import { predictNetwork, type NetworkModel } from '../network/network-model.ts';
import { trainNetwork } from '../network/train-network.ts';
import { binTable, learnBinning, type Binning } from '../trees/binning.ts';
import type { Forest } from '../trees/forest.ts';
import { calibrate, scaleOf, weightedQuantile, type Calibration } from './conformal.ts';
import { clusterFolds } from './folds.ts';
import { fitForests, predictForests } from './forest-learner.ts';
import { learnMixture, mixed, type Mixture } from './mixture.ts';
import { FORESTS, LEAST_ROWS_OF_LEVEL } from './settings.ts';

export const LEARNERS = ['linear', 'small-trees', 'middle-trees', 'large-trees', 'network'] as const;
export type Learner = (typeof LEARNERS)[number];

export interface FitInput {
  /** Facts of the households themselves first, then those of their clusters. */
  readonly table: FeatureTable;
  /** How many of the first features are facts of the household itself. */
  readonly ownFeatures: number;
  /** [household] welfare as the model sees it: its logarithm mostly. */
  readonly target: Float64Array;
  /** [household] survey weight, mean 1. */
  readonly weight: Float64Array;
  /** [household] */
  readonly clusters: Int32Array;
  /** Households to learn from. */
  readonly rows: Uint32Array;
  readonly innerFolds: number;
  /** Share of households that the interval is to cover. */
  readonly level: number;
  readonly seed: number;
  readonly onStep?: (share: number) => void;
}

export interface WelfareModel {
  /** Features that it reads: the first of the table, all of them or those of the household alone. */
  readonly features: number;
  readonly linear: LinearModel;
  readonly binnings: readonly Binning[];
  /** [size][inner fold] */
  readonly forests: readonly (readonly Forest[])[];
  readonly network: NetworkModel;
  readonly mixture: Mixture;
  readonly calibration: Calibration;
}

/** The network's backend must be open. */
export function fitWelfare(input: FitInput): WelfareModel {
  const folds = clusterFolds(input.clusters, input.rows, input.innerFolds, input.seed);
  const target = tamed(input.target, input.weight, input.rows);
  const { linear, table } = withOrWithoutContext(input, folds, target);
  input.onStep?.(0.2);
  const { weight, seed } = input;
  const binnings = learnBinning(table, input.rows, LEAST_ROWS_OF_LEVEL);
  const binned = binTable(table, binnings);
  const forests = Object.values(FORESTS).map((settings, i) => {
    const fit = fitForests({ table: binned, target, weight, seed: seed + 100 * i }, folds, settings);
    input.onStep?.(0.2 + 0.15 * (i + 1));
    return fit;
  });
  const tail = (1 - input.level) / 2;
  const network = trainNetwork({
    table,
    target,
    weight,
    folds,
    quantiles: [tail, 1 - tail],
    seed,
    onStep: (share) => input.onStep?.(0.65 + 0.35 * share),
  });
  const held = [linear.held, ...forests.map((fit) => fit.held), network.held.map(([mean]) => mean!)];
  const rows = concatenated(folds);
  const of = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row]!);
  const heldRows = held.map((parts) => concatenatedNumbers(parts));
  const mixture = learnMixture(heldRows, of(target), of(weight));
  const prediction = mixed(mixture, heldRows);
  const calibration = calibrate(
    {
      errors: of(input.target).map((value, i) => value - prediction[i]!),
      spreads: concatenatedNumbers(network.held.map(([, low, high]) => high!.map((value, i) => value - low![i]!))),
      weight: of(weight),
      clusters: Int32Array.from(rows, (row) => input.clusters[row]!),
    },
    input.level,
  );
  return {
    features: table.features.length,
    linear: linear.model,
    binnings,
    forests: forests.map((fit) => fit.forests),
    network: network.model,
    mixture,
    calibration,
  };
}

/** The surroundings count where the linear model predicts held-out clusters better with them. */
function withOrWithoutContext(
  input: FitInput,
  folds: readonly Uint32Array[],
  target: Float64Array,
): { readonly linear: LinearFit; readonly table: FeatureTable } {
  const own = { count: input.table.count, features: input.table.features.slice(0, input.ownFeatures) };
  const alone = { linear: fitLinear({ table: own, target, weight: input.weight, folds }), table: own };
  if (input.ownFeatures === input.table.features.length) return alone;
  const both = { linear: fitLinear({ table: input.table, target, weight: input.weight, folds }), table: input.table };
  const errorOf = ({ held }: LinearFit): number =>
    held.reduce((sum, part, fold) => {
      const rows = folds[fold]!;
      return part.reduce((s, value, i) => s + input.weight[rows[i]!]! * (target[rows[i]!]! - value) ** 2, sum);
    }, 0);
  return errorOf(both.linear) < errorOf(alone.linear) ? both : alone;
}

const FARTHEST = 4;
const EXTREME_SHARE = 0.005;
const NORMAL_QUARTILE = 0.6745;

/** Extreme labels are pulled in for learning: one household of a million is not to bend the model for all. */
function tamed(target: Float64Array, weight: Float64Array, rows: Uint32Array): Float64Array {
  const values = Float64Array.from(rows, (row) => target[row]!);
  const w = Float64Array.from(rows, (row) => weight[row]!);
  const middle = weightedQuantile(values, w, 0.5);
  const deviation =
    weightedQuantile(
      values.map((value) => Math.abs(value - middle)),
      w,
      0.5,
    ) / NORMAL_QUARTILE;
  if (deviation === 0) return target;
  // Hardly anybody is extreme: where labels have two humps, as with many zeros, the far one is no slip.
  const least = Math.min(middle - FARTHEST * deviation, weightedQuantile(values, w, EXTREME_SHARE));
  const most = Math.max(middle + FARTHEST * deviation, weightedQuantile(values, w, 1 - EXTREME_SHARE));
  return target.map((value) => Math.max(least, Math.min(most, value)));
}

function concatenated(parts: readonly Uint32Array[]): Uint32Array {
  return Uint32Array.from(parts.flatMap((part) => [...part]));
}

function concatenatedNumbers(parts: readonly Float64Array[]): Float64Array {
  return Float64Array.from(parts.flatMap((part) => [...part]));
}

export interface Scored {
  /** [place in rows] predicted welfare as the model sees it. */
  readonly prediction: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** [learner][place in rows] */
  readonly byLearner: readonly Float64Array[];
}

/** The network's backend must be open. */
export function scoreWelfare(model: WelfareModel, whole: FeatureTable, rows: Uint32Array): Scored {
  const table = { count: whole.count, features: whole.features.slice(0, model.features) };
  const binned = binTable(table, model.binnings);
  const [mean, low, high] = predictNetwork(model.network, table, rows);
  const byLearner = [
    predictLinear(model.linear, table, rows),
    ...model.forests.map((forests) => predictForests(forests, binned, rows)),
    mean!,
  ];
  const prediction = mixed(model.mixture, byLearner);
  const scales = prediction.map((_, i) => scaleOf(model.calibration, high![i]! - low![i]!));
  return {
    prediction,
    low: prediction.map((value, i) => value - model.calibration.below * scales[i]!),
    high: prediction.map((value, i) => value + model.calibration.above * scales[i]!),
    byLearner,
  };
}
