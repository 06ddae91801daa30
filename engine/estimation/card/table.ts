/** Numbers and tables of the card, in the writing of each language. */
import type { Language } from '../../kernel/bilingual.ts';
import type { Interval } from '../metrics/bootstrap.ts';

const LOCALES: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };
const UNKNOWN = '–';

export interface Writer {
  readonly language: Language;
  /** Takes the text of this language. */
  say(id: string, en: string): string;
  number(value: number, decimals?: number): string;
  percent(share: number, decimals?: number): string;
  /** 24,1 % (22,0–26,3) */
  percentWithin(interval: Interval, decimals?: number): string;
  within(interval: Interval, decimals?: number): string;
  amount(value: number): string;
}

export function writer(language: Language, currency: string | undefined): Writer {
  const locale = LOCALES[language];
  const number = (value: number, decimals = 2): string =>
    Number.isFinite(value)
      ? value.toLocaleString(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
      : UNKNOWN;
  const percent = (share: number, decimals = 1): string =>
    Number.isFinite(share) ? `${number(share * 100, decimals)} %` : UNKNOWN;
  const amount = (value: number): string => {
    if (!Number.isFinite(value)) return UNKNOWN;
    const text = value.toLocaleString(locale, { maximumSignificantDigits: 4 });
    return currency === undefined ? text : `${currency} ${text}`;
  };
  return {
    language,
    say: (id, en) => (language === 'id' ? id : en),
    number,
    percent,
    amount,
    percentWithin: ({ value, low, high }, decimals = 1) =>
      `${percent(value, decimals)} (${number(low * 100, decimals)}–${number(high * 100, decimals)})`,
    within: ({ value, low, high }, decimals = 3) =>
      `${number(value, decimals)} (${number(low, decimals)}–${number(high, decimals)})`,
  };
}

/** A table of Markdown; the first row is its heading. Bars inside cells are escaped. */
export function table(rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const [head, ...body] = rows;
  return [line(head!), `|${' --- |'.repeat(head!.length)}`, ...body.map(line)].join('\n');
}
