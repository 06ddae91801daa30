/** How a city lives at the start: what all replicates and both sides of a pair begin with. */
import type { Population } from '../../population/columns.ts';
import { growingRows } from '../microsimulation/growing-rows.ts';
import type { StartFamilies } from '../microsimulation/families/start-families.ts';
import { AGE_OF } from './ages.ts';
import { AT, agedOf, cityAccount, emptyLifeAccount, pupilsOf, type LifeAccount } from './account.ts';
import type { AidRules } from './aid/aid.ts';
import { beginningTables } from './beginnings.ts';
import { householdLives, type Dwellings, type HouseholdLives, type Members, type PersonLives } from './columns.ts';
import type { SpendingModel } from './spending/consumption.ts';
import { earningTables } from './work/earnings.ts';
import { FIRST_AGE, LAST_AGE, LEVELS } from './school/education.ts';
import { healthTables } from './health/health.ts';
import { householdYear } from './spending/household-year.ts';
import { CENTRAL_LIVELIHOOD, livelihoodLevels } from './levels.ts';
import { lifeKeys } from './life-keys.ts';
import { SIMULATED_PROGRAMMES, type LivelihoodParameters } from './parameters.ts';
import { personStart } from './person-year.ts';
import { schoolTables } from './school/schooling.ts';
import { spendingTables } from './spending/spending-tables.ts';
import { decileCuts } from './spending/ranking.ts';
import { startHomes, startRanks } from './spending/start-homes.ts';
import { frailByList, startAid } from './start-aid.ts';
import { countGroups, startLives, type Told } from './start-lives.ts';
import { visitsOf, visitTables } from './health/visits.ts';
import { placeMoves } from './work/labour.ts';
import { fittedOdds, UNCHANGED_WORK, workShares, workTables, type WorkOdds } from './work/work-tables.ts';

/** Only columns and numbers, so that it goes to threads as it is. */
export interface StartLife {
  readonly regions: number;
  readonly parameters: LivelihoodParameters;
  readonly aidRules: AidRules;
  readonly lives: PersonLives;
  readonly homes: HouseholdLives;
  readonly model: SpendingModel;
  /** Shares of families in deciles 1 to d. */
  readonly cuts: Float64Array;
  readonly odds: WorkOdds;
  /** Poverty line, thousand rupiah a head and month. */
  readonly lineThousand: number;
  /** [region × level] */
  readonly seats: Float64Array;
  /** [level] share of the children of its ages who are at school. */
  readonly attendance: Float64Array;
  /** [region] visits a year that puskesmas can serve. */
  readonly visitsServed: Float64Array;
  /** [programme] in its units, and thousand rupiah a year. */
  readonly recipients: Float64Array;
  readonly cost: Float64Array;
  /** [programme] the same of all who fit: of whom it is times that nobody has at the start. */
  readonly fitting: Float64Array;
  readonly fittingCost: Float64Array;
  readonly account: LifeAccount;
  readonly told: Told;
}

/** Register of pupils: without it nobody's school is known. */
const PUPILS = 'dapodik';

/**
 * @param families   the residents and households of the population, in its order
 * @param lineRupiah poverty line, rupiah a head and month
 */
export function startLife(
  population: Population,
  { persons: start, households: startHouseholds }: StartFamilies,
  parameters: LivelihoodParameters,
  aidRules: AidRules,
  lineRupiah: number,
): StartLife {
  const rows = start.sexAge.length;
  const persons: Members = { ...start, rows, arrivedStep: new Uint8Array(rows), arrived: growingRows() };
  const households: Dwellings = { ...startHouseholds, rows: startHouseholds.size.length };
  const { regions } = start;
  const lineThousand = lineRupiah / 1000;
  const keys = lifeKeys(0, 0);
  const levels = livelihoodLevels(parameters, CENTRAL_LIVELIHOOD);
  const school = schoolTables(parameters.schooling, levels.poorOdds);
  const beginnings = beginningTables(parameters.schooling, school, healthTables(parameters.health));
  const hasPupils = population.registers.includes(PUPILS);
  const isFrail = frailByList(population, aidRules);
  const { lives, told } = startLives(persons, population.persons, isFrail, hasPupils, beginnings, keys);
  const odds = fittedOdds(parameters.work, countGroups(persons, lives));
  const account = emptyLifeAccount(regions);
  const brought = householdLives(households.rows);
  const unchanged = Array.from({ length: regions }, () => UNCHANGED_WORK);
  const { components, members } = aidRules;
  const labour = {
    components,
    // Nobody falls ill on the day of the start.
    asked: new Uint16Array(AGE_OF.length),
    tables: workTables(workShares(parameters.work, odds), unchanged),
    earnings: earningTables(parameters.work),
    moves: placeMoves(1, 1),
    training: undefined,
    wageFloor: undefined,
  };
  personStart(persons, lives, brought, { labour, components, members }, keys, account);
  const deciles = decileCuts(households.desil, parameters.consumption);
  const aid = startAid(
    ...([population, aidRules, levels, { persons, lives }, households, brought] as const),
    ...([startRanks(households, deciles, keys), deciles, keys] as const),
  );
  const { model, cuts, ...found } = startHomes(
    households,
    brought.brought,
    aid.cash,
    parameters.consumption,
    lineThousand,
    keys,
  );
  const homes = { ...found.homes, receives: aid.receives };
  const setting = {
    model,
    tables: spendingTables(model),
    cuts,
    persistence: 1,
    rankCorrelation: parameters.consumption.desilCorrelation.value,
    wages: 1,
    baselineWages: 1,
    flood: undefined,
    aids: aid.aids,
    line: lineThousand,
  };
  householdYear(households, homes, setting, keys, new Uint32Array(0), 0, account, { isChosen: false });
  return {
    regions,
    parameters,
    aidRules,
    lives,
    homes,
    model,
    cuts,
    odds,
    lineThousand,
    account,
    told,
    ...has(account, parameters),
    fitting: aid.fitting,
    fittingCost: aid.fittingCost,
  };
}

/** Seats, visits and places that there are, as far as anybody knows: what is used at the start, and a little more. */
function has(
  account: LifeAccount,
  { schooling, health }: LivelihoodParameters,
): Pick<StartLife, 'seats' | 'attendance' | 'visitsServed' | 'recipients' | 'cost'> {
  const { regions } = account;
  const city = cityAccount(account);
  const visits = visitTables(health);
  return {
    seats: Float64Array.from({ length: regions * LEVELS.length }, (_, i) =>
      Math.round(schooling.seatsPerPupil.value * pupilsOf(account, Math.floor(i / LEVELS.length), i % LEVELS.length)),
    ),
    attendance: Float64Array.from(LEVELS, (_, level) => {
      const children = agedOf(city, 0, FIRST_AGE[level]!, LAST_AGE[level]!);
      return children === 0 ? 0 : Math.min(1, pupilsOf(city, 0, level) / children);
    }),
    visitsServed: Float64Array.from({ length: regions }, (_, region) =>
      Math.round(health.visitsPerVisitWanted.value * visitsOf(visits, account, region)),
    ),
    recipients: Float64Array.from(SIMULATED_PROGRAMMES, (_, i) => city.homes[AT['recipients-pkh'] + i]!),
    cost: Float64Array.from(SIMULATED_PROGRAMMES, (_, i) => city.homes[AT['cost-pkh'] + i]!),
  };
}
