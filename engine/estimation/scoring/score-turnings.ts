/** Which other fact of a family would bring it across a cut of the score: one fact at a time, all others as they are recorded. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import { factWords, valueWords } from '../explain/fact-words.ts';
import { contextFeature } from '../features/context.ts';
import { rowsOf, type Feature, type FeatureTable } from '../features/feature-table.ts';
import type { TrainedModel } from '../outputs/trained-model.ts';
import { scoreWelfare } from '../stack/fit-welfare.ts';
import { transformationOf } from '../survey/label.ts';
import type { HouseholdFact } from './household-fact.ts';
import { matchFacts, readFact } from './match-facts.ts';
import type { ScoringCity } from './score-families.ts';

export interface ScoreTurning {
  /** Key of the city's fact, and the other value. */
  readonly fact: string;
  readonly value: number;
  /** Share of the most vulnerable that it would come into, or out of. */
  readonly coverage: number;
  readonly goes: 'in' | 'out';
  readonly text: Bilingual;
}

export interface TurningInputs {
  readonly trained: TrainedModel;
  readonly city: ScoringCity;
  readonly household: number;
  /** Shares of families, and the amount at the cut of each. */
  readonly coverages: readonly number[];
  readonly cuts: readonly number[];
}

/** A word of fewer households of the survey is no answer to be expected. */
const LEAST_SHARE = 0.03;
/** A number with so few values is a count: it is tried one more and one less. */
const MOST_COUNTED = 12;

interface Other {
  readonly feature: number;
  readonly fact: HouseholdFact;
  readonly value: number;
}

/** The one whose other value lies nearest is told first of each fact and cut. The network's backend must be open. */
export function scoreTurnings({ trained, city, household, coverages, cuts }: TurningInputs): ScoreTurning[] {
  const { table: own } = matchFacts(trained, city.facts);
  const facts = new Map(city.facts.map((fact) => [fact.key, fact]));
  const factOf = (feature: number): HouseholdFact =>
    facts.get(trained.features[feature]!.written?.fact ?? trained.features[feature]!.name)!;
  const others = Array.from({ length: trained.ownFeatures }, (_, f) =>
    othersOf(trained, f, factOf(f), household),
  ).flat();
  const amounts = amountsWith(trained, own, city, household, others);
  const now = amounts.at(-1)!;
  const told = new Set<string>();
  const turnings: ScoreTurning[] = [];
  others.forEach(({ feature, fact, value }, i) => {
    coverages.forEach((coverage, c) => {
      const [was, is] = [now < cuts[c]!, amounts[i]! < cuts[c]!];
      const key = `${feature} ${coverage} ${is}`;
      if (was === is || told.has(key)) return;
      told.add(key);
      turnings.push({
        fact: fact.key,
        value,
        coverage,
        goes: is ? 'in' : 'out',
        text: turningText(factWords(trained, feature, facts, household), valueWords(fact, value), coverage, is),
      });
    });
  });
  return turnings;
}

function turningText(fact: Bilingual, other: Bilingual, coverage: number, isIn: boolean): Bilingual {
  const share = Math.round(coverage * 100);
  return {
    id: `${isIn ? 'Masuk' : 'Keluar dari'} ${share} % paling rentan bila ternyata ${fact.id} → ${other.id}`,
    en: `${isIn ? 'Into' : 'Out of'} the ${share} % most vulnerable if in truth ${fact.en} → ${other.en}`,
  };
}

/** Other values that a fact may have, the nearest first. */
function othersOf(trained: TrainedModel, feature: number, fact: HouseholdFact, household: number): Other[] {
  const { spread, written, kind } = trained.features[feature]!;
  const now = fact.values[household]!;
  if (Number.isNaN(now)) return [];
  const distinct = [...new Set(fact.values)].filter((value) => !Number.isNaN(value));
  const made = (values: readonly number[]): Other[] =>
    values.filter((value) => value !== now && value >= 0).map((value) => ({ feature, fact, value }));
  if (kind === 'category') {
    const words = Object.entries(spread.levels!).filter(([, share]) => share >= LEAST_SHARE);
    const valueOf = (word: string): number => written?.codes?.[word] ?? Number(word);
    return made(words.sort(([, a], [, b]) => b - a).map(([word]) => valueOf(word)));
  }
  if (distinct.length <= MOST_COUNTED) return made([now - 1, now + 1].filter((value) => distinct.includes(value)));
  const knots = spread.knots!.slice(1, -1).map(({ value }) => value);
  return made([...new Set(knots)].sort((a, b) => Math.abs(a - now) - Math.abs(b - now)));
}

/** [other, then the family as it is] predicted amount. */
function amountsWith(
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
