/** Which other fact of a family would bring it across a cut of the score: one fact at a time, all others as they are recorded. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import { factWords, valueWords } from '../explain/fact-words.ts';
import type { TrainedModel } from '../outputs/trained-model.ts';
import type { HouseholdFact } from './household-fact.ts';
import { matchFacts } from './match-facts.ts';
import { amountsWith, factFinder, usualNumbers, usualWords, type Other } from './other-values.ts';
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

/** A number with so few values is a count: it is tried one more and one less. */
const MOST_COUNTED = 12;

/** The one whose other value lies nearest is told first of each fact and cut. The network's backend must be open. */
export function scoreTurnings({ trained, city, household, coverages, cuts }: TurningInputs): ScoreTurning[] {
  const { table: own } = matchFacts(trained, city.facts);
  const facts = new Map(city.facts.map((fact) => [fact.key, fact]));
  const factOf = factFinder(trained, facts);
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
  const asked = trained.features[feature]!;
  const now = fact.values[household]!;
  if (Number.isNaN(now)) return [];
  const distinct = [...new Set(fact.values)].filter((value) => !Number.isNaN(value));
  const made = (values: readonly number[]): Other[] =>
    values.filter((value) => value !== now && value >= 0).map((value) => ({ feature, fact, value }));
  if (asked.kind === 'category') return made(usualWords(asked));
  if (distinct.length <= MOST_COUNTED) return made([now - 1, now + 1].filter((value) => distinct.includes(value)));
  return made(usualNumbers(asked).sort((a, b) => Math.abs(a - now) - Math.abs(b - now)));
}
