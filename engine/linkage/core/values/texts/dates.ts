/** Columns of dates: what a single date leaves open is decided from all of them. */
import { readDate, withoutTime, type DateStyle } from './date-texts.ts';
import { settledMonths, type SettledMonths } from './month-names.ts';
import { blankWords } from './placeholders.ts';
import { latestShortYear } from './short-years.ts';
import type { ColumnPlace, DistinctTexts, Standardise } from '../standardise.ts';

/** Dates as YYYYMMDD, zeros where a part is not told. The format states the order where the column cannot: dmy, mdy, ymd. */
export const standardiseDates: Standardise = (distinct, place) => {
  const isBlank = blankWords(distinct, place);
  const months = monthsOf(distinct, place);
  const style = { ...place.settle('date-style', () => styleOf(distinct, place)), months };
  const dates = distinct.texts.map((text, i) => (isBlank(i) ? '' : readDate(text, style)));
  noteUnreadable(distinct, dates, isBlank, place);
  noteYearsAlone(distinct, dates, place);
  return withoutStandIns(dates, distinct, place);
};

/** Asked where months are in words that not everybody knows, so that it stands in no other trained model. */
function monthsOf({ texts, counts }: DistinctTexts, { settle }: ColumnPlace): SettledMonths | undefined {
  const months = settledMonths(texts, counts);
  return months && settle('months', () => months);
}

/** Rows of a column that can be dates in one order alone. */
interface OrderCounts {
  dayFirst: number;
  monthFirst: number;
  either: number;
  shortYearFirst: number;
  shortYearLast: number;
  yearFirstOfEight: number;
  yearLastOfEight: number;
  fiveDigits: number;
  all: number;
}

function styleOf(distinct: DistinctTexts, place: ColumnPlace): DateStyle {
  const orders = countOrders(distinct);
  const stated = /[dmy]{3}/.exec(place.format?.toLowerCase() ?? '')?.[0];
  if (stated === undefined) noteOpenOrder(orders, place);
  return {
    isMonthFirst:
      stated === undefined ? orders.monthFirst > orders.dayFirst : stated.indexOf('m') < stated.indexOf('d'),
    isShortYearFirst: stated === undefined ? orders.shortYearFirst > orders.shortYearLast : stated.startsWith('y'),
    isYearLastOfEight: stated === undefined ? orders.yearLastOfEight > orders.yearFirstOfEight : stated.endsWith('y'),
    isSerial: orders.fiveDigits * 2 > orders.all,
    latestShortYear: latestShortYear(distinct),
  };
}

function countOrders({ texts, counts }: DistinctTexts): OrderCounts {
  const orders: OrderCounts = {
    dayFirst: 0,
    monthFirst: 0,
    either: 0,
    shortYearFirst: 0,
    shortYearLast: 0,
    yearFirstOfEight: 0,
    yearLastOfEight: 0,
    fiveDigits: 0,
    all: 0,
  };
  for (let i = 0; i < texts.length; i++) countOrder(withoutTime(texts[i]!), counts[i]!, orders);
  if (orders.yearLastOfEight <= orders.yearFirstOfEight) return orders;
  for (let i = 0; i < texts.length; i++) {
    if (/^\d{8}$/.test(texts[i]!)) countDayAndMonth(texts[i]!.slice(0, 2), texts[i]!.slice(2, 4), counts[i]!, orders);
  }
  return orders;
}

function countOrder(text: string, rows: number, orders: OrderCounts): void {
  if (text === '') return;
  orders.all += rows;
  if (/^\d{5}$/.test(text)) orders.fiveDigits += rows;
  if (/^\d{8}$/.test(text)) {
    const isYearFirst = /^(1[5-9]|20)\d\d(0[1-9]|1[0-2])/.test(text);
    if (isYearFirst) orders.yearFirstOfEight += rows;
    else if (/(1[5-9]|20)\d\d$/.test(text)) orders.yearLastOfEight += rows;
  }
  const parts = /^(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4}|\d{2})$/.exec(text);
  if (parts === null) return;
  if (parts[3]!.length === 2) {
    if (Number(parts[1]) > 31) orders.shortYearFirst += rows;
    if (Number(parts[3]) > 31) orders.shortYearLast += rows;
  }
  countDayAndMonth(parts[1]!, parts[2]!, rows, orders);
}

function countDayAndMonth(first: string, second: string, rows: number, orders: OrderCounts): void {
  const [a, b] = [Number(first), Number(second)];
  if (a > 12 && a <= 31 && b <= 12) orders.dayFirst += rows;
  else if (b > 12 && b <= 31 && a <= 12) orders.monthFirst += rows;
  else if (a !== b) orders.either += rows;
}

function noteOpenOrder({ dayFirst, monthFirst, either }: OrderCounts, { field, source, note }: ColumnPlace): void {
  if (dayFirst > 0 && monthFirst > 0) {
    note({
      id:
        `${field} di ${source} menulis hari lebih dulu di ${String(dayFirst)} baris dan bulan lebih dulu di ` +
        `${String(monthFirst)}; tanggal yang bisa dibaca dua cara dibaca menurut urutan yang lebih sering.`,
      en:
        `${field} of ${source} writes the day first in ${String(dayFirst)} rows and the month first in ` +
        `${String(monthFirst)}; dates that can be read both ways are read in the more frequent order.`,
    });
  } else if (dayFirst === 0 && monthFirst === 0 && either > 0) {
    note({
      id: `Tidak ada tanggal pada ${field} di ${source} yang menunjukkan apakah hari atau bulan ditulis lebih dulu; dibaca dengan hari lebih dulu.`,
      en: `No date in ${field} of ${source} tells whether the day or the month comes first; read with the day first.`,
    });
  }
}

function noteUnreadable(
  { texts, counts }: DistinctTexts,
  dates: readonly string[],
  isBlank: (text: number) => boolean,
  { field, source, note }: ColumnPlace,
): void {
  let rows = 0;
  for (let i = 0; i < texts.length; i++) if (dates[i] === '' && !isBlank(i)) rows += counts[i]!;
  if (rows === 0) return;
  note({
    id: `${String(rows)} baris ${field} di ${source} tidak berisi tanggal yang dapat dibaca; dibaca sebagai kosong.`,
    en: `${String(rows)} rows of ${field} of ${source} hold no readable date; read as blank.`,
  });
}

/** Words of which nothing but the year was read may have told a day. */
function noteYearsAlone(
  { texts, counts }: DistinctTexts,
  dates: readonly string[],
  { field, source, note }: ColumnPlace,
): void {
  let rows = 0;
  for (let i = 0; i < texts.length; i++) if (dates[i]!.endsWith('0000') && /\p{L}/u.test(texts[i]!)) rows += counts[i]!;
  if (rows === 0) return;
  note({
    id: `Dari ${String(rows)} baris ${field} di ${source} yang ditulis dengan kata, hanya tahunnya yang dapat dibaca.`,
    en: `Of ${String(rows)} rows of ${field} of ${source} that are written in words, only the year could be read.`,
  });
}

/** First days of the calendars of computers, which stand for a date that nobody knows. */
const STAND_INS: ReadonlySet<string> = new Set([
  '19000101',
  '18991230',
  '18991231',
  '19010101',
  '19700101',
  '18000101',
]);
const FEWEST_ROWS = 5;
const TIMES_THE_AVERAGE = 20;

/** Blanks a stand-in where far more rows hold it than hold any usual date. */
function withoutStandIns(
  dates: string[],
  { texts, counts }: DistinctTexts,
  { settle }: Pick<ColumnPlace, 'settle'>,
): string[] {
  const rows = counts.reduce((sum, count, i) => (dates[i] === '' ? sum : sum + count), 0);
  const average = rows / Math.max(1, dates.length);
  const fewest = Math.max(FEWEST_ROWS, average * TIMES_THE_AVERAGE);
  const standIns = new Set(
    settle('stand-ins', () => texts.filter((_, i) => counts[i]! >= fewest && STAND_INS.has(dates[i]!)).sort()),
  );
  return standIns.size === 0 ? dates : dates.map((date, i) => (standIns.has(texts[i]!) ? '' : date));
}
