/** What the values of a field look like, whatever order they come in. */
import { readDate, withoutTime, type DateStyle } from '../../core/values/texts/date-texts.ts';
import { dateWords, haveMonth } from '../../core/values/texts/month-names.ts';
import { withoutAccents } from '../../core/values/texts/plain-text.ts';
import { asciiDigits } from '../../core/values/texts/text-digits.ts';
import { hashAt, isBlankAt, textAt, type TextArena } from '../../core/values/text-arena.ts';

export interface ValueLooks {
  /** Distinct values, blank not counted. */
  readonly distinct: number;
  /** Rows that tell it. */
  readonly told: number;
  /** Share of distinct values, 0 to 1, that … */
  readonly dates: number;
  readonly digitsOnly: number;
  /** Digits alone, a nought before them: a number that counts or measures is not written so. */
  readonly leadingNought: number;
  readonly withDigits: number;
  /** Latitude, longitude or both, with four decimals or more: three are thousands as often. */
  readonly decimals: number;
  /** 16 digits, as a NIK or a No. KK. */
  readonly sixteenDigits: number;
  /** Letters and digits as postcodes of Britain, Ireland, Canada and the Netherlands have them. */
  readonly letteredPostcodes: number;
  /** Words a value, on average. */
  readonly words: number;
  /**
   * Share of dates and of what is one where the heading says so: a year alone, 050170, days as a spreadsheet counts them.
   * Found out when it is asked, since most fields are no dates.
   */
  readonly datesOrLess: () => number;
}

const LETTERED_POSTCODE =
  /^([A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}|[A-Z]\d\d\s*[A-Z\d]{4}|[A-Z]\d[A-Z]\s*\d[A-Z]\d|\d{4}\s*[A-Z]{2})$/i;
const DEGREES = /^[+-]?\d{1,3}[.,]\d{4,}([\s,;/]+[+-]?\d{1,3}[.,]\d{4,})?$/;
/** About so many distinct values are looked at, taken by their hashes, so that the order of rows does not choose. */
const LOOKED_AT = 5000;

/** @param texts distinct values, '' among them or not @param told rows that tell the field */
export function looksOf(texts: TextArena, told: number): ValueLooks {
  const { distinct, sample } = sampleOf(texts);
  const share = (test: (text: string) => boolean): number =>
    sample.length === 0 ? 0 : sample.filter(test).length / sample.length;
  const words = sample.reduce((sum, text) => sum + text.split(/[\s,]+/).length, 0);
  return {
    distinct,
    told,
    dates: share(isDate),
    digitsOnly: share((text) => /^[\d\s.-]*\d[\d\s.-]*$/.test(text)),
    leadingNought: share((text) => /^0\d+$/.test(text)),
    withDigits: share((text) => /\d/.test(text)),
    decimals: share((text) => DEGREES.test(text)),
    sixteenDigits: share((text) => /^\d{16}$/.test(text.replace(/\D/g, ''))),
    letteredPostcodes: share((text) => LETTERED_POSTCODE.test(text.trim())),
    words: sample.length === 0 ? 0 : words / sample.length,
    datesOrLess: () => share(isDateOrLess),
  };
}

function sampleOf(texts: TextArena): { readonly distinct: number; readonly sample: readonly string[] } {
  const filled: number[] = [];
  for (let text = 0; text < texts.count; text++) if (!isBlankAt(texts, text)) filled.push(text);
  const stride = Math.max(1, Math.floor(filled.length / LOOKED_AT));
  const looked = stride === 1 ? filled : filled.filter((text) => hashAt(texts, text) % stride === 0);
  return { distinct: filled.length, sample: looked.map((text) => asciiDigits(textAt(texts, text))) };
}

const DAY_FIRST: DateStyle = {
  isMonthFirst: false,
  isShortYearFirst: false,
  isYearLastOfEight: false,
  isSerial: true,
  latestShortYear: 25,
};
const YEAR_LAST: DateStyle = { ...DAY_FIRST, isYearLastOfEight: true };
const SHORT_YEAR_FIRST: DateStyle = { ...DAY_FIRST, isShortYearFirst: true };

const THREE_NUMBERS = /^(\d{4}[-/. ]+\d{1,2}[-/. ]+\d{1,2}|\d{1,2}[-/. ]+\d{1,2}[-/. ]+(\d{4}|\d{2}))$/;
/** Of letters beyond those of Latin two words may be one month. */
const MONTH = String.raw`(?:[A-Z]{3,12}|(?=[^\0-\x7f])[\p{L}\p{M}]+\.?(?: [\p{L}\p{M}]+)?)`;
/** 05JAN1970, `5th of January, 1970`, `5. Mai 1970`, `5 de enero de 1970`, `5 мая 1970 г.`; January 5, 1970; 1970-Jan-05. */
const WITH_MONTH_IN_WORDS = [
  String.raw`\d{1,2}(ST|ND|RD|TH|ER)?[-/., ]*((OF|DE) |D')?${MONTH}[-/., ]*((OF|DEL?) )?(\d{4}|\d{2})( (Г|R|ГОДА)\.?)?`,
  String.raw`${MONTH}[-/., ]*\d{1,2}(ST|ND|RD|TH)?[-/., ]+\d{4}`,
  String.raw`\d{4}[-/., ]*${MONTH}[-/., ]*\d{1,2}`,
].map((pattern) => new RegExp(`^${pattern}$`, 'u'));
/** 1970年1月5日; 5 tháng 1 năm 1970. */
const WITH_WORDS_FOR_PARTS = [
  /^\d{4}\s*[年년]\s*\d{1,2}\s*[月월]\s*\d{1,2}\s*[日일]?$/,
  /^(ngày )?\d{1,2} tháng \d{1,2},? năm \d{4}$/i,
];

/** A date that tells its day, written as nothing else is. */
export function isDate(text: string): boolean {
  const plain = withoutTime(text);
  if (!/\d/.test(plain) || plain.length > LONGEST_DATE) return false;
  if (/^\d{8}$/.test(plain)) return isReadable(plain, DAY_FIRST) || isReadable(plain, YEAR_LAST);
  if (THREE_NUMBERS.test(plain)) return isReadable(plain, DAY_FIRST) || isReadable(plain, SHORT_YEAR_FIRST);
  if (!/[^\d-/. ]/.test(plain)) return false;
  const [upper, composed] = [withoutAccents(plain), plain.normalize('NFC')];
  const isWritten =
    WITH_MONTH_IN_WORDS.some((pattern) => pattern.test(upper)) ||
    WITH_WORDS_FOR_PARTS.some((pattern) => pattern.test(composed));
  // A word that is no month gives a year without a month, and so does one that is a month of several meanings.
  return isWritten && (readDate(plain, DAY_FIRST).slice(4, 6) > '00' || haveMonth(dateWords(plain)));
}

/** Where the heading says that it is a date: all that has a year in it that somebody of today may have. */
function isDateOrLess(text: string): boolean {
  if (isDate(text)) return true;
  const plain = withoutTime(text);
  const words = plain.split(/[\s-/.]+/).length;
  return plain.length <= 20 && words <= 3 && (isReadable(plain, DAY_FIRST) || isReadable(plain, YEAR_LAST));
}

const LONGEST_DATE = 40;
const [FIRST_YEAR, LAST_YEAR] = [1500, 2100];

/** Read in this style it is a day that there may be; noughts stand for what is not told. */
function isReadable(plain: string, style: DateStyle): boolean {
  const date = readDate(plain, style);
  if (date === '') return false;
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(4, 6)), Number(date.slice(6))];
  return year >= FIRST_YEAR && year <= LAST_YEAR && month <= 12 && day <= 31;
}
