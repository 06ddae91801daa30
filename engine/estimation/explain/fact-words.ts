/** What a fact of a household is and how far it moved its score, in plain words of both languages. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import { contextOf } from '../features/context.ts';
import type { TrainedModel } from '../outputs/trained-model.ts';
import type { HouseholdFact } from '../scoring/household-fact.ts';

/** One fact that raised or lowered a score. */
export interface Reason {
  /** As the survey calls it. */
  readonly feature: string;
  /** What the fact added to predicted welfare, as the model sees it: below 0 it raises the vulnerability. */
  readonly added: number;
  readonly text: Bilingual;
}

export interface Reasons {
  /** What makes the family seem poorer, the largest first. */
  readonly raised: readonly Reason[];
  readonly lowered: readonly Reason[];
}

/** As much of a trained model as words about it need. */
export interface TrainedWords {
  readonly features: readonly {
    readonly name: string;
    readonly written?: { readonly fact?: string | undefined; readonly name?: Bilingual | undefined } | undefined;
  }[];
  readonly transformation: TrainedModel['transformation'];
  readonly label: { readonly currency?: string | undefined };
}

export const MOST_REASONS = 3;

/**
 * @param facts of the city, by key
 * @returns household and what each feature added to the reasons, at most `most` on each side
 */
export function reasonFinder(
  trained: TrainedWords,
  facts: ReadonlyMap<string, HouseholdFact>,
  most = MOST_REASONS,
): (household: number, added: ArrayLike<number>) => Reasons {
  const least = isRelative(trained.transformation) ? 0.005 : 1e-9;
  return (household, added) => {
    const notable = trained.features
      .map(({ name }, i) => ({ name, i, value: added[i]! }))
      .filter(({ value }) => Math.abs(value) >= least);
    const told = (list: typeof notable): Reason[] =>
      list.slice(0, most).map(({ name, i, value }) => {
        const [what, effect] = [factWords(trained, i, facts, household), effectWords(trained, value)];
        const text = { id: `${what.id} (${effect.id})`, en: `${what.en} (${effect.en})` };
        return { feature: name, added: value, text };
      });
    return {
      raised: told(notable.filter(({ value }) => value < 0).sort((a, b) => a.value - b.value || a.i - b.i)),
      lowered: told(notable.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value || a.i - b.i)),
    };
  };
}

/** Made once: to make one takes longer than to write a thousand numbers. */
const formats = (maximumFractionDigits: number): Record<'id' | 'en', Intl.NumberFormat> => ({
  id: new Intl.NumberFormat('id', { maximumFractionDigits }),
  en: new Intl.NumberFormat('en', { maximumFractionDigits }),
});
const [WHOLE, SHORT] = [formats(0), formats(1)];

const isRelative = (name: TrainedModel['transformation']): boolean => name === 'log' || name === 'log1p';

/** "−12 %": how much lower the estimate is for it. */
function effectWords({ transformation, label }: TrainedWords, value: number): Bilingual {
  const sign = value < 0 ? '−' : '+';
  const written = (language: 'id' | 'en'): string => {
    if (isRelative(transformation)) return `${sign}${WHOLE[language].format(Math.abs(Math.expm1(value)) * 100)} %`;
    const unit = transformation === 'none' ? (label.currency ?? '') : '';
    return `${sign}${unit}${SHORT[language].format(Math.abs(value))}`;
  };
  return { id: written('id'), en: written('en') };
}

const UNKNOWN: Bilingual = { id: 'tidak diketahui', en: 'not known' };

/** "Jenis lantai terluas: Tanah" */
export function factWords(
  { features }: TrainedWords,
  feature: number,
  facts: ReadonlyMap<string, HouseholdFact>,
  household: number,
): Bilingual {
  const { name } = features[feature]!;
  const of = contextOf(name);
  const own = of === undefined ? features[feature]! : features.find((each) => each.name === of)!;
  const fact = facts.get(own.written?.fact ?? own.name);
  const called = own.written?.name ?? fact?.name ?? { id: own.name, en: own.name };
  if (of !== undefined) return { id: `${called.id} di lingkungannya`, en: `${called.en} in its neighbourhood` };
  const value = fact === undefined ? UNKNOWN : valueWords(fact, fact.values[household]!);
  return { id: `${called.id}: ${value.id}`, en: `${called.en}: ${value.en}` };
}

export function valueWords({ wordOf }: HouseholdFact, value: number): Bilingual {
  if (Number.isNaN(value)) return UNKNOWN;
  return wordOf?.(value) ?? { id: SHORT.id.format(value), en: SHORT.en.format(value) };
}
