/** How numbers and dates are written: 1.234 | 12,4 % | Rp1.234.567 | 24 Nov 2025; in English 1,234 | 12.4% | Rp1,234,567. */
import type { IndicatorCard } from '#engine';
import type { Language } from '../i18n/index.ts';

/** What decides how the values of an indicator are written, and so at which precision they are compared. */
export type ShownAs = Pick<IndicatorCard, 'format' | 'decimals'>;

const LOCALES: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };
const CITY_TIME_ZONE = 'Asia/Jakarta';
const NO_BREAK_SPACE = '\u00a0';

/** Digits behind the point of the number as it is held: a share shown with one decimal of a percent has three. */
const heldDecimals = (shownAs: ShownAs): number => shownAs.decimals + (shownAs.format === 'share' ? 2 : 0);

/**
 * A value as a whole number of the smallest steps that are shown: 0.1237 as 12,4 % is 124. Legend classes, table and
 * export compare and write these, so that a value never stands in a class that its written form does not belong to.
 */
export const toSteps = (value: number, shownAs: ShownAs): number => Math.round(value * 10 ** heldDecimals(shownAs));

export const fromSteps = (steps: number, shownAs: ShownAs): number => steps / 10 ** heldDecimals(shownAs);

/** Steps to the number as it is read: percent for shares. */
export const readAs = (steps: number, shownAs: ShownAs): number => steps / 10 ** shownAs.decimals;

export interface Formatter {
  readonly language: Language;
  /** 1.234 */
  count(value: number): string;
  decimal(value: number, decimals: number): string;
  /** 0.124 as 12,4 % */
  share(value: number, decimals?: number): string;
  /** A share of counts: what is more than nothing never reads as 0,0 %. */
  portion(value: number): string;
  rupiah(value: number): string;
  /** 2025-11-24 as 24 Nov 2025 */
  date(isoDate: string): string;
  /** A moment, in the city's time: 24 Nov 2025 09.15 WIB */
  moment(isoMoment: string): string;
  bytes(count: number): string;
  /** A value of an indicator without its unit; shares carry their percent sign. */
  value(value: number, shownAs: ShownAs): string;
  steps(steps: number, shownAs: ShownAs): string;
}

export function formatterOf(language: Language): Formatter {
  const locale = LOCALES[language];
  const decimal = (value: number, decimals: number): string =>
    // Minus nought reads as a fault.
    (Object.is(value, -0) ? 0 : value).toLocaleString(locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
  const percent = (value: number, decimals: number): string =>
    language === 'id' ? `${decimal(value, decimals)}${NO_BREAK_SPACE}%` : `${decimal(value, decimals)}%`;
  const steps = (count: number, shownAs: ShownAs): string => {
    const read = readAs(count, shownAs);
    return shownAs.format === 'share' ? percent(read, shownAs.decimals) : decimal(read, shownAs.decimals);
  };
  return {
    language,
    count: (value) => decimal(value, 0),
    decimal,
    share: (value, decimals = 1) => steps(toSteps(value, { format: 'share', decimals }), { format: 'share', decimals }),
    portion: (value) =>
      value > 0 && value < 0.0005 ? `<${percent(0.1, 1)}` : percent(Math.round(value * 1000) / 10, 1),
    rupiah: (value) => `${value < 0 ? '-' : ''}Rp${decimal(Math.abs(value), 0)}`,
    date: (isoDate) => writtenDate(new Date(`${isoDate}T00:00:00Z`), locale, 'UTC'),
    moment: (isoMoment) => writtenMoment(new Date(isoMoment), locale),
    bytes: (count) => writtenBytes(count, decimal),
    value: (value, shownAs) => steps(toSteps(value, shownAs), shownAs),
    steps,
  };
}

/** A percent sign never goes on the next line without its number; texts of models/ have an ordinary space before it. */
export const unbroken = (text: string): string => text.replace(/(?<=\d) %/g, `${NO_BREAK_SPACE}%`);

/** The beginning of a checksum, enough to tell snapshots apart by eye. */
export const shortId = (id: string): string => id.slice(0, 12);

function writtenDate(date: Date, locale: string, timeZone: string): string {
  return date.toLocaleDateString(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone });
}

function writtenMoment(date: Date, locale: string): string {
  const time = date.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', timeZone: CITY_TIME_ZONE });
  return `${writtenDate(date, locale, CITY_TIME_ZONE)} ${time} WIB`;
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB'];

function writtenBytes(count: number, decimal: Formatter['decimal']): string {
  const unit = Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(Math.max(1, count)) / 3));
  return `${decimal(count / 1000 ** unit, unit === 0 ? 0 : 1)}${NO_BREAK_SPACE}${BYTE_UNITS[unit]}`;
}
