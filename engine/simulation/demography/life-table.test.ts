import { describe, expect, test } from 'vitest';
import { FEMALE, MALE } from './ages.ts';
import { ABRIDGED_AGES, abridgedLifeTable, survivalOfFiveYearGroups } from './life-table.ts';
import { abridgedDeathRates, singleYearTable, survivalOfSingleYears } from './single-year-table.ts';
import { heligmanPollardSurvivors } from './schedules/heligman-pollard.ts';

const SCHEDULE = { A: 0.001, B: 0.0115, C: 0.1, D: 0.00083, E: 7.6, F: 22.5, G: 0.0000486, H: 1.1 };

describe('the abridged life table', () => {
  test('gives 1 / m years where the death rate is m at every age', () => {
    const table = abridgedLifeTable(new Float64Array(ABRIDGED_AGES.length).fill(0.02), MALE);
    expect(table.lifeExpectancyYears).toBeGreaterThan(49.6);
    expect(table.lifeExpectancyYears).toBeLessThan(50.1);
  });

  test('finds the life expectancy of a table by single years from its abridged rates', () => {
    for (const sex of [MALE, FEMALE]) {
      const exact = singleYearTable(heligmanPollardSurvivors(SCHEDULE), sex);
      const abridged = abridgedLifeTable(abridgedDeathRates(exact), sex);
      expect(Math.abs(abridged.lifeExpectancyYears - exact.lifeExpectancyYears)).toBeLessThan(0.02);
    }
  });

  test('its five-year survival is that of the single years, five times over, in a stationary population', () => {
    const exact = singleYearTable(heligmanPollardSurvivors(SCHEDULE), FEMALE);
    const { survival, newborn } = survivalOfFiveYearGroups(abridgedLifeTable(abridgedDeathRates(exact), FEMALE));
    const single = survivalOfSingleYears(exact);
    expect(single.newborn).toBe(exact.yearsLived[0]!);
    const years = (from: number): number =>
      exact.yearsLived.subarray(from, from + 5).reduce((sum, each) => sum + each, 0);
    expect(Math.abs(newborn / (years(0) / 5) - 1)).toBeLessThan(0.0001);
    for (let group = 0; group < 17; group++)
      expect(Math.abs(survival[group]! / (years(group * 5 + 5) / years(group * 5)) - 1)).toBeLessThan(0.001);
  });

  test('survival by single years carries the stationary population into itself', () => {
    const exact = singleYearTable(heligmanPollardSurvivors(SCHEDULE), MALE);
    const { survival } = survivalOfSingleYears(exact);
    const open = exact.yearsLived.subarray(100).reduce((sum, each) => sum + each, 0);
    expect(exact.yearsLived[99]! * survival[99]! + open * survival[100]!).toBeCloseTo(open, 12);
  });
});
