/** Normal values in hot loops: one of 1024 equally likely ones for each 10 bits, their variance exactly 1. */
import { normalQuantile } from '../../kernel/normal.ts';

const BITS = 10;
const SIZE = 1 << BITS;
const MASK = SIZE - 1;

/** [10 bits] middle of each of 1024 slices of the normal distribution. */
export const NORMALS: Float32Array = (() => {
  const values = Float64Array.from({ length: SIZE }, (_, i) => normalQuantile((i + 0.5) / SIZE));
  // The middles of the outer slices lie a little too far in.
  const variance = values.reduce((sum, each) => sum + each * each, 0) / SIZE;
  return Float32Array.from(values, (each) => each / Math.sqrt(variance));
})();

/** Two values of one draw: its upper 10 bits, and the 10 below them; the lower 12 are free for something else. */
export const firstNormal = (bits: number): number => NORMALS[bits >>> 22]!;
export const secondNormal = (bits: number): number => NORMALS[(bits >>> 12) & MASK]!;
export const FREE_BITS = 12;
