/** How two numbers of identity agree. */
import { frequenciesOf } from './frequencies.ts';
import type { MakeMeasure } from './measure.ts';
import { digitsEqual, LONGEST_NUMBER, placeOfOneSlip, type NumberBook } from './number-book.ts';

/** Digits before the serial: region and birth. */
const SERIAL_START = 12;
/** The tens of the day of birth. */
const SEX_DIGIT = 6;
const LAST_DIGIT = LONGEST_NUMBER - 1;

/** Level of each name in MEASURE_LEVELS. */
export const NIK = { different: 1, serial: 2, rounded: 3, oneSlip: 4, same: 5 };

/** How two NIK of the book agree; 0 where one is blank. */
export function nikLevel(numbers: NumberBook, left: number, right: number): number {
  if (left === 0 || right === 0) return 0;
  if (left === right) return NIK.same;
  const slip = placeOfOneSlip(numbers, left, right);
  if (slip === SEX_DIGIT && areOtherSex(numbers, left, right)) return NIK.serial;
  // A digit lost is a slip wherever it was; a serial that differs is what twins have, too.
  const hasLostDigit = numbers.length[left] !== numbers.length[right];
  if (slip >= 0 && (slip < SERIAL_START || hasLostDigit)) return NIK.oneSlip;
  if (!digitsEqual(numbers, left, right, 0, SERIAL_START)) return NIK.different;
  return slip === LAST_DIGIT && hasLastZero(numbers, left, right) ? NIK.rounded : NIK.serial;
}

/** The same number but for the 40 that is added to a woman's day of birth: twins, or a brother's number. */
const areOtherSex = ({ digits, length }: NumberBook, left: number, right: number): boolean =>
  length[left] === length[right] &&
  Math.abs(digits[left * LONGEST_NUMBER + SEX_DIGIT]! - digits[right * LONGEST_NUMBER + SEX_DIGIT]!) === 4 &&
  digits[left * LONGEST_NUMBER + SEX_DIGIT + 1] === digits[right * LONGEST_NUMBER + SEX_DIGIT + 1];

/** A spreadsheet keeps 15 digits of a number and writes a zero for the last. */
const hasLastZero = ({ digits }: NumberBook, left: number, right: number): boolean =>
  digits[left * LONGEST_NUMBER + LAST_DIGIT] === 0 || digits[right * LONGEST_NUMBER + LAST_DIGIT] === 0;

/**
 * `one-slip`: one digit replaced, lost or swapped with its neighbour; `serial`: only the serial differs, which is how
 * twins and others born in one place on one day differ, or the 40 that is added for women; `rounded`: only the last
 * digit, a zero on one side.
 */
export const measureNik: MakeMeasure = ({ nik, numbers }, rows) => {
  const { agreementShare } = frequenciesOf(nik, numbers.count, rows);
  return {
    rarityBits: 0,
    agreementShare: [...Array<undefined>(NIK.same), agreementShare],
    level: (left, right) => nikLevel(numbers, nik[left]!, nik[right]!),
  };
};

export const measureKkNumber: MakeMeasure = ({ kkNumber, numbers }, rows) => ({
  rarityBits: 0,
  agreementShare: [undefined, undefined, undefined, frequenciesOf(kkNumber, numbers.count, rows).agreementShare],
  level(left, right) {
    const [l, r] = [kkNumber[left]!, kkNumber[right]!];
    if (l === 0 || r === 0) return 0;
    if (l === r) return 3;
    return placeOfOneSlip(numbers, l, r) >= 0 ? 2 : 1;
  },
});
