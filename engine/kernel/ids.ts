/** The numbers that name people, families and places, and how each is read. */
import { err, ok, type Result } from './result.ts';

declare const brand: unique symbol;
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** Nomor Induk Kependudukan: the 16-digit number of one resident. */
export type Nik = Brand<string, 'Nik'>;
/** Nomor Kartu Keluarga: the 16-digit number of one family card; never a Nik, though it looks like one. */
export type KkNumber = Brand<string, 'KkNumber'>;
/** Kemendagri code of a kelurahan, with dots: 35.77.01.1001. */
export type KelurahanCode = Brand<string, 'KelurahanCode'>;
/** Random and without meaning; 32 hexadecimal digits. */
export type PersonId = Brand<string, 'PersonId'>;
/** Random and without meaning; 32 hexadecimal digits. */
export type HouseholdId = Brand<string, 'HouseholdId'>;

export const NUMBER_FAULTS = [
  'blank',
  'not-digits',
  'fifteen-digits',
  'wrong-length',
  'placeholder',
  'scientific',
  'rounded',
] as const;
/**
 * Why 16 digits are not there. `fifteen-digits`: a digit was lost; `scientific`: Excel wrote 3,57701E+15; `rounded`: a
 * spreadsheet kept 15 significant digits and wrote a zero for the last; `placeholder`: one digit repeated, or a count
 * such as 1234567890123456.
 */
export type NumberFault = (typeof NUMBER_FAULTS)[number];

function sixteenDigits(text: string): Result<string, NumberFault> {
  const digits = text.replace(/[\s.'’`-]/g, '');
  if (digits === '') return err('blank');
  if (/^\d+([.,]\d+)?e\+?\d+$/i.test(text.trim())) return err('scientific');
  if (!/^\d+$/.test(digits)) return err('not-digits');
  if (/^(\d)\1*$/.test(digits) || digits === '1234567890123456') return err('placeholder');
  if (digits.length === 15) return err('fifteen-digits');
  if (digits.length !== 16) return err('wrong-length');
  return ok(digits);
}

/** Reads a NIK as people write it: spaces, dots, dashes and an apostrophe before it are passed over. */
export function parseNik(text: string): Result<Nik, NumberFault> {
  return sixteenDigits(text) as Result<Nik, NumberFault>;
}

/** Reads a No. KK; the same writing habits as a NIK. */
export function parseKkNumber(text: string): Result<KkNumber, NumberFault> {
  return sixteenDigits(text) as Result<KkNumber, NumberFault>;
}

/** What the law writes into a NIK: region of first registration, day (plus 40 for women), month and year of birth, serial. */
export interface NikParts {
  /** Six digits: 357701 is Kecamatan Kartoharjo. */
  readonly region: string;
  readonly day: number;
  readonly month: number;
  /** Two digits: the century is not in the number. */
  readonly yearOfCentury: number;
  readonly isFemale: boolean;
  readonly serial: string;
}

export function nikParts(nik: Nik): NikParts {
  const writtenDay = Number(nik.slice(6, 8));
  const isFemale = writtenDay > 40;
  return {
    region: nik.slice(0, 6),
    day: isFemale ? writtenDay - 40 : writtenDay,
    month: Number(nik.slice(8, 10)),
    yearOfCentury: Number(nik.slice(10, 12)),
    isFemale,
    serial: nik.slice(12),
  };
}

/** Shows a number of identity to nobody: first six and last two digits. */
export const maskNumber = (digits: string): string => `${digits.slice(0, 6)}········${digits.slice(-2)}`;
