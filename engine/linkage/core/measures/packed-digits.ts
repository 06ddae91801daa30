/** Numbers of up to sixteen digits, four bits a digit: two of them are compared in a few steps, and from one place of memory. */
import type { ValueBook } from '../table.ts';
import type { WriteValues } from '../comparing/value-rows.ts';
import { remembered } from '../values/features.ts';
import type { CompareValues, RowComparer } from './kinds/row-comparer.ts';
import { bitCount } from './words/likeness.ts';

const MOST_DIGITS = 16;
export const ZERO = '0'.charCodeAt(0);

/** Places in the row of a number, after the value: its first eight digits, the first in the highest bits; the next eight. */
export const [FIRST_EIGHT, LAST_EIGHT] = [1, 2];
/** How many digits there are; 0 where the value is no such number. */
export const LENGTH = 3;
export const NUMBER_WIDTH = 4;

/** Compares two different values by their digits, whose rows begin at `l` and `r`. */
export type CompareDigits = (rows: Uint32Array, l: number, r: number) => number;

/** By value, the digits taken from the book. */
export function byBook(book: ValueBook, compare: CompareDigits): CompareValues {
  const rows = packedDigits(book);
  return (left, right) => compare(rows, left * NUMBER_WIDTH, right * NUMBER_WIDTH);
}

/** The digits as they stand in rows. */
export const inRows = (book: ValueBook, compare: CompareDigits): RowComparer => ({
  width: NUMBER_WIDTH,
  tellsBits: false,
  write: digitWriter(book),
  level: compare,
  bits: 0,
});

/** [value × NUMBER_WIDTH] */
export const packedDigits = remembered((book: ValueBook): Uint32Array => {
  const rows = new Uint32Array(book.count * NUMBER_WIDTH);
  for (let value = 1; value < book.count; value++) packDigits(book, value, rows, value * NUMBER_WIDTH);
  return rows;
});

/** Writes the rows of numbers. */
export const digitWriter =
  (book: ValueBook): WriteValues =>
  (values, from, to, { rows, at, stride }) => {
    for (let i = from, place = at; i < to; i++, place += stride) packDigits(book, values[i]!, rows, place);
  };

function packDigits({ starts, letters }: ValueBook, value: number, rows: Uint32Array, at: number): void {
  const [start, end] = [starts[value]!, starts[value + 1]!];
  rows[at] = value;
  if (end - start > MOST_DIGITS) return;
  let [first, last] = [0, 0];
  for (let i = start; i < end; i++) {
    const digit = letters[i]! - ZERO;
    if (digit < 0 || digit > 9) return;
    const place = i - start;
    if (place < 8) first |= digit << (28 - 4 * place);
    else last |= digit << (60 - 4 * place);
  }
  rows[at + FIRST_EIGHT] = first;
  rows[at + LAST_EIGHT] = last;
  rows[at + LENGTH] = end - start;
}

/** One bit for each digit that is not 0, at the lowest of its four. */
export const digitsSet = (difference: number): number =>
  (difference | (difference >>> 1) | (difference >>> 2) | (difference >>> 3)) & 0x11111111;

/** Whether two numbers of digits have the same number of them, so that their places can be compared. */
export const haveSamePlaces = (rows: Uint32Array, l: number, r: number): boolean =>
  rows[l + LENGTH] !== 0 && rows[l + LENGTH] === rows[r + LENGTH];

/** Places of two numbers of one length at which they differ. */
export const placesApart = (rows: Uint32Array, l: number, r: number): number =>
  bitCount(digitsSet(rows[l + FIRST_EIGHT]! ^ rows[r + FIRST_EIGHT]!)) +
  bitCount(digitsSet(rows[l + LAST_EIGHT]! ^ rows[r + LAST_EIGHT]!));

/** More slips than anybody asks for. */
export const MANY_SLIPS = 99;

/**
 * Slips between two different numbers of one length: 1, 2 or MANY_SLIPS.
 *
 * A slip replaces a digit or swaps two neighbours, which leaves two places different at most; or, of two slips, one leaves
 * a digit out and one puts one in, which shifts those between the first and the last place that differ.
 *
 * @param most more slips than these are many
 */
export function slipsByPlaces(rows: Uint32Array, left: number, right: number, most: 1 | 2): number {
  const high = rows[left + FIRST_EIGHT]! ^ rows[right + FIRST_EIGHT]!;
  const low = rows[left + LAST_EIGHT]! ^ rows[right + LAST_EIGHT]!;
  const places = bitCount(digitsSet(high)) + bitCount(digitsSet(low));
  if (places === 1) return 1;
  const first = high !== 0 ? Math.clz32(high) >> 2 : 8 + (Math.clz32(low) >> 2);
  const last = low !== 0 ? 15 - (trailingZeros(low) >> 2) : 7 - (trailingZeros(high) >> 2);
  if (places === 2) return first + 1 === last && isSwapped(rows, left, right, first) ? 1 : 2;
  if (most === 1) return MANY_SLIPS;
  if (isShifted(rows, left, right, first, last) || isShifted(rows, right, left, first, last)) return 2;
  if (places > 4) return MANY_SLIPS;
  const swaps = (isSwapped(rows, left, right, first) ? 1 : 0) + (isSwapped(rows, left, right, last - 1) ? 1 : 0);
  // Three places: a swap and a digit replaced. Four: two swaps.
  return swaps >= places - 2 ? 2 : MANY_SLIPS;
}

/** Two neighbouring places differ, and each number has there what the other has beside it. */
const isSwapped = (rows: Uint32Array, left: number, right: number, place: number): boolean =>
  digitAt(rows, left, place) === digitAt(rows, right, place + 1) &&
  digitAt(rows, left, place + 1) === digitAt(rows, right, place);

const trailingZeros = (number: number): number => 31 - Math.clz32(number & -number);

const digitAt = (rows: Uint32Array, at: number, place: number): number =>
  (rows[at + FIRST_EIGHT + (place >> 3)]! >>> (28 - 4 * (place & 7))) & 15;

/** From one place to the other the digits of the one stand a place further on in the other. */
function isShifted(rows: Uint32Array, one: number, other: number, first: number, last: number): boolean {
  for (let place = last - 1; place >= first; place--) {
    if (digitAt(rows, one, place) !== digitAt(rows, other, place + 1)) return false;
  }
  return true;
}
