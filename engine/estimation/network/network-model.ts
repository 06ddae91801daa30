/** The trained network: how facts become its inputs, its weights, and what its outputs mean. */
import * as tf from '@tensorflow/tfjs-node';
import type { FeatureTable } from '../features/feature-table.ts';
import { basisMatrix, type Basis, type BasisMatrix } from '../linear/basis.ts';
import { forwardNumbers, tensorsOf, type NetworkShape, type NetworkWeights } from './members.ts';

export interface NetworkModel {
  readonly basis: Basis;
  readonly shape: NetworkShape;
  readonly weights: NetworkWeights;
  /** Quantiles that outputs 1, 2 … stand for; output 0 is the mean. */
  readonly quantiles: readonly number[];
  /** Target = output × scale + mean. */
  readonly targetMean: number;
  readonly targetScale: number;
}

/** [output][household] */
export type NetworkOutputs = readonly Float64Array[];

const CHUNK = 8192;
/** Inputs this many standard deviations out say no more than those at the edge. */
const WIDEST = 4;

/** [household × input] */
export function networkInputs(matrix: BasisMatrix, rows: number): Float32Array {
  const inputs = new Float32Array(rows * matrix.length);
  matrix.forEach((column, at) => {
    for (let row = 0; row < rows; row++) {
      inputs[row * matrix.length + at] = Math.max(-WIDEST, Math.min(WIDEST, column[row]!));
    }
  });
  return inputs;
}

/** Mean over the members. The backend must be open. */
export function predictNetwork(model: NetworkModel, table: FeatureTable, rows: Uint32Array): NetworkOutputs {
  const { members, outputs } = model.shape;
  const sums = Array.from({ length: outputs }, () => new Float64Array(rows.length));
  const weights = tensorsOf(model.shape, model.weights);
  try {
    for (let start = 0; start < rows.length; start += CHUNK) {
      const part = rows.subarray(start, start + CHUNK);
      const made = rawOutputs(model, weights, basisMatrix(model.basis, table, part), part.length);
      for (let member = 0; member < members; member++)
        for (let row = 0; row < part.length; row++)
          for (let output = 0; output < outputs; output++)
            sums[output]![start + row]! += made[(member * part.length + row) * outputs + output]! / members;
    }
  } finally {
    tf.dispose(weights);
  }
  for (const output of sums) output.forEach((value, i) => (output[i] = value * model.targetScale + model.targetMean));
  return sums;
}

function rawOutputs(
  { shape }: NetworkModel,
  weights: ReturnType<typeof tensorsOf>,
  matrix: BasisMatrix,
  rows: number,
): Float32Array {
  return forwardNumbers(shape, weights, () => tf.tensor2d(networkInputs(matrix, rows), [rows, shape.inputs]));
}
