import { describe, expect, test } from 'vitest';
import type { PopulationCounts, StepFlows, StepRates } from '../../cohort-component/shapes.ts';
import { fiveYearGroups, largestDeviate, projectedYears, sum } from '../test-figures.ts';
import { countsOfStart } from '../test-city.ts';
import { changeGross, deathRatesTimes, fertilityTimes, ratesFor, scaled } from '../test-rates.ts';
import { SEX_AGES } from '../persons.ts';
import { yearTables } from '../year-tables.ts';
import { simulateFamilies, type SimulatedFamilies } from './simulate-families.ts';
import { inventedFamilies, tablesFor } from './test-families.ts';

const REGIONS = 3;
const YEARS = 20;
const REPLICATES = 30;
const START = inventedFamilies(7000, REGIONS);
const COUNTS = countsOfStart(START.persons);
// As many come and leave as in the whole city, so that families who go together count.
const RATES = ratesFor(COUNTS, YEARS);
const FAMILIES = tablesFor(START);

function ofCity(end: ArrayLike<number>): Float64Array {
  const city = new Float64Array(SEX_AGES);
  Array.from(end).forEach((each, cell) => (city[cell % SEX_AGES]! += each));
  return city;
}

/**
 * Of the city: by kelurahan births and deaths follow who lives there. What moves to a partner or to kin is no rate's number:
 * moves are looked at apart.
 */
const figures = (end: ArrayLike<number>, flows: readonly StepFlows[]): Float64Array =>
  Float64Array.of(
    sum(end),
    ...(['births', 'deaths', 'arrivals', 'departures'] as const).flatMap((name) =>
      [0, 1].map((sex) => sum(flows.map((each) => sum(each[name].filter((_, cell) => cell % 2 === sex))))),
    ),
    ...fiveYearGroups(ofCity(end)),
  );

const FEWER = RATES.map((each) => fertilityTimes(each, 0.7));
const figuresOf = ({ years }: SimulatedFamilies): Float64Array =>
  figures(
    years.at(-1)!.end,
    years.map(({ flows }) => flows),
  );

/** [replicate] of the baseline and of a scenario beside it. */
const [runs, scenarioRuns] = ((): readonly [Float64Array[], Float64Array[]] => {
  const [tables, fewer] = [RATES.map(yearTables), FEWER.map(yearTables)];
  const baselines: Float64Array[] = [];
  const scenarios = Array.from({ length: REPLICATES }, (_, seed) => {
    const run = simulateFamilies(START, FAMILIES, tables, seed);
    baselines.push(figuresOf(run));
    const baseline = { gradients: run.gradients, tables };
    return figuresOf(simulateFamilies(START, FAMILIES, fewer, seed, { baseline }));
  });
  return [baselines, scenarios];
})();

const projected = (rates: readonly StepRates[], start: PopulationCounts = COUNTS): Float64Array => {
  const { end, flows } = projectedYears(start, rates);
  return figures(end.persons, flows);
};

describe('the mean of replicates of families', () => {
  // 51 figures: one in three thousand such suites of seeds would be further off than 5 standard errors of 30 replicates, of each test.
  test('is what cohort-component expects, whoever lives with whom: persons by sex and five years of age, and flows', () => {
    expect(largestDeviate(runs, projected(RATES))).toBeLessThan(5);
  });
  test('of a scenario as well: 30 % fewer births are 30 % fewer, whoever would have borne them', () => {
    expect(largestDeviate(scenarioRuns, projected(FEWER))).toBeLessThan(5);
  });
  test('is seen to differ where deaths are 5 % more, births 4 % fewer or leaving 5 % more', () => {
    expect(largestDeviate(runs, projected(RATES.map((each) => deathRatesTimes(each, 1.05))))).toBeGreaterThan(5);
    expect(largestDeviate(runs, projected(RATES.map((each) => fertilityTimes(each, 0.96))))).toBeGreaterThan(5);
    const more = RATES.map((each) => changeGross(each, ({ leaving }) => ({ leaving: scaled(leaving, 1.05) })));
    expect(largestDeviate(runs, projected(more))).toBeGreaterThan(5);
  });
});
