/** Why a question is asked: the evidence for and against, in words and bits, that adds up to the weight of the pair. */
import { explainWeight, type Evidence } from '../files/explain.ts';
import type { StoredLinks } from '../files/state/links-file.ts';
import type { ResultFolder } from './result-folder.ts';

type Weights = Pick<ResultFolder, 'trained'>;

/** @param pair of the result, -1 for records that were not compared: then there is nothing to tell */
export const explainStored = ({ links, trained }: Weights & Pick<ResultFolder, 'links'>, pair: number): Evidence[] =>
  pair < 0 ? [] : explainIn(links.pairs, { trained }, pair);

/** The same of pairs that are no part of the result, weighed as it weighs. */
export function explainIn(pairs: StoredLinks['pairs'], { trained }: Weights, pair: number): Evidence[] {
  const { model, levels, dropped, priorShare } = trained.parameters;
  const comparisons = model.comparisons.map(({ name, levels: shapes }, c) => ({
    name,
    levels: shapes.map((shape, l) => ({ name: shape.name, weightBits: levels[c]![l]!.weightBits })),
    dropped: dropped[c],
  }));
  return explainWeight({ pairs, trained: { priorShare, comparisons } }, pair, trained.parameters);
}
