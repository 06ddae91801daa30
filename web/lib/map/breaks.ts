/** Breaks as people type them: `5; 10; 12,5`, in percent for shares. */
import type { Language } from '../../i18n/index.ts';
import type { Formatter, ShownAs } from '../format.ts';
import { fromSteps, toSteps, readAs } from '../format.ts';
import { MOST_CLASSES } from './legend.ts';

/** undefined where something is not a number, or there are none or too many. Thousands carry no mark here. */
export function readBreaks(text: string, shownAs: ShownAs, language: Language): number[] | undefined {
  const parts = text
    .split(/[;\s]+/)
    .map((part) => part.replace('%', ''))
    .filter((part) => part !== '');
  const numbers = parts.map((part) => {
    const isWritten = language === 'id' ? /^-?\d+(,\d+)?$/.test(part) : /^-?\d+(\.\d+)?$/.test(part);
    return isWritten ? Number(part.replace(',', '.')) : NaN;
  });
  if (numbers.length === 0 || numbers.length > MOST_CLASSES - 1 || numbers.some(Number.isNaN)) return undefined;
  return numbers
    .map((read) => (shownAs.format === 'share' ? read / 100 : read))
    .map((value) => fromSteps(toSteps(value, shownAs), shownAs))
    .toSorted((a, b) => a - b);
}

export const writeBreaks = (breaks: readonly number[], shownAs: ShownAs, format: Formatter): string =>
  breaks
    .map((value) => readAs(toSteps(value, shownAs), shownAs))
    .map((read) => String(Number(read.toFixed(shownAs.decimals))))
    .map((text) => (format.language === 'id' ? text.replace('.', ',') : text))
    .join('; ');
