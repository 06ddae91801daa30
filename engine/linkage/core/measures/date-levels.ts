/** Dates: of birth, above all. */
import type { FieldColumn, ValueBook } from '../table.ts';
import type { RowComparer } from './kinds/row-comparer.ts';
import { kindOfValues } from './kinds/row-kind.ts';
import type { ComparisonSpec } from '../comparison.ts';
import { digitsSet, ZERO } from './packed-digits.ts';
import { bitCount } from './words/likeness.ts';

/**
 * `near`: years at most two apart, as ages guessed are; `two-slips`: two digits replaced, in two parts of the date;
 * `year`: the same year and no more, or no more told; `day`: the same day of another year; `year-day`: the same year and
 * day, another month; `month`: the same month of the same year, or no more told; `slip`: one digit replaced, or two neighbours swapped;
 * `swapped`: day and month the other way round.
 */
export const DATE_LEVELS = [
  'different',
  'near',
  'two-slips',
  'year',
  'day',
  'year-day',
  'month',
  'slip',
  'swapped',
  'same',
] as const;
const [DIFFERENT, NEAR, TWO_SLIPS, YEAR, DAY, YEAR_DAY, MONTH, SLIP, SWAPPED] = [...DATE_LEVELS.keys()] as [
  ...(readonly [number, number, number, number, number, number, number, number, number]),
];

/** Years between two ages that may be one age guessed twice. */
const MOST_YEARS_APART = 2;

/** Place of a date in its row, after the value: its eight digits, year, month and day, four bits a digit; see packDate. */
const PACKED = 1;

const dateRows = ({ book }: FieldColumn): RowComparer => ({
  width: PACKED + 1,
  tellsBits: false,
  write(values, from, to, { rows, at, stride }) {
    for (let i = from, place = at; i < to; i++, place += stride) {
      rows[place] = values[i]!;
      rows[place + PACKED] = packDate(book, values[i]!);
    }
  },
  level: (rows, l, r) => compareDates(rows[l + PACKED]!, rows[r + PACKED]!),
  bits: 0,
});

/** The digits of a value of a book of dates, four bits a digit; a part that is 0 is not told. 0 for blank. */
export function packDate({ starts, letters }: ValueBook, value: number): number {
  let packed = 0;
  for (let at = starts[value]!; at < starts[value + 1]!; at++) packed = (packed << 4) | (letters[at]! - ZERO);
  return packed;
}

/**
 * What two records that hold one value agree on, where that is less than a day: `19500000` is a year alone.
 *
 * @returns [value] index into DATE_LEVELS; undefined where every value tells a day, and where the spec has no level for
 *          less: then the field is one of years
 */
export function levelsOfEqualDates(book: ValueBook, { levels }: ComparisonSpec): Uint8Array | undefined {
  if (!levels.some(({ name }) => name === DATE_LEVELS[YEAR])) return undefined;
  let isSomeOpen = false;
  const equal = new Uint8Array(book.count).fill(DATE_LEVELS.length - 1);
  for (let value = 1; value < book.count; value++) {
    const packed = packDate(book, value);
    if ((packed & 0xff) !== 0 && (packed & 0xff00) !== 0) continue;
    equal[value] = (packed & 0xff00) === 0 ? YEAR : MONTH;
    isSomeOpen = true;
  }
  return isSomeOpen ? equal : undefined;
}

/** Index into DATE_LEVELS of two different dates, packed. */
export function compareDates(left: number, right: number): number {
  const apart = left ^ right;
  const [leftYear, rightYear] = [left >>> 16, right >>> 16];
  const [leftMonth, rightMonth] = [(left >>> 8) & 0xff, (right >>> 8) & 0xff];
  const [leftDay, rightDay] = [left & 0xff, right & 0xff];
  if (apart >>> 16 === 0) {
    if (leftMonth === 0 || rightMonth === 0) return YEAR;
    if (leftMonth === rightDay && leftDay === rightMonth) return SWAPPED;
    if (leftDay === 0 || rightDay === 0) return leftMonth === rightMonth ? MONTH : YEAR;
    if (isOneSlip(left & 0xffff, right & 0xffff)) return SLIP;
    if (leftMonth === rightMonth) return MONTH;
    if (leftDay === rightDay) return YEAR_DAY;
    return placesSet(apart) === 2 ? TWO_SLIPS : YEAR;
  }
  if ((apart & 0xffff) === 0 && leftMonth !== 0) return isOneSlip(leftYear, rightYear) ? SLIP : DAY;
  const isWhole = leftDay !== 0 && rightDay !== 0 && leftYear !== 0 && rightYear !== 0;
  // One digit of the year and one of month and day replaced, as two slips in one date mostly are.
  if (isWhole && placesSet(apart >>> 16) === 1 && placesSet(apart & 0xffff) === 1) return TWO_SLIPS;
  return Math.abs(numberOf(leftYear) - numberOf(rightYear)) <= MOST_YEARS_APART ? NEAR : DIFFERENT;
}

const placesSet = (apart: number): number => bitCount(digitsSet(apart));

/** The number that up to four packed digits write. */
export const numberOf = (packed: number): number =>
  (packed >>> 12) * 1000 + ((packed >>> 8) & 15) * 100 + ((packed >>> 4) & 15) * 10 + (packed & 15);

/** Of two different numbers of four packed digits: one digit replaced, or two neighbours swapped. */
export function isOneSlip(left: number, right: number): boolean {
  const places = digitsSet(left ^ right);
  if ((places & (places - 1)) === 0) return true;
  // Two neighbours, the lower of which is the lowest that differs.
  const lowest = places & -places;
  if (places !== lowest * 17) return false;
  const shift = 31 - Math.clz32(lowest);
  const [one, other] = [(left >>> shift) & 0xff, (right >>> shift) & 0xff];
  return one >>> 4 === (other & 15) && (one & 15) === other >>> 4;
}

export const date = kindOfValues({
  levels: DATE_LEVELS,
  rare: ['same', 'swapped', 'slip'],
  mostPairs: 4_000_000,
  comparer: dateRows,
  equal: ({ book }, spec) => levelsOfEqualDates(book, spec),
});
