/** What each process of a year works with: tables that stay over a run, and what levers make of them. */
import { thresholdOf } from '../chance/keyed-draws.ts';
import { AGE_OF, WORKING_AGE } from './ages.ts';
import { agedOf, type LifeAccount, type PersonCounts } from './account.ts';
import type { ComponentTables } from './aid/components.ts';
import type { AidYear } from './aid/recipients.ts';
import { OFFERS } from './columns.ts';
import { beginningTables, type BeginningTables } from './beginnings.ts';
import { healthTables, type HealthTables } from './health/health.ts';
import type { LivelihoodLevels } from './levels.ts';
import type { PersonSetting } from './person-year.ts';
import { givesCourses, type AidPolicy, type LifePolicy } from './policy.ts';
import { COURSE_PLACE } from './parameters.ts';
import { FIRST_AGE, LAST_AGE, LEVELS } from './school/education.ts';
import { schoolTables, type SchoolTables } from './school/schooling.ts';
import type { HouseholdSetting } from './spending/household-setting.ts';
import { rankBelow } from './spending/ranking.ts';
import { spendingTables, type SpendingTables } from './spending/spending-tables.ts';
import type { StartLife } from './start-life.ts';
import type { Training } from './work/training.ts';
import { earningTables, type EarningTables } from './work/earnings.ts';
import { placeMoves, type PlaceMoves } from './work/labour.ts';
import { wageFloorOf, workTablesOf } from './work/work-policy.ts';
import { UNCHANGED_WORK, workShares, workTables, type WorkShares, type WorkTables } from './work/work-tables.ts';

/** All that stays the same over the years of a run. */
export interface Fixed {
  readonly start: StartLife;
  readonly levels: LivelihoodLevels;
  readonly school: SchoolTables;
  readonly health: HealthTables;
  readonly beginnings: BeginningTables;
  readonly earnings: EarningTables;
  readonly moves: PlaceMoves;
  readonly components: ComponentTables;
  readonly spending: SpendingTables;
  readonly shares: WorkShares;
  readonly plainWork: WorkTables;
}

export function fixedOf(start: StartLife, levels: LivelihoodLevels): Fixed {
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
    moves: placeMoves(levels.workPersistence, levels.earningsPersistence),
    components: start.aidRules.components,
    spending: spendingTables(start.model),
    shares,
    plainWork: workTables(
      shares,
      Array.from({ length: regions }, () => UNCHANGED_WORK),
    ),
  };
}

export function personSettingOf(
  fixed: Fixed,
  policy: LifePolicy,
  last: LifeAccount,
  adults: Uint32Array | undefined,
): PersonSetting {
  const { start, levels, beginnings, school, health, components, earnings, moves, plainWork } = fixed;
  const shares = seatShares(start, policy, last);
  return {
    beginnings,
    school: {
      tables: school,
      seatShares: shares,
      isLimited: shares.some((share) => share < 1),
      components,
      asked: health.asked.map((asked, cell) => (AGE_OF[cell]! < WORKING_AGE ? asked : 0)),
    },
    health,
    components,
    members: start.aidRules.members,
    labour: {
      components,
      asked: health.asked,
      tables: workTablesOf(
        start.parameters.work,
        { shares: fixed.shares, plain: plainWork, levels },
        policy,
        adults,
        start.regions,
      ),
      earnings,
      moves,
      training: trainingOf(start, levels, policy),
      wageFloor: wageFloorOf(start.parameters.work, policy),
    },
  };
}

export function householdSettingOf(
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
    flood: policy.flooded.some((share) => share > 0)
      ? { shareOf: policy.flooded, loss: start.parameters.consumption.floodLoss.value }
      : undefined,
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

function aidYear(start: StartLife, levels: LivelihoodLevels, policy: AidPolicy, place: number): AidYear {
  const aid = start.aidRules.aids[place]!;
  return {
    aid,
    place,
    targeting: policy.targeting,
    rankLimit: rankBelow(start.cuts, policy.desilLimit),
    excluding: aid.excluding,
    places: placesOf(start, policy, place),
    budget: budgetOf(start, policy, place),
    amountFactor: policy.amountFactor,
    takeUpBits: thresholdOf(policy.takeUpShare ?? levels.takeUpShare),
    takenOffBits: thresholdOf(levels.takenOffShare),
    memberCap: start.aidRules.components.memberCap,
  };
}

/** Places of the levers of training, and those of the programme, in the whole city. */
function trainingOf(start: StartLife, levels: LivelihoodLevels, policy: LifePolicy): Training | undefined {
  if (!givesCourses(policy)) return undefined;
  const year = aidYear(start, levels, policy.aid[COURSE_PLACE]!, COURSE_PLACE);
  const everywhere = { places: year.places, isMeant: new Uint8Array(start.regions).fill(1) };
  return {
    groups: [...policy.training, everywhere].filter(({ places }) => places > 0),
    year,
    course: start.aidRules.course,
    effectShare: policy.trainingEffectShare,
  };
}

/** What nobody has at the start is measured by all who fit. */
const atStart = ({ recipients, fitting }: StartLife, place: number): number => recipients[place]! || fitting[place]!;

/** Those of the start times the factor; where nothing moves it, as many for a list, and no limit where all may receive. */
export function placesOf(start: StartLife, { quotaFactor, targeting }: AidPolicy, place: number): number {
  if (quotaFactor !== undefined) return Math.round(atStart(start, place) * quotaFactor);
  // Further programmes that nobody has begin when their quota is moved.
  if (place >= OFFERS && start.recipients[place] === 0) return 0;
  return targeting === 'current-list' || targeting === 'score' ? start.recipients[place]! : Infinity;
}

export function budgetOf(start: StartLife, { budgetFactor }: AidPolicy, place: number): number {
  if (budgetFactor === undefined) return Infinity;
  return (start.recipients[place] === 0 ? start.fittingCost[place]! : start.cost[place]!) * budgetFactor;
}
