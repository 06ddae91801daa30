/** School, work, income, welfare, health and aid as models/livelihood holds them. */
import { join } from 'node:path';
import { z } from 'zod';
import { loadYaml } from '../../kernel/yaml-file.ts';
import { STATED } from '../demography/parameters.ts';
import { isSchedule, SCHEDULE, SCHEDULE_FAULT, SCHEDULE_KEYS } from './schedule.ts';

const SHARE = z.number().min(0).max(1);
const SHARES = (length: number) => z.array(SHARE).length(length);
const DATE = z.union([z.string(), z.number()]).transform(String);
const SOURCED = { source: z.string().min(1), unit: z.string(), date: DATE } as const;
/** By education, in the order of EDUCATIONS. */
const BY_EDUCATION = z.array(z.number().positive()).length(5);

const SCHOOLING = z.strictObject({
  ...SOURCED,
  entersPaud: SCHEDULE,
  dropsOut: z.strictObject({ paud: SHARE, sd: SHARE, smp: SHARE, sma: SHARE, higher: SHARE }),
  goesOn: z.strictObject({ sd: SHARE, smp: SHARE, sma: SHARE, higher: SHARE }),
  returns: z.strictObject({ sd: SHARE, smp: SHARE, sma: SHARE }),
  poorOdds: STATED,
  withoutSeat: z.strictObject({ paud: SHARE, sd: SHARE, smp: SHARE, sma: SHARE, source: z.string().min(1) }),
  seatsPerPupil: STATED,
  attained: z
    .strictObject({ source: z.string().min(1), ages: SCHEDULE_KEYS.ages, shares: z.array(SHARES(5)) })
    .refine(isSchedule, SCHEDULE_FAULT),
});

const WORK = z.strictObject({
  participation: z.strictObject({
    ...SOURCED,
    male: SCHEDULE,
    female: SCHEDULE,
    educationOdds: BY_EDUCATION,
    atSchool: z.number().positive(),
  }),
  unemployment: z.strictObject({ ...SOURCED, schedule: SCHEDULE, educationOdds: BY_EDUCATION }),
  participationShare: STATED,
  unemploymentShare: STATED,
  persistence: STATED,
  earnings: z.strictObject({
    ...SOURCED,
    medianRupiahPerMonth: BY_EDUCATION,
    ageFactor: SCHEDULE,
    femaleFactor: z.number().positive(),
    atSchoolFactor: z.number().positive(),
    logDeviation: z.number().positive(),
    formalShare: SHARES(5),
  }),
  earningsPersistence: STATED,
  minimumWage: STATED,
  minimumWageElasticity: STATED,
  realWageGrowth: STATED,
});

const CONSUMPTION = z.strictObject({
  poorShare: STATED,
  giniIndex: STATED,
  leastRupiahPerPersonPerMonth: STATED,
  incomeElasticity: STATED,
  persistence: STATED,
  otherRupiahPerPersonPerMonth: STATED,
  desilCorrelation: STATED,
  floodLoss: STATED,
  desilShares: z.strictObject({ ...SOURCED, shares: SHARES(10) }),
});

const HEALTH = z.strictObject({
  disability: z.strictObject({ ...SOURCED, ...SCHEDULE_KEYS }).refine(isSchedule, SCHEDULE_FAULT),
  frailty: z.strictObject({ ...SOURCED, ...SCHEDULE_KEYS }).refine(isSchedule, SCHEDULE_FAULT),
  visits: z
    .strictObject({ ...SOURCED, ...SCHEDULE_KEYS, disabledOrFrail: z.number().min(0) })
    .refine(isSchedule, SCHEDULE_FAULT),
  visitsPerVisitWanted: STATED,
});

/**
 * Programmes of models/assistance that are simulated. Their order is that of their bits and of the numbers of their draws: a new
 * one comes last. The first OFFERS (columns.ts) are asked in loops over all whom aid may concern, the others of few families.
 */
export const SIMULATED_PROGRAMMES = [
  'pkh',
  'sembako',
  'bltd',
  'pbi-jk',
  'pbi-d',
  'pip',
  'blt-dbhcht',
  'blts-kesra',
  'lansia-non-potensial',
  'permakanan',
  'atensi-yapi',
  'bansos-air-bersih',
  'pelatihan-kerja',
] as const;
export type SimulatedProgramme = (typeof SIMULATED_PROGRAMMES)[number];
/** A place in a course for who looks for work, in place of anything for a family: those of the levers of training are its own. */
export const COURSES: SimulatedProgramme = 'pelatihan-kerja';
export const COURSE_PLACE = SIMULATED_PROGRAMMES.indexOf(COURSES);

const PROGRAMME = z.strictObject({
  isCash: z.boolean(),
  /**
   * Who is given it at the start where no list was received: `nobody`, all who fit, as many as the quota of the rules, or as
   * many as are written here.
   */
  withoutList: z.union([
    z.enum(['nobody', 'who-fits', 'quota']),
    z.strictObject({ places: z.number().int().min(0), source: z.string().min(1) }),
  ]),
  /** Whoever is offered one of these takes it and leaves this programme: to have this one keeps nobody from them. */
  leavesFor: z.array(z.enum(SIMULATED_PROGRAMMES)).optional(),
  /** Of an amount that no source of the rules tells. */
  assumedAmount: z.strictObject({ rupiahPerYear: z.number().min(0), source: z.string().min(1) }).optional(),
});
export type ProgrammeParameters = z.infer<typeof PROGRAMME>;
const PROGRAMMES = z.strictObject({
  source: z.string().min(1),
  date: DATE,
  takenOffShare: STATED,
  takeUpShare: STATED,
  programmes: z.strictObject(
    Object.fromEntries(SIMULATED_PROGRAMMES.map((key) => [key, PROGRAMME])) as Record<
      SimulatedProgramme,
      typeof PROGRAMME
    >,
  ),
});

export interface LivelihoodParameters {
  readonly schooling: z.infer<typeof SCHOOLING>;
  readonly work: z.infer<typeof WORK>;
  readonly consumption: z.infer<typeof CONSUMPTION>;
  readonly health: z.infer<typeof HEALTH>;
  readonly programmes: z.infer<typeof PROGRAMMES>;
}

/** @throws TwinError configuration: names the file and the key */
export function loadLivelihood(modelsFolder: string): LivelihoodParameters {
  const file = (name: string): string => join(modelsFolder, 'livelihood', `${name}.yaml`);
  return {
    schooling: loadYaml(file('schooling'), SCHOOLING),
    work: loadYaml(file('work'), WORK),
    consumption: loadYaml(file('consumption'), CONSUMPTION),
    health: loadYaml(file('health'), HEALTH),
    programmes: loadYaml(file('programmes'), PROGRAMMES),
  };
}
