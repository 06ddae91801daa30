/** Why two records were linked, or not: the evidence of each comparison in words and bits. */
import { rivalBits, withRivals } from '../core/deciding/match-weights.ts';
import { SETTLED_BITS } from '../core/deciding/settled-pairs.ts';
import { togetherBits } from '../core/learning/together.ts';
import type { LinkResult } from '../core/pairs.ts';
import type { TrainedParameters } from '../core/trained/parameters.ts';
import { weightsOf } from '../core/trained/trained-parameters.ts';
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

/**
 * The same with what is neither prior nor comparison, so that the bits add up to the weight that the pair was given.
 *
 * @param parameters the pair was weighed by, which tell what took off how much; without them all of it is one step
 */
export function explainWeight(
  explained: Explained & { readonly pairs: Pick<LinkResult['pairs'], 'weightBits'> },
  pair: number,
  parameters?: TrainedParameters,
): Evidence[] {
  const evidence = explainPair(explained, pair);
  const weight = explained.pairs.weightBits[pair]!;
  const own = sumOf(evidence);
  if (Math.abs(weight) === SETTLED_BITS)
    return [...evidence, { ...(weight > 0 ? SETTLED : APART), bits: weight - own }];
  if (parameters === undefined) return told([...evidence, { ...MIXED, bits: weight - own }], evidence.length);
  const steps = [...evidence, ...besideStrangers(explained.pairs, pair, parameters, own)];
  const rest = weight - sumOf(steps);
  return told([...steps, { ...(rest < 0 ? RIVALS : NO_RIVALS), bits: rest }], evidence.length);
}

const sumOf = (evidence: readonly Evidence[]): number => evidence.reduce((sum, { bits }) => sum + bits, 0);

/** What fields tell together, and whom besides strangers the pair may be. */
function besideStrangers(
  { levels }: Pick<LinkResult['pairs'], 'levels'>,
  pair: number,
  parameters: TrainedParameters,
  own: number,
): Evidence[] {
  const weights = weightsOf(parameters);
  const comparisons = parameters.model.comparisons.length;
  const ofPair = levels.subarray(pair * comparisons, (pair + 1) * comparisons);
  const together = -togetherBits(weights.together, weights.space, (comparison) => ofPair[comparison]!);
  const [rival] = rivalBits({ count: 1, comparisons, levels: ofPair }, weights);
  const kin = withRivals(own + together, rival!) - (own + together);
  return [
    { ...TOGETHER, bits: together },
    { ...KIN, bits: kin },
  ];
}

/** All steps before a place, and those after it that are more than rounding. */
const told = (steps: readonly Evidence[], from: number): Evidence[] =>
  steps.filter(({ bits }, step) => step < from || Math.abs(bits) >= LEAST_BITS);

/** Less than this is rounding. */
const LEAST_BITS = 0.05;
const SETTLED: Both = { id: 'Keputusan orang', en: 'A decision of a person' };
const APART: Both = {
  id: 'Keputusan orang, atau baris yang menurut MODEL.yaml tidak pernah satu (neverTogether)',
  en: 'A decision of a person, or rows that MODEL.yaml never takes for one (neverTogether)',
};
const TOGETHER: Both = {
  id: 'Isian yang memang biasa sama bersama',
  en: 'Fields that often agree together',
};
const KIN: Both = {
  id: 'Orang lain yang juga mirip: serumah, setetangga, atau lahir sehari',
  en: 'Others who are alike, too: of one household, neighbourhood or birthday',
};
const RIVALS: Both = { id: 'Calon lain yang juga mirip', en: 'Other candidates who are alike, too' };
const NO_RIVALS: Both = { id: 'Tidak ada calon lain yang semirip ini', en: 'No other candidate is as much alike' };
const MIXED: Both = {
  id: 'Calon lain (atau tidak adanya), orang serumah, setetangga atau lahir sehari yang juga mirip, dan isian yang memang biasa sama bersama',
  en: 'Other candidates (or that there are none), people of one household, neighbourhood or birthday who are alike, too, and fields that often agree together',
};
