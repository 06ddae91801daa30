/** Dates: of birth, above all. */
import { dateParts, type DateParts } from '../values/features.ts';
import { kindOfValues, type CompareValues } from './kinds/value-kind.ts';

/**
 * `near`: years at most two apart, as ages guessed are; `two-slips`: two digits replaced, in two parts of the date;
 * `year`: the same year and no more, or no more told; `day`: the same day of another year; `year-day`: the same year and
 * day, another month; `month`: the same month of the same year; `slip`: one digit replaced, or two neighbours swapped;
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
const [DIFFERENT, NEAR, TWO_SLIPS, YEAR, DAY, YEAR_DAY, MONTH, SLIP, SWAPPED] = DATE_LEVELS.keys();

/** Years between two ages that may be one age guessed twice. */
const MOST_YEARS_APART = 2;

/** Compares two different dates by their parts; a part that is 0 is not told. */
function compareDates({ year, month, day }: DateParts): CompareValues {
  return (left, right) => {
    const [leftYear, rightYear] = [year[left]!, year[right]!];
    const [leftMonth, rightMonth] = [month[left]!, month[right]!];
    const [leftDay, rightDay] = [day[left]!, day[right]!];
    const isSameDay = leftMonth === rightMonth && leftDay === rightDay && leftMonth !== 0;
    if (leftYear === rightYear) {
      if (leftMonth === 0 || rightMonth === 0) return YEAR!;
      if (leftMonth === rightDay && leftDay === rightMonth) return SWAPPED!;
      if (leftDay === 0 || rightDay === 0) return leftMonth === rightMonth ? MONTH! : YEAR!;
      if (isOneSlip(leftMonth * 100 + leftDay, rightMonth * 100 + rightDay)) return SLIP!;
      if (leftMonth === rightMonth) return MONTH!;
      if (leftDay === rightDay) return YEAR_DAY!;
      return digitsApart(leftMonth * 100 + leftDay, rightMonth * 100 + rightDay) === 2 ? TWO_SLIPS! : YEAR!;
    }
    if (isSameDay) return isOneSlip(leftYear, rightYear) ? SLIP! : DAY!;
    const isWhole = leftDay !== 0 && rightDay !== 0 && leftYear !== 0 && rightYear !== 0;
    if (isWhole && isTwoSlips(leftYear, leftMonth * 100 + leftDay, rightYear, rightMonth * 100 + rightDay)) {
      return TWO_SLIPS!;
    }
    return Math.abs(leftYear - rightYear) <= MOST_YEARS_APART ? NEAR! : DIFFERENT!;
  };
}

/** One digit of the year and one of month and day replaced, as two slips in one date mostly are. */
const isTwoSlips = (leftYear: number, leftDay: number, rightYear: number, rightDay: number): boolean =>
  digitsApart(leftYear, rightYear) === 1 && digitsApart(leftDay, rightDay) === 1;

/** Places of two numbers of four digits that differ. */
function digitsApart(left: number, right: number): number {
  let apart = 0;
  for (let power = 1; power <= 1000; power *= 10) {
    if (Math.floor(left / power) % 10 !== Math.floor(right / power) % 10) apart++;
  }
  return apart;
}

/** One digit of four replaced, or two neighbours swapped; the numbers are not equal. */
export function isOneSlip(left: number, right: number): boolean {
  const difference = left > right ? left - right : right - left;
  for (let power = 1; power <= 1000; power *= 10) {
    if (difference % power !== 0) return false;
    // Without a carry, that digit alone differs.
    const isOneDigit = difference / power < 10 && Math.floor(left / power / 10) === Math.floor(right / power / 10);
    if (isOneDigit) return true;
    const [leftPair, rightPair] = [Math.floor(left / power) % 100, Math.floor(right / power) % 100];
    const isSwap = leftPair % 10 === Math.floor(rightPair / 10) && Math.floor(leftPair / 10) === rightPair % 10;
    if (isSwap && left - leftPair * power === right - rightPair * power) return true;
  }
  return false;
}

export const date = kindOfValues({
  levels: DATE_LEVELS,
  rare: ['same', 'swapped', 'slip'],
  isCached: false,
  mostPairs: 4_000_000,
  comparer: ({ book }) => compareDates(dateParts(book)),
});
