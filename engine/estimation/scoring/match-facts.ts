/**
 * Brings what a city knows into the shape in which a model learnt: by name, word for word. What does not match is refused; a model
 * is never fed with blanks in the place of a fact that the city does not have.
 */
import { TwinError } from '../../kernel/errors.ts';
import type { Feature, FeatureTable } from '../features/feature-table.ts';
import { shareUpTo } from '../features/spread.ts';
import type { TrainedFeature, TrainedModel } from '../outputs/trained-model.ts';
import { listed } from '../survey/faults.ts';
import { isKnownHere, type HouseholdFact } from './household-fact.ts';

/** How one fact of the city lies beside that of the survey. */
export interface FactMatch {
  readonly feature: TrainedFeature;
  readonly fact: HouseholdFact;
  /** Households of which it is not known. */
  readonly missing: number;
  /** Households whose word the survey never had: it counts as none of its words. */
  readonly unseen: number;
  /** 0 the same spread as in the survey, 1 nothing in common. */
  readonly apart: number;
}

export interface MatchedFacts {
  /** Own facts of the household in the order of the model. */
  readonly table: FeatureTable;
  readonly matches: readonly FactMatch[];
}

/** More households than this share with words that the survey never had: the two do not speak of the same. */
const MOST_UNSEEN = 0.2;

/** @throws TwinError configuration: a fact that the city does not have, or has otherwise than the survey had it */
export function matchFacts(trained: TrainedModel, facts: readonly HouseholdFact[]): MatchedFacts {
  const byKey = new Map(facts.map((fact) => [fact.key, fact]));
  const own = trained.features.slice(0, trained.ownFeatures);
  const wanted = own.map((feature) => ({ feature, key: feature.written?.fact ?? feature.name }));
  const absent = wanted.filter(({ key }) => byKey.get(key) === undefined || !isKnownHere(byKey.get(key)!));
  if (absent.length > 0) throw notHere(absent, facts);
  const made = wanted.map(({ feature, key }) => matched(feature, byKey.get(key)!));
  const count = facts[0]?.values.length ?? 0;
  return { table: { count, features: made.map(({ column }) => column) }, matches: made.map(({ match }) => match) };
}

function matched(
  feature: TrainedFeature,
  fact: HouseholdFact,
): { readonly column: Feature; readonly match: FactMatch } {
  const column = readFact(feature, fact);
  const missing = fact.values.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0);
  const blank =
    column.kind === 'number'
      ? column.values.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0)
      : column.codes.reduce((sum, code) => sum + (code < 0 ? 1 : 0), 0);
  const match = { feature, fact, missing, unseen: blank - missing, apart: apart(feature, column) };
  const known = fact.values.length - missing;
  if (match.unseen > MOST_UNSEEN * known) throw otherWords(feature, fact, match.unseen / known);
  if (column.kind === 'number') requireSameScale(feature, fact, column.values);
  return { column, match };
}

/** Values of the city as the model reads them. @throws TwinError configuration: a code where it reads a number */
export const readFact = (feature: TrainedFeature, fact: HouseholdFact): Feature =>
  feature.kind === 'category' ? asCategory(feature, fact) : asNumber(feature, fact);

/** Value of the city to the word of the survey. */
function wordReader({ written }: TrainedFeature): (value: number) => string {
  if (written?.codes === undefined) return String;
  const words = new Map(Object.entries(written.codes).map(([word, value]) => [value, word]));
  return (value) => words.get(value) ?? '';
}

function asCategory(feature: TrainedFeature, fact: HouseholdFact): Feature {
  const levels = Object.keys(feature.spread.levels!);
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  const word = wordReader(feature);
  const codes = Int32Array.from(fact.values, (value) => (value === value ? (codeOf.get(word(value)) ?? -1) : -1));
  return { kind: 'category', name: feature.name, levels, codes };
}

function asNumber(feature: TrainedFeature, fact: HouseholdFact): Feature {
  const { written, name } = feature;
  if (fact.kind === 'code' && written?.order === undefined && written?.codes === undefined)
    throw otherKind(feature, fact);
  const word = wordReader(feature);
  const read = (value: number): number => {
    if (written?.order !== undefined) {
      const place = written.order.indexOf(word(value));
      return place < 0 ? NaN : place;
    }
    return written?.codes === undefined ? value : Number(word(value) || NaN);
  };
  return { kind: 'number', name, values: fact.values.map((value) => (value === value ? read(value) : NaN)) };
}

/** Largest distance between the two spreads: of shares by word, or of shares below a knot. */
function apart({ spread }: TrainedFeature, column: Feature): number {
  if (column.kind === 'category') {
    const counts = new Float64Array(column.levels.length);
    let known = 0;
    for (const code of column.codes) {
      if (code < 0) continue;
      counts[code]!++;
      known++;
    }
    if (known === 0) return 1;
    return (
      column.levels.reduce((sum, level, code) => sum + Math.abs(spread.levels![level]! - counts[code]! / known), 0) / 2
    );
  }
  const ones = new Float64Array(column.values.length).fill(1);
  return spread.knots!.reduce(
    (most, { value, share }) => Math.max(most, Math.abs(shareUpTo(column.values, ones, value) - share)),
    0,
  );
}

/** The middle of the city outside all but a hundredth of the survey on either side: another unit, or another question. */
function requireSameScale(feature: TrainedFeature, fact: HouseholdFact, values: Float64Array): void {
  const knots = feature.spread.knots!;
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  if (known.length === 0 || knots.length === 0) return;
  const at = (share: number): number => known[Math.min(known.length - 1, Math.floor(share * known.length))]!;
  const [low, middle, high] = [knots[0]!.value, knots[knots.length >> 1]!.value, knots.at(-1)!.value];
  if (at(0.5) >= low && at(0.5) <= high) return;
  const what = `The survey's ${feature.name} is ${low} to ${high} (middle ${middle}), and the city's ${fact.key} is ${at(0.01)} to ${at(0.99)} (middle ${at(0.5)}).`;
  throw mismatch(feature, what, 'the same question in the same unit');
}

function notHere(
  absent: readonly { readonly feature: TrainedFeature; readonly key: string }[],
  facts: readonly HouseholdFact[],
): TwinError {
  const told = new Set(facts.map(({ key }) => key));
  const words = absent.map(({ feature, key }) => {
    const of = key === feature.name ? `"${key}"` : `"${key}" (${feature.name} of the survey)`;
    return told.has(key) ? `${of}, which no register tells here` : of;
  });
  const isOne = absent.length === 1;
  return new TwinError('configuration', {
    code: 'welfare-fact-missing',
    what: `The model reads ${isOne ? 'a fact' : `${absent.length} facts`} that this city does not have: ${words.join(', ')}. Nothing was scored.`,
    where: { column: absent[0]!.feature.name },
    expected: `facts of this city: ${listed(facts.filter(isKnownHere).map(({ key }) => key))}`,
    todo: 'Name the fact of the city under features (fact: …) in MODEL.yaml and train again, train without it, or read the register that tells it.',
  });
}

function otherKind(feature: TrainedFeature, fact: HouseholdFact): TwinError {
  const what = `The model reads ${feature.name} as a number, and ${fact.key} of the city is one of several codes.`;
  return mismatch(feature, what, 'the same kind in both');
}

function otherWords(feature: TrainedFeature, fact: HouseholdFact, share: number): TwinError {
  const seen =
    feature.spread.levels === undefined ? (feature.written?.order ?? []) : Object.keys(feature.spread.levels);
  const here = [...new Set(fact.values)].filter((value) => value === value).sort((a, b) => a - b);
  const what = `Of ${Math.round(share * 100)} % of the households the city writes ${fact.key} in a way that the survey's ${feature.name} never has: here ${listed(here.slice(0, 20).map(String))}, there ${listed(seen)}.`;
  return mismatch(feature, what, 'the same answers in both');
}

function mismatch(feature: TrainedFeature, what: string, expected: string): TwinError {
  return new TwinError('configuration', {
    code: 'welfare-fact-otherwise',
    what: `${what} Nothing was scored.`,
    where: { column: feature.name },
    expected,
    todo: 'Say under features in MODEL.yaml what each word is in the city (codes: …), or name another fact, and train again.',
  });
}
