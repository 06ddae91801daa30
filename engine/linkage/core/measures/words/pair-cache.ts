/** Remembers what was found for pairs of values: the pair met last in each place, nothing older. */

import { bitCount } from './likeness.ts';

/** Bits of a place; places are some 100 kilobytes that stay near the processor. */
const PLACE_BITS = 14;
const FEWEST_PLACE_BITS = 6;
/** Places for each of few values: a small table, made for a few pairs, is not to cost a large cache. */
const PLACES_A_VALUE = 8;

/** Values that no comparison of letters can find alike, told by the letters that they have and lack. */
export interface MaskBound {
  /** [value] see letterMasks. */
  readonly masks: Uint32Array;
  /** [value] with more letters that one has and the other lacks than half of both numbers together, the answer is 0. */
  readonly apart: Uint8Array;
}

/**
 * A function of two values, the same for either order, that is asked for the same pairs again and again.
 *
 * @param values how many there are
 */
export function cachedPairs(
  compute: (left: number, right: number) => number,
  bound?: MaskBound,
  values = Infinity,
): (left: number, right: number) => number {
  // [place] the smaller value, the larger one (0, the blank, where free), and what was found: 0 to 255.
  const bits = Math.min(PLACE_BITS, Math.max(FEWEST_PLACE_BITS, Math.ceil(Math.log2(values * PLACES_A_VALUE))));
  const shift = 32 - bits;
  const smaller = new Uint32Array(1 << bits);
  const larger = new Uint32Array(1 << bits);
  const found = new Uint8Array(1 << bits);
  const look = (left: number, right: number): number => {
    const low = left < right ? left : right;
    const high = left < right ? right : left;
    const place = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> shift;
    if (larger[place] === high && smaller[place] === low) return found[place]!;
    smaller[place] = low;
    larger[place] = high;
    return (found[place] = compute(low, high));
  };
  if (bound === undefined) return look;
  const { masks, apart } = bound;
  return (left, right) =>
    bitCount(masks[left]! ^ masks[right]!) * 2 > apart[left]! + apart[right]! ? 0 : look(left, right);
}
