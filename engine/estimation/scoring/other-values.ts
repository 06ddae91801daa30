/** What a score would be if a fact of a family were another: one fact at a time, all others as they are recorded. */
import { contextFeature } from '../features/context.ts';
import { rowsOf, type Feature, type FeatureTable } from '../features/feature-table.ts';
import type { TrainedFeature, TrainedModel } from '../outputs/trained-model.ts';
import { scoreWelfare } from '../stack/fit-welfare.ts';
import { transformationOf } from '../survey/label.ts';
import type { HouseholdFact } from './household-fact.ts';
import { readFact } from './match-facts.ts';
import type { ScoringCity } from './score-families.ts';

export interface Other {
  readonly feature: number;
  readonly fact: HouseholdFact;
  readonly value: number;
}

/** A word of fewer households of the survey is no answer to be expected. */
const LEAST_SHARE = 0.03;

/** Values of the city that stand for the words that many households of the survey have, the most frequent first. */
export function usualWords({ spread, written }: TrainedFeature): number[] {
  const words = Object.entries(spread.levels!).filter(([, share]) => share >= LEAST_SHARE);
  return words.sort(([, a], [, b]) => b - a).map(([word]) => written?.codes?.[word] ?? Number(word));
}

/** From the tenth of a hundred households of the survey to the ninetieth. */
export const usualNumbers = ({ spread }: TrainedFeature): number[] => [
  ...new Set(spread.knots!.slice(1, -1).map(({ value }) => value)),
];

/** The fact of the city that each own feature of a model reads. */
export function factFinder(
  trained: TrainedModel,
  facts: ReadonlyMap<string, HouseholdFact>,
): (feature: number) => HouseholdFact {
  return (feature) => facts.get(trained.features[feature]!.written?.fact ?? trained.features[feature]!.name)!;
}

/** [other, then the family as it is] predicted amount. */
export function amountsWith(
  trained: TrainedModel,
  own: FeatureTable,
  city: ScoringCity,
  household: number,
  others: readonly Other[],
): Float64Array {
  const rows = new Uint32Array(others.length + 1).fill(household);
  const copies = rowsOf(own, rows);
  const features = copies.features.map((feature, f) => withOthers(feature, f, trained, others));
  const weight = new Float64Array(own.count).fill(1);
  const surroundings = trained.features.slice(trained.ownFeatures).map(({ name }) => {
    const { values } = contextFeature(name, own, city.clusters, weight);
    return { kind: 'number', name, values: new Float64Array(rows.length).fill(values[household]!) } as const;
  });
  const table = { count: rows.length, features: [...features, ...surroundings] };
  const { prediction } = scoreWelfare(trained.model, table, Uint32Array.from(rows.keys()));
  return prediction.map(transformationOf(trained.transformation, trained.scale).back);
}

/** One feature of the copies, as the model reads the other values of it. */
function withOthers(feature: Feature, f: number, trained: TrainedModel, others: readonly Other[]): Feature {
  const at = others.flatMap((other, i) => (other.feature === f ? [{ i, value: other.value }] : []));
  if (at.length === 0) return feature;
  const { fact } = others[at[0]!.i]!;
  const values = Float64Array.from(at, ({ value }) => value);
  const read = readFact(trained.features[f]!, { ...fact, values });
  if (feature.kind === 'number' && read.kind === 'number')
    at.forEach(({ i }, j) => (feature.values[i] = read.values[j]!));
  if (feature.kind === 'category' && read.kind === 'category')
    at.forEach(({ i }, j) => (feature.codes[i] = read.codes[j]!));
  return feature;
}
