/** How a number of 16 digits comes to be written otherwise. */
import type { Draw } from './names.ts';

/** One digit typed wrong, anywhere. */
export function wrongDigit(digits: string, draw: Draw): string {
  const at = draw(digits.length, 1);
  const digit = (Number(digits[at]) + 1 + draw(9, 2)) % 10;
  return digits.slice(0, at) + digit + digits.slice(at + 1);
}

/** Two neighbours that differ changed round. */
export function transposedDigits(digits: string, draw: Draw): string {
  const places = Array.from(digits, (_, i) => i).filter((i) => i > 0 && digits[i] !== digits[i - 1]);
  const at = places[draw(places.length, 1)];
  if (at === undefined) return wrongDigit(digits, draw);
  return digits.slice(0, at - 1) + digits[at]! + digits[at - 1]! + digits.slice(at + 1);
}

export function lostDigit(digits: string, draw: Draw): string {
  const at = draw(digits.length, 1);
  return digits.slice(0, at) + digits.slice(at + 1);
}

/** What a spreadsheet keeps of a number: 15 digits and a zero. */
export const roundedNumber = (digits: string): string => `${digits.slice(0, 15)}0`;

/** What a spreadsheet shows of it: 3,57701E+15. */
export const scientificNumber = (digits: string): string =>
  `${(Number(digits) / 10 ** (digits.length - 1)).toFixed(5).replace('.', ',')}E+${digits.length - 1}`;

/** In groups of four, or with a space behind. */
export function spacedDigits(digits: string, draw: Draw): string {
  return draw(2, 1) === 0 ? `${digits} ` : digits.replace(/(\d{4})(?=\d)/g, '$1 ');
}

/** Regions from which people come to Madiun: the neighbouring regencies, Surabaya, Jakarta. */
export const OTHER_REGIONS = ['351908', '351915', '350217', '352013', '352105', '350414', '357815', '317404'] as const;

/** Birth part of a NIK kept, region and serial of another office. */
export function secondNik(nik: string, draw: Draw): string {
  const serial = String(1 + draw(400, 2)).padStart(4, '0');
  return OTHER_REGIONS[draw(OTHER_REGIONS.length, 1)]! + nik.slice(6, 12) + serial;
}

/**
 * Ten digits that are as unique as the row they stand for and do not show it: what a system numbers its people and
 * families by must not give the truth away.
 */
export const systemNumber = (row: number, system: number): string =>
  String(Math.imul(row + 1, SCRAMBLES[system]!) >>> 0).padStart(10, '0');
/** Odd, so that no two rows get one number. */
const SCRAMBLES = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f, 0x165667b1] as const;
export const SYSTEMS = { family: 0, pkh: 1, recipient: 2, bltd: 3, health: 4 } as const;

/** The card before this one: same office, issued on another day. */
export function oldKkNumber(kk: string, draw: Draw): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const issued = two(1 + draw(28, 1)) + two(1 + draw(12, 2)) + two(5 + draw(15, 3));
  return kk.slice(0, 6) + issued + String(1 + draw(80, 4)).padStart(4, '0');
}
