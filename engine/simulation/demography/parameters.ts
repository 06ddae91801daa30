/** The demography of a city as models/demography holds it: schedules fitted to the UN's tables, and the city's own levels. */
import { join } from 'node:path';
import { z } from 'zod';
import { BILINGUAL } from '../../kernel/bilingual.ts';
import { loadYaml } from '../../kernel/yaml-file.ts';
import { FERTILITY_MODELS, type FertilityCurve } from './schedules/fertility-curves.ts';
import type { HeligmanPollard } from './schedules/heligman-pollard.ts';
import type { RogersCastro } from './schedules/rogers-castro.ts';

/** A fitted number, and the range of what neighbouring tables give. */
const FITTED = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });
/** A number that somebody measured or assumed. */
export const STATED = z.strictObject({
  name: BILINGUAL,
  value: z.number(),
  unit: z.string(),
  /** What it holds for: a day, a month or a year. */
  date: z.union([z.string(), z.number()]).transform(String),
  source: z.string().min(1),
  /** Of the true value around this one, as far as anybody knows. */
  standardDeviation: z.number().min(0),
  uncertaintySource: z.string().min(1),
});
export type StatedParameter = z.infer<typeof STATED>;

/** Which tables a schedule was fitted to. */
const TABLES = {
  unit: z.string(),
  source: z.string().min(1),
  date: z.string(),
  /** File of the folder that `twin rates --tables` names. */
  file: z.string(),
  period: z.string(),
  /** The range of each number is over these periods and its own. */
  comparedPeriods: z.array(z.string()).min(1),
} as const;

const letters = (keys: readonly string[]) => z.strictObject(Object.fromEntries(keys.map((key) => [key, FITTED])));
const HP = letters(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']);
const MORTALITY_FIT = z.strictObject({
  rootMeanSquareLogError: z.number(),
  worstAge: z.number(),
  worstLogError: z.number(),
  lifeExpectancyErrorYears: z.number(),
  silerRootMeanSquareLogError: z.number(),
});

const MORTALITY = z.strictObject({
  standard: z.strictObject({
    ...TABLES,
    model: z.literal('heligman-pollard'),
    male: HP,
    female: HP,
    fit: z.strictObject({ male: MORTALITY_FIT, female: MORTALITY_FIT }),
  }),
  level: z.strictObject({
    lifeExpectancyYears: STATED,
    femaleAdvantageYears: STATED,
    gainYearsPerYear: STATED,
  }),
});

const FERTILITY = z.strictObject({
  standard: z.strictObject({
    ...TABLES,
    model: z.enum(FERTILITY_MODELS),
    curve: z.record(z.string(), FITTED),
    fit: z.strictObject({
      rootMeanSquareShareError: z.number(),
      largestShareError: z.number(),
      meanAgeErrorYears: z.number(),
      /** The same error of every family that was tried. */
      tried: z.record(z.enum(FERTILITY_MODELS), z.number()),
    }),
  }),
  path: z.strictObject({
    unit: z.string(),
    source: z.string().min(1),
    date: z.string(),
    file: z.string(),
    fromYear: z.number().int(),
    /** Share of the first year's total that fertility comes down to in the long run, and how fast. */
    floorShare: z.number(),
    approachPerYear: z.number(),
    /** Standard deviation of the logarithm of the total: in the first year, in the long run, and how fast. */
    firstLogDeviation: z.number(),
    lastLogDeviation: z.number(),
    deviationApproachPerYear: z.number(),
    fit: z.strictObject({ largestRelativeError: z.number(), largestDeviationError: z.number() }),
  }),
  level: z.strictObject({ totalFertility: STATED, sexRatioAtBirth: STATED }),
});

const MIGRATION = z.strictObject({
  standard: z.strictObject({
    ...TABLES,
    model: z.literal('rogers-castro'),
    profile: letters([
      'childhoodLevel',
      'childhoodDescent',
      'labourLevel',
      'labourAgeYears',
      'labourDescent',
      'labourAscent',
      'constant',
    ]),
    fit: z.strictObject({ rootMeanSquareShareOfLargest: z.number() }),
  }),
  level: z.strictObject({
    arrivalsPerYear: STATED,
    departuresPerYear: STATED,
    movesWithinCityShare: STATED,
  }),
});

export type MortalityParameters = z.infer<typeof MORTALITY>;
export type FertilityParameters = z.infer<typeof FERTILITY>;
export type MigrationParameters = z.infer<typeof MIGRATION>;

export interface DemographyParameters {
  readonly mortality: MortalityParameters;
  readonly fertility: FertilityParameters;
  readonly migration: MigrationParameters;
}

export const DEMOGRAPHY_FILES = {
  mortality: 'mortality.yaml',
  fertility: 'fertility.yaml',
  migration: 'migration.yaml',
} as const;

/**
 * @param modelsFolder models/
 * @throws TwinError configuration: names the file and the key
 */
export function loadDemography(modelsFolder: string): DemographyParameters {
  const folder = join(modelsFolder, 'demography');
  return {
    mortality: loadYaml(join(folder, DEMOGRAPHY_FILES.mortality), MORTALITY),
    fertility: loadYaml(join(folder, DEMOGRAPHY_FILES.fertility), FERTILITY),
    migration: loadYaml(join(folder, DEMOGRAPHY_FILES.migration), MIGRATION),
  };
}

type Fitted = z.infer<typeof FITTED>;
const valuesOf = (fitted: Readonly<Record<string, Fitted>>): Record<string, number> =>
  Object.fromEntries(Object.entries(fitted).map(([key, { value }]) => [key, value]));

/** [sex] */
export const heligmanPollardOf = ({ standard }: MortalityParameters): readonly [HeligmanPollard, HeligmanPollard] => [
  valuesOf(standard.male) as unknown as HeligmanPollard,
  valuesOf(standard.female) as unknown as HeligmanPollard,
];
export const fertilityCurveOf = ({ standard }: FertilityParameters): FertilityCurve =>
  ({ model: standard.model, ...valuesOf(standard.curve) }) as FertilityCurve;
export const rogersCastroOf = ({ standard }: MigrationParameters): RogersCastro =>
  valuesOf(standard.profile) as unknown as RogersCastro;
