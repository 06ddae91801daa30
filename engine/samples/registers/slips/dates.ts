/** Dates as registers write them, and how a birth date goes wrong. */
import { ageYears, calendarDate, dayOf, NO_DATE } from '../../../kernel/time.ts';
import type { Draw } from './names.ts';

export type DateStyle = 'DD/MM/YYYY' | 'DD-MM-YYYY' | 'YYYY-MM-DD';

const two = (number: number): string => (number < 10 ? `0${number}` : String(number));

function write(year: number, month: number, day: number, style: DateStyle): string {
  if (style === 'YYYY-MM-DD') return `${year}-${two(month)}-${two(day)}`;
  return style === 'DD/MM/YYYY' ? `${two(day)}/${two(month)}/${year}` : `${two(day)}-${two(month)}-${year}`;
}

/** A city has few days and many rows: what is asked of a day is worked out once. */
function onceADay<T>(work: (dayNumber: number) => T): (dayNumber: number) => T {
  const known = new Map<number, T>();
  return (dayNumber) => {
    let result = known.get(dayNumber);
    if (result === undefined && !known.has(dayNumber)) {
      result = work(dayNumber);
      known.set(dayNumber, result);
    }
    return result as T;
  };
}

/** A writer of days in one style; '' for NO_DATE. */
export const dateWriter = (style: DateStyle): ((dayNumber: number) => string) =>
  onceADay((dayNumber) => {
    if (dayNumber === NO_DATE) return '';
    const { year, month, day } = calendarDate(dayNumber);
    return write(year, month, day, style);
  });

/** 31 February of the year of that day: a text and no date. */
export const impossibleDate = (dayNumber: number, style: DateStyle): string =>
  write(calendarDate(dayNumber).year, 2, 31, style);

/** Days since 30 December 1899, as Excel counts them. */
export const excelSerial = (dayNumber: number): number => dayNumber + 25569;

/** The day that comes out when day and month change places; undefined where that is the same day or none. */
export const swapped = onceADay((dayNumber): number | undefined => {
  const { year, month, day } = calendarDate(dayNumber);
  return day === month ? undefined : dayOf(year, day, month);
});

/** Completed years on one day, of whoever was born when; 0 for who is born later. */
export const ageReader = (onDay: number): ((bornOn: number) => number) =>
  onceADay((bornOn) => Math.max(0, ageYears(bornOn, onDay)));

/** 1 January or 1 July of the same year. */
export function firstOfMonth(dayNumber: number, draw: Draw): number {
  return dayOf(calendarDate(dayNumber).year, draw(3, 1) === 0 ? 7 : 1, 1)!;
}

/** Off by one, two or ten years, never after `lastDay`. */
export function wrongYear(dayNumber: number, lastDay: number, draw: Draw): number {
  const { year, month, day } = calendarDate(dayNumber);
  const step = [1, 1, 1, 2, 10][draw(5, 1)]!;
  const later = dayOf(year + step, month, day) ?? dayOf(year + step, month, day - 1)!;
  const earlier = dayOf(year - step, month, day) ?? dayOf(year - step, month, day - 1)!;
  return draw(2, 2) === 0 && later <= lastDay ? later : earlier;
}

/** Another day of the same month. */
export function wrongDay(dayNumber: number, draw: Draw): number {
  const { year, month, day } = calendarDate(dayNumber);
  return dayOf(year, month, 1 + ((day + draw(27, 1)) % 28))!;
}
