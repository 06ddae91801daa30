import { describe, expect, test } from 'vitest';
import type { StepRates } from '../cohort-component/shapes.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import type { YearAccount } from './account.ts';
import { census, copyOf, VACANT, type StartPersons } from './persons.ts';
import { simulate, type SimulatedRun } from './run.ts';
import { people, sum, unexplained } from './test-figures.ts';
import { countsOfStart, inOtherOrder, inventedPersons } from './test-city.ts';
import { changeGross, changeVital, deathRatesTimes, fertilityTimes, ratesFor, scaled } from './test-rates.ts';
import { simulateYear } from './year.ts';
import { yearKeys } from './year-keys.ts';
import { yearTables } from './year-tables.ts';

const { count } = SINGLE_YEARS;
const REGIONS = 4;
const YEARS = 12;
const START = inventedPersons(10_000, REGIONS);
const RATES = ratesFor(countsOfStart(START), YEARS);
const tablesOf = (rates: readonly StepRates[]): ReturnType<typeof yearTables>[] => rates.map(yearTables);
const BASE = simulate(START, tablesOf(RATES), 7);

const ageOf = (person: string): number => Number(person.split(' ')[1]) % count;
const regionOf = (person: string): number => Number(person.split(' ')[2]);

describe('accounts', () => {
  test('start + births − deaths + arrivals − departures + moves = end, by region, sex and year, to the person', () => {
    expect(unexplained(countsOfStart(START).persons, BASE.years, REGIONS)).toBe(0);
    const { flows } = BASE.years[3]!;
    expect(Object.values(flows).every((column) => sum(column) > 0)).toBe(true);
  });
  test('see one person who vanishes', () => {
    const years = structuredClone(BASE.years);
    years[4]!.end[20]! -= 1;
    expect(unexplained(countsOfStart(START).persons, years, REGIONS)).toBe(2);
  });
  test('agree with those who stand in the rows at the end, each once', () => {
    expect(Array.from(BASE.years.at(-1)!.end)).toEqual(Array.from(census(BASE.persons, REGIONS)));
    const identities = people(BASE.persons).map((person) => person.split(' ')[0]);
    expect(new Set(identities).size).toBe(identities.length);
  });
});

describe('the same seed gives the same people', () => {
  test('in any order of the rows', () => {
    const other = simulate(inOtherOrder(START, 3571), tablesOf(RATES), 7);
    expect(other.years).toEqual(BASE.years);
    expect(people(other.persons)).toEqual(people(BASE.persons));
  });

  test('in parts that are simulated apart and added', () => {
    const part = (from: number, to: number): StartPersons => ({
      regions: REGIONS,
      low: START.low.slice(from, to),
      high: START.high.slice(from, to),
      sexAge: START.sexAge.slice(from, to),
      region: START.region.slice(from, to),
    });
    // Newcomers belong to one part: in the others nobody comes.
    const nobody = RATES.map((each) => changeGross(each, ({ arrivals }) => ({ arrivals: scaled(arrivals, 0) })));
    const parts = [
      simulate(part(0, 3000), tablesOf(RATES), 7),
      simulate(part(3000, 7000), tablesOf(nobody), 7),
      simulate(part(7000, 10_000), tablesOf(nobody), 7),
    ];
    const all = parts.flatMap(({ persons }) => people(persons)).sort();
    expect(all).toEqual(people(BASE.persons));
    BASE.years.forEach(({ end, flows }, year) => {
      const added = (of: (account: YearAccount) => ArrayLike<number>): number[] =>
        Array.from(of(BASE.years[year]!), (_, i) => sum(parts.map(({ years }) => of(years[year]!)[i]!)));
      expect(added((account) => account.end)).toEqual(Array.from(end));
      expect(added((account) => account.flows.births)).toEqual(Array.from(flows.births));
    });
  });

  test('and another seed gives others', () => {
    expect(simulate(START, tablesOf(RATES), 8).years).not.toEqual(BASE.years);
  });

  test('and does not change those it starts from', () => {
    expect(START).toEqual(inventedPersons(10_000, REGIONS));
  });
});

/** Ages at the end by region and sex, of those born before the start. */
const older = ({ years }: SimulatedRun): number[] =>
  Array.from(years.at(-1)!.end).filter((_, cell) => cell % count >= YEARS);

describe('a lever changes nobody outside its reach', () => {
  const fewer = RATES.map((each) => fertilityTimes(each, 0.9));

  test('fertility: nobody but the children; and those who are still born are the same children', () => {
    const scenario = simulate(START, tablesOf(fewer), 7);
    const [base, found] = [people(BASE.persons), people(scenario.persons)];
    const isGrown = (person: string): boolean => ageOf(person) >= YEARS;
    expect(found.filter(isGrown)).toEqual(base.filter(isGrown));
    const children = new Set(base);
    expect(found.every((person) => children.has(person))).toBe(true);
    const lost = base.length - found.length;
    expect(lost).toBeGreaterThan(50);
  });

  test('fertility of one region: its children alone', () => {
    const one = RATES.map((each) =>
      changeVital(each, (vital, region) =>
        region === 1 ? { ...vital, birthsPerWomanYear: scaled(vital.birthsPerWomanYear, 0.5) } : vital,
      ),
    );
    const still = one.map((each) => changeGross(each, ({ moving }) => ({ moving: scaled(moving, 0) })));
    const base = RATES.map((each) => changeGross(each, ({ moving }) => ({ moving: scaled(moving, 0) })));
    const isElsewhere = (person: string): boolean => regionOf(person) !== 1;
    const [before, after] = [base, still].map((rates) => people(simulate(START, tablesOf(rates), 7).persons));
    expect(after!.filter(isElsewhere)).toEqual(before!.filter(isElsewhere));
    expect(after!.length).toBeLessThan(before!.length);
  });

  test('mortality: who lives in the worse year lives in the better one, where he would have; nobody else moves or leaves', () => {
    const rates = RATES.map((each) => changeGross(each, ({ leaving }) => ({ leaving: scaled(leaving, 0) })));
    const better = rates.map((each) => deathRatesTimes(each, 0.8));
    const [base, found] = [rates, better].map((each) => people(simulate(START, tablesOf(each), 7).persons));
    const now = new Set(found);
    expect(base!.every((person) => now.has(person))).toBe(true);
    expect(found!.length).toBeGreaterThan(base!.length);
  });

  test('arrivals: those of the baseline come all the same', () => {
    const more = RATES.map((each) => changeGross(each, ({ arrivals }) => ({ arrivals: scaled(arrivals, 1.5) })));
    const found = new Set(people(simulate(START, tablesOf(more), 7).persons));
    expect(people(BASE.persons).every((person) => found.has(person))).toBe(true);
    expect(found.size).toBeGreaterThan(people(BASE.persons).length);
  });

  test('a lever that stands at 1 changes nothing at all', () => {
    const same = RATES.map((each) => deathRatesTimes(fertilityTimes(each, 1), 1));
    expect(simulate(START, tablesOf(same), 7)).toEqual(BASE);
  });

  /** What a stream of numbers does: the n-th draw goes to the n-th person, whoever that is by then. */
  function simulateFromStream(rates: readonly StepRates[]): SimulatedRun {
    const persons = copyOf(START);
    const years = tablesOf(rates).map((tables, step) => {
      let number = 0;
      for (let row = 0; row < persons.rows; row++) if (persons.sexAge[row] !== VACANT) persons.low[row] = number++;
      persons.high.fill(0);
      return simulateYear(persons, tables, yearKeys(7, step + 1));
    });
    return { years, persons };
  }

  test('with a stream of numbers in place of keyed draws this would fail', () => {
    expect(older(simulate(START, tablesOf(fewer), 7))).toEqual(older(BASE));
    expect(older(simulateFromStream(fewer))).not.toEqual(older(simulateFromStream(RATES)));
  });
});

describe('differences of pairs', () => {
  const finalOf = (rates: readonly StepRates[], seeds: readonly number[]): number[] => {
    const tables = tablesOf(rates);
    return seeds.map((seed) => sum(simulate(START, tables, seed).years.at(-1)!.end));
  };
  const variance = (values: readonly number[]): number => {
    const mean = sum(values) / values.length;
    return sum(values.map((each) => (each - mean) ** 2)) / (values.length - 1);
  };
  const seeds = Array.from({ length: 40 }, (_, i) => i);
  const base = finalOf(RATES, seeds);

  // What a toy with keyed draws reached.
  test.each([
    ['fertility −10 %', (each: StepRates): StepRates => fertilityTimes(each, 0.9), 16],
    ['fertility −1 %', (each: StepRates): StepRates => fertilityTimes(each, 0.99), 179],
    ['mortality −2 %', (each: StepRates): StepRates => deathRatesTimes(each, 0.98), 60],
  ])('%s: they vary far less than those of unpaired runs', (_, lever, times) => {
    const scenario = finalOf(RATES.map(lever), seeds);
    const paired = variance(scenario.map((each, i) => each - base[i]!));
    const unpaired = variance(scenario) + variance(base);
    expect(unpaired / paired).toBeGreaterThan(times);
  });
});
