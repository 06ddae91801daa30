/**
 * Shapley values of the network by walks: from another household to this one, fact by fact in a drawn order, each change
 * of the prediction put down to the fact that changed. They add up to the prediction whatever was drawn.
 *
 * Source: Štrumbelj and Kononenko (2014); each order is walked backwards as well (Mitchell et al. 2022).
 */
import * as tf from '@tensorflow/tfjs-node';
import { chance } from '../../kernel/random.ts';
import type { FeatureTable } from '../features/feature-table.ts';
import { basisMatrix } from '../linear/basis.ts';
import { forward, tensorsOf } from '../network/members.ts';
import { networkInputs, type NetworkModel } from '../network/network-model.ts';
import type { Contributions } from './linear-contributions.ts';

export interface WalkSettings {
  /** Households that walks begin at. */
  readonly background: Uint32Array;
  /** Walks for each household; even. */
  readonly walks: number;
  readonly seed: number;
}

const MOST_INPUTS = 32_768;

/** The backend must be open. */
export function networkContributions(
  model: NetworkModel,
  table: FeatureTable,
  rows: Uint32Array,
  settings: WalkSettings,
): Contributions {
  const features = table.features.length;
  const inputs = model.shape.inputs;
  const own = networkInputs(basisMatrix(model.basis, table, rows), rows.length);
  const starts = networkInputs(basisMatrix(model.basis, table, settings.background), settings.background.length);
  const columns = columnsByFeature(model, features);
  const orders = walkOrders(features, settings);
  const values = new Float64Array(rows.length * features);
  let base = 0;
  const weights = tensorsOf(model.shape, model.weights);
  try {
    orders.forEach((order, walk) => {
      const start = starts.subarray(
        (walk % settings.background.length) * inputs,
        ((walk % settings.background.length) + 1) * inputs,
      );
      base += meanOutput(model, weights, start.slice(), 1)[0]! / orders.length;
      const together = Math.max(1, Math.floor(MOST_INPUTS / (features + 1)));
      for (let from = 0; from < rows.length; from += together) {
        const count = Math.min(together, rows.length - from);
        const steps = walkInputs(own, start, order, columns, from, count, inputs);
        addSteps(
          meanOutput(model, weights, steps, count * (features + 1)),
          order,
          from,
          count,
          1 / orders.length,
          values,
        );
      }
    });
  } finally {
    tf.dispose(weights);
  }
  return { base, values };
}

/** [feature] columns of the inputs that hang on it. */
function columnsByFeature({ basis }: NetworkModel, features: number): number[][] {
  const columns: number[][] = Array.from({ length: features }, () => []);
  basis.columns.forEach((column, i) => {
    if (column.kind === 'product') throw new RangeError('the network has no products among its inputs');
    columns[column.feature]!.push(i);
  });
  return columns;
}

function walkOrders(features: number, { walks, seed }: WalkSettings): Int32Array[] {
  return Array.from({ length: walks / 2 }, (_, pair) => {
    const source = chance(seed, 'walks', pair);
    const draws = Float64Array.from({ length: features }, (_, feature) => source.uniform(feature));
    const order = Int32Array.from(draws.keys()).sort((a, b) => draws[a]! - draws[b]! || a - b);
    return [order, order.toReversed()];
  }).flat();
}

/** [household × (feature + 1) × input] from the start to the household itself. */
function walkInputs(
  own: Float32Array,
  start: Float32Array,
  order: Int32Array,
  columns: readonly number[][],
  from: number,
  count: number,
  inputs: number,
): Float32Array {
  const steps = new Float32Array(count * (order.length + 1) * inputs);
  for (let i = 0; i < count; i++) {
    let at = i * (order.length + 1) * inputs;
    steps.set(start, at);
    for (const feature of order) {
      steps.copyWithin(at + inputs, at, at + inputs);
      at += inputs;
      for (const column of columns[feature]!) steps[at + column] = own[(from + i) * inputs + column]!;
    }
  }
  return steps;
}

function addSteps(
  outputs: Float64Array,
  order: Int32Array,
  from: number,
  count: number,
  share: number,
  into: Float64Array,
): void {
  const features = order.length;
  for (let i = 0; i < count; i++) {
    const at = i * (features + 1);
    order.forEach((feature, step) => {
      into[(from + i) * features + feature]! += share * (outputs[at + step + 1]! - outputs[at + step]!);
    });
  }
}

/** [input row] mean head, averaged over the members. */
function meanOutput(
  model: NetworkModel,
  weights: ReturnType<typeof tensorsOf>,
  inputs: Float32Array,
  rows: number,
): Float64Array {
  const { members, outputs } = model.shape;
  const made = tf.tidy(() => {
    const x = tf.tensor2d(inputs, [rows, model.shape.inputs]);
    return forward(model.shape, weights, x).dataSync() as Float32Array;
  });
  return Float64Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let member = 0; member < members; member++) sum += made[(member * rows + row) * outputs]!;
    return (sum / members) * model.targetScale + model.targetMean;
  });
}
