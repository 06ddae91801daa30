/** How two birth dates agree. */
import { frequenciesOf, numberHashes } from './frequencies.ts';
import type { MakeMeasure } from './measure.ts';
import { birthInNik } from './number-book.ts';
import { NIK, nikLevel } from './number-measures.ts';

/** Level of each name in MEASURE_LEVELS. */
const BIRTH = { different: 1, year: 2, day: 3, month: 4, oneSlip: 5, swapped: 6, same: 7 };

/** How two dates, written YYYYMMDD, agree; both are told. */
export function birthLevel(left: number, right: number): number {
  if (left === right) return BIRTH.same;
  const [leftYear, rightYear] = [Math.floor(left / 10000), Math.floor(right / 10000)];
  const [leftDay, rightDay] = [left % 100, right % 100];
  const [leftMonth, rightMonth] = [Math.floor(left / 100) % 100, Math.floor(right / 100) % 100];
  if (leftYear === rightYear && leftDay === rightMonth && leftMonth === rightDay) return BIRTH.swapped;
  if (isOneDigitSlip(left, right)) return BIRTH.oneSlip;
  if (leftYear !== rightYear) return left % 10000 === right % 10000 ? BIRTH.day : BIRTH.different;
  return leftMonth === rightMonth ? BIRTH.month : BIRTH.year;
}

/** One digit of eight replaced, or two neighbours swapped. */
function isOneDigitSlip(left: number, right: number): boolean {
  const difference = Math.abs(left - right);
  for (let power = 1; power <= 10_000_000; power *= 10) {
    // A digit replaced changes the number by 1 to 9 of its place and nothing else.
    if (difference % power === 0 && difference / power < 10) {
      const isOnlyDigit = Math.floor(left / (power * 10)) === Math.floor(right / (power * 10));
      if (isOnlyDigit && left % power === right % power) return true;
    }
    const [leftPair, rightPair] = [Math.floor(left / power) % 100, Math.floor(right / power) % 100];
    const isSwap = leftPair % 10 === Math.floor(rightPair / 10) && Math.floor(leftPair / 10) === rightPair % 10;
    if (isSwap && left - leftPair * power === right - rightPair * power) return true;
  }
  return false;
}

/**
 * Birth dates; where one is blank and `useNik`, the birth part of that row's NIK stands in, unless the NIK itself agrees
 * and has told all it can tell.
 */
export const measureBirth =
  (useNik: boolean): MakeMeasure =>
  (records, rows) => {
    const { bornOn, nik, numbers } = records;
    const { numbers: dates, size } = numberHashes(bornOn);
    const { rarityBits, agreementShare } = frequenciesOf(dates, size, rows);
    const fromNik = (blankRow: number, toldRow: number): number => {
      const inNik = birthInNik(numbers, nik[blankRow]!);
      if (inNik === 0 || nikLevel(numbers, nik[blankRow]!, nik[toldRow]!) >= NIK.oneSlip) return 0;
      measure.rarityBits = rarityBits[dates[toldRow]!]!;
      return inNik === bornOn[toldRow]! % 1_000_000 ? BIRTH.same : 0;
    };
    const measure = {
      rarityBits: 0,
      agreementShare: [...Array<undefined>(BIRTH.same), agreementShare],
      level(left: number, right: number): number {
        const [l, r] = [bornOn[left]!, bornOn[right]!];
        if (l === 0 || r === 0) {
          if (!useNik || l === r) return 0;
          return l === 0 ? fromNik(left, right) : fromNik(right, left);
        }
        measure.rarityBits = rarityBits[dates[left]!]!;
        return birthLevel(l, r);
      },
    };
    return measure;
  };
