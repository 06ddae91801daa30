/** Shares added up, so that one draw picks one of them. */
import { thresholdOf } from '../chance/keyed-draws.ts';
import { MOST_BITS } from './thresholds.ts';

/** Shares that add up to 1, as thresholds: bits below the first pick the first, and so on; all 0 where the shares are. */
export function accumulate(shares: Float64Array, into: Uint32Array, at: number): void {
  const total = shares.reduce((sum, each) => sum + each, 0);
  const last = shares.findLastIndex((each) => each > 0);
  let sum = 0;
  shares.forEach((share, i) => {
    sum += share;
    into[at + i] = last < 0 ? 0 : i >= last ? MOST_BITS : thresholdOf(sum / total);
  });
}

/** The first of `length` entries from `from` on that is above the bits. */
export function pick(summed: Uint32Array, from: number, length: number, bits: number): number {
  const draw = Math.min(bits, MOST_BITS - 1);
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (summed[from + middle]! <= draw) low = middle + 1;
    else high = middle;
  }
  return low;
}
