/** Shares added up, so that one draw picks one of them. */
import { thresholdOf } from '../chance/keyed-draws.ts';
import { MOST_BITS } from './thresholds.ts';

/** Shares that add up to 1, as thresholds: bits below the first pick the first, and so on; all 0 where the shares are. */
export function accumulate(shares: Float64Array, into: Uint32Array, at: number): void {
  let total = 0;
  for (let i = 0; i < shares.length; i++) total += shares[i]!;
  let last = shares.length - 1;
  while (last >= 0 && !(shares[last]! > 0)) last--;
  let sum = 0;
  for (let i = 0; i < shares.length; i++) {
    sum += shares[i]!;
    into[at + i] = last < 0 ? 0 : i >= last ? MOST_BITS : thresholdOf(sum / total);
  }
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
