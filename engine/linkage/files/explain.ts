/** Why two records were linked, or not: the evidence of each comparison in words and bits. */
import { SETTLED_BITS } from '../core/deciding/settled-pairs.ts';
import type { LinkResult } from '../core/pairs.ts';
import { levelInWords } from './report/level-words.ts';
import type { Both } from './report/both.ts';

/** One step of the waterfall. The bits of all steps of a pair add up to its weight. */
export interface Evidence extends Both {
  readonly bits: number;
}

/** What an explanation rests on. */
export interface Explained {
  readonly pairs: Pick<LinkResult['pairs'], 'levels' | 'rarityBits'>;
  readonly trained: {
    readonly priorShare: number;
    readonly comparisons: readonly {
      readonly name: string;
      readonly levels: readonly { readonly name: string; readonly weightBits: number }[];
      readonly dropped?: string | undefined;
    }[];
  };
}

/**
 * From the chance that two records taken at random are one, over every comparison, to the weight of the pair. Field
 * names and levels only, never a value.
 *
 * @param pair index into result.pairs
 */
export function explainPair({ pairs, trained }: Explained, pair: number): Evidence[] {
  const count = trained.comparisons.length;
  const start: Evidence = {
    id: 'Sebelum dibandingkan: peluang dua catatan acak adalah satu',
    en: 'Before comparing: the chance that two records taken at random are one',
    bits: Math.log2(trained.priorShare / (1 - trained.priorShare)),
  };
  const steps = trained.comparisons.map(({ name, levels, dropped }, i): Evidence => {
    const level = pairs.levels[pair * count + i]!;
    const shape = level === 0 || dropped !== undefined ? undefined : levels[level - 1]!;
    const words = levelInWords(shape?.name);
    return { id: `${name}: ${words.id}`, en: `${name}: ${words.en}`, bits: shape?.weightBits ?? 0 };
  });
  const rarity: Evidence = {
    id: 'Kelangkaan nilai yang sama',
    en: 'How rare the values are that agree',
    bits: pairs.rarityBits[pair]!,
  };
  return [start, ...steps, rarity];
}

/** The same with what is neither prior nor comparison, so that the bits add up to the weight that the pair was given. */
export function explainWeight(
  explained: Explained & { readonly pairs: Pick<LinkResult['pairs'], 'weightBits'> },
  pair: number,
): Evidence[] {
  const evidence = explainPair(explained, pair);
  const weight = explained.pairs.weightBits[pair]!;
  const rest = weight - evidence.reduce((sum, { bits }) => sum + bits, 0);
  if (Math.abs(rest) < LEAST_BITS) return evidence;
  const isSettled = Math.abs(weight) === SETTLED_BITS;
  return [...evidence, { ...(isSettled ? SETTLED : RIVALS), bits: rest }];
}

/** Less than this is rounding. */
const LEAST_BITS = 0.05;
const SETTLED: Both = { id: 'Keputusan orang', en: 'A decision of a person' };
const RIVALS: Both = {
  id: 'Calon lain (atau tidak adanya), orang serumah, setetangga atau lahir sehari yang juga mirip, dan isian yang memang biasa sama bersama',
  en: 'Other candidates (or that there are none), people of one household, neighbourhood or birthday who are alike, too, and fields that often agree together',
};
