/** A moved lever in one sentence: Kelahiran: 0,9 kali, sejak 2027, seluruh kota. */
import type { Bilingual, LeverCard, MovedLever } from '#engine';
import type { MessageKey, MessageValues } from '../../i18n/index.ts';
import type { Formatter } from '../format.ts';

export interface LeverWords {
  readonly t: (key: MessageKey, values?: MessageValues) => string;
  readonly pick: (text: Bilingual) => string;
  readonly format: Formatter;
  readonly nameOf: (areaCode: string) => string;
}

export function leverText(
  moved: MovedLever,
  card: LeverCard | undefined,
  { t, pick, format, nameOf }: LeverWords,
): string {
  const { value, fromYear, toYear, areas, ages, education } = moved;
  const choice = card?.choices?.[value];
  const amount = choice
    ? pick(choice.name)
    : `${writtenNumber(value, format)} ${card ? pick(card.unitName) : ''}`.trim();
  return [
    `${card ? pick(card.name) : moved.lever}: ${amount}`,
    toYear === undefined
      ? t('scenario.words.since', { year: fromYear })
      : toYear === fromYear
        ? t('scenario.words.year', { year: fromYear })
        : t('scenario.words.span', { from: fromYear, to: toYear }),
    ...(areas === undefined ? [] : [areas.map(nameOf).join(', ')]),
    ...(ages === undefined ? [] : [t('scenario.words.ages', { from: ages.from, to: ages.to })]),
    ...(education === undefined
      ? []
      : [education.map((each) => t(`scenario.education.${each}` as 'scenario.education.none')).join(', ')]),
  ].join(', ');
}

/** With as many decimals as the number has, three at most. */
export function writtenNumber(value: number, format: Formatter): string {
  const count = [0, 1, 2, 3].find((each) => Number(value.toFixed(each)) === value) ?? 3;
  return format.decimal(value, count).replace('-', '−');
}
