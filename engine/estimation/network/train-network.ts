/**
 * Trains a small network with quantile heads in TensorFlow.js. One member for each inner fold, all at once: each sees
 * the households of the other folds, and the fold that it does not see says when it has learnt enough.
 */
import * as tf from '@tensorflow/tfjs-node';
import { chance } from '../../kernel/random.ts';
import type { FeatureTable } from '../features/feature-table.ts';
import { basisMatrix, learnBasis } from '../linear/basis.ts';
import { joined } from '../linear/linear-model.ts';
import {
  forward,
  forwardNumbers,
  initialWeights,
  partShape,
  WEIGHT_PARTS,
  type NetworkShape,
  type NetworkWeights,
  type WeightTensors,
} from './members.ts';
import { networkInputs, type NetworkModel, type NetworkOutputs } from './network-model.ts';

export interface NetworkInput {
  readonly table: FeatureTable;
  readonly target: Float64Array;
  readonly weight: Float64Array;
  /** [fold] households of each inner fold. */
  readonly folds: readonly Uint32Array[];
  readonly quantiles: readonly number[];
  readonly seed: number;
  readonly onStep?: (share: number) => void;
}

export interface NetworkFit {
  readonly model: NetworkModel;
  /** [fold][output][place in the fold] by the member that has not seen the fold. */
  readonly held: readonly NetworkOutputs[];
  /** Rounds over the households after which it was best. */
  readonly rounds: number;
}

const HIDDEN = [24, 12] as const;
const STEPS = 420;
const LEARNING_RATE = 0.006;
const WEIGHT_PENALTY = 2e-4;
const MOST_COLUMNS = 160;

/** The backend must be open. */
export function trainNetwork(input: NetworkInput): NetworkFit {
  const rows = joined(input.folds);
  const basis = learnBasis(input.table, rows, Math.min(MOST_COLUMNS, 3 * input.table.features.length));
  const inputs = networkInputs(basisMatrix(basis, input.table, rows), rows.length);
  const shape: NetworkShape = {
    members: input.folds.length,
    inputs: basis.columns.length,
    hidden: HIDDEN,
    outputs: 1 + input.quantiles.length,
  };
  const data = trainingData(input, rows, inputs, shape);
  const { weights, rounds, outputs } = learn(input, shape, data);
  const model = { basis, shape, weights, quantiles: input.quantiles, targetMean: data.mean, targetScale: data.scale };
  return { model, rounds, held: heldOutputs(input, shape, data, outputs) };
}

interface TrainingData {
  readonly rows: Uint32Array;
  readonly inputs: Float32Array;
  /** [row] scaled. */
  readonly target: Float32Array;
  /** [row × member] survey weight; 0 where the member does not see the household. */
  readonly seen: Float32Array;
  /** [row] fold that it belongs to, and its weight. */
  readonly foldOf: Uint8Array;
  readonly weight: Float32Array;
  readonly mean: number;
  readonly scale: number;
}

function trainingData(input: NetworkInput, rows: Uint32Array, inputs: Float32Array, shape: NetworkShape): TrainingData {
  const weight = Float32Array.from(rows, (row) => input.weight[row]!);
  const total = weight.reduce((sum, w) => sum + w, 0);
  const mean = rows.reduce((sum, row, i) => sum + weight[i]! * input.target[row]!, 0) / total;
  const variance = rows.reduce((sum, row, i) => sum + weight[i]! * (input.target[row]! - mean) ** 2, 0) / total;
  const scale = Math.sqrt(variance) || 1;
  const foldOfRow = new Uint8Array(input.table.count);
  input.folds.forEach((fold, f) => fold.forEach((row) => (foldOfRow[row] = f)));
  const foldOf = Uint8Array.from(rows, (row) => foldOfRow[row]!);
  const seen = new Float32Array(rows.length * shape.members);
  foldOf.forEach((fold, i) => {
    for (let member = 0; member < shape.members; member++)
      seen[i * shape.members + member] = member === fold ? 0 : weight[i]!;
  });
  return {
    rows,
    inputs,
    target: Float32Array.from(rows, (row) => (input.target[row]! - mean) / scale),
    seen,
    foldOf,
    weight,
    mean,
    scale,
  };
}

interface Learnt {
  readonly weights: NetworkWeights;
  readonly rounds: number;
  /** [member × row × output] at the best moment. */
  readonly outputs: Float32Array;
}

function learn(input: NetworkInput, shape: NetworkShape, data: TrainingData): Learnt {
  const count = data.rows.length;
  const batch = Math.max(32, Math.min(512, Math.ceil(count / 16)));
  const perRound = Math.max(1, Math.floor(count / batch));
  const rounds = Math.max(4, Math.round(STEPS / perRound));
  const begun = initialWeights(shape, input.seed);
  const variables = Object.fromEntries(
    WEIGHT_PARTS.map((part) => [part, tf.variable(tf.tensor(begun[part], partShape(shape, part)))]),
  ) as unknown as WeightTensors<tf.Variable>;
  const optimizer = tf.train.adam(LEARNING_RATE);
  const inputs = tf.tensor2d(data.inputs, [count, shape.inputs]);
  const target = tf.tensor1d(data.target);
  const seen = tf.tensor2d(data.seen, [count, shape.members]);
  const levels = tf.tensor3d([[[...input.quantiles]]]);
  const loss = lossOf(shape, levels);
  let best: (Learnt & { error: number }) | undefined;
  try {
    for (let round = 0; round < rounds; round++) {
      // The steps grow smaller towards the end, so that the last rounds settle.
      (optimizer as unknown as { learningRate: number }).learningRate =
        LEARNING_RATE * (0.05 + 0.95 * 0.5 * (1 + Math.cos((Math.PI * round) / rounds)));
      const order = shuffled(count, chance(input.seed, 'network-order', round));
      for (let step = 0; step < perRound; step++) {
        const rows = order.subarray(step * batch, step * batch + batch);
        tf.tidy(() => {
          const at = tf.tensor1d(rows, 'int32');
          const [x, y, w] = [inputs.gather(at), target.gather(at), seen.gather(at)];
          optimizer.minimize(() => loss(variables, x, y, w));
        });
      }
      input.onStep?.((round + 1) / rounds);
      if (round % 2 === 0 && round < rounds - 1) continue;
      const outputs = forwardNumbers(shape, variables, () => inputs);
      const error = heldError(shape, input.quantiles, data, outputs);
      if (best === undefined || error < best.error)
        best = { error, outputs, rounds: round + 1, weights: copied(variables) };
    }
  } finally {
    optimizer.dispose();
    tf.dispose([levels, inputs, target, seen, ...Object.values(variables)]);
  }
  return best!;
}

const copied = (variables: WeightTensors): NetworkWeights =>
  Object.fromEntries(
    WEIGHT_PARTS.map((part) => [part, Float32Array.from(variables[part].dataSync())]),
  ) as unknown as NetworkWeights;

/** Squared error of the mean, and for each quantile the loss that it alone makes smallest. */
function lossOf(shape: NetworkShape, levels: tf.Tensor3D) {
  return (weights: WeightTensors, x: tf.Tensor2D, y: tf.Tensor1D, w: tf.Tensor2D): tf.Scalar => {
    const rows = x.shape[0];
    const miss = y.reshape([1, rows, 1]).sub(forward(shape, weights, x)) as tf.Tensor3D;
    const square = miss.slice([0, 0, 0], [-1, -1, 1]).square().mul(0.5);
    const rest = miss.slice([0, 0, 1], [-1, -1, shape.outputs - 1]);
    const tilted = tf.maximum(rest.mul(levels), rest.mul(levels.sub(1))).sum(2, true);
    const seen = w.transpose().reshape([shape.members, rows, 1]);
    const penalty = weights.first.square().sum().add(weights.second.square().sum()).mul(WEIGHT_PENALTY);
    return square.add(tilted).mul(seen).sum().div(rows).add(penalty) as tf.Scalar;
  };
}

function shuffled(count: number, source: ReturnType<typeof chance>): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = source.below(i + 1, i);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** The same loss on the fold that each member does not see. */
function heldError(
  shape: NetworkShape,
  quantiles: readonly number[],
  data: TrainingData,
  outputs: Float32Array,
): number {
  const count = data.rows.length;
  let error = 0;
  for (let i = 0; i < count; i++) {
    const at = (data.foldOf[i]! * count + i) * shape.outputs;
    let loss = 0.5 * (data.target[i]! - outputs[at]!) ** 2;
    quantiles.forEach((level, q) => {
      const miss = data.target[i]! - outputs[at + 1 + q]!;
      loss += Math.max(level * miss, (level - 1) * miss);
    });
    error += data.weight[i]! * loss;
  }
  return error;
}

function heldOutputs(
  input: NetworkInput,
  shape: NetworkShape,
  data: TrainingData,
  outputs: Float32Array,
): NetworkOutputs[] {
  const placeOf = new Uint32Array(input.table.count);
  data.rows.forEach((row, i) => (placeOf[row] = i));
  return input.folds.map((fold, member) =>
    Array.from({ length: shape.outputs }, (_, output) =>
      Float64Array.from(fold, (row) => {
        const at = (member * data.rows.length + placeOf[row]!) * shape.outputs + output;
        return outputs[at]! * data.scale + data.mean;
      }),
    ),
  );
}
