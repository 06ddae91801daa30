/** Smooth noise without chance: the same number at the same place, on any machine. */

function hash(x: number, y: number, seed: number): number {
  let h = Math.imul(x, 0x85ebca6b) ^ Math.imul(y, 0xc2b2ae35) ^ Math.imul(seed + 1, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return ((h ^ (h >>> 16)) >>> 0) / 2147483648 - 1;
}

/** Zero slope at 0 and at 1, so that the noise has no creases. */
const ease = (t: number): number => t * t * t * (t * (t * 6 - 15) + 10);

/** Value noise between -1 and 1 that turns about once a unit of x and y. */
export function smoothNoise(x: number, y: number, seed: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  const right = ease(x - column);
  const up = ease(y - row);
  const low = hash(column, row, seed) * (1 - right) + hash(column + 1, row, seed) * right;
  const high = hash(column, row + 1, seed) * (1 - right) + hash(column + 1, row + 1, seed) * right;
  return low * (1 - up) + high * up;
}
