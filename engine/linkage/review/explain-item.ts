/** Why a question is asked: the evidence for and against, in words and bits, that adds up to the weight of the pair. */
import { explainWeight, type Evidence } from '../files/explain.ts';
import type { ResultFolder } from './result-folder.ts';

/** @param pair of the result, -1 for records that were not compared: then there is nothing to tell */
export function explainStored({ links, trained }: Pick<ResultFolder, 'links' | 'trained'>, pair: number): Evidence[] {
  if (pair < 0) return [];
  const { model, levels, dropped, priorShare } = trained.parameters;
  const comparisons = model.comparisons.map(({ name, levels: shapes }, c) => ({
    name,
    levels: shapes.map((shape, l) => ({ name: shape.name, weightBits: levels[c]![l]!.weightBits })),
    dropped: dropped[c],
  }));
  return explainWeight({ pairs: links.pairs, trained: { priorShare, comparisons } }, pair);
}
