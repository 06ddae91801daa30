/** What a cell says, once its writing is understood. Pure: text in, value or fault out; nothing is guessed. */
import { dayOf, NO_DATE } from '../kernel/time.ts';
import type { DateOrder, DecimalMark } from './description-shape.ts';
import { AMBIGUOUS, type Fault } from './findings.ts';
import { foldPlace } from './fold.ts';

/** A value, or a fault with the value that the cell then counts as. */
export interface Reading<T> {
  readonly value: T;
  readonly fault: Fault;
}

const good = <T>(value: T): Reading<T> => ({ value, fault: '' });
const bad = <T>(value: T, fault: Fault): Reading<T> => ({ value, fault });

const BLANK_WORDS: ReadonlySet<string> = new Set([
  '',
  '-',
  '--',
  '---',
  '.',
  '_',
  '#N/A',
  'N/A',
  'NULL',
  '(NULL)',
  '\\N',
]);

/** True for what people type where there is nothing to type. @param text trimmed */
export const isBlankWord = (text: string): boolean => text.length <= 6 && BLANK_WORDS.has(text.toUpperCase());

const MONTHS: readonly (readonly string[])[] = [
  ['JANUARI', 'JANUARY', 'JAN'],
  ['FEBRUARI', 'FEBRUARY', 'PEBRUARI', 'FEB', 'PEB'],
  ['MARET', 'MARCH', 'MAR', 'MRT'],
  ['APRIL', 'APR'],
  ['MEI', 'MAY'],
  ['JUNI', 'JUNE', 'JUN'],
  ['JULI', 'JULY', 'JUL'],
  ['AGUSTUS', 'AUGUST', 'AGT', 'AGS', 'AGU', 'AUG', 'AGUST'],
  ['SEPTEMBER', 'SEP', 'SEPT'],
  ['OKTOBER', 'OCTOBER', 'OKT', 'OCT'],
  ['NOVEMBER', 'NOPEMBER', 'NOV', 'NOP'],
  ['DESEMBER', 'DECEMBER', 'DES', 'DEC'],
];
const MONTH_OF = new Map(MONTHS.flatMap((names, i) => names.map((name) => [name, i + 1] as const)));

/** Day 0 of Excel's calendar, which has a 29 February 1900 that never was. */
const EXCEL_EPOCH = -25569;
const EXCEL_1904_EPOCH = -24107;

/**
 * Reads a date. ISO dates and written months need no order; 03/04/1999 does. A year of two digits has two centuries, and
 * is a fault. A number of five digits is a spreadsheet's serial.
 *
 * @param text  trimmed
 * @param order the declared order of day, month and year; undefined when nobody declared it
 * @returns     days since 1970-01-01, or NO_DATE with `date-impossible`, `date-unreadable`, `date-short-year`,
 *              `date-placeholder` or AMBIGUOUS
 */
export function readDate(text: string, order: DateOrder | undefined): Reading<number> {
  const plain = text.replace(/[T ]+\d{1,2}[:.]\d{2}([:.]\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2}|AM|PM|WIB)?$/i, '');
  const parts = /^(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})$/.exec(plain);
  if (parts !== null) return dateOfParts(parts[1]!, parts[2]!, parts[3]!, order);
  const named = /^(\d{1,2})[-/. ]*([A-Z]+)[-/., ]*(\d{2,4})$/i.exec(plain);
  if (named !== null) return namedDate(named[1]!, named[2]!, named[3]!);
  if (/^\d{8}$/.test(plain)) return dateOfEight(plain, order);
  if (/^\d{5}(\.\d+)?$/.test(plain)) return dateOfSerial(Number(plain), false);
  return bad(NO_DATE, 'date-unreadable');
}

function dateOfParts(first: string, second: string, third: string, order: DateOrder | undefined): Reading<number> {
  if (first.length === 4 && third.length <= 2) return calendarDay(first, second, third);
  if (first.length <= 2 && third.length <= 2) return bad(NO_DATE, 'date-short-year');
  if (first.length > 2 || third.length !== 4) return bad(NO_DATE, 'date-unreadable');
  if (order === 'mdy') return calendarDay(third, first, second);
  if (order === 'dmy') return calendarDay(third, second, first);
  // `ymd` does not tell either. Where one of the two cannot be a month, or both are equal, there is no doubt.
  const [a, b] = [Number(first), Number(second)];
  if (a > 12 || a === b) return calendarDay(third, second, first);
  if (b > 12) return calendarDay(third, first, second);
  return a === 0 || b === 0 ? calendarDay(third, second, first) : bad(NO_DATE, AMBIGUOUS);
}

function calendarDay(year: string, month: string, day: string): Reading<number> {
  if (Number(year) === 0 || (Number(month) === 0 && Number(day) === 0)) return bad(NO_DATE, 'date-placeholder');
  if (year.length !== 4) return bad(NO_DATE, year.length === 2 ? 'date-short-year' : 'date-unreadable');
  const value = dayOf(Number(year), Number(month), Number(day));
  return value === undefined ? bad(NO_DATE, 'date-impossible') : good(value);
}

function namedDate(day: string, name: string, year: string): Reading<number> {
  const month = MONTH_OF.get(name.toUpperCase());
  if (month === undefined) return bad(NO_DATE, 'date-unreadable');
  return calendarDay(year, String(month), day);
}

/** 19990403 or 03041999: only one of the two has a year of this or the last century where a month would be. */
function dateOfEight(digits: string, order: DateOrder | undefined): Reading<number> {
  const asIso = calendarDay(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6));
  const isIso = /^(18|19|20)/.test(digits) && asIso.fault === '';
  const tail = digits.slice(4);
  const isTail = /^(18|19|20)/.test(tail);
  if (isIso) return asIso;
  return isTail ? dateOfParts(digits.slice(0, 2), digits.slice(2, 4), tail, order) : bad(NO_DATE, 'date-unreadable');
}

/** A spreadsheet's count of days. @param is1904 the workbook counts from 1904 */
export function dateOfSerial(serial: number, is1904: boolean): Reading<number> {
  if (!(serial >= 1 && serial < 2958466)) return bad(NO_DATE, serial === 0 ? 'date-placeholder' : 'date-unreadable');
  const days = Math.floor(serial);
  if (is1904) return good(days + EXCEL_1904_EPOCH);
  if (days === 60) return bad(NO_DATE, 'date-impossible');
  return good(days + EXCEL_EPOCH + (days < 60 ? 1 : 0));
}

/**
 * Reads a number as people write it: 1.234.567, 45,5, 1234.
 *
 * @param text    trimmed
 * @param decimal the declared mark; undefined when nobody declared it
 * @returns       NaN with `number-unreadable` or AMBIGUOUS where it is not one number
 */
export function readNumber(text: string, decimal: DecimalMark | undefined): Reading<number> {
  const compact = text.replace(/[\s\u00a0]/g, '');
  if (/^[+-]?\d+$/.test(compact)) return good(Number(compact));
  if (!/^[+-]?[\d.,]+$/.test(compact)) return bad(NaN, 'number-unreadable');
  const marks = compact.replace(/[^.,]/g, '');
  const mark = decimal ?? decimalOf(compact, marks);
  if (mark === undefined) return bad(NaN, AMBIGUOUS);
  return numberWith(compact, mark);
}

/** Which mark must be the decimal one, going by the writing alone; undefined where both readings are possible. */
function decimalOf(text: string, marks: string): DecimalMark | undefined {
  const last = marks.at(-1) as DecimalMark;
  const other = last === '.' ? ',' : '.';
  if (marks.includes(other)) return last;
  if (marks.length > 1) return other;
  const [whole, fraction] = text.replace(/^[+-]/, '').split(last) as [string, string];
  const mayGroup = fraction.length === 3 && whole.length >= 1 && whole.length <= 3 && !/^0/.test(whole);
  return mayGroup ? undefined : last;
}

function numberWith(text: string, decimal: DecimalMark): Reading<number> {
  const pattern = decimal === ',' ? /^[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?$/ : /^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/;
  if (!pattern.test(text)) return bad(NaN, 'number-unreadable');
  const plain = decimal === ',' ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', '');
  return good(Number(plain));
}

/** Reads an amount: Rp1.234.567,00; Rp 600.000,-; IDR 600,000. */
export function readRupiah(text: string, decimal: DecimalMark | undefined): Reading<number> {
  const bare = text.replace(/^(rp|idr)\.?/i, '').replace(/[,.]?-+$/, '');
  return bare.trim() === '' ? bad(NaN, 'number-unreadable') : readNumber(bare, decimal);
}

/** The number of an RT or RW without leading zeros: `003`, `RT. 3`; '' for 000, which means none. */
export function readAreaNumber(text: string): Reading<string> {
  const match = /^(?:R[TW]\.?\s*[:.]?\s*)?0*(\d{0,3})(?:\.0+)?$/i.exec(text);
  return match === null ? bad(text, 'rt-unreadable') : good(match[1]!);
}

/** Reads 03/05, 003 / 005, RT 03 RW 05. */
export function readRtRw(text: string): Reading<readonly [rt: string, rw: string]> {
  const match =
    /^(?:RT\.?\s*\/\s*RW\.?\s*:?\s*)?(?:RT\.?\s*:?\s*)?0*(\d{1,3})\s*(?:[-/,;\s]\s*)(?:RW\.?\s*:?\s*)?0*(\d{1,3})$/i.exec(
      text,
    );
  return match === null
    ? bad(['', ''], 'rt-unreadable')
    : good([match[1]!, match[2]!].map(noZeros) as [string, string]);
}

const noZeros = (digits: string): string => digits.replace(/^0+/, '');

/** RT and RW that an address tells; '' where it does not. */
export function rtRwOfAddress(text: string): readonly [rt: string, rw: string] {
  const both = /\bRT\.?\s*\/\s*RW\.?\s*:?\s*(\d{1,3})\s*[-/]\s*(\d{1,3})\b/i.exec(text);
  if (both !== null) return [noZeros(both[1]!), noZeros(both[2]!)];
  const rt = /\bRT\s*[.:]?\s*(\d{1,3})\b/i.exec(text);
  const rw = /\bRW\s*[.:]?\s*(\d{1,3})\b/i.exec(text);
  return [noZeros(rt?.[1] ?? ''), noZeros(rw?.[1] ?? '')];
}

/** Parts `MADIUN, 03-04-1999` into the place and the date; a text without a date is a place. */
export function splitPlaceAndDate(text: string): readonly [place: string, date: string] {
  const match = /^(.*?)[\s,/]*(\d{1,4}[-/. ].*\d{1,4})$/.exec(text);
  return match === null ? [text.replace(/[\s,/]+$/, ''), ''] : [match[1]!.trim(), match[2]!.trim()];
}

/** One kelurahan of the city. */
export interface KelurahanName {
  /** Kemendagri, with dots: 35.77.01.1001. */
  readonly code: string;
  /** BPS, ten digits, in another order: 3577030002. */
  readonly bpsCode: string;
  readonly name: string;
  readonly kecamatan: string;
}

/** Finds the Kemendagri code of a kelurahan by name, by Kemendagri code with or without dots, or by BPS code. */
export class KelurahanFinder {
  readonly #byDigits = new Map<string, string>();
  readonly #byName = new Map<string, readonly KelurahanName[]>();

  constructor(list: readonly KelurahanName[]) {
    for (const one of list) {
      this.#byDigits.set(one.code.replaceAll('.', ''), one.code);
      this.#byDigits.set(one.bpsCode, one.code);
      const name = foldPlace(one.name);
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), one]);
    }
  }

  /**
   * @param text      trimmed
   * @param kecamatan as the row writes it; settles which of two kelurahan of one name is meant
   * @returns         the code, or the text itself with `kelurahan-unknown` or `kelurahan-ambiguous`
   */
  find(text: string, kecamatan: string): Reading<string> {
    if (this.#byDigits.size === 0) return good(text);
    const digits = text.replace(/[.\s]/g, '');
    if (/^\d+$/.test(digits)) {
      const code = this.#byDigits.get(digits);
      return code === undefined ? bad(text, 'kelurahan-unknown') : good(code);
    }
    const named = this.#byName.get(foldPlace(text)) ?? [];
    if (named.length === 1) return good(named[0]!.code);
    const inIt = named.filter((one) => foldKecamatan(one.kecamatan) === foldKecamatan(kecamatan));
    if (inIt.length === 1) return good(inIt[0]!.code);
    return bad(text, named.length === 0 ? 'kelurahan-unknown' : 'kelurahan-ambiguous');
  }
}

const foldKecamatan = (text: string): string => foldPlace(text.replace(/^\s*(KECAMATAN|KEC)\b\.?/i, ''));
