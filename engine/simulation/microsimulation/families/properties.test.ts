import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StepRates } from '../../cohort-component/shapes.ts';
import { SINGLE_YEARS } from '../../demography/ages.ts';
import { NONE, type SimulatedHouseholds } from '../households.ts';
import { census, SEX_AGES } from '../persons.ts';
import { livingRows, people, sum, unexplained } from '../test-figures.ts';
import { countsOfStart } from '../test-city.ts';
import { changeGross, changeVital, deathRatesTimes, fertilityTimes, ratesFor, scaled } from '../test-rates.ts';
import { MOST_BITS } from '../thresholds.ts';
import { yearTables } from '../year-tables.ts';
import { motherOf, type FamilyPersons } from './family-persons.ts';
import type { FamilyTables } from './family-tables.ts';
import { simulateFamilies, type BaselineRun, type FamilyOptions, type SimulatedFamilies } from './simulate-families.ts';
import type { StartFamilies } from './start-families.ts';
import { inOtherRows, inventedFamilies, tablesFor } from './test-families.ts';
import { faultsOf } from './validity.ts';

const { count } = SINGLE_YEARS;
const REGIONS = 4;
const YEARS = 12;
const START = inventedFamilies(6000, REGIONS);
const RATES = ratesFor(countsOfStart(START.persons), YEARS);
const FAMILIES = tablesFor(START);
const SEED = 7;

const run = (
  rates: readonly StepRates[] = RATES,
  options: FamilyOptions = {},
  start: StartFamilies = START,
  seed = SEED,
): SimulatedFamilies => simulateFamilies(start, FAMILIES, rates.map(yearTables), seed, options);

const baselineOf = ({ gradients }: SimulatedFamilies, rates: readonly StepRates[]): BaselineRun => ({
  gradients,
  tables: rates.map(yearTables),
});

const BASE = run();
/** What a scenario is told of it. */
const baseline = baselineOf(BASE, RATES);

/** Everybody with whom he lives, is married to and is a child of, all by identity: nothing of it depends on rows. */
function families(persons: FamilyPersons, { low, high }: SimulatedHouseholds): string[] {
  const name = (row: number): string => (row === NONE ? '-' : `${persons.low[row]},${persons.high[row]}`);
  return livingRows(persons)
    .map((row) => {
      const home = persons.household[row]!;
      const { sexAge, region, marital, parity } = persons;
      const own = `${sexAge[row]} ${region[row]} ${marital[row]} ${parity[row]}`;
      return `${name(row)} ${own} ${low[home]},${high[home]} ${name(persons.partner[row]!)} ${name(motherOf(persons, row))}`;
    })
    .sort();
}

const familiesOf = ({ persons, households }: SimulatedFamilies): string[] => families(persons, households);
/** But the number of children that a woman has borne. */
const withoutParity = (person: string): string =>
  person
    .split(' ')
    .filter((_, i) => i !== 4)
    .join(' ');
const PAIRED_SEEDS = Array.from({ length: 20 }, (_, seed) => seed);
const variance = (values: readonly number[]): number => {
  const mean = sum(values) / values.length;
  return sum(values.map((each) => (each - mean) ** 2)) / (values.length - 1);
};
const ageOf = (person: string): number => Number(person.split(' ')[1]) % count;
const regionOf = (person: string): number => Number(person.split(' ')[2]);

describe('households', () => {
  test('are valid after every year, for any seed, city and levers', () => {
    const factor = (low: number, high: number): fc.Arbitrary<number> => fc.double({ min: low, max: high, noNaN: true });
    fc.assert(
      fc.property(
        fc.record({
          residents: fc.integer({ min: 30, max: 700 }),
          regions: fc.integer({ min: 1, max: 4 }),
          seed: fc.integer({ min: 0, max: 1e6 }),
          births: factor(0, 3),
          deaths: factor(0.2, 30),
          arrivals: factor(0, 0.3),
          leaving: factor(0, 4),
          moving: factor(0, 8),
        }),
        ({ residents, regions, seed, births, deaths, arrivals, leaving, moving }) => {
          const start = inventedFamilies(residents, regions);
          const rates = ratesFor(countsOfStart(start.persons), 8).map((each) =>
            changeGross(deathRatesTimes(fertilityTimes(each, births), deaths), (gross) => ({
              arrivals: scaled(gross.arrivals, arrivals),
              leaving: gross.leaving.map((share) => Math.min(0.9, share * leaving)),
              moving: gross.moving.map((share) => Math.min(0.9, share * moving)),
            })),
          );
          const faults: unknown[] = [];
          const { years, persons } = simulateFamilies(start, tablesFor(start), rates.map(yearTables), seed, {
            // At the start children may live alone, as registers have it.
            pass: (now, households, step) => step > 0 && faults.push(faultsOf(now, households)),
          });
          expect(faults).toEqual(Array.from({ length: 8 }, () => ({})));
          expect(unexplained(countsOfStart(start.persons).persons, years, regions)).toBe(0);
          expect(Array.from(years.at(-1)!.end)).toEqual(Array.from(census(persons, regions)));
        },
      ),
      { numRuns: 60, seed: 4 },
    );
  });

  test('of which one is broken are seen to be', () => {
    const broken = (change: (persons: FamilyPersons, households: SimulatedHouseholds) => void): string[] => {
      const { persons, households } = structuredClone(BASE);
      change(persons, households);
      return Object.keys(faultsOf(persons, households));
    };
    const wife = livingRows(BASE.persons).find((row) => BASE.persons.partner[row] !== NONE)!;
    expect(broken(() => undefined)).toEqual([]);
    expect(broken(({ partner }) => (partner[wife] = NONE))).toContain('married to somebody who is not');
    expect(broken(({ household }) => (household[wife]! += 1))).toContain('listed in a household that is not his');
    expect(broken(({ region }) => (region[wife] = (region[wife]! + 1) % REGIONS))).toContain(
      'not where his household is',
    );
    expect(broken((_, { size }) => size[BASE.persons.household[wife]!]!++)).toContain('size');
    expect(
      broken(({ sexAge, marital }, { first, size }) => {
        const alone = size.indexOf(1);
        sexAge[first[alone]!] = 9;
        marital[first[alone]!] = 1;
      }),
    ).toContain('children alone');
  });

  test('of children whom the register has alone are not theirs after a year: they live with somebody grown', () => {
    const start = inventedFamilies(3000, 2);
    const { persons, households } = start;
    const alone: number[] = [];
    const isChild = (row: number): boolean => persons.sexAge[row]! % count < 17 && persons.marital[row] === 1;
    persons.sexAge.forEach((_, row) => {
      if (households.size[persons.household[row]!] === 1 && alone.length < 40) {
        persons.sexAge[row] = (persons.sexAge[row]! >= count ? count : 0) + (alone.length % 17);
        persons.marital[row] = 1;
        alone.push(row);
      }
    });
    expect(alone.filter(isChild)).toHaveLength(40);
    const faults: Record<string, number>[] = [];
    const still = ratesFor(countsOfStart(persons), 2).map((each) =>
      changeGross(deathRatesTimes(each, 0), ({ leaving }) => ({ leaving: scaled(leaving, 0) })),
    );
    const found = simulateFamilies(start, tablesFor(start), still.map(yearTables), SEED, {
      pass: (now, homes) => faults.push(faultsOf(now, homes)),
    });
    expect(faults[0]!['children alone']).toBeGreaterThanOrEqual(40);
    expect(faults.slice(1)).toEqual([{}, {}]);
    expect(alone.every((row) => found.households.size[found.persons.household[row]!]! > 1)).toBe(true);
  });

  test('know of events of every kind', () => {
    const total = (of: (year: SimulatedFamilies['years'][number]) => Float64Array): number =>
      sum(BASE.years.map((year) => sum(of(year))));
    expect(total(({ families: { marriages } }) => marriages)).toBeGreaterThan(300);
    expect(total(({ families: { divorces } }) => divorces)).toBeGreaterThan(30);
    expect(total(({ flows }) => flows.moves)).toBeGreaterThan(500);
    const { households, alone, elderlyAlone, widowed } = BASE.years.at(-1)!.families;
    expect(sum(households)).toBe(BASE.households.size.filter((size) => size > 0).length);
    expect(sum(alone)).toBe(BASE.households.size.filter((size) => size === 1).length);
    expect(sum(elderlyAlone)).toBeLessThan(sum(alone));
    expect(sum(widowed)).toBe(livingRows(BASE.persons).filter((row) => BASE.persons.marital[row] === 4).length);
  });
});

describe('the same seed gives the same families', () => {
  test('in any order of the rows of persons and of households', () => {
    const other = run(RATES, {}, inOtherRows(START, 3571));
    expect(other.years).toEqual(BASE.years);
    expect(familiesOf(other)).toEqual(familiesOf(BASE));
  });
  test('beside itself as the baseline', () => {
    const again = run(RATES, { baseline });
    expect(again.years).toEqual(BASE.years);
    expect(familiesOf(again)).toEqual(familiesOf(BASE));
  });
  test('and another seed gives others; the start stays as it is', () => {
    expect(run(RATES, {}, START, 8).years).not.toEqual(BASE.years);
    expect(START).toEqual(inventedFamilies(6000, REGIONS));
  });
  test('and a pass at the end of the year meets everybody as he is then', () => {
    const seen: number[] = [];
    run(RATES, { pass: (persons, _, step, seed) => void (seen[step] = livingRows(persons).length + 0 * Number(seed)) });
    expect(seen).toEqual([6000, ...BASE.years.map(({ end }) => sum(end))]);
  });
});

describe('a lever changes nobody outside its reach', () => {
  const fewer = RATES.map((each) => fertilityTimes(each, 0.8));
  const still = (rates: readonly StepRates[]): StepRates[] =>
    rates.map((each) =>
      changeGross(each, ({ moving, leaving }) => ({ moving: scaled(moving, 0), leaving: scaled(leaving, 0) })),
    );
  /** Whoever looks for a partner looks in his kelurahan, and nobody lives with kin because he would be alone otherwise. */
  const apart: FamilyTables = {
    ...FAMILIES,
    livingWithKin: 0,
    staysUpTo: FAMILIES.staysUpTo.map((bits, act) => (act < 2 * SEX_AGES ? bits : MOST_BITS)),
    market: { ...FAMILIES.market, inOwnKelurahan: 2 ** 32 },
  };
  const runApart = (rates: readonly StepRates[], options: FamilyOptions = {}): SimulatedFamilies =>
    simulateFamilies(START, apart, still(rates).map(yearTables), SEED, options);
  const baseApart = runApart(RATES);
  const besideApart = baselineOf(baseApart, still(RATES));
  const elsewhere = (of: SimulatedFamilies): string[] => familiesOf(of).filter((person) => regionOf(person) !== 1);
  const grown = (of: readonly string[]): string[] => of.filter((person) => ageOf(person) >= YEARS);

  test('fertility: those who are born or not; nobody else marries, parts, dies or lives elsewhere because of it', () => {
    const scenario = runApart(fewer, { baseline: besideApart });
    // All but the children that they have borne, and the household: a man with children does not leave it for his wife's.
    const withoutChildren = (of: SimulatedFamilies): string[] =>
      grown(familiesOf(of)).map((person) =>
        person
          .split(' ')
          .filter((_, i) => i !== 4 && i !== 5)
          .join(' '),
      );
    expect(withoutChildren(scenario)).toEqual(withoutChildren(baseApart));
    expect(people(baseApart.persons).length - people(scenario.persons).length).toBeGreaterThan(50);
  });

  test('fertility, with all that families do: few of the grown live otherwise than they would', () => {
    const base = new Set(grown(familiesOf(BASE)).map(withoutParity));
    const found = grown(familiesOf(run(fewer, { baseline }))).map(withoutParity);
    const unlike = found.filter((person) => !base.has(person)).length;
    expect(unlike).toBeGreaterThan(0);
    expect(unlike).toBeLessThan(0.03 * base.size);
    const otherLuck = grown(familiesOf(run(RATES, {}, START, 8))).map(withoutParity);
    expect(otherLuck.filter((person) => !base.has(person)).length).toBeGreaterThan(0.5 * base.size);
  });

  test('fertility of one kelurahan: nobody elsewhere, not even the unborn', () => {
    const one = RATES.map((each) =>
      changeVital(each, (vital, region) =>
        region === 1 ? { ...vital, birthsPerWomanYear: scaled(vital.birthsPerWomanYear, 0.5) } : vital,
      ),
    );
    const scenario = runApart(one, { baseline: besideApart });
    expect(elsewhere(scenario)).toEqual(elsewhere(baseApart));
    expect(people(scenario.persons).length).toBeLessThan(people(baseApart.persons).length);
  });

  test('mortality of one kelurahan: nobody elsewhere, where nobody moves or looks for a partner outside his own', () => {
    const worse = RATES.map((each) =>
      changeVital(each, (vital, region) =>
        region === 1 ? { ...vital, survival: vital.survival.map((share) => share ** 2) } : vital,
      ),
    );
    const scenario = runApart(worse, { baseline: besideApart });
    expect(elsewhere(scenario)).toEqual(elsewhere(baseApart));
    expect(people(scenario.persons).length).toBeLessThan(people(baseApart.persons).length);
  });

  test('arrivals: those of the baseline come all the same, and most live as they would', () => {
    const more = RATES.map((each) => changeGross(each, ({ arrivals }) => ({ arrivals: scaled(arrivals, 1.1) })));
    const base = new Set(familiesOf(BASE));
    const found = familiesOf(run(more, { baseline }));
    const names = new Set(found.map((person) => person.split(' ')[0]));
    expect([...base].filter((person) => names.has(person.split(' ')[0]!)).length).toBeGreaterThan(0.97 * base.size);
    // A tenth more newcomers look for partners, so that some of the others find another one.
    expect(found.filter((person) => base.has(person)).length).toBeGreaterThan(0.8 * base.size);
  });

  test('nothing at all where nothing differs', () => {
    const same = RATES.map((each) => deathRatesTimes(fertilityTimes(each, 1), 1));
    expect(run(same, { baseline }).years).toEqual(BASE.years);
  });

  const bases = PAIRED_SEEDS.map((seed) => run(RATES, {}, START, seed));

  // What a toy with keyed draws reached for persons alone.
  test.each([
    ['fertility −10 %', (each: StepRates): StepRates => fertilityTimes(each, 0.9), 16],
    ['fertility −1 %', (each: StepRates): StepRates => fertilityTimes(each, 0.99), 179],
    ['mortality −2 %', (each: StepRates): StepRates => deathRatesTimes(each, 0.98), 60],
  ])('%s: differences of pairs vary far less than those of unpaired runs', (_, lever, times) => {
    const scenario = RATES.map(lever);
    const ends = (of: SimulatedFamilies): number => sum(of.years.at(-1)!.end);
    const found = bases.map((base, i) =>
      ends(run(scenario, { baseline: baselineOf(base, RATES) }, START, PAIRED_SEEDS[i])),
    );
    const paired = variance(found.map((end, i) => end - ends(bases[i]!)));
    expect((variance(found) + variance(bases.map(ends))) / paired).toBeGreaterThan(times);
  });

  /** What a stream of numbers does: the n-th draw goes to the n-th person, whoever that is by then. */
  const fromStream = (rates: readonly StepRates[], options: FamilyOptions = {}): SimulatedFamilies =>
    runApart(rates, {
      ...options,
      pass: (persons) => {
        livingRows(persons).forEach((row, number) => (persons.low[row] = number));
        persons.high.fill(0);
      },
    });

  test('with a stream of numbers in place of keyed draws this would fail', () => {
    const grownAges = ({ years }: SimulatedFamilies): number[] =>
      Array.from(years.at(-1)!.end).filter((_, cell) => cell % count >= YEARS);
    const stream = fromStream(RATES);
    expect(grownAges(runApart(fewer, { baseline: besideApart }))).toEqual(grownAges(baseApart));
    expect(grownAges(fromStream(fewer, { baseline: baselineOf(stream, still(RATES)) }))).not.toEqual(grownAges(stream));
  });
});
