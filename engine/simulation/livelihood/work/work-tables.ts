/**
 * Who works: everybody of 15 or more has a standing on the labour market, a standard normal number that changes little from
 * year to year. At each age, sex and education those with the lowest numbers work, those just above look for work, and the
 * others are out of the labour force. So shares are those of the schedules in every year, and who is near the edge loses or
 * finds work first.
 */
import { normalQuantile } from '../../../kernel/normal.ts';
import { WORKING_AGE } from '../ages.ts';
import { FEMALE, MALE, SINGLE_YEARS } from '../../demography/ages.ts';
import { SEX_AGES } from '../../microsimulation/persons.ts';
import { EDUCATIONS } from '../school/education.ts';
import type { LivelihoodParameters } from '../parameters.ts';
import { MOST_UNITS, PLACE_UNIT } from '../person-state.ts';
import { byAge, withOdds } from '../schedule.ts';

const { count } = SINGLE_YEARS;

/** Ages to which jobs of a factory are given, and from which its closing takes them. */
export const LAST_JOB_AGE = 64;

/** Groups of the labour market: EDUCATIONS of those who have left school, then those who are at school. */
export const WORK_GROUPS = EDUCATIONS.length + 1;
export const AT_SCHOOL = EDUCATIONS.length;
export const WORK_CELLS = WORK_GROUPS * SEX_AGES;

/** [group × sexAge] */
export interface WorkShares {
  /** Share in the labour force. */
  readonly inForce: Float64Array;
  /** Share of those who look for work. */
  readonly seeking: Float64Array;
}

/** Odds that bring the schedules to the city's level. */
export interface WorkOdds {
  readonly participation: number;
  readonly unemployment: number;
}

export function workShares(work: LivelihoodParameters['work'], odds: WorkOdds): WorkShares {
  const { participation, unemployment } = work;
  const bySex = [byAge(participation.male), byAge(participation.female)];
  const unemployed = byAge(unemployment.schedule);
  const inForce = new Float64Array(WORK_CELLS);
  const seeking = new Float64Array(WORK_CELLS);
  for (let group = 0; group < WORK_GROUPS; group++)
    for (const sex of [MALE, FEMALE])
      for (let age = WORKING_AGE; age < count; age++) {
        const at = group * SEX_AGES + sex * count + age;
        const joins = group === AT_SCHOOL ? participation.atSchool : participation.educationOdds[group]!;
        const seeks = group === AT_SCHOOL ? 1 : unemployment.educationOdds[group]!;
        inForce[at] = withOdds(bySex[sex]![age]!, joins * odds.participation);
        seeking[at] = withOdds(unemployed[age]!, seeks * odds.unemployment);
      }
  return { inForce, seeking };
}

/**
 * Odds with which the people of the start have the city's participation and unemployment.
 *
 * @param persons [group × sexAge] of the start
 */
export function fittedOdds(work: LivelihoodParameters['work'], persons: ArrayLike<number>): WorkOdds {
  const totals = (odds: WorkOdds): readonly [adults: number, inForce: number, seeking: number] => {
    const { inForce, seeking } = workShares(work, odds);
    let [adults, force, seekers] = [0, 0, 0];
    for (let cell = 0; cell < WORK_CELLS; cell++) {
      if (cell % count < WORKING_AGE) continue;
      adults += persons[cell]!;
      force += persons[cell]! * inForce[cell]!;
      seekers += persons[cell]! * inForce[cell]! * seeking[cell]!;
    }
    return [adults, force, seekers];
  };
  const participation = bisectOdds((odds) => {
    const [adults, force] = totals({ participation: odds, unemployment: 1 });
    return adults === 0 ? 0 : force / adults - work.participationShare.value;
  });
  const unemployment = bisectOdds((odds) => {
    const [, force, seekers] = totals({ participation, unemployment: odds });
    return force === 0 ? 0 : seekers / force - work.unemploymentShare.value;
  });
  return { participation, unemployment };
}

/** Odds at which a rising function is 0, between a thousandth and a thousand. */
function bisectOdds(above: (odds: number) => number): number {
  let [low, high] = [-Math.log(1000), Math.log(1000)];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (above(Math.exp(middle)) > 0) high = middle;
    else low = middle;
  }
  return Math.exp((low + high) / 2);
}

/** What levers do to the labour market of one kelurahan. */
export interface WorkChange {
  /** Times the share of the labour force that looks for work. */
  readonly unemploymentFactor: number;
  /** [EDUCATIONS] share of those of 15 to 64 who get work, or lose it where it is negative. */
  readonly jobShare: readonly number[];
  /** [EDUCATIONS] times the share who work. */
  readonly workFactor: readonly number[];
}
export const UNCHANGED_WORK: WorkChange = {
  unemploymentFactor: 1,
  jobShare: EDUCATIONS.map(() => 0),
  workFactor: EDUCATIONS.map(() => 1),
};

export interface WorkTables {
  /** [region] where its part of the columns begins. */
  readonly offset: Uint32Array;
  /**
   * [changes × group × sexAge × 2] works with a standing below the first, looks for work below the second; in units of
   * person-state.ts, NOBODY where none does.
   */
  readonly edges: Int16Array;
}

const MOST_SHARE = 0.995;
/** Lower than any standing. */
const NOBODY = -32_768;

/** @param changes [region]; equal ones may be the same object, and are reckoned once */
export function workTables(shares: WorkShares, changes: readonly WorkChange[]): WorkTables {
  const distinct = [...new Set(changes)];
  const edges = new Int16Array(distinct.length * WORK_CELLS * 2).fill(NOBODY);
  distinct.forEach((change, i) => {
    for (let cell = 0; cell < WORK_CELLS; cell++) {
      if ((cell % SEX_AGES) % count < WORKING_AGE) continue;
      const [working, force] = changed(shares, change, cell);
      edges.set([standingAt(working), standingAt(force)], (i * WORK_CELLS + cell) * 2);
    }
  });
  return { offset: Uint32Array.from(changes, (each) => distinct.indexOf(each) * WORK_CELLS), edges };
}

const standingAt = (share: number): number =>
  share <= 0 ? NOBODY : Math.max(-MOST_UNITS, Math.round(normalQuantile(Math.min(share, MOST_SHARE)) * PLACE_UNIT));

function changed({ inForce, seeking }: WorkShares, change: WorkChange, cell: number): readonly [number, number] {
  const force = inForce[cell]!;
  const working = force * (1 - Math.min(1, seeking[cell]! * change.unemploymentFactor));
  const group = Math.floor(cell / SEX_AGES);
  if (group === AT_SCHOOL || (cell % SEX_AGES) % count > LAST_JOB_AGE) return [working, force];
  const now = Math.min(MOST_SHARE, Math.max(0, working * change.workFactor[group]! + change.jobShare[group]!));
  return [now, Math.max(force, now)];
}
