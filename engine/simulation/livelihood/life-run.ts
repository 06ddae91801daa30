/** How the people of one run live, year by year. */
import { thresholdOf } from '../chance/keyed-draws.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import type { YearPass } from '../microsimulation/families/year-pass.ts';
import { VACANT } from '../microsimulation/persons.ts';
import { agedOf, clearAccount, emptyLifeAccount, workersOf, type LifeAccount, type PersonCounts } from './account.ts';
import { beginningTables, type BeginningTables } from './beginnings.ts';
import { householdLives, makeRoom, personLives, SEEKING, type Members, type PersonLives } from './columns.ts';
import { componentTables, type ComponentTables } from './aid/components.ts';
import { earningTables, type EarningTables } from './work/earnings.ts';
import { EDUCATIONS, FIRST_AGE, LAST_AGE, LEVELS, NO_SCHOOL } from './school/education.ts';
import { healthTables, type HealthTables } from './health/health.ts';
import { countHouseholds, findNewHouseholds, householdYear, type HouseholdSetting } from './spending/household-year.ts';
import type { Training, WageFloor } from './work/labour.ts';
import type { LivelihoodLevels } from './levels.ts';
import { lifeKeys } from './life-keys.ts';
import { personYear, type PersonSetting } from './person-year.ts';
import type { AidPolicy, LifePolicy } from './policy.ts';
import { rankBelow } from './spending/ranking.ts';
import { choiceRoom, chooseRecipients, type AidYear } from './aid/recipients.ts';
import { schoolTables, type SchoolTables } from './school/schooling.ts';
import { spendingTables, type SpendingTables } from './spending/spending-tables.ts';
import type { StartLife } from './start-life.ts';
import {
  LAST_JOB_AGE,
  UNCHANGED_WORK,
  WORKING_AGE,
  workShares,
  workTables,
  type WorkChange,
  type WorkShares,
  type WorkTables,
} from './work/work-tables.ts';

/** What households lose that are flooded: so much of the logarithm of what they spend beyond the least. */
const FLOOD_LOSS = 0.7;
/** Educations whose formal work a minimum wage may cost: SMA and less. */
const WAGE_FLOOR_GROUPS = 4;

/** All that stays the same over the years of a run. */
interface Fixed {
  readonly start: StartLife;
  readonly levels: LivelihoodLevels;
  readonly school: SchoolTables;
  readonly health: HealthTables;
  readonly beginnings: BeginningTables;
  readonly earnings: EarningTables;
  readonly components: ComponentTables;
  readonly spending: SpendingTables;
  readonly shares: WorkShares;
  readonly plainWork: WorkTables;
}

function fixedOf(start: StartLife, levels: LivelihoodLevels): Fixed {
  const { parameters, regions } = start;
  const school = schoolTables(parameters.schooling, levels.poorOdds);
  const health = healthTables(parameters.health);
  const shares = workShares(parameters.work, start.odds);
  return {
    start,
    levels,
    school,
    health,
    beginnings: beginningTables(parameters.schooling, school, health),
    earnings: earningTables(parameters.work),
    components: componentTables(start.aidRules.components),
    spending: spendingTables(start.model),
    shares,
    plainWork: workTables(
      shares,
      Array.from({ length: regions }, () => UNCHANGED_WORK),
    ),
  };
}

/**
 * The pass that joins each year of one run.
 *
 * @param policies [year] the first year first
 * @param tell     hears what was counted at the end of each step, the start first; the account is used anew for the next
 */
export function lifePass(
  start: StartLife,
  policies: readonly LifePolicy[],
  levels: LivelihoodLevels,
  tell: (step: number, account: LifeAccount) => void,
): YearPass {
  const fixed = fixedOf(start, levels);
  const lives = personLives(start.lives.school.length, start.lives);
  const homes = householdLives(start.homes.welfare.length, start.homes);
  let [before, account] = [emptyLifeAccount(start.regions), emptyLifeAccount(start.regions)];
  let [wages, baselineWages] = [1, 1];
  let room = choiceRoom(homes.welfare.length);
  let concerned = new Uint32Array(homes.welfare.length + 1);
  let newRows = new Uint32Array(homes.welfare.length);
  return (persons, households, step, seed) => {
    makeRoom(lives, homes, persons, households);
    if (step === 0) {
      tell(0, start.account);
      return;
    }
    if (newRows.length < homes.welfare.length) {
      room = choiceRoom(homes.welfare.length);
      concerned = new Uint32Array(homes.welfare.length + 1);
      newRows = new Uint32Array(homes.welfare.length);
    }
    const policy = policies[step - 1]!;
    const keys = lifeKeys(seed, step);
    const last = step === 1 ? start.account : before;
    wages *= 1 + levels.realWageGrowth + policy.realWageGrowth;
    baselineWages *= 1 + levels.realWageGrowth;
    clearAccount(account);
    const fresh = findNewHouseholds(households, homes, newRows);
    const personSetting = personSettingOf(
      fixed,
      policy,
      last,
      policy.jobs.length === 0 ? undefined : adultsOf(persons, lives, start.regions),
    );
    personYear(persons, lives, homes, personSetting, step, keys, account);
    const householdSetting = householdSettingOf(fixed, policy, wages, baselineWages);
    const listed = householdYear(households, homes, householdSetting, keys, newRows, fresh, concerned);
    const { aids } = householdSetting;
    for (const aid of aids) chooseRecipients(households, homes, aid, room, concerned, listed, keys);
    countHouseholds(households, homes, householdSetting, account);
    tell(step, account);
    [before, account] = [account, before];
  };
}

function personSettingOf(
  fixed: Fixed,
  policy: LifePolicy,
  last: LifeAccount,
  adults: Uint32Array | undefined,
): PersonSetting {
  const { start, levels, beginnings, school, health, components, earnings } = fixed;
  return {
    beginnings,
    school,
    seatShares: seatShares(start, policy, last),
    health,
    components,
    labour: {
      tables: workTablesOf(fixed, policy, adults),
      earnings,
      persistence: levels.workPersistence,
      payPersistence: levels.earningsPersistence,
      training: trainingOf(policy, last),
      wageFloor: wageFloorOf(start, policy),
    },
  };
}

function householdSettingOf(
  { start, levels, spending }: Fixed,
  policy: LifePolicy,
  wages: number,
  baselineWages: number,
): HouseholdSetting {
  return {
    model: start.model,
    tables: spending,
    cuts: start.cuts,
    persistence: levels.welfarePersistence,
    rankCorrelation: start.parameters.consumption.desilCorrelation.value,
    wages,
    baselineWages,
    flood: policy.flooded.some((share) => share > 0) ? { shareOf: policy.flooded, loss: FLOOD_LOSS } : undefined,
    aids: policy.aid.map((each, place) => aidYear(start, levels, each, place)),
    line: start.lineThousand,
  };
}

/** Seats that the children of a level's ages in a kelurahan would fill, as at the start. */
export const wantedSeats = (
  { attendance }: Pick<StartLife, 'attendance'>,
  counts: PersonCounts,
  region: number,
  level: number,
): number => agedOf(counts, region, FIRST_AGE[level]!, LAST_AGE[level]!) * attendance[level]!;

/** [region × level] of those who would enter a level, share who are not kept away for want of a seat. */
function seatShares(start: StartLife, policy: LifePolicy, last: LifeAccount): Float64Array {
  const { withoutSeat } = start.parameters.schooling;
  return Float64Array.from({ length: start.regions * LEVELS.length }, (_, i) => {
    const level = i % LEVELS.length;
    const name = LEVELS[level]!;
    if (name === 'none' || name === 'higher') return 1;
    const wanted = wantedSeats(start, last, Math.floor(i / LEVELS.length), level);
    const seats = Math.max(0, start.seats[i]! + policy.seats[i]!);
    return wanted <= seats ? 1 : 1 - withoutSeat[name] * (1 - seats / wanted);
  });
}

/** [region] one object for those that are alike. */
function workTablesOf(fixed: Fixed, policy: LifePolicy, adults: Uint32Array | undefined): WorkTables {
  const { start, levels } = fixed;
  const { work } = start.parameters;
  const floor = policy.minimumWageFactor;
  if (floor === 1 && policy.jobs.length === 0 && policy.unemploymentPoints.every((points) => points === 0))
    return fixed.plainWork;
  const workFactor = EDUCATIONS.map((_, education) =>
    education < WAGE_FLOOR_GROUPS
      ? Math.max(0, 1 + levels.minimumWageElasticity * (floor - 1) * work.earnings.formalShare[education]!)
      : 1,
  );
  const known = new Map<string, WorkChange>();
  const changes = Array.from({ length: start.regions }, (_, region) => {
    const change: WorkChange = {
      unemploymentFactor: Math.max(0, 1 + policy.unemploymentPoints[region]! / 100 / work.unemploymentShare.value),
      jobShare: jobShares(policy, adults, region),
      workFactor,
    };
    const key = JSON.stringify(change);
    if (!known.has(key)) known.set(key, change);
    return known.get(key)!;
  });
  return workTables(fixed.shares, changes);
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
function adultsOf({ rows, sexAge, region }: Members, { school, education }: PersonLives, regions: number): Uint32Array {
  const adults = new Uint32Array(regions * EDUCATIONS.length);
  for (let row = 0; row < rows; row++) {
    if (sexAge[row] === VACANT || school[row] !== NO_SCHOOL) continue;
    const age = sexAge[row]! % SINGLE_YEARS.count;
    if (age >= WORKING_AGE && age <= LAST_JOB_AGE) adults[region[row]! * EDUCATIONS.length + education[row]!]!++;
  }
  return adults;
}

function trainingOf({ training, trainingEffectShare }: LifePolicy, last: LifeAccount): Training | undefined {
  if (training.length === 0) return undefined;
  const placeShare = new Float64Array(last.regions);
  for (const { places, isMeant } of training) {
    let seekers = 0;
    isMeant.forEach((is, region) => (seekers += is * workersOf(last, region, SEEKING)));
    if (seekers > 0) isMeant.forEach((is, region) => (placeShare[region]! += (is * places) / seekers));
  }
  return { placeShare: placeShare.map((share) => Math.min(1, share)), effectShare: trainingEffectShare };
}

function wageFloorOf({ parameters }: StartLife, { minimumWageFactor }: LifePolicy): WageFloor | undefined {
  if (minimumWageFactor === 1) return undefined;
  const { minimumWage, earnings } = parameters.work;
  return {
    least: (minimumWage.value / 1000) * minimumWageFactor,
    factor: minimumWageFactor,
    // Who is at school has no formal work.
    formalShare: [...earnings.formalShare, 0],
  };
}

function aidYear(start: StartLife, levels: LivelihoodLevels, policy: AidPolicy, place: number): AidYear {
  const isListed = policy.targeting === 'current-list' || policy.targeting === 'score';
  return {
    aid: start.aidRules.aids[place]!,
    place,
    targeting: policy.targeting,
    rankLimit: rankBelow(start.cuts, policy.desilLimit),
    places:
      policy.quotaFactor === undefined
        ? isListed
          ? start.recipients[place]!
          : Infinity
        : Math.round(start.recipients[place]! * policy.quotaFactor),
    budget: policy.budgetFactor === undefined ? Infinity : start.cost[place]! * policy.budgetFactor,
    amountFactor: policy.amountFactor,
    takeUpBits: thresholdOf(policy.takeUpShare ?? levels.takeUpShare),
    takenOffBits: thresholdOf(levels.takenOffShare),
    memberCap: start.aidRules.components.memberCap,
  };
}
