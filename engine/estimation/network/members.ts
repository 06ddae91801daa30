/** Several small networks of one shape, computed as one: each member learns from households that another holds out. */
import * as tf from '@tensorflow/tfjs-node';
import { chance } from '../../kernel/random.ts';

export interface NetworkShape {
  readonly members: number;
  readonly inputs: number;
  readonly hidden: readonly [number, number];
  /** Mean, then one for each quantile. */
  readonly outputs: number;
}

/** Weights of all members, each part as one run of numbers. */
export interface NetworkWeights {
  /** [input × (member, unit)] */
  readonly first: Float32Array;
  readonly firstBias: Float32Array;
  /** [member × unit × unit] */
  readonly second: Float32Array;
  readonly secondBias: Float32Array;
  /** [member × unit × output] */
  readonly last: Float32Array;
  readonly lastBias: Float32Array;
  /** [input × (member, output)] straight from the facts: what is linear need not go through the units. */
  readonly straight: Float32Array;
}

export const WEIGHT_PARTS = ['first', 'firstBias', 'second', 'secondBias', 'last', 'lastBias', 'straight'] as const;
export type WeightPart = (typeof WEIGHT_PARTS)[number];

export function partShape({ members, inputs, hidden, outputs }: NetworkShape, part: WeightPart): number[] {
  const shapes: Record<WeightPart, number[]> = {
    first: [inputs, members * hidden[0]],
    firstBias: [members * hidden[0]],
    second: [members, hidden[0], hidden[1]],
    secondBias: [members, 1, hidden[1]],
    last: [members, hidden[1], outputs],
    lastBias: [members, 1, outputs],
    straight: [inputs, members * outputs],
  };
  return shapes[part];
}

/** Beginnings that depend on the seed alone. */
export function initialWeights(shape: NetworkShape, seed: number): NetworkWeights {
  const drawn = (part: WeightPart, deviation: number): Float32Array => {
    const source = chance(seed, 'network', part);
    const length = partShape(shape, part).reduce((product, size) => product * size, 1);
    return Float32Array.from({ length }, (_, i) => (deviation === 0 ? 0 : deviation * source.normal(i)));
  };
  return {
    first: drawn('first', Math.sqrt(2 / shape.inputs)),
    firstBias: drawn('firstBias', 0),
    second: drawn('second', Math.sqrt(2 / shape.hidden[0])),
    secondBias: drawn('secondBias', 0),
    last: drawn('last', 0.3 / Math.sqrt(shape.hidden[1])),
    lastBias: drawn('lastBias', 0),
    straight: drawn('straight', 0),
  };
}

export type WeightTensors<T extends tf.Tensor = tf.Tensor> = Readonly<Record<WeightPart, T>>;

export function tensorsOf(shape: NetworkShape, weights: NetworkWeights): WeightTensors {
  const made = WEIGHT_PARTS.map((part) => [part, tf.tensor(weights[part], partShape(shape, part))] as const);
  return Object.fromEntries(made) as WeightTensors;
}

/**
 * @param inputs [household × input]
 * @returns [member × household × output]
 */
export function forward(shape: NetworkShape, weights: WeightTensors, inputs: tf.Tensor2D): tf.Tensor3D {
  const { members, hidden, outputs } = shape;
  const rows = inputs.shape[0];
  const byMember = (wide: tf.Tensor, width: number): tf.Tensor3D =>
    wide.reshape([rows, members, width]).transpose([1, 0, 2]);
  const first = byMember(
    inputs
      .matMul(weights.first as tf.Tensor2D)
      .add(weights.firstBias)
      .relu(),
    hidden[0],
  );
  const second = first.matMul(weights.second).add(weights.secondBias).relu();
  const straight = byMember(inputs.matMul(weights.straight as tf.Tensor2D), outputs);
  return second.matMul(weights.last).add(weights.lastBias).add(straight) as tf.Tensor3D;
}

/**
 * The same as numbers, [member × household × output]. They are kept from the hands of tidy, which would look through each of
 * them for tensors: that takes longer than to compute them.
 */
export function forwardNumbers(shape: NetworkShape, weights: WeightTensors, inputs: () => tf.Tensor2D): Float32Array {
  let numbers: Float32Array | undefined;
  tf.tidy(() => {
    numbers = forward(shape, weights, inputs()).dataSync() as Float32Array;
  });
  return numbers!;
}
