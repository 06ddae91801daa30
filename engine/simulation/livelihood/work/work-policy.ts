/** What the levers of a year make of the labour market. */
import { SINGLE_YEARS } from '../../demography/ages.ts';
import { VACANT } from '../../microsimulation/persons.ts';
import { WORKING_AGE } from '../ages.ts';
import type { Members, PersonLives } from '../columns.ts';
import type { LivelihoodLevels } from '../levels.ts';
import type { LivelihoodParameters } from '../parameters.ts';
import { educationOf, schoolOf } from '../person-state.ts';
import type { LifePolicy } from '../policy.ts';
import { EDUCATIONS, NO_SCHOOL } from '../school/education.ts';
import type { WageFloor } from './labour.ts';
import { LAST_JOB_AGE, workTables, type WorkChange, type WorkShares, type WorkTables } from './work-tables.ts';

type Work = LivelihoodParameters['work'];

/** Educations whose formal work a minimum wage may cost: SMA and less. */
const WAGE_FLOOR_GROUPS = 4;

/** [region] one object for those that are alike. */
export function workTablesOf(
  work: Work,
  {
    shares,
    plain,
    levels,
  }: { readonly shares: WorkShares; readonly plain: WorkTables; readonly levels: LivelihoodLevels },
  policy: LifePolicy,
  adults: Uint32Array | undefined,
  regions: number,
): WorkTables {
  const floor = policy.minimumWageFactor;
  if (floor === 1 && policy.jobs.length === 0 && policy.unemploymentPoints.every((points) => points === 0))
    return plain;
  const workFactor = EDUCATIONS.map((_, education) =>
    education < WAGE_FLOOR_GROUPS
      ? Math.max(0, 1 + levels.minimumWageElasticity * (floor - 1) * work.earnings.formalShare[education]!)
      : 1,
  );
  const known = new Map<string, WorkChange>();
  const changes = Array.from({ length: regions }, (_, region) => {
    const change: WorkChange = {
      unemploymentFactor: Math.max(0, 1 + policy.unemploymentPoints[region]! / 100 / work.unemploymentShare.value),
      jobShare: jobShares(policy, adults, region),
      workFactor,
    };
    const key = JSON.stringify(change);
    if (!known.has(key)) known.set(key, change);
    return known.get(key)!;
  });
  return workTables(shares, changes);
}

/** [education] jobs that come or go, as a share of the residents whom they are for. */
function jobShares({ jobs }: LifePolicy, adults: Uint32Array | undefined, region: number): number[] {
  const shares = EDUCATIONS.map(() => 0);
  for (const { jobs: number, isMeant, education } of jobs) {
    if (isMeant[region] === 0) continue;
    const places = education.map((each) => EDUCATIONS.indexOf(each));
    let all = 0;
    isMeant.forEach((is, other) => {
      if (is === 1) for (const place of places) all += adults![other * EDUCATIONS.length + place]!;
    });
    if (all > 0) for (const place of places) shares[place]! += number / all;
  }
  return shares;
}

/** [region × education] residents of the ages that jobs are for, who have left school. */
export function adultsOf({ rows, sexAge, region }: Members, { state }: PersonLives, regions: number): Uint32Array {
  const adults = new Uint32Array(regions * EDUCATIONS.length);
  for (let row = 0; row < rows; row++) {
    if (sexAge[row] === VACANT || schoolOf(state[row]!) !== NO_SCHOOL) continue;
    const age = sexAge[row]! % SINGLE_YEARS.count;
    if (age >= WORKING_AGE && age <= LAST_JOB_AGE)
      adults[region[row]! * EDUCATIONS.length + educationOf(state[row]!)]!++;
  }
  return adults;
}

export function wageFloorOf({ minimumWage, earnings }: Work, { minimumWageFactor }: LifePolicy): WageFloor | undefined {
  if (minimumWageFactor === 1) return undefined;
  return {
    least: (minimumWage.value / 1000) * minimumWageFactor,
    factor: minimumWageFactor,
    // Who is at school has no formal work.
    formalShare: [...earnings.formalShare, 0],
  };
}
