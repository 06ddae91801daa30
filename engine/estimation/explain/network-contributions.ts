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
import { forwardNumbers, tensorsOf } from '../network/members.ts';
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
  const { background } = settings;
  // Households, then those that walks start from.
  const all = Uint32Array.of(...rows, ...background);
  const numbers = networkInputs(basisMatrix(model.basis, table, all), all.length);
  const facts = distinctFacts(numbers, inputs, columnsByFeature(model, features));
  const orders = walkOrders(features, settings);
  const values = new Float64Array(rows.length * features);
  let base = 0;
  const weights = tensorsOf(model.shape, model.weights);
  const outputOf = (steps: Float32Array): Float64Array => meanOutput(model, weights, steps, steps.length / inputs);
  try {
    orders.forEach((order, walk) => {
      const start = rows.length + (walk % background.length);
      base += outputOf(numbers.slice(start * inputs, (start + 1) * inputs))[0]! / orders.length;
      const together = Math.max(1, Math.floor(MOST_INPUTS / (features + 1)));
      for (let from = 0; from < rows.length; from += together) {
        const count = Math.min(together, rows.length - from);
        const { steps, stations } = walkStations(numbers, inputs, facts, order, start, from, count);
        addSteps(outputOf(stations), steps, order, from, count, 1 / orders.length, values);
      }
    });
  } finally {
    tf.dispose(weights);
  }
  return { base, values };
}

interface Facts {
  /** [feature] columns of the inputs that hang on it. */
  readonly columns: readonly number[][];
  /** [feature][household] the same number where all those inputs are the same. */
  readonly codes: readonly Int32Array[];
}

function distinctFacts(numbers: Float32Array, inputs: number, columns: readonly number[][]): Facts {
  const codes = columns.map((own) => {
    const codeOf = new Map<string, number>();
    return Int32Array.from({ length: numbers.length / inputs }, (_, row) => {
      const key = own.map((column) => numbers[row * inputs + column]!).join();
      const code = codeOf.get(key) ?? codeOf.size;
      codeOf.set(key, code);
      return code;
    });
  });
  return { columns, codes };
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

/**
 * The ways of some households from one start. Many go the same way for a while, and a fact that is as at the start takes nobody
 * further: each station stands once.
 *
 * @returns stations [station × input]; steps [household × (feature + 1)] station
 */
function walkStations(
  numbers: Float32Array,
  inputs: number,
  { columns, codes }: Facts,
  order: Int32Array,
  start: number,
  from: number,
  count: number,
): { readonly steps: Int32Array; readonly stations: Float32Array } {
  const width = order.length + 1;
  const steps = new Int32Array(count * width);
  const stations = new Float32Array((count * order.length + 1) * inputs);
  stations.set(numbers.subarray(start * inputs, (start + 1) * inputs));
  let stationCount = 1;
  order.forEach((feature, step) => {
    const [own, code] = [columns[feature]!, codes[feature]!];
    const atStart = code[start]!;
    // From a station by a code to the next station.
    const next = new Map<number, number>();
    for (let i = 0; i < count; i++) {
      const at = i * width + step;
      const station = steps[at]!;
      const household = from + i;
      steps[at + 1] = station;
      if (code[household] === atStart) continue;
      const key = station * code.length + code[household]!;
      let reached = next.get(key);
      if (reached === undefined) {
        reached = stationCount++;
        next.set(key, reached);
        stations.copyWithin(reached * inputs, station * inputs, (station + 1) * inputs);
        for (const column of own) stations[reached * inputs + column] = numbers[household * inputs + column]!;
      }
      steps[at + 1] = reached;
    }
  });
  return { steps, stations: stations.subarray(0, stationCount * inputs) };
}

/** @param outputs [station] */
function addSteps(
  outputs: Float64Array,
  steps: Int32Array,
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
      into[(from + i) * features + feature]! += share * (outputs[steps[at + step + 1]!]! - outputs[steps[at + step]!]!);
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
  const made = forwardNumbers(model.shape, weights, () => tf.tensor2d(inputs, [rows, model.shape.inputs]));
  return Float64Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let member = 0; member < members; member++) sum += made[(member * rows + row) * outputs]!;
    return (sum / members) * model.targetScale + model.targetMean;
  });
}
