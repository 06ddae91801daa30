import { describe, expect, test } from 'vitest';
import type { StepFlows, StepRates } from '../cohort-component/shapes.ts';
import { cityRates } from '../demography/city-rates.ts';
import { FEMALE, MALE, SINGLE_YEARS } from '../demography/ages.ts';
import { CENTRAL } from '../demography/levels.ts';
import { loadDemography } from '../demography/parameters.ts';
import { projectPath } from '../../kernel/files.ts';
import { SEX_AGES, type StartPersons } from './persons.ts';
import { simulate } from './run.ts';
import { countsOfStart, inventedPersons } from './test-city.ts';
import { fiveYearGroups, largestDeviate, projectedYears, sum } from './test-figures.ts';
import { changeGross, closed, deathRatesTimes, fertilityTimes, ratesFor, scaled } from './test-rates.ts';
import { yearTables } from './year-tables.ts';

const { count } = SINGLE_YEARS;
const REGIONS = 3;
const YEARS = 20;
const REPLICATES = 60;
const START = inventedPersons(9000, REGIONS);
// As many come and leave as in the whole city, and more move, so that each of it counts in the comparison.
const RATES = ratesFor(countsOfStart(START), YEARS).map((rates) =>
  changeGross(rates, ({ moving }) => ({ moving: scaled(moving, 3) })),
);

const FLOWS = ['births', 'deaths', 'arrivals', 'departures', 'moves'] as const;

/** Everything that is compared, of one replicate or of the projection. */
const figures = (end: ArrayLike<number>, flows: readonly StepFlows[]): Float64Array =>
  Float64Array.of(
    sum(end),
    ...FLOWS.map((name) => sum(flows.map((each) => sum(each[name])))),
    ...FLOWS.slice(0, 4).flatMap((name) =>
      Array.from({ length: REGIONS * 2 }, (_, cell) => sum(flows.map((each) => each[name][cell]!))),
    ),
    ...fiveYearGroups(end),
  );

const runsOf = (start: StartPersons, rates: readonly StepRates[]): Float64Array[] => {
  const tables = rates.map(yearTables);
  return Array.from({ length: REPLICATES }, (_, seed) => {
    const { years } = simulate(start, tables, seed);
    return figures(
      years.at(-1)!.end,
      years.map(({ flows }) => flows),
    );
  });
};

describe('the mean of replicates', () => {
  const runs = runsOf(START, RATES);
  const start = countsOfStart(START);
  const projected = (rates: readonly StepRates[]): Float64Array => {
    const { end, flows } = projectedYears(start, rates);
    return figures(end.persons, flows);
  };

  // 156 figures: one in a thousand such suites of seeds would be further off than 5 standard errors of 60 replicates.
  test('is what cohort-component expects: persons by region, sex and five years of age, and all flows', () => {
    expect(largestDeviate(runs, projected(RATES))).toBeLessThan(5);
  });

  test('is seen to differ where deaths are 4 % more, births 4 % fewer or leaving 10 % more', () => {
    expect(largestDeviate(runs, projected(RATES.map((each) => deathRatesTimes(each, 1.04))))).toBeGreaterThan(5);
    expect(largestDeviate(runs, projected(RATES.map((each) => fertilityTimes(each, 0.96))))).toBeGreaterThan(5);
    const more = RATES.map((each) => changeGross(each, ({ leaving }) => ({ leaving: scaled(leaving, 1.1) })));
    expect(largestDeviate(runs, projected(more))).toBeGreaterThan(5);
  });
});

describe('a generation followed to its end', () => {
  test('gives back the life expectancy that went in, for men and women', () => {
    const rates = cityRates(loadDemography(projectPath('models')), countsOfStart(START), CENTRAL);
    const tables = rates.lifeTables(2026.5);
    const each = 20_000;
    const people = inventedPersons(2 * each, 1);
    people.sexAge.forEach((_, person) => (people.sexAge[person] = (person % 2) * count));
    const barren = fertilityTimes(closed({ vital: [rates.vital(2026.5)], migration: { kind: 'none' } }), 0);
    const years = Array.from({ length: 115 }, () => yearTables(barren));
    const alive = simulate(people, years, 5).years.map(({ end }) => end);
    for (const sex of [MALE, FEMALE]) {
      const lived = 1 + sum(alive.map((end) => sum(end.subarray(sex * count, (sex + 1) * count)))) / each;
      const { lifeExpectancyYears, yearsLived } = tables[sex]!;
      // Lengths of life vary by 15 years or so: four standard errors of a mean of 20,000.
      expect(Math.abs(lived - lifeExpectancyYears / yearsLived[0]!)).toBeLessThan((4 * 16) / Math.sqrt(each));
    }
  });
});

describe('one simulated year', () => {
  test('refuses net migration, which names nobody', () => {
    const net = { kind: 'net', persons: new Float64Array(SEX_AGES), timing: 'at-end' } as const;
    expect(() => yearTables({ vital: RATES[0]!.vital.slice(0, 1), migration: net })).toThrow(/no persons/);
  });
  test('refuses what is no probability', () => {
    const all = changeGross(RATES[0]!, ({ moving }) => ({ moving: moving.map(() => 1.2) }));
    expect(() => yearTables(all)).toThrow(/1.2 is no probability/);
  });
  test('refuses more than one birth a woman and year', () => {
    expect(() => yearTables(fertilityTimes(RATES[0]!, 20))).toThrow(/births a woman and year/);
  });
});
