/** Numbers of up to sixteen digits, four bits a digit: two of them are compared in a few steps, and from one place of memory. */
import type { ValueBook } from '../table.ts';
import { remembered } from '../values/features.ts';
import type { CompareValues, KnownValues } from './kinds/value-kind.ts';
import { bitCount } from './words/likeness.ts';

const MOST_DIGITS = 16;
const [ZERO, NINE] = ['0', '9'].map((digit) => digit.charCodeAt(0)) as [number, number];

/** Places of a number in PackedDigits, after its first eight digits. */
export const [LAST_EIGHT, LENGTH] = [1, 2];
const NUMBERS_A_VALUE = 4;

/**
 * [value × 4] its first eight digits, the first in the highest bits, the next eight, and how many there are; a length of 0
 * where the value is no such number.
 */
export type PackedDigits = Uint32Array;

/**
 * Compares two different values by their digits.
 *
 * @param l    place of the digits of `left` in `packed`
 * @param left value in the book
 */
export type CompareDigits = (packed: PackedDigits, l: number, r: number, left: number, right: number) => number;

/** By value, the digits taken from the book. */
export function byBook(book: ValueBook, compare: CompareDigits): CompareValues {
  const packed = packedDigits(book);
  return (left, right) => compare(packed, left * NUMBERS_A_VALUE, right * NUMBERS_A_VALUE, left, right);
}

/** The digits as they stand in rows of facts. */
export function inRows(book: ValueBook, compare: CompareDigits): KnownValues {
  const packed = packedDigits(book);
  return {
    width: LENGTH + 1,
    write(value, rows, at) {
      for (let i = 0; i <= LENGTH; i++) rows[at + i] = packed[value * NUMBERS_A_VALUE + i]!;
    },
    compare,
  };
}

const packedDigits = remembered(({ count, starts, letters }: ValueBook): PackedDigits => {
  const packed = new Uint32Array(count * NUMBERS_A_VALUE);
  for (let value = 1, at = NUMBERS_A_VALUE; value < count; value++, at += NUMBERS_A_VALUE) {
    const [start, end] = [starts[value]!, starts[value + 1]!];
    if (end - start > MOST_DIGITS || !areDigits(letters, start, end)) continue;
    packed[at] = pack(letters, start, Math.min(end, start + 8));
    packed[at + LAST_EIGHT] = pack(letters, Math.min(end, start + 8), end);
    packed[at + LENGTH] = end - start;
  }
  return packed;
});

function areDigits(letters: Uint16Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (letters[i]! < ZERO || letters[i]! > NINE) return false;
  return true;
}

function pack(letters: Uint16Array, start: number, end: number): number {
  let packed = 0;
  for (let i = start; i < end; i++) packed = (packed << 4) | (letters[i]! - ZERO);
  return end === start ? 0 : packed << (4 * (8 - (end - start)));
}

/** One bit for each digit that is not 0, at the lowest of its four. */
const digitsSet = (difference: number): number =>
  (difference | (difference >>> 1) | (difference >>> 2) | (difference >>> 3)) & 0x11111111;

/** What places alone can tell of slips: that there are many, or that the letters must be looked at. */
export const [MANY_SLIPS, UNTOLD] = [99, 0];

/**
 * Slips between two different numbers of one length, as far as the places that differ tell: 1, 2, MANY_SLIPS or UNTOLD.
 *
 * A slip replaces a digit or swaps two neighbours, which leaves two places different at most; or, of two slips, one leaves
 * a digit out and one puts one in, which shifts those between the first and the last place that differ.
 *
 * @param left place of a number in `packed`
 * @param most more slips than these are many
 */
export function slipsByPlaces(packed: PackedDigits, left: number, right: number, most: 1 | 2): number {
  const high = packed[left]! ^ packed[right]!;
  const low = packed[left + LAST_EIGHT]! ^ packed[right + LAST_EIGHT]!;
  const places = bitCount(digitsSet(high)) + bitCount(digitsSet(low));
  if (places === 1) return 1;
  const first = high !== 0 ? Math.clz32(high) >> 2 : 8 + (Math.clz32(low) >> 2);
  const last = low !== 0 ? 15 - (trailingZeros(low) >> 2) : 7 - (trailingZeros(high) >> 2);
  if (places === 2) return first + 1 === last && isSwapped(packed, left, right, first) ? 1 : 2;
  if (most === 1) return MANY_SLIPS;
  if (places <= 4) return UNTOLD;
  return isShifted(packed, left, right, first, last) || isShifted(packed, right, left, first, last)
    ? UNTOLD
    : MANY_SLIPS;
}

const isSwapped = (packed: PackedDigits, left: number, right: number, place: number): boolean =>
  digitAt(packed, left, place) === digitAt(packed, right, place + 1) &&
  digitAt(packed, left, place + 1) === digitAt(packed, right, place);

const trailingZeros = (number: number): number => 31 - Math.clz32(number & -number);

const digitAt = (packed: PackedDigits, at: number, place: number): number =>
  (packed[at + (place >> 3)]! >>> (28 - 4 * (place & 7))) & 15;

/** At both ends the digits of the one stand a place further on in the other. */
const isShifted = (packed: PackedDigits, one: number, other: number, first: number, last: number): boolean =>
  digitAt(packed, one, first) === digitAt(packed, other, first + 1) &&
  digitAt(packed, one, last - 1) === digitAt(packed, other, last);
