/** Numbers that belong to one person or one household. */
import type { ComparisonSpec } from '../comparison.ts';
import type { FieldColumn, ValueBook } from '../table.ts';
import { isSlip, slipsBetween } from './code-levels.ts';
import { kindOfValues } from './kinds/value-kind.ts';
import { byBook, inRows, LAST_EIGHT, LENGTH, type CompareDigits, type PackedDigits } from './packed-digits.ts';

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
  isCached: false,
  mostPairs: 2_000_000,
  comparer: (column, spec) => byBook(column.book, comparerOf(column, spec)),
  known: (column, spec) => inRows(column.book, comparerOf(column, spec)),
});

const comparerOf = ({ book }: FieldColumn, { options }: ComparisonSpec): CompareDigits =>
  options?.['format'] === 'nik' ? compareNik(slipLevels(book)) : slipLevels(book);

/** Whether two NIK of a column are one number that was kept badly, or the same; blank is neither. */
export function nearlyOneNik(column: FieldColumn): (left: number, right: number) => boolean {
  const compare = byBook(column.book, compareNik(slipLevels(column.book)));
  return (left, right) => left !== 0 && right !== 0 && (left === right || compare(left, right) >= ROUNDED);
}

export const householdId = kindOfValues({
  levels: ['different', 'slip', 'same'],
  rare: ['slip', 'same'],
  isCached: false,
  mostPairs: 2_000_000,
  comparer: ({ book }) => byBook(book, isSlip(book)),
  known: ({ book }) => inRows(book, isSlip(book)),
});

/** How many slips lie between two numbers, and whether the one is a swap. */
function slipLevels(book: ValueBook): CompareDigits {
  const count = slipsBetween(book, 2);
  return (packed, l, r, left, right) => {
    const slips = count(packed, l, r, left, right);
    if (slips > 2) return DIFFERENT;
    if (slips === 2) return TWO_SLIPS;
    return areTransposed(book, left, right) ? TRANSPOSED : SLIP;
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
  return (packed, l, r, left, right) => {
    if (packed[l + LENGTH] !== NIK_DIGITS || packed[r + LENGTH] !== NIK_DIGITS)
      return bySlips(packed, l, r, left, right);
    const first = packed[l]! ^ packed[r]!;
    const last = packed[l + LAST_EIGHT]! ^ packed[r + LAST_EIGHT]!;
    const isRegion = first >>> 8 === 0;
    const isBirth = (first & 0xff) === 0 && last >>> 16 === 0;
    const isSerial = (last & 0xffff) === 0;
    if (isRegion && isBirth) {
      if (isRounded(packed, l, r)) return ROUNDED;
      return (last & FIRST_OF_SERIAL) !== 0 && bySlips(packed, l, r, left, right) === SLIP ? SLIP : SERIAL;
    }
    if (isRegion && isSerial && differByForty(packed, l, r)) return SEX;
    const slips = bySlips(packed, l, r, left, right);
    if (slips === SLIP || slips === TRANSPOSED) return slips;
    if (isBirth && isSerial) return REGION;
    if (slips === TWO_SLIPS) return TWO_SLIPS;
    return isBirth ? BIRTH : DIFFERENT;
  };
}

/** Only the last digit differs, and one of the two has a zero there. */
function isRounded(packed: PackedDigits, l: number, r: number): boolean {
  const [left, right] = [packed[l + LAST_EIGHT]!, packed[r + LAST_EIGHT]!];
  return (left ^ right) >>> 4 === 0 && ((left & 15) === 0 || (right & 15) === 0);
}

/** Serials count up from 1 within a place and a day, and hardly ever to a hundred: their first two digits, packed. */
const FIRST_OF_SERIAL = 0xff00;

/** The tens of the day differ by four, and nothing else of the birth part. */
function differByForty(packed: PackedDigits, l: number, r: number): boolean {
  const tens = ((packed[l]! >>> 4) & 15) - ((packed[r]! >>> 4) & 15);
  const isRestEqual =
    ((packed[l]! ^ packed[r]!) & 15) === 0 && (packed[l + LAST_EIGHT]! ^ packed[r + LAST_EIGHT]!) >>> 16 === 0;
  return isRestEqual && (tens === 4 || tens === -4);
}
