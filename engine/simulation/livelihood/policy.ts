/** What levers make of one year of how people live: everything that is not people's own. */
import { LEVELS, type Education } from './school/education.ts';
import { COURSE_PLACE, SIMULATED_PROGRAMMES } from './parameters.ts';
import { TARGETING, type Targeting } from './aid/aid.ts';

/** Jobs that come or go for the residents of some kelurahan with some education. */
export interface JobChange {
  readonly jobs: number;
  /** [region] 1 where it acts. */
  readonly isMeant: Uint8Array;
  readonly education: readonly Education[];
}

export interface AidPolicy {
  readonly amountFactor: number;
  /**
   * Times the recipients of the start, or, of a programme that gives nothing then, times those who fit; undefined for as many
   * as at the start where there is a list, and no limit where all may receive.
   */
  readonly quotaFactor: number | undefined;
  /** Times the cost of the start; undefined where only places limit. */
  readonly budgetFactor: number | undefined;
  readonly desilLimit: number;
  readonly targeting: Targeting;
  readonly takeUpShare: number | undefined;
}

export interface LifePolicy {
  /** [region] percentage points of unemployment. */
  readonly unemploymentPoints: Float64Array;
  readonly jobs: readonly JobChange[];
  /** Share by which real wages grow this year beyond the baseline. */
  readonly realWageGrowth: number;
  readonly minimumWageFactor: number;
  /** Places in courses a year and where, besides those of the programme; share of those trained who find work because of it. */
  readonly training: readonly { readonly places: number; readonly isMeant: Uint8Array }[];
  readonly trainingEffectShare: number;
  /** [region × level] seats beyond those of the start. */
  readonly seats: Float64Array;
  /** [region] times the visits that puskesmas can serve. */
  readonly puskesmas: Float64Array;
  /** [region] share of households that are flooded. */
  readonly flooded: Float64Array;
  /** In the order of SIMULATED_PROGRAMMES. */
  readonly aid: readonly AidPolicy[];
}

/** Whether anybody is given a place in a course. */
export const givesCourses = ({ training, aid }: LifePolicy): boolean =>
  training.length > 0 || (aid[COURSE_PLACE]!.quotaFactor ?? 0) > 0;

/** @param desilLimits in the order of SIMULATED_PROGRAMMES */
export const plainPolicy = (
  regions: number,
  desilLimits: readonly number[],
  trainingEffectShare: number,
): LifePolicy => ({
  unemploymentPoints: new Float64Array(regions),
  jobs: [],
  realWageGrowth: 0,
  minimumWageFactor: 1,
  training: [],
  trainingEffectShare,
  seats: new Float64Array(regions * LEVELS.length),
  puskesmas: new Float64Array(regions).fill(1),
  flooded: new Float64Array(regions),
  aid: SIMULATED_PROGRAMMES.map((_, i) => ({
    amountFactor: 1,
    quotaFactor: undefined,
    budgetFactor: undefined,
    desilLimit: desilLimits[i]!,
    targeting: TARGETING[0],
    takeUpShare: undefined,
  })),
});
