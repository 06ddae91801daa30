/** What is tried, in words: for paper, for the file, and where the levers are folded away. */
import type { PublishedProgramme } from '#engine';
import type { MessageKey, MessageValues } from '../../i18n/index.ts';
import type { Formatter } from '../format.ts';
import { wishOfNow, type Wish } from './bansos-address.ts';
import { unitText } from './told-text.ts';

type Translate = (key: MessageKey, values?: MessageValues) => string;

/** What places, and money, are parts of: who receives now; where nobody does, whom the rules fit; and what that costs. */
export const basisOf = ({ hasList }: PublishedProgramme, of: 'places' | 'budget', t: Translate): string =>
  hasList ? t(`bansos.of.now.${of}`) : t(`bansos.of.due.${of}`);

/** `Cara memilih keluarga: Urutan desil`, one for each lever that was moved. */
export function wishWords(programme: PublishedProgramme, wish: Wish, format: Formatter, t: Translate): string[] {
  const pick = (text: PublishedProgramme['name']): string => text[format.language];
  const now = wishOfNow(programme);
  const part = (of: 'places' | 'budget', percent: number): string =>
    t('bansos.percent.of', { percent, basis: basisOf(programme, of, t) });
  const limitWords = (value: number, unit: string): string =>
    // The name of the limit says it already.
    unit === 'desil' ? format.count(value) : `${format.count(value)} ${unitText(unit, t)}`;
  const words: [string, string | undefined][] = [
    [t('bansos.lever.method'), wish.method === now.method ? undefined : t(`bansos.method.${wish.method}`)],
    ...programme.limits.map(({ key, name, unit }): [string, string | undefined] => {
      const value = wish.limits[key];
      return [pick(name), value === undefined ? undefined : limitWords(value, unit)];
    }),
    ...programme.amounts.map(({ key, name, unit, value }): [string, string | undefined] => {
      const percent = wish.amounts[key];
      if (percent === undefined || value === null) return [pick(name), undefined];
      return [
        pick(name),
        `${format.rupiah((value * percent) / 100)} (${format.share(percent / 100, 0)}), ${unitText(unit, t)}`,
      ];
    }),
    [t('bansos.lever.places'), wish.places === undefined ? undefined : part('places', wish.places)],
    [t('bansos.lever.shared'), wish.shared === now.shared ? undefined : t(`bansos.shared.${wish.shared}`)],
    [t('bansos.lever.budget'), wish.budget === undefined ? undefined : part('budget', wish.budget)],
    [t('bansos.tried.missing'), wish.missing === now.missing ? undefined : t('bansos.tried.missing.empty')],
    [t('bansos.lever.target'), wish.target === undefined ? undefined : t('bansos.target', { percent: wish.target })],
  ];
  return words.flatMap(([lever, value]) => (value === undefined ? [] : [`${lever}: ${value}`]));
}
