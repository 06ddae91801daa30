/** Products of all pairs of columns: what a linear model needs to know of the households, whatever its penalty. */
import type { BasisMatrix } from './basis.ts';

export interface Gram {
  readonly size: number;
  /** [column × column] weighted sums of products; the last column is the constant 1, the one before it the target. */
  readonly sums: Float64Array;
}

/** Households at a time: a block of all columns stays in the cache of the processor. */
const BLOCK = 128;

/**
 * @param matrix [column][household]
 * @param rows   places in the columns
 */
export function gramOf(matrix: BasisMatrix, target: Float64Array, weight: Float64Array, rows: Uint32Array): Gram {
  const size = matrix.length + 2;
  const sums = new Float64Array(size * size);
  const block = new Float64Array(size * BLOCK);
  const weighted = new Float64Array(BLOCK);
  for (let start = 0; start < rows.length; start += BLOCK) {
    const length = Math.min(BLOCK, rows.length - start);
    for (let column = 0; column < size; column++) {
      const values = matrix[column] ?? (column === matrix.length ? target : undefined);
      for (let i = 0; i < length; i++) block[column * BLOCK + i] = values === undefined ? 1 : values[rows[start + i]!]!;
    }
    for (let a = 0; a < size; a++) {
      for (let i = 0; i < length; i++) weighted[i] = block[a * BLOCK + i]! * weight[rows[start + i]!]!;
      for (let b = a; b < size; b++) sums[a * size + b]! += dot(weighted, block, b * BLOCK, length);
    }
  }
  for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) sums[a * size + b] = sums[b * size + a]!;
  return { size, sums };
}

function dot(left: Float64Array, right: Float64Array, start: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += left[i]! * right[start + i]!;
  return sum;
}

export function addGrams(grams: readonly Gram[]): Gram {
  const sums = new Float64Array(grams[0]!.sums.length);
  for (const gram of grams) for (let i = 0; i < sums.length; i++) sums[i]! += gram.sums[i]!;
  return { size: grams[0]!.size, sums };
}

/** Means taken off: covariances of the columns, and of each with the target. */
export interface Centred {
  readonly columns: number;
  /** [column × column] */
  readonly covariance: Float64Array;
  /** [column] */
  readonly withTarget: Float64Array;
  /** [column] and of the target. */
  readonly means: Float64Array;
  readonly targetMean: number;
  readonly targetVariance: number;
}

export function centre({ size, sums }: Gram): Centred {
  const columns = size - 2;
  const total = sums[size * size - 1]!;
  const mean = (column: number): number => sums[column * size + size - 1]! / total;
  const means = Float64Array.from({ length: columns }, (_, column) => mean(column));
  const targetMean = mean(columns);
  const covariance = new Float64Array(columns * columns);
  for (let a = 0; a < columns; a++)
    for (let b = 0; b < columns; b++) covariance[a * columns + b] = sums[a * size + b]! / total - means[a]! * means[b]!;
  const withTarget = means.map((m, a) => sums[a * size + columns]! / total - m * targetMean);
  const targetVariance = sums[columns * size + columns]! / total - targetMean ** 2;
  return { columns, covariance, withTarget, means, targetMean, targetVariance };
}
