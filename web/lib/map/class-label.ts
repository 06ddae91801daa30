/** A class in words: 12,0 – 14,4 % | di bawah 12,0 % | 20,1 % atau lebih. */
import type { MessageKey, MessageValues } from '../../i18n/index.ts';
import type { Formatter, ShownAs } from '../format.ts';
import type { LegendClass } from './legend.ts';

type Translate = (key: MessageKey, values?: MessageValues) => string;

export function classLabel({ from, to }: LegendClass, shownAs: ShownAs, format: Formatter, t: Translate): string {
  const write = (steps: number): string => format.steps(steps, shownAs);
  if (from === undefined) return to === undefined ? t('legend.all') : t('legend.under', { value: write(to + 1) });
  if (to === undefined) return t('legend.from', { value: write(from) });
  // The percent sign of the upper bound stands for both.
  return from === to ? write(from) : `${write(from).replace(/\s?%$/, '')} – ${write(to)}`;
}
