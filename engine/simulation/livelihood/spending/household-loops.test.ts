/** The loops over households against the same lines in TypeScript: bit by bit, and count by count. */
import { expect, test } from 'vitest';
import { AT, classOf, emptyLifeAccount, HOME_WIDTH, SHARE_UNIT, SPENDING_CLASSES, STEPS_END } from '../account.ts';
import { presentAids } from '../aid/present-aids.ts';
import { aidOf, givenTo, unitsOf } from '../aid/recipients.ts';
import {
  BROUGHT,
  BROUGHT_BITS,
  componentsOf,
  earnedBy,
  FITS_AT,
  LOOPED,
  OFFERS,
  type HouseholdLives,
} from '../columns.ts';
import { lifeKeys } from '../life-keys.ts';
import { SIMULATED_PROGRAMMES } from '../parameters.ts';
import { householdsOf, PARAMETERS, RULES } from '../test-lives.ts';
import type { HouseholdSetting } from './household-setting.ts';
import { householdYear } from './household-year.ts';
import { explainedBy, spendingTables, spentBeyond } from './spending-tables.ts';
import { startHomes } from './start-homes.ts';

const NUMBER = 9000;
const REGIONS = 3;
const LINE = 666.073;
const { consumption } = PARAMETERS;
/** Some of size 0: rows that nobody has. */
const HOMES = householdsOf(NUMBER, (i) => ({
  size: i % 17 === 3 ? 0 : 1 + (i % 9),
  region: i % REGIONS,
  desil: i % 11,
}));
/** Earnings, some of them beyond all tables, and up to six members with a component. */
const BROUGHT_BY = Uint32Array.from({ length: NUMBER * BROUGHT }, (_, i) => {
  const home = i >> BROUGHT_BITS;
  if (i % BROUGHT === 0) return home % 501 === 7 ? 3_000_000 : (home % 13) * 731;
  // Up to five who fit each programme, in all parts of both words.
  if (i % BROUGHT >= FITS_AT) return membersOf(home, (i % BROUGHT) - FITS_AT);
  return (home % 7) * (2 ** 20 + 900 + (home % 5));
});
/** Members who fit each programme that asks about some, and what they are due. */
function membersOf(home: number, word: number): number {
  return RULES.aids.reduce((sum, { members }, place) => {
    if (members === undefined || members.word !== word) return sum;
    const number = (home + place) % 6;
    return sum + number * 2 ** members.countAt + (members.stepsMask === 0 ? 0 : 3 * number * 2 ** members.stepsAt);
  }, 0);
}

const START = startHomes(HOMES, BROUGHT_BY, new Float64Array(NUMBER), consumption, LINE, lifeKeys(0, 0));
const AIDS = presentAids(RULES, { takeUpShare: 0.8, takenOffShare: 0.2 }).map((aid) => ({
  ...aid,
  amountFactor: 1.37,
}));

const SETTING: HouseholdSetting = {
  model: START.model,
  tables: spendingTables(START.model),
  persistence: 1,
  rankCorrelation: consumption.desilCorrelation.value,
  cuts: START.cuts,
  wages: 1.21,
  baselineWages: 1.13,
  flood: undefined,
  aids: AIDS,
  line: LINE,
};

/** What one household adds, as TypeScript reckons it. */
function counted(homes: HouseholdLives, account: ReturnType<typeof emptyLifeAccount>, row: number): void {
  const persons = HOMES.size[row]!;
  const { model, tables, rankCorrelation, wages, baselineWages } = SETTING;
  const earnedAHead = earnedBy(homes, row) / persons;
  const income = earnedAHead + model.otherThousand;
  const above = explainedBy(tables.explained, income) + homes.welfare[row]!;
  const grown = wages * earnedAHead + model.otherThousand;
  let spends = ((model.leastThousand + spentBeyond(tables.beyond, above)) * grown) / income;
  const ahead = Math.log(grown / (baselineWages * earnedAHead + model.otherThousand));
  homes.spent[row] = spends;
  homes.rank[row] = (rankCorrelation / model.logDeviation) * (above + ahead) + homes.rankError[row]!;
  const at = HOMES.region[row]! * HOME_WIDTH;
  const lists = homes.receives[row]!;
  let cash = 0;
  AIDS.forEach((year, place) => {
    if ((lists & (1 << place)) === 0 || year.aid.isCourse) return;
    const isLooped = place < OFFERS;
    const thousand = isLooped ? aidOf(year, componentsOf(homes, row), persons) : givenTo(year, homes, HOMES, row);
    account.homes[at + AT['recipients-pkh'] + place]! += unitsOf(year.aid, homes, HOMES, row);
    account.homes[at + AT['cost-pkh'] + place]! += thousand;
    if (year.aid.isCash) cash += thousand;
  });
  // Whom no programme concerns is counted as he is reckoned, all others as columns hold it.
  if ((lists & LOOPED) !== 0 || cash > 0) spends = homes.spent[row]! + cash / 12 / persons;
  homes.isPoor[row] = Number(spends < LINE);
  account.homes[at + AT.persons]! += persons;
  if (spends < LINE) {
    const short = 1 - spends / LINE;
    account.homes[at + AT.poor]! += persons;
    account.homes[at + AT.gap]! += persons * Math.round(short * SHARE_UNIT);
    account.homes[at + AT.severity]! += persons * Math.round(short * short * SHARE_UNIT);
  }
  const whole = (spends + 0.5) | 0;
  const place = HOMES.region[row]! * SPENDING_CLASSES + classOf(whole);
  account.classPersons[place]! += persons;
  account.classSpent[place]! += persons * whole;
}

test('what households spend, their rank, who is poor, and all that is counted are those of TypeScript', () => {
  const homes = structuredClone({ ...START.homes, brought: BROUGHT_BY });
  homes.receives.forEach((_, row) => (homes.receives[row] = (row * 7) % (1 << SIMULATED_PROGRAMMES.length)));
  const plain = structuredClone(homes);
  const [found, expected] = [emptyLifeAccount(REGIONS), emptyLifeAccount(REGIONS)];
  householdYear(HOMES, homes, SETTING, lifeKeys(3, 1), new Uint32Array(0), 0, found, { isChosen: false });
  for (let row = 0; row < NUMBER; row++) if (HOMES.size[row]! > 0) counted(plain, expected, row);
  expect(homes).toEqual(plain);
  expect(found).toEqual(expected);
  expect(plain.isPoor.some((is) => is === 1)).toBe(true);
  // Some spend more than what classes are listed for by steps.
  const beyond = classOf(STEPS_END);
  expect(found.classPersons.some((persons, i) => persons > 0 && i % SPENDING_CLASSES > beyond)).toBe(true);
});
