/**
 * Each process of families alone for one year, the others switched off, beside what its rates expect of just these people. Bounds
 * are five standard deviations of a binomial number: a false alarm in 1.7 million seeds, for each comparison.
 */
import { describe, expect, test } from 'vitest';
import type { StepRates } from '../../cohort-component/shapes.ts';
import { SINGLE_YEARS } from '../../demography/ages.ts';
import { NONE } from '../households.ts';
import { SEX_AGES, VACANT } from '../persons.ts';
import { countsOfStart } from '../test-city.ts';
import { livingRows, sum } from '../test-figures.ts';
import { changeGross, deathRatesTimes, fertilityTimes, ratesFor, scaled } from '../test-rates.ts';
import { MOST_BITS } from '../thresholds.ts';
import { yearTables } from '../year-tables.ts';
import { DIVORCED, MARRIED, NEVER_MARRIED, WIDOWED } from './family-persons.ts';
import { beginFamilies, nextYear, type FamilyState } from './family-state.ts';
import { ADULT_AGE, GROWN_AGE, type FamilyTables } from './family-tables.ts';
import { isWoman, type FamilyYearAccount } from './family-year.ts';
import { headOf } from './nucleus.ts';
import { inventedFamilies, tablesFor } from './test-families.ts';

const { count } = SINGLE_YEARS;
const REGIONS = 3;
const START = inventedFamilies(24_000, REGIONS);
const { persons, households } = START;
const ages = Array.from(persons.sexAge, (cell) => cell % count);
// Children who live alone would be placed besides, and some have to be divorced.
persons.sexAge.forEach((cell, row) => {
  if (households.size[persons.household[row]!] !== 1 || persons.marital[row] !== NEVER_MARRIED) return;
  if (ages[row]! < 20) persons.sexAge[row] = cell + 20;
  ages[row] = persons.sexAge[row]! % count;
  if (row % 3 === 0) persons.marital[row] = DIVORCED;
});

const ALL = tablesFor(START);
const NOTHING: FamilyTables = {
  ...ALL,
  ...{ livingWithKin: 0, partsApart: 0, movingTogether: 0, movingAlone: 0 },
  seeksOrParts: ALL.seeksOrParts.map(() => 0),
  staysUpTo: ALL.staysUpTo.map(() => MOST_BITS),
};
const ofStatuses = (column: Uint32Array, otherwise: number, ...statuses: number[]): Uint32Array =>
  column.map((each, act) => (statuses.includes(Math.floor(act / SEX_AGES)) ? each : otherwise));
const shareBelow = (status: number, row: number): number =>
  ALL.seeksOrParts[status * SEX_AGES + persons.sexAge[row]!]! / 2 ** 32;
const shareAbove = (status: number, row: number): number =>
  1 - ALL.staysUpTo[status * SEX_AGES + persons.sexAge[row]!]! / 2 ** 32;

const [CITY] = ratesFor(countsOfStart(persons), 1);
const still = (moving: number): StepRates =>
  changeGross(deathRatesTimes(fertilityTimes(CITY!, 0), 0), (gross) => ({
    leaving: scaled(gross.leaving, 0),
    arrivals: scaled(gross.arrivals, 0),
    moving: scaled(gross.moving, moving),
  }));

interface Year {
  readonly state: FamilyState;
  readonly before: FamilyYearAccount;
  readonly account: FamilyYearAccount;
}
/** One year of the same people with other luck each time. */
const SEEDS = Array.from({ length: 30 }, (_, seed) => seed);
function yearsOf(families: Partial<FamilyTables>, moving = 0): Year[] {
  const tables = yearTables(still(moving));
  return SEEDS.map((seed) => {
    const { state, account: before } = beginFamilies(START, [tables]);
    return { state, before, account: nextYear(state, { ...NOTHING, ...families }, tables, seed, undefined) };
  });
}

/** As they are at the start. */
const AT_START = beginFamilies(START, []).state.persons;
const people = livingRows(AT_START);
const ofStatus = (...statuses: number[]): number[] => people.filter((row) => statuses.includes(persons.marital[row]!));
/**
 * @param found  in each year
 * @param shares how likely each of them is
 * @param sizes  of what happens at once, such as the persons of a family who move
 */
function expectNear(found: readonly number[], shares: readonly number[], sizes = shares.map(() => 1)): void {
  const expected = found.length * sum(shares.map((share, i) => share * sizes[i]!));
  const variance = found.length * sum(shares.map((share, i) => share * (1 - share) * sizes[i]! ** 2));
  // A quarter more or less would be seen.
  expect(5 * Math.sqrt(variance)).toBeLessThan(0.25 * expected);
  expect(Math.abs(sum(found) - expected)).toBeLessThan(5 * Math.sqrt(variance));
}
const householdsOf = ({ families }: FamilyYearAccount): number => sum(families.households);

const numberMore = ({ account, before }: Year): number => householdsOf(account) - householdsOf(before);

describe('one process alone', () => {
  test('nothing: nobody marries, parts, moves or founds a household', () => {
    const [year] = yearsOf({});
    const { families, flows } = year!.account;
    expect(sum(families.divorces) + sum(families.marriages) + sum(flows.moves)).toBe(0);
    expect(numberMore(year!)).toBe(0);
  });

  test('divorce: as many couples part as the ages of the wives say, and each makes a household more', () => {
    const years = yearsOf({ seeksOrParts: ofStatuses(ALL.seeksOrParts, 0, MARRIED) });
    const wives = ofStatus(MARRIED).filter((row) => isWoman(persons.sexAge[row]!));
    const divorces = years.map(({ account }) => sum(account.families.divorces));
    const shares = wives.map((row) => shareBelow(MARRIED, row));
    expectNear(divorces, shares);
    expect(years.map(numberMore)).toEqual(divorces);
  });

  test('marrying again: as many of the divorced and widowed look for somebody as stated; weddings are theirs alone', () => {
    const years = yearsOf({ seeksOrParts: ofStatuses(ALL.seeksOrParts, 0, DIVORCED, WIDOWED) });
    const looking = ofStatus(DIVORCED, WIDOWED);
    for (const list of ['women', 'men'] as const) {
      const rows = looking.filter((row) => isWoman(persons.sexAge[row]!) === (list === 'women'));
      const shares = rows.map((row) => shareBelow(persons.marital[row]!, row));
      expectNear(
        years.map(({ state }) => state.asked[list].count),
        shares,
      );
    }
    for (const { account, state } of years) {
      const weddings = sum(account.families.marriages);
      const again = looking.filter((row) => state.persons.marital[row] === MARRIED);
      expect(again).toHaveLength(2 * weddings);
      expect(again.every((row) => state.persons.partner[row] !== NONE)).toBe(true);
    }
    const weddings = sum(years.map(({ account }) => sum(account.families.marriages)));
    const most = sum(years.map(({ state: { asked } }) => Math.min(asked.women.count, asked.men.count)));
    expect(weddings).toBeGreaterThan(0.4 * most);
  });

  test('leaving home: as many of the never married leave another adult as stated, each to a household of his own', () => {
    const years = yearsOf({ staysUpTo: ofStatuses(ALL.staysUpTo, MOST_BITS, NEVER_MARRIED) });
    const isGrown = (row: number): boolean => ages[row]! + 1 >= GROWN_AGE;
    const adults = new Map<number, number>();
    for (const row of people.filter(isGrown))
      adults.set(persons.household[row]!, (adults.get(persons.household[row]!) ?? 0) + 1);
    const may = ofStatus(NEVER_MARRIED).filter((row) => {
      const others = (adults.get(persons.household[row]!) ?? 0) - (isGrown(row) ? 1 : 0);
      return ages[row]! >= ADULT_AGE && others > 0 && headOf(AT_START, row) === row;
    });
    const shares = may.map((row) => shareAbove(NEVER_MARRIED, row));
    expectNear(years.map(numberMore), shares);
  });

  test('joining kin: as many of the widowed and divorced who live alone move in with somebody as stated', () => {
    const years = yearsOf({ staysUpTo: ofStatuses(ALL.staysUpTo, MOST_BITS, DIVORCED, WIDOWED) });
    const alone = ofStatus(DIVORCED, WIDOWED).filter((row) => households.size[persons.household[row]!] === 1);
    const joined = years.map((year) => -numberMore(year));
    const shares = alone.map((row) => shareAbove(persons.marital[row]!, row));
    expectNear(joined, shares);
    const together = years.map(
      ({ state }) => alone.filter((row) => state.households.size[state.persons.household[row]!]! > 1).length,
    );
    // And those whom somebody has joined.
    together.forEach((each, i) => expect(each).toBeGreaterThanOrEqual(joined[i]!));
  });

  test('whole households move as often as the mean of their members, all of them', () => {
    const years = yearsOf({ movingTogether: ALL.movingTogether }, 3);
    const { moves } = yearTables(still(3));
    const members = Array.from({ length: households.size.length }, (): number[] => []);
    people.forEach((row) => members[persons.household[row]!]!.push(row));
    const lived = members.filter(({ length }) => length > 0);
    const shares = lived.map((rows) => ALL.movingTogether * meanMoving(moves, rows));
    const moved = years.map(({ state }) =>
      lived.filter((rows) => state.persons.region[rows[0]!] !== persons.region[rows[0]!]),
    );
    expectNear(
      moved.map(({ length }) => length),
      shares,
    );
    years.forEach(({ state, account }, i) => {
      expect(sum(account.flows.moves)).toBe(sum(moved[i]!.map(({ length }) => length)));
      expect(people.every((row) => state.persons.household[row] === persons.household[row])).toBe(true);
    });
  });

  test('families and persons move as often as the mean of their ages, each with whom he is the head of', () => {
    const years = yearsOf({ movingAlone: ALL.movingAlone }, 3);
    const { moves } = yearTables(still(3));
    const families = new Map<number, number[]>();
    for (const row of people) {
      const head = headOf(AT_START, row);
      families.set(head, [...(families.get(head) ?? []), row]);
    }
    // Children whose mother is not there are asked by nobody.
    const asked = [...families].filter(([head]) => ages[head]! >= ADULT_AGE).map(([, rows]) => rows);
    const shares = asked.map((rows) => ALL.movingAlone * meanMoving(moves, rows));
    const sizes = asked.map(({ length }) => length);
    expectNear(
      years.map(({ account }) => sum(account.flows.moves)),
      shares,
      sizes,
    );
  });
});

function meanMoving(moves: Uint32Array, rows: readonly number[]): number {
  return sum(rows.map((row) => moves[persons.sexAge[row]!]!)) / rows.length / 2 ** 32;
}

test('a child has lost a parent when his mother, or her husband, died while he lived with them, and no other child has', () => {
  const deadly = changeGross(deathRatesTimes(fertilityTimes(CITY!, 0), 30), (gross) => ({
    leaving: scaled(gross.leaving, 0),
    arrivals: scaled(gross.arrivals, 0),
    moving: scaled(gross.moving, 0),
  }));
  const { state } = beginFamilies(START, [yearTables(deadly)]);
  nextYear(state, NOTHING, yearTables(deadly), 4, undefined);
  const isDead = (row: number): boolean => state.persons.sexAge[row] === VACANT;
  const living = [...persons.sexAge.keys()].filter((row) => !isDead(row));
  const hasLost = (row: number): boolean => {
    const mother = persons.mother[row]!;
    if (mother === NONE) return false;
    const parents = [mother, persons.partner[mother]!].filter((parent) => parent !== NONE);
    return parents.some((parent) => isDead(parent) && persons.household[parent] === persons.household[row]);
  };
  const odd = living.filter(
    (row) => state.persons.lostParent[row] !== Number(hasLost(row)) && persons.lostParent[row] === 0,
  );
  expect(odd).toEqual([]);
  expect(living.filter(hasLost).length).toBeGreaterThan(50);
});
