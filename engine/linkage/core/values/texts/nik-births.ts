/** The date of birth that a NIK holds: a woman's day is written plus 40, and the century is left out. */
import type { ValueBook } from '../../table.ts';
import type { Standardise } from '../standardise.ts';
import { standardiseNik } from './code-texts.ts';

const LENGTH = 16;
/** Where day, month and year stand, two digits each. */
const [DAY, MONTH, YEAR] = [6, 8, 10];
const WOMAN = 40;
const ZERO = '0'.charCodeAt(0);

/** A date without its century as one number, never 0. */
export const dayOfCentury = (year: number, month: number, day: number): number =>
  (year % 100) * 10_000 + month * 100 + day;

/** @returns dayOfCentury; 0 where the value is no NIK of 16 digits, or no such day */
export function birthInNik({ starts, letters }: ValueBook, value: number): number {
  const start = starts[value]!;
  if (starts[value + 1]! - start !== LENGTH) return 0;
  const pairAt = (place: number): number => (letters[start + place]! - ZERO) * 10 + letters[start + place + 1]! - ZERO;
  return checked(pairAt(DAY), pairAt(MONTH), pairAt(YEAR));
}

function checked(writtenDay: number, month: number, year: number): number {
  const day = writtenDay > WOMAN ? writtenDay - WOMAN : writtenDay;
  return day < 1 || day > 31 || month < 1 || month > 12 ? 0 : dayOfCentury(year, month, day);
}

/** Without another one in the format, the latest year in which somebody can be born. */
const LATEST_YEAR = 2025;

/**
 * Dates out of a column of NIK, for a field of kind date with the format `nik`, or `nik 2031` where births are as late as
 * that: of the centuries the one that makes the birth no later is taken, the 2000s first.
 */
export const standardiseNikBirths: Standardise = (distinct, place) => {
  const latest = Number(/\d{4}/.exec(place.format ?? '')?.[0] ?? LATEST_YEAR);
  return standardiseNik(distinct, place).map((nik) => {
    if (nik.length !== LENGTH) return '';
    const pairAt = (place: number): number => Number(nik.slice(place, place + 2));
    const birth = checked(pairAt(DAY), pairAt(MONTH), pairAt(YEAR));
    if (birth === 0) return '';
    const century = 2000 + Math.floor(birth / 10_000) <= latest ? 20 : 19;
    return `${century}${String(birth).padStart(6, '0')}`;
  });
};
