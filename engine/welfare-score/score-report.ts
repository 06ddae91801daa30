/** What scoring a city found out, told of the city as a whole: which models, for how many families, from which facts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { CityFacts } from '../city-facts.ts';
import type { ReadModel } from '../estimation/score-households.ts';
import type { ModelScores } from '../estimation/scoring/score-families.ts';
import { MOST_UNKNOWN } from '../estimation/scoring/unknown-facts.ts';
import { TwinError } from '../kernel/errors.ts';
import { isoDate } from '../kernel/time.ts';
import { NO_AREA } from '../population/columns.ts';
import type { ScoredCity } from './city-score.ts';

/** JSON knows no NaN: what could not be measured is null there. */
const NUMBER = z
  .number()
  .nullable()
  .transform((value) => value ?? NaN);
const INTERVAL = z.object({ value: NUMBER, low: NUMBER, high: NUMBER });
/** As much of metrics.json as a card tells. */
const METRICS = z.object({
  metrics: z.object({
    spearman: INTERVAL,
    fit: z.object({ rSquared: INTERVAL, covered: INTERVAL }),
    promisedCoverage: z.number(),
    coverages: z.array(
      z.object({ coverage: z.number(), inclusionError: INTERVAL, exclusionError: INTERVAL, auc: INTERVAL }),
    ),
  }),
});
export type ToldMetrics = z.infer<typeof METRICS>['metrics'];

export interface FactReport {
  readonly feature: string;
  readonly fact: string;
  readonly name: { readonly id: string; readonly en: string };
  readonly register: string;
  /** Share of families of which it is not known. */
  readonly missingShare: number;
  /** Share of families with an answer that the survey never had. */
  readonly unseenShare: number;
  /** 0 spread as in the survey, 1 nothing in common. */
  readonly apart: number;
  /** Share of what all facts together move predictions by. */
  readonly say: number;
}

export interface ModelReport {
  readonly version: string;
  readonly trainedOn: string;
  readonly title: { readonly id: string; readonly en: string } | undefined;
  readonly surveyed: string | undefined;
  readonly households: number;
  readonly metrics: ToldMetrics;
  readonly scored: number;
  readonly facts: readonly FactReport[];
}

export interface ScoreReport {
  readonly score: { readonly id: string; readonly en: string };
  readonly snapshotId: string;
  readonly isSample: boolean;
  readonly referenceDate: string;
  readonly families: number;
  readonly main: ModelReport;
  readonly otherwise: ModelReport | undefined;
  /** Of whom too little is known. */
  readonly withoutScore: number;
  readonly mostUnknown: number;
  readonly interval: number;
  /** By kelurahan: families, and those without a score. */
  readonly areas: readonly { readonly code: string; readonly families: number; readonly withoutScore: number }[];
}

export function scoreReport(
  city: CityFacts,
  { scores, main, otherwise }: ScoredCity,
  folders: { readonly trained: string; readonly otherwise: string | undefined },
): ScoreReport {
  const { codes } = city.geography.levels.kelurahan;
  const { kelurahan } = city.population.households;
  const areas = codes.map((code) => ({ code, families: 0, withoutScore: 0 }));
  let withoutScore = 0;
  scores.by.forEach((by, h) => {
    const area = kelurahan[h] === NO_AREA ? undefined : areas[kelurahan[h]!];
    if (area !== undefined) area.families++;
    if (by !== 0) return;
    withoutScore++;
    if (area !== undefined) area.withoutScore++;
  });
  return {
    score: { id: 'skor kerentanan lokal', en: 'local vulnerability score' },
    snapshotId: city.snapshotId,
    isSample: city.snapshot.isSample,
    referenceDate: isoDate(city.table.referenceDay),
    families: scores.count,
    main: modelReport(main, scores.main, folders.trained),
    otherwise: otherwise === undefined ? undefined : modelReport(otherwise, scores.otherwise!, folders.otherwise!),
    withoutScore,
    mostUnknown: MOST_UNKNOWN,
    interval: main.trained.interval,
    areas,
  };
}

function modelReport({ version, trained }: ReadModel, scores: ModelScores, folder: string): ModelReport {
  const count = scores.table.count;
  return {
    version,
    trainedOn: trained.trainedOn,
    title: trained.title,
    surveyed: trained.surveyed,
    households: trained.households,
    metrics: readMetrics(folder),
    scored: scores.rows.length,
    facts: scores.matches.map(({ feature, fact, missing, unseen, apart }, f) => ({
      feature: feature.name,
      fact: fact.key,
      name: fact.name,
      register: fact.register!,
      missingShare: missing / count,
      unseenShare: unseen / count,
      apart,
      say: scores.say.share[f]!,
    })),
  };
}

/** How wrong the model was on households that it had not seen. @throws TwinError configuration: a score without its errors is none */
function readMetrics(folder: string): ToldMetrics {
  try {
    return METRICS.parse(JSON.parse(readFileSync(join(folder, 'metrics.json'), 'utf8'))).metrics;
  } catch (error) {
    throw new TwinError(
      'configuration',
      {
        code: 'welfare-metrics-missing',
        what: 'The measures of the model are not beside it: nobody could say how wrong its scores are.',
        where: { file: 'metrics.json' },
        expected: 'metrics.json as twin welfare train --out wrote it with the model',
        todo: 'Name the whole folder that training wrote, or train again.',
      },
      { cause: error },
    );
  }
}
