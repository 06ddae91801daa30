/** Why a question is asked: the evidence for and against, in words and bits, that adds up to the weight of the pair. */
import { SETTLED_BITS } from '../core/deciding/settled-pairs.ts';
import { explainPair, type Evidence } from '../files/explain.ts';
import type { ResultFolder } from './result-folder.ts';

/** Less than this is rounding. */
const LEAST_BITS = 0.05;

/** @param pair of the result, -1 for records that were not compared: then there is nothing to tell */
export function explainStored({ links, trained }: Pick<ResultFolder, 'links' | 'trained'>, pair: number): Evidence[] {
  if (pair < 0) return [];
  const { model, levels, dropped, priorShare } = trained.parameters;
  const comparisons = model.comparisons.map(({ name, levels: shapes }, c) => ({
    name,
    levels: shapes.map((shape, l) => ({ name: shape.name, weightBits: levels[c]![l]!.weightBits })),
    dropped: dropped[c],
  }));
  const evidence = explainPair({ pairs: links.pairs, trained: { priorShare, comparisons } }, pair);
  const weight = links.pairs.weightBits[pair]!;
  const rest = weight - evidence.reduce((sum, { bits }) => sum + bits, 0);
  if (Math.abs(rest) < LEAST_BITS) return evidence;
  const isSettled = Math.abs(weight) === SETTLED_BITS;
  return [...evidence, { ...(isSettled ? SETTLED : RIVALS), bits: rest }];
}

const SETTLED = { id: 'Keputusan orang', en: 'A decision of a person' };
const RIVALS = {
  id: 'Calon lain, dan orang serumah atau setetangga yang juga mirip',
  en: 'Other candidates, and people of one household or neighbourhood who are alike, too',
};
