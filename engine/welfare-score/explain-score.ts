/** The score of one family in plain words: what raised and lowered it, and which other fact would change it. */
import type { Bilingual } from '../kernel/bilingual.ts';
import type { CityFacts } from '../city-facts.ts';
import type { Config } from '../config.ts';
import type { Reasons } from '../estimation/explain/fact-words.ts';
import { cutsAt, SCORED_BY, standingOf } from '../estimation/scoring/city-scores.ts';
import { factsToFindOut, type FindOut } from '../estimation/scoring/find-out.ts';
import { scoreTurnings, type ScoreTurning } from '../estimation/scoring/score-turnings.ts';
import { readKeptModel, readKeptScore, type KeptScore } from './kept-score.ts';
import { factsOfCity, neighbourhoods } from './score-facts.ts';
import { reasonsOf } from './score-reasons.ts';

export interface ScoreExplained {
  readonly version: string;
  readonly trainedOn: string;
  readonly surveyed: string | undefined;
  readonly by: 'main' | 'otherwise';
  /** 0 to 100, 100 most vulnerable, and where it would stand at the ends of the interval. */
  readonly score: number;
  readonly scoreLow: number;
  readonly scoreHigh: number;
  readonly rank: number;
  /** Families with a score. */
  readonly of: number;
  /** Predicted welfare in the unit of the survey's label. */
  readonly amount: number;
  readonly low: number;
  readonly high: number;
  readonly interval: number;
  readonly currency: string | undefined;
  /** What is predicted: a column of the survey, and what it is divided by. */
  readonly label: string;
  readonly unknownFacts: number;
  readonly reasons: Reasons;
  /** One other fact that would bring the family into a coverage of the model, or out of it. */
  readonly turns: readonly ScoreTurning[];
  /** Facts that the model reads and nobody knows of it, the one that may move its score most first. */
  readonly toFindOut: readonly FindOut[];
  /** Names of facts that the main model lacks of a family that another scored, the one that tells most first. */
  readonly mainLacks: readonly Bilingual[];
}

/** `not-scored`: the snapshot has none; `too-little-known`: this family has none. */
export type ScoreOfFamily =
  | { readonly kind: 'not-scored' }
  | {
      readonly kind: 'too-little-known';
      readonly version: string;
      readonly unknownFacts: number;
      readonly mainLacks: readonly Bilingual[];
    }
  | ({ readonly kind: 'scored' } & ScoreExplained);

/** @throws TwinError storage, configuration: a kept score or model that cannot be read */
export async function explainScore(config: Config, city: CityFacts, household: number): Promise<ScoreOfFamily> {
  const kept = await readKeptScore(config, city.snapshotId);
  if (kept === undefined) return { kind: 'not-scored' };
  const { about } = kept;
  const by = SCORED_BY[kept.by[household]!]!;
  const list = factsOfCity(config.modelsFolder, city);
  const scoring = { facts: list, clusters: neighbourhoods(city) };
  const unknownBy = async (model: 'main' | 'otherwise'): Promise<FindOut[]> => {
    const { trained } = await readKeptModel(config, city.snapshotId, model);
    return factsToFindOut({ trained, city: scoring, household, scoreAt: standingOf(kept) });
  };
  const mainLacks = by === 'main' ? [] : (await unknownBy('main')).map(({ name }) => name);
  const unknownFacts = kept.unknown[household]!;
  if (by === 'nobody') return { kind: 'too-little-known', version: about.version, unknownFacts, mainLacks };
  const facts = new Map(list.map((fact) => [fact.key, fact]));
  const { trained } = await readKeptModel(config, city.snapshotId, by);
  return {
    kind: 'scored',
    version: about.version,
    trainedOn: about[by]!.trainedOn,
    surveyed: about[by]!.surveyed,
    by,
    ...numbersOf(kept, household),
    interval: about.interval,
    currency: about.label.currency,
    label: [about.label.column, ...(about.label.per === undefined ? [] : [about.label.per])].join(' / '),
    unknownFacts,
    reasons: reasonsOf(kept, facts)(household)!,
    turns: scoreTurnings({
      trained,
      city: scoring,
      household,
      coverages: about.coverages,
      cuts: cutsAt(kept, about.coverages),
    }),
    toFindOut: await unknownBy(by),
    mainLacks,
  };
}

const numbersOf = (kept: KeptScore, household: number) => ({
  score: kept.score[household]!,
  scoreLow: kept.scoreLow[household]!,
  scoreHigh: kept.scoreHigh[household]!,
  rank: kept.rank[household]!,
  of: kept.by.reduce((sum, by) => sum + (by === 0 ? 0 : 1), 0),
  amount: kept.amount[household]!,
  low: kept.low[household]!,
  high: kept.high[household]!,
});
