/** Numbers that are told as spans: ≈ 2.410 for what lies between 2.400 and 2.419. */
import type { Span, ToldChange } from '#engine';
import type { MessageKey, MessageValues } from '../../i18n/index.ts';
import type { Formatter } from '../format.ts';

type Translate = (key: MessageKey, values?: MessageValues) => string;

export type Write = (value: number) => string;

/** What stands on the screen, and what it says to who looks closer. */
export interface Told {
  readonly text: string;
  /** From … to …; '' where the number is known, or not told at all. */
  readonly span: string;
  readonly isNumber: boolean;
}

const MILLION = 1e6;
const BILLION = 1e9;

/** Rp17,78 miliar | Rp240 juta | Rp1.234 */
export function shortRupiah(value: number, format: Formatter, t: Translate): string {
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (size >= BILLION) return sign + t('bansos.rupiah.billion', { value: format.decimal(size / BILLION, 2) });
  if (size >= MILLION) return sign + t('bansos.rupiah.million', { value: format.decimal(size / MILLION, 0) });
  return format.rupiah(value);
}

/** The same on both sides of nought. */
const middle = ([low, high]: Span): number => Math.sign(low + high) * Math.round(Math.abs(low + high) / 2);
const isKnown = ([low, high]: Span): boolean => low === high;

/** Both ends of an interval, with their signs; '' where there is none to tell. */
export const intervalText = (interval: Span | null, write: Write, t: Translate): string =>
  interval === null
    ? ''
    : isKnown(interval)
      ? write(interval[0])
      : t('bansos.span', { low: signedBy(write)(interval[0]), high: signedBy(write)(interval[1]) });

/** @param nothing what stands where nothing is told */
export function toldSpan(span: Span | null, write: Write, nothing: string, t: Translate): Told {
  if (span === null) return { text: nothing, span: '', isNumber: false };
  if (isKnown(span)) return { text: write(span[0]), span: '', isNumber: true };
  // About nought, or from it on, there is no middle that would say anything.
  const holdsNought = span[0] <= 0 && span[1] >= 0;
  return {
    text: holdsNought
      ? t('bansos.span', { low: write(span[0]), high: write(span[1]) })
      : t('bansos.about', { value: write(middle(span)) }),
    span: t('bansos.span', { low: write(span[0]), high: write(span[1]) }),
    isNumber: true,
  };
}

export const signedBy =
  (write: Write): Write =>
  (value) => {
    const size = write(Math.abs(value));
    // What is written as nought has no sign.
    return size === write(0) ? size : `${value > 0 ? '+' : '−'}${size}`;
  };

/** Of a number that is not told because it is smaller. */
export const smallText = (width: number, write: Write, t: Translate): string =>
  t('bansos.change.small', { limit: write(width) });

export interface ToldSides {
  readonly before: Told;
  readonly after: Told;
  readonly change: Told;
}

/**
 * Before, after and difference, always together.
 *
 * @param width of a span: a change by less is not told
 */
export function toldSides({ before, change }: ToldChange, write: Write, width: number, t: Translate): ToldSides {
  const hidden: Told = { text: t('cell.hidden'), span: '', isNumber: false };
  if (before === null) return { before: hidden, after: hidden, change: hidden };
  const small: Told = { text: smallText(width, write, t), span: '', isNumber: false };
  const added = change ?? [1 - width, width - 1];
  const after: Span = [Math.max(0, before[0] + added[0]), before[1] + added[1]];
  return {
    before: toldSpan(before, write, '', t),
    // Of nobody, a change that is not told leaves nothing to write a number of.
    after: change === null && before[1] === 0 ? small : toldSpan(after, write, '', t),
    change: change === null ? small : toldSpan(change, signedBy(write), '', t),
  };
}

/**
 * Whether a number of families of whom facts are missing is under what is hidden elsewhere: it is shown, since it says nothing of
 * any of them, and the page says why.
 */
export const isFewUnknown = (families: number, limit: number): boolean => families > 0 && families < limit;

/** As isFewUnknown, of numbers before and after a change that are told exactly. */
export function tellsFewUnknown({ before, change }: ToldChange, limit: number): boolean {
  if (before === null || !isKnown(before)) return false;
  const after = change !== null && isKnown(change) ? before[0] + change[0] : before[0];
  return isFewUnknown(before[0], limit) || isFewUnknown(after, limit);
}

const UNITS = ['desil', 'tahun', 'orang'] as const;
const OF = ['family', 'person', 'year', 'once', 'quarter', 'month', 'day'] as const;

/** `rupiah / family / month` as people say it: rupiah per keluarga per bulan. A unit without words of its own stays as it is. */
export function unitText(unit: string, t: Translate): string {
  const [what = '', ...parts] = unit.split(' / ');
  const known = UNITS.find((each) => each === what);
  const words = parts.map((part) => {
    const of = OF.find((each) => each === part);
    return of === undefined ? part : t(`bansos.each.${of}`);
  });
  return [known === undefined ? what : t(`bansos.unit-of.${known}`), ...words].join(' ');
}
