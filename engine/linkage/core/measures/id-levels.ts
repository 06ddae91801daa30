/** Numbers that belong to one person or one household. */
import type { ComparisonSpec } from '../comparison.ts';
import type { FieldColumn, ValueBook } from '../table.ts';
import { isSlip, slipsBetween } from './code-levels.ts';
import { kindOfValues } from './kinds/row-kind.ts';
import {
  FIRST_EIGHT,
  haveSamePlaces,
  inRows,
  LAST_EIGHT,
  LENGTH,
  placesApart,
  type CompareDigits,
} from './packed-digits.ts';

/**
 * Of any number: `two-slips`, `slip` (one digit replaced, lost or put in), `transposed` (two neighbours swapped). Of a NIK
 * besides: `birth` (day and sex agree and nothing else), `serial` (only the last four digits differ, and not as after a
 * slip: those of twins follow each other), `region` (only the first six differ), `sex` (only the 40 that is added to a woman's day), `rounded` (a spreadsheet
 * kept 15 digits).
 */
export const ID_LEVELS = [
  'different',
  'birth',
  'serial',
  'region',
  'sex',
  'two-slips',
  'rounded',
  'slip',
  'transposed',
  'same',
] as const;
const [DIFFERENT, BIRTH, SERIAL, REGION, SEX, TWO_SLIPS, ROUNDED, SLIP, TRANSPOSED] = [...ID_LEVELS.keys()] as [
  ...(readonly [number, number, number, number, number, number, number, number, number]),
];

export const nationalId = kindOfValues({
  levels: ID_LEVELS,
  rare: ['two-slips', 'slip', 'transposed', 'same'],
  mostPairs: 2_000_000,
  comparer: (column, spec) => inRows(column.book, comparerOf(column, spec)),
});

const comparerOf = ({ book }: FieldColumn, { options }: ComparisonSpec): CompareDigits =>
  options?.['format'] === 'nik' ? compareNik(slipLevels(book)) : slipLevels(book);

/** Whether two different NIK of a column, whose rows begin at two places, are one number that was kept badly. */
export function nearlyOneNik({ book }: FieldColumn): (rows: Uint32Array, left: number, right: number) => boolean {
  const compare = compareNik(slipLevels(book));
  return (rows, left, right) => compare(rows, left, right) >= ROUNDED;
}

export const householdId = kindOfValues({
  levels: ['different', 'slip', 'same'],
  rare: ['slip', 'same'],
  mostPairs: 2_000_000,
  comparer: ({ book }) => inRows(book, isSlip(book)),
});

/** How many slips lie between two numbers, and whether the one is a swap. */
function slipLevels(book: ValueBook): CompareDigits {
  const count = slipsBetween(book, 2);
  return (rows, l, r) => {
    const slips = count(rows, l, r);
    if (slips > 2) return DIFFERENT;
    if (slips === 2) return TWO_SLIPS;
    const isSwap = haveSamePlaces(rows, l, r) ? placesApart(rows, l, r) === 2 : areTransposed(book, rows[l]!, rows[r]!);
    return isSwap ? TRANSPOSED : SLIP;
  };
}

/** Of two numbers one slip apart: the same digits in another order, which only a swap leaves. */
function areTransposed({ starts, letters }: ValueBook, left: number, right: number): boolean {
  const [l, r] = [starts[left]!, starts[right]!];
  const length = starts[left + 1]! - l;
  if (starts[right + 1]! - r !== length) return false;
  let differing = 0;
  for (let i = 0; i < length; i++) if (letters[l + i] !== letters[r + i]) differing++;
  return differing === 2;
}

/** Digits of a NIK: region, day (a woman's plus 40), month and year of birth, serial: 6, 2, 2, 2 and 4 of them. */
const NIK_DIGITS = 16;

function compareNik(bySlips: CompareDigits): CompareDigits {
  return (rows, l, r) => {
    if (rows[l + LENGTH] !== NIK_DIGITS || rows[r + LENGTH] !== NIK_DIGITS) return bySlips(rows, l, r);
    const first = rows[l + FIRST_EIGHT]! ^ rows[r + FIRST_EIGHT]!;
    const last = rows[l + LAST_EIGHT]! ^ rows[r + LAST_EIGHT]!;
    const isRegion = first >>> 8 === 0;
    const isBirth = (first & 0xff) === 0 && last >>> 16 === 0;
    const isSerial = (last & 0xffff) === 0;
    if (isRegion && isBirth) {
      if (isRounded(rows, l, r)) return ROUNDED;
      return (last & FIRST_OF_SERIAL) !== 0 && bySlips(rows, l, r) === SLIP ? SLIP : SERIAL;
    }
    if (isRegion && isSerial && differByForty(rows, l, r)) return SEX;
    const slips = bySlips(rows, l, r);
    if (slips === SLIP || slips === TRANSPOSED) return slips;
    if (isBirth && isSerial) return REGION;
    if (slips === TWO_SLIPS) return TWO_SLIPS;
    return isBirth ? BIRTH : DIFFERENT;
  };
}

/** Only the last digit differs, and one of the two has a zero there. */
function isRounded(rows: Uint32Array, l: number, r: number): boolean {
  const [left, right] = [rows[l + LAST_EIGHT]!, rows[r + LAST_EIGHT]!];
  return (left ^ right) >>> 4 === 0 && ((left & 15) === 0 || (right & 15) === 0);
}

/** Serials count up from 1 within a place and a day, and hardly ever to a hundred: their first two digits, packed. */
const FIRST_OF_SERIAL = 0xff00;

/** The tens of the day differ by four, and nothing else of the birth part. */
function differByForty(rows: Uint32Array, l: number, r: number): boolean {
  const tens = ((rows[l + FIRST_EIGHT]! >>> 4) & 15) - ((rows[r + FIRST_EIGHT]! >>> 4) & 15);
  const isRestEqual =
    ((rows[l + FIRST_EIGHT]! ^ rows[r + FIRST_EIGHT]!) & 15) === 0 &&
    (rows[l + LAST_EIGHT]! ^ rows[r + LAST_EIGHT]!) >>> 16 === 0;
  return isRestEqual && (tens === 4 || tens === -4);
}
