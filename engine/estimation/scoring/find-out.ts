/** Which fact that is not known of a family would move its score most: what somebody who visits it asks first. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import { valueWords } from '../explain/fact-words.ts';
import type { TrainedFeature, TrainedModel } from '../outputs/trained-model.ts';
import { transformationOf } from '../survey/label.ts';
import type { HouseholdFact } from './household-fact.ts';
import { matchFacts } from './match-facts.ts';
import { amountsWith, factFinder, usualNumbers, usualWords, type Other } from './other-values.ts';
import type { ScoringCity } from './score-families.ts';

/** One end of what a fact that is not known may come to. */
export interface PossibleAnswer {
  readonly value: number;
  readonly word: Bilingual;
  /** Predicted welfare, in the unit of the survey's label. */
  readonly amount: number;
  /** 0 to 100 among the families with a score, 100 most vulnerable. */
  readonly score: number;
}

export interface FindOut {
  /** Key of the city's fact. */
  readonly fact: string;
  readonly name: Bilingual;
  /** The usual answers by which the family would seem poorest, and richest. */
  readonly poorest: PossibleAnswer;
  readonly richest: PossibleAnswer;
  readonly text: Bilingual;
}

export interface FindOutInputs {
  readonly trained: TrainedModel;
  readonly city: ScoringCity;
  readonly household: number;
  /** Where an amount stands among those of the families with a score, 0 to 100. */
  readonly scoreAt: (amount: number) => number;
}

/** The fact that may move it most comes first. The network's backend must be open. */
export function factsToFindOut({ trained, city, household, scoreAt }: FindOutInputs): FindOut[] {
  const { table: own } = matchFacts(trained, city.facts);
  const factOf = factFinder(trained, new Map(city.facts.map((fact) => [fact.key, fact])));
  const others = Array.from({ length: trained.ownFeatures }, (_, feature): Other[] => {
    const fact = factOf(feature);
    if (!Number.isNaN(fact.values[household]!)) return [];
    return usualAnswers(trained.features[feature]!, fact).map((value) => ({ feature, fact, value }));
  }).flat();
  if (others.length === 0) return [];
  const amounts = amountsWith(trained, own, city, household, others);
  const { forward } = transformationOf(trained.transformation, trained.scale);
  const byFeature = Map.groupBy(others.keys(), (i) => others[i]!.feature);
  return [...byFeature.values()]
    .map((places) => {
      const sorted = [...places].sort((a, b) => amounts[a]! - amounts[b]! || a - b);
      const [first, last] = [sorted[0]!, sorted.at(-1)!];
      const answer = (i: number): PossibleAnswer => {
        const { fact, value } = others[i]!;
        return { value, word: valueWords(fact, value), amount: amounts[i]!, score: scoreAt(amounts[i]!) };
      };
      const moves = forward(amounts[last]!) - forward(amounts[first]!);
      return { moves, first, found: foundOf(others[first]!.fact, answer(first), answer(last)) };
    })
    .filter(({ moves }) => moves > 0)
    .sort((a, b) => b.moves - a.moves || a.first - b.first)
    .map(({ found }) => found);
}

/** What may be answered: words that many have; numbers from the tenth of a hundred households to the ninetieth. */
function usualAnswers(feature: TrainedFeature, fact: HouseholdFact): number[] {
  if (feature.kind === 'category') return usualWords(feature).filter(Number.isFinite);
  const { order, codes } = feature.written ?? {};
  // In the survey a number may be a place in an order, or a code that the city writes otherwise.
  const inCity = (number: number): number => {
    const word = order === undefined ? String(number) : order[Math.round(number)]!;
    return codes?.[word] ?? Number(word);
  };
  const answers = usualNumbers(feature).map(inCity).filter(Number.isFinite);
  return fact.kind === 'number' ? answers : answers.map(Math.round);
}

function foundOf(fact: HouseholdFact, poorest: PossibleAnswer, richest: PossibleAnswer): FindOut {
  const say = (language: 'id' | 'en', to: string): string => {
    const number = (value: number): string =>
      value.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB', { maximumFractionDigits: 0 });
    return `${fact.name[language]}: ${number(poorest.score)} (${poorest.word[language]}) ${to} ${number(richest.score)} (${richest.word[language]})`;
  };
  return {
    fact: fact.key,
    name: fact.name,
    poorest,
    richest,
    text: {
      id: `Cari tahu dahulu ${say('id', 'sampai')}`,
      en: `Find out first ${say('en', 'to')}`,
    },
  };
}
