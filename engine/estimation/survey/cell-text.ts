/** Texts of a survey as numbers, dates or nothing. */
import { dayOf } from '../../kernel/time.ts';
import type { TextColumn } from '../../linkage/files/reading/text-column.ts';

/** What programs write where nothing was answered: R, pandas, Stata, SPSS, SAS, Excel. */
const MISSING = /^(|na|n\/a|<na>|#n\/a|nan|null|\(null\)|\\n|#null!|\.|\.[a-z]|-|--|\?)$/i;

/** @param also words that MODEL.yaml names as blank */
export function isMissingText(text: string, also: ReadonlySet<string>): boolean {
  return text.length === 0 || (text.length <= 8 && MISSING.test(text)) || also.has(text);
}

export type NumberDialect = 'point' | 'comma' | 'point-thousands' | 'comma-thousands';

const PATTERNS: Readonly<Record<NumberDialect, RegExp>> = {
  point: /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i,
  comma: /^[+-]?(\d+,?\d*|,\d+)(e[+-]?\d+)?$/i,
  /** 1,234,567.8 */
  'comma-thousands': /^[+-]?(\d{1,3}|[1-9]\d{0,2}(,\d{3})+)(\.\d+)?$/,
  /** 1.234.567,8 */
  'point-thousands': /^[+-]?(\d{1,3}|[1-9]\d{0,2}(\.\d{3})+)(,\d+)?$/,
};
const DIALECTS = Object.keys(PATTERNS) as NumberDialect[];

export function numberIn(text: string, dialect: NumberDialect): number {
  if (!PATTERNS[dialect].test(text)) return NaN;
  if (dialect === 'comma-thousands') return Number(text.replaceAll(',', ''));
  if (dialect === 'point-thousands') return Number(text.replaceAll('.', '').replace(',', '.'));
  return Number(dialect === 'comma' ? text.replace(',', '.') : text);
}

/** How many of the texts each way of writing numbers fits. @param decimal as MODEL.yaml says */
function fitsOf(texts: readonly string[], decimal: '.' | ',' | undefined): Map<NumberDialect, number> {
  const allowed = DIALECTS.filter(
    (dialect) => decimal === undefined || (decimal === ',') === (dialect === 'comma' || dialect === 'point-thousands'),
  );
  const count = (dialect: NumberDialect): number =>
    texts.reduce((sum, text) => sum + Number(PATTERNS[dialect].test(text)), 0);
  return new Map(allowed.map((dialect) => [dialect, count(dialect)]));
}

/** The way of writing numbers that fits most of the texts. @param decimal as MODEL.yaml says */
export function dialectOf(texts: readonly string[], decimal: '.' | ',' | undefined): NumberDialect {
  const fits = fitsOf(texts, decimal);
  const most = Math.max(...fits.values());
  return [...fits.keys()].find((dialect) => fits.get(dialect) === most)!;
}

/** A text that is one number where a point stands before the fraction, and another where it parts thousands. */
export interface TwoReadings {
  readonly text: string;
  readonly readings: readonly [number, number];
  /** Whether all texts stand to each other as they do in the other reading: then scales differ, and no order. */
  readonly isScaleAlone: boolean;
}

/** `850.000` in a column whose other texts do not tell either. @returns undefined where all that fit best say the same */
export function twoReadings(texts: readonly string[], decimal: '.' | ',' | undefined): TwoReadings | undefined {
  const fits = fitsOf(texts, decimal);
  const most = Math.max(...fits.values());
  const [first, ...others] = [...fits.keys()].filter((dialect) => fits.get(dialect) === most);
  for (const other of others) {
    const both = texts.map((text) => [numberIn(text, first!), numberIn(text, other)] as const);
    const differing = both.flatMap(([a, b], i) => (a !== b && a === a && b === b ? [i] : []));
    if (differing.length === 0) continue;
    // The shortest says it best.
    const at = differing.reduce((best, i) => (texts[i]!.length < texts[best]!.length ? i : best));
    const isScaleAlone = differing.length === both.filter(([a]) => a === a && a !== 0).length;
    return { text: texts[at]!, readings: [...both[at]!], isScaleAlone };
  }
  return undefined;
}

const DAYS_PER_YEAR = 365.25;
const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})([ T].*)?$/;
const WRITTEN = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;

/** Reads dates of a column; day or month first shows where one of them is above 12. */
export function dateReader(texts: readonly string[]): (text: string) => number {
  const isMonthFirst = texts.some((text) => Number(WRITTEN.exec(text)?.[2] ?? 0) > 12);
  return (text) => {
    const iso = ISO.exec(text);
    if (iso !== null) return yearsOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    const written = WRITTEN.exec(text);
    if (written === null) return NaN;
    const [first, second] = [Number(written[1]), Number(written[2])];
    return isMonthFirst ? yearsOf(Number(written[3]), first, second) : yearsOf(Number(written[3]), second, first);
  };
}

/** Years since 1970. */
function yearsOf(year: number, month: number, day: number): number {
  const days = dayOf(year, month, day);
  return days === undefined ? NaN : 1970 + days / DAYS_PER_YEAR;
}

/** [code] whether the text stands for nothing; and the texts that do not, each once. */
export function knownTexts(column: TextColumn, also: ReadonlySet<string>): { isBlank: boolean[]; texts: string[] } {
  const used = new Uint8Array(column.dictionary.length);
  for (const code of column.codes) used[code] = 1;
  const isBlank = column.dictionary.map((text) => isMissingText(text, also));
  return { isBlank, texts: column.dictionary.filter((_, code) => used[code] === 1 && !isBlank[code]) };
}
