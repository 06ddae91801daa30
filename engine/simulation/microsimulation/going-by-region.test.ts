/** Levers on who leaves and who moves, held to one kelurahan: persons alone. */
import { describe, expect, test } from 'vitest';
import type { StepFlows, StepRates } from '../cohort-component/shapes.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { applyLevers } from '../scenarios/apply-levers.ts';
import type { MovedLever } from '../scenarios/scenario-file.ts';
import { copyOf, type StartPersons } from './persons.ts';
import { simulate } from './run.ts';
import { countsOfStart, inOtherOrder, inventedPersons } from './test-city.ts';
import { fiveYearGroups, largestDeviate, people, projectedYears, sum, unexplained } from './test-figures.ts';
import { changeGross, deathRatesTimes, ratesFor, scaled } from './test-rates.ts';
import { simulateYear } from './year.ts';
import { yearKeys } from './year-keys.ts';
import { yearTables } from './year-tables.ts';

const { count } = SINGLE_YEARS;
const REGIONS = 3;
const CODES = ['a', 'b', 'c'];
const HIT = 1;
const YEARS = 12;
const SEED = 7;
const START = inventedPersons(9000, REGIONS);
const COUNTS = countsOfStart(START);
// More move than in the whole city, so that what follows from moves shows.
const RATES = ratesFor(COUNTS, YEARS).map((each) => changeGross(each, ({ moving }) => ({ moving: scaled(moving, 2) })));

type Lever = Pick<MovedLever, 'lever' | 'value' | 'areas' | 'ages'>;
const name = { id: 'a', en: 'a' };
const moved = (rates: readonly StepRates[], ...levers: readonly Lever[]): StepRates[] => {
  const all = levers.map((each) => ({ ...each, fromYear: 2026, source: 'asumsi' }) as MovedLever);
  return rates.map((each, i) => applyLevers(each, { name, description: name, levers: all }, CODES, 2026.5 + i));
};
const tablesOf = (rates: readonly StepRates[]): ReturnType<typeof yearTables>[] => rates.map(yearTables);

const LEAVING: Lever = { lever: 'departures', value: 2, areas: ['b'] };
const MOVING: Lever = { lever: 'moves', value: 3, areas: ['c'], ages: { from: 20, to: 39 } };

/** Flows by kelurahan and sex, moves by where from and where to, and persons by kelurahan, sex and five years of age. */
const figures = (end: ArrayLike<number>, flows: readonly StepFlows[]): Float64Array =>
  Float64Array.of(
    ...(['births', 'deaths', 'departures', 'moves'] as const).flatMap((flow) =>
      Array.from(flows[0]![flow], (_, cell) => sum(flows.map((each) => each[flow][cell]!))),
    ),
    ...fiveYearGroups(end),
  );

describe('the mean of replicates', () => {
  const rates = moved(RATES, LEAVING, MOVING);
  const runs = Array.from({ length: 60 }, (_, seed) => {
    const { years } = simulate(START, tablesOf(rates), seed);
    return figures(
      years.at(-1)!.end,
      years.map(({ flows }) => flows),
    );
  });
  const deviateFrom = (...levers: readonly Lever[]): number => {
    const { end, flows } = projectedYears(COUNTS, moved(RATES, ...levers));
    return largestDeviate(runs, figures(end.persons, flows));
  };

  // 162 figures: one in a thousand such suites of seeds would be further off than 5 standard errors of 60 replicates.
  test('is what cohort-component expects where one kelurahan is left twice as often and the young of another move', () => {
    expect(deviateFrom(LEAVING, MOVING)).toBeLessThan(5);
  });
  test('is seen to differ from the whole city, from another kelurahan, from all ages and from no lever', () => {
    expect(deviateFrom({ ...LEAVING, areas: CODES }, MOVING)).toBeGreaterThan(5);
    expect(deviateFrom({ ...LEAVING, areas: ['a'] }, MOVING)).toBeGreaterThan(5);
    expect(deviateFrom(LEAVING, { ...MOVING, ages: { from: 0, to: 100 } })).toBeGreaterThan(5);
    expect(deviateFrom(LEAVING, { ...MOVING, areas: ['a'] })).toBeGreaterThan(5);
    expect(deviateFrom(MOVING)).toBeGreaterThan(5);
  });
});

describe('accounts', () => {
  const rates = moved(RATES, LEAVING, MOVING);
  test('hold to the person, by kelurahan, sex and year; in any order of the rows', () => {
    const found = simulate(START, tablesOf(rates), SEED);
    expect(unexplained(COUNTS.persons, found.years, REGIONS)).toBe(0);
    const other = simulate(inOtherOrder(START, 3571), tablesOf(rates), SEED);
    expect(other.years).toEqual(found.years);
    expect(people(other.persons)).toEqual(people(found.persons));
  });
});

/** Everybody as he is after each year, the start first. */
function yearsOf(rates: readonly StepRates[], start: StartPersons = START): string[][] {
  const persons = copyOf(start);
  const years = [people(persons)];
  rates.forEach((each, step) => {
    simulateYear(persons, yearTables(each), yearKeys(SEED, step + 1));
    years.push(people(persons));
  });
  return years;
}

const regionOf = (person: string): number => Number(person.split(' ')[2]);
const nameOf = (person: string): string => person.split(' ')[0]!;
const isGrown = (person: string): boolean => Number(person.split(' ')[1]) % count >= YEARS;

describe('nobody is changed who has not lived in that kelurahan', () => {
  const base = yearsOf(RATES);
  /** Of both sides who has lived there at the end of some year. */
  const livedThere = (...sides: readonly string[][][]): Set<string> =>
    new Set(
      sides
        .flat(2)
        .filter((person) => regionOf(person) === HIT)
        .map(nameOf),
    );
  // A child is where its mother is: it is looked at in the test below.
  const others = (year: readonly string[], there: ReadonlySet<string>): string[] =>
    year.filter((person) => isGrown(person) && !there.has(nameOf(person)));

  test.each(['departures', 'moves'] as const)('%s: year by year, though all move about', (lever) => {
    const scenario = yearsOf(moved(RATES, { lever, value: 2, areas: ['b'] }));
    const there = livedThere(base, scenario);
    scenario.forEach((year, i) => expect(others(year, there)).toEqual(others(base[i]!, there)));
    expect(others(base.at(-1)!, there).length).toBeGreaterThan(3000);
    const ofThem = (year: readonly string[]): string[] => year.filter((person) => there.has(nameOf(person)));
    expect(ofThem(scenario.at(-1)!)).not.toEqual(ofThem(base.at(-1)!));
  });

  test('while a lever on the whole city changes them', () => {
    const scenario = yearsOf(moved(RATES, { lever: 'departures', value: 2 }));
    const there = livedThere(base, scenario);
    expect(others(scenario.at(-1)!, there)).not.toEqual(others(base.at(-1)!, there));
  });

  test('departures, where nobody moves: nobody elsewhere is, not even the unborn', () => {
    const still = RATES.map((each) => changeGross(each, ({ moving }) => ({ moving: scaled(moving, 0) })));
    const [before, after] = [still, moved(still, LEAVING)].map((rates) => yearsOf(rates).at(-1)!) as [
      string[],
      string[],
    ];
    const elsewhere = (of: readonly string[]): string[] => of.filter((person) => regionOf(person) !== HIT);
    expect(elsewhere(after)).toEqual(elsewhere(before));
    const [there, left] = [before, after].map((of) => of.filter((person) => regionOf(person) === HIT).length);
    expect(left).toBeLessThan(0.95 * there!);
  });

  test('departures: who is there would be there without the lever, but for deaths that leaving forestalls', () => {
    const immortal = RATES.map((each) =>
      changeGross(deathRatesTimes(each, 0), ({ moving }) => ({ moving: scaled(moving, 0) })),
    );
    const [before, after] = [immortal, moved(immortal, LEAVING)].map((rates) => yearsOf(rates).at(-1)!);
    const all = new Set(before);
    expect(after!.every((person) => all.has(person))).toBe(true);
    expect(after!.length).toBeLessThan(before!.length - 50);
  });

  test('moves, within a year: who would have moved moves to the same kelurahan, and nobody moves from elsewhere who would not', () => {
    const [, before] = yearsOf(RATES.slice(0, 1));
    const [, after] = yearsOf(moved(RATES.slice(0, 1), { lever: 'moves', value: 3, areas: ['b'] }));
    const atStart = new Map(people(copyOf(START)).map((person) => [nameOf(person), regionOf(person)]));
    const movedIn = (year: readonly string[]): string[] =>
      year.filter((person) => (atStart.get(nameOf(person)) ?? regionOf(person)) !== regionOf(person));
    const now = new Set(movedIn(after!));
    expect(movedIn(before!).every((person) => now.has(person))).toBe(true);
    const isFrom = (person: string): boolean => atStart.get(nameOf(person)) === HIT;
    const fromElsewhere = (year: readonly string[]): string[] => movedIn(year).filter((person) => !isFrom(person));
    expect(fromElsewhere(after!)).toEqual(fromElsewhere(before!));
    expect(movedIn(after!).length).toBeGreaterThan(1.3 * movedIn(before!).length);
  });
});
