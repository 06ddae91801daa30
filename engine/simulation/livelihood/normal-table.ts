/** Normal values in hot loops: one of 4096 equally likely ones for each 12 bits, their variance exactly 1. */
import { normalQuantile } from '../../kernel/normal.ts';

const BITS = 12;
const SIZE = 1 << BITS;
const MASK = SIZE - 1;

/** [12 bits] middle of each of 4096 slices of the normal distribution. */
export const NORMALS: Float64Array = (() => {
  const values = Float64Array.from({ length: SIZE }, (_, i) => normalQuantile((i + 0.5) / SIZE));
  // The middles of the outer slices lie a little too far in.
  const variance = values.reduce((sum, each) => sum + each * each, 0) / SIZE;
  return values.map((each) => each / Math.sqrt(variance));
})();

/** Two values of one draw: its upper 12 bits, and the 12 below them. */
export const firstNormal = (bits: number): number => NORMALS[bits >>> 20]!;
export const secondNormal = (bits: number): number => NORMALS[(bits >>> 8) & MASK]!;
