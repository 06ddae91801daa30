/** Numbers that belong to one person or one household. */
import type { FieldColumn, ValueBook } from '../table.ts';
import { slipsBetween } from './code-levels.ts';
import { kindOfValues, type CompareValues } from './kinds/value-kind.ts';

/**
 * Of any number: `two-slips`, `slip` (one digit replaced, lost or put in), `transposed` (two neighbours swapped). Of a NIK
 * besides: `birth` (day and sex agree and nothing else), `serial` (only the last four digits differ, as those of twins
 * do), `region` (only the first six differ), `sex` (only the 40 that is added to a woman's day), `rounded` (a spreadsheet
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
  isCached: true,
  mostPairs: 2_000_000,
  comparer: (column, { options }) => {
    const bySlips = slipLevels(column);
    return options?.['format'] === 'nik' ? compareNik(column.book, bySlips) : bySlips;
  },
});

/** Whether two NIK of a column are one number that was kept badly, or the same; blank is neither. */
export function nearlyOneNik(column: FieldColumn): (left: number, right: number) => boolean {
  const compare = compareNik(column.book, slipLevels(column));
  return (left, right) => left !== 0 && right !== 0 && (left === right || compare(left, right) >= ROUNDED);
}

export const householdId = kindOfValues({
  levels: ['different', 'slip', 'same'],
  rare: ['slip', 'same'],
  isCached: true,
  mostPairs: 2_000_000,
  comparer: (column) => {
    const count = slipsBetween(column, 1);
    return (left, right) => (count(left, right) <= 1 ? 1 : 0);
  },
});

/** How many slips lie between two numbers, and whether the one is a swap. */
function slipLevels(column: FieldColumn): CompareValues {
  const count = slipsBetween(column, 2);
  return (left, right) => {
    const slips = count(left, right);
    if (slips > 2) return DIFFERENT;
    if (slips === 2) return TWO_SLIPS;
    return areTransposed(column.book, left, right) ? TRANSPOSED : SLIP;
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

/** Digits of a NIK: region, day (a woman's plus 40), month and year of birth, serial. */
const [BIRTH_START, SERIAL_START, END] = [6, 12, 16];

function compareNik({ starts, letters }: ValueBook, bySlips: CompareValues): CompareValues {
  const isWhole = (value: number): boolean => starts[value + 1]! - starts[value]! === END;
  return (left, right) => {
    if (!isWhole(left) || !isWhole(right)) return bySlips(left, right);
    const [l, r] = [starts[left]!, starts[right]!];
    const isRegion = isEqual(letters, l, r, 0, BIRTH_START);
    const isBirth = isEqual(letters, l, r, BIRTH_START, SERIAL_START);
    const isSerial = isEqual(letters, l, r, SERIAL_START, END);
    if (isRegion && isBirth) return isRounded(letters, l, r) ? ROUNDED : SERIAL;
    if (isRegion && isSerial && differByForty(letters, l, r)) return SEX;
    const slips = bySlips(left, right);
    if (slips === SLIP || slips === TRANSPOSED) return slips;
    if (isBirth && isSerial) return REGION;
    if (slips === TWO_SLIPS) return TWO_SLIPS;
    return isBirth ? BIRTH : DIFFERENT;
  };
}

function isEqual(letters: Uint16Array, l: number, r: number, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (letters[l + i] !== letters[r + i]) return false;
  return true;
}

const ZERO = '0'.charCodeAt(0);

/** Only the last digit differs, and one of the two has a zero there. */
const isRounded = (letters: Uint16Array, l: number, r: number): boolean =>
  isEqual(letters, l, r, SERIAL_START, END - 1) && (letters[l + END - 1] === ZERO || letters[r + END - 1] === ZERO);

/** The tens of the day differ by four, and nothing else of the birth part. */
const differByForty = (letters: Uint16Array, l: number, r: number): boolean =>
  Math.abs(letters[l + BIRTH_START]! - letters[r + BIRTH_START]!) === 4 &&
  isEqual(letters, l, r, BIRTH_START + 1, SERIAL_START);
