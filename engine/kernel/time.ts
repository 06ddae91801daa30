/** Days and years without time zones: a date is a count of days since 1 January 1970. */

/** Stands in a date column where no date is known. */
export const NO_DATE = -2147483648;

const MILLISECONDS_PER_DAY = 86_400_000;

/** Days since 1970-01-01, or undefined where the calendar has no such day. */
export function dayOf(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? Math.round(date.getTime() / MILLISECONDS_PER_DAY) : undefined;
}

export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function calendarDate(dayNumber: number): CalendarDate {
  const date = new Date(dayNumber * MILLISECONDS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 2025-12-31; '' for NO_DATE. */
export function isoDate(dayNumber: number): string {
  return dayNumber === NO_DATE ? '' : new Date(dayNumber * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
}

/** Reads 2025-12-31 and nothing else. */
export function parseIsoDate(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

/** The same day so many years later; 29 February becomes the 28th. */
export function anniversary(day: number, years: number): number {
  const date = calendarDate(day);
  const later = date.year + years;
  return dayOf(later, date.month, date.day) ?? dayOf(later, date.month, date.day - 1)!;
}

/** Completed years between two days; a birthday counts from its day on (29 February: from 1 March). */
export function ageYears(bornOn: number, onDay: number): number {
  const born = calendarDate(bornOn);
  const now = calendarDate(onDay);
  const hadBirthday = now.month > born.month || (now.month === born.month && now.day >= born.day);
  return now.year - born.year - (hadBirthday ? 0 : 1);
}
