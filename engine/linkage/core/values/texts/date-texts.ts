/** Reads one date however it is written. What a text leaves open (day or month first?) the column decides: dates.ts. */
import { dateWords, monthOfWords, type SettledMonths } from './month-names.ts';
import { asciiDigits } from './text-digits.ts';

/** What a column decides for the dates in it. */
export interface DateStyle {
  /** Which comes first where a date is written as three numbers and the year is last. */
  readonly isMonthFirst: boolean;
  /** True where three numbers of two digits begin with the year. */
  readonly isShortYearFirst: boolean;
  /** True where eight digits end with the year. */
  readonly isYearLastOfEight: boolean;
  /** True where five digits are a spreadsheet's count of days. */
  readonly isSerial: boolean;
  /** Largest year of two digits that is one of the 2000s. */
  readonly latestShortYear: number;
  /** What months mean whose names mean several in the world. */
  readonly months?: SettledMonths | undefined;
}

/**
 * A date as a column of the linkage holds it: eight digits YYYYMMDD, zeros for what is not told; '' where nothing is.
 * Impossible days and months stay as they are written, because a slip of the keyboard made them.
 */
export function readDate(text: string, style: DateStyle): string {
  const plain = withoutTime(text);
  const parts = /^(\d{1,4})[-/. ]+(\d{1,2})[-/. ]+(\d{1,4})$/.exec(plain);
  if (parts !== null) return dateOfParts(parts[1]!, parts[2]!, parts[3]!, style);
  if (/^\d+$/.test(plain)) return dateOfDigits(plain, style);
  const monthAndYear = /^(?:(\d{1,2})[-/. ](\d{4})|(\d{4})[-/. ](\d{1,2}))$/.exec(plain);
  if (monthAndYear !== null) {
    return digits(monthAndYear[2] ?? monthAndYear[3]!, monthAndYear[1] ?? monthAndYear[4]!, 0);
  }
  return dateOfWords(plain, style);
}

/** Texts of dates without hours, fractions of a spreadsheet's day, what floats add, and the dot after the last ordinal. */
export const withoutTime = (text: string): string =>
  asciiDigits(text)
    .trim()
    .replace(/^(\d{4}-\d{1,2}-\d{1,2})T.*$/, '$1')
    .replace(/[T ]+\d{1,2}[:.]\d{2}([:.]\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2}|AM|PM|WIB|UTC)?$/i, '')
    .replace(/^(\d+)[.,]0+$/, '$1')
    .replace(/(?<=[-/. ]\d{1,4})\s*\.$/, '');

function dateOfParts(first: string, second: string, third: string, style: DateStyle): string {
  if (first.length >= 3) return digits(first, second, third);
  if (third.length < 3 && style.isShortYearFirst) return digits(fullYear(first, style), second, third);
  const year = third.length < 3 ? fullYear(third, style) : third;
  const isMonthFirst = style.isMonthFirst
    ? Number(first) <= 12 || Number(second) > 12
    : isOnlyMonthFirst(first, second);
  return isMonthFirst ? digits(year, first, second) : digits(year, second, first);
}

/** The second cannot be a month and the first can. */
const isOnlyMonthFirst = (first: string, second: string): boolean => Number(second) > 12 && Number(first) <= 12;

const fullYear = (short: string, { latestShortYear }: DateStyle): number =>
  Number(short) + (Number(short) <= latestShortYear ? 2000 : 1900);

function dateOfDigits(plain: string, style: DateStyle): string {
  if (plain.length === 8) {
    if (!style.isYearLastOfEight) return isNothing(plain) ? '' : plain;
    return dateOfParts(plain.slice(0, 2), plain.slice(2, 4), plain.slice(4), style);
  }
  if (plain.length === 7 && style.isYearLastOfEight) return dateOfDigits(`0${plain}`, style);
  if (plain.length === 4) return digits(plain, 0, 0);
  if (plain.length === 5 && style.isSerial) return dateOfSerial(Number(plain));
  if (plain.length !== 6) return '';
  if (/^(1[5-9]|20)\d\d(0[1-9]|1[0-2])$/.test(plain)) return digits(plain.slice(0, 4), plain.slice(4), 0);
  return dateOfParts(plain.slice(0, 2), plain.slice(2, 4), plain.slice(4), style);
}

/** Day 0 of a spreadsheet's calendar, from March 1900 on. */
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);

function dateOfSerial(serial: number): string {
  const date = new Date(SERIAL_EPOCH + serial * 86_400_000);
  return digits(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** `12 Agustus 1945`, `Aug 12, 1945`, `12 juin 1945`, `1945年8月12日`, `about 1945`. */
function dateOfWords(plain: string, style: DateStyle): string {
  const yearAndMonth = /^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]$/.exec(plain.normalize('NFC'));
  if (yearAndMonth !== null) return digits(yearAndMonth[1]!, yearAndMonth[2]!, 0);
  const words = dateWords(plain);
  const numbers = words.filter((word) => /^\d{1,4}$/.test(word));
  const year = numbers.find((number) => number.length === 4);
  const month = monthOfWords(words, style.months);
  if (month === undefined) {
    if (year === undefined) return '';
    return isDayMonthAndYear(numbers) ? dateOfParts(numbers[0]!, numbers[1]!, numbers[2]!, style) : digits(year, 0, 0);
  }
  const day = numbers.find((number) => number.length <= 2);
  if (year !== undefined) return digits(year, month, day ?? 0);
  return numbers.length === 2 ? digits(fullYear(numbers[1]!, style), month, numbers[0]!) : '';
}

/** Three numbers with words between them: 12 tháng 8 năm 1945. */
const isDayMonthAndYear = (numbers: readonly string[]): boolean =>
  numbers.length === 3 && numbers[1]!.length <= 2 && (numbers[0]!.length === 4) !== (numbers[2]!.length === 4);

function digits(year: string | number, month: string | number, day: string | number): string {
  const text =
    `${Number(year)}`.padStart(4, '0') + `${Number(month)}`.padStart(2, '0') + `${Number(day)}`.padStart(2, '0');
  return isNothing(text) ? '' : text;
}

/** Nothing but zeros and nines: what a form writes for a date that nobody knows. */
const isNothing = (eight: string): boolean => /^(?:0{8}|9{8}|9999.*|11111111)$/.test(eight) || eight.length !== 8;
