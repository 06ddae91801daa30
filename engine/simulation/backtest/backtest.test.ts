import { describe, expect, test } from 'vitest';
import { FEMALE, FIVE_YEAR_GROUPS, MALE } from '../demography/ages.ts';
import { abridgedLifeTable, survivalOfFiveYearGroups } from '../demography/life-table.ts';
import { hasUnFiles, WPP_2019 } from '../tables/test-un-files.ts';
import { inventedTables, writtenTables } from '../tables/test-tables.ts';
import { FERTILE_GROUPS } from '../tables/fertility-table.ts';
import { PERIOD_YEARS } from '../tables/periods.ts';
import { readUnTables, type UnTables } from '../tables/un-tables.ts';
import { backtest } from './backtest.ts';
import { bySchedule, likeEverybody } from './migration-ages.ts';
import { reportOf } from './report.ts';

const { count } = FIVE_YEAR_GROUPS;
const sum = (column: ArrayLike<number>): number => Array.from(column).reduce((total, each) => total + each, 0);
const PROFILE = {
  childhoodLevel: 0.16,
  childhoodDescent: 0.05,
  labourLevel: 1,
  labourAgeYears: 19.4,
  labourDescent: 0.15,
  labourAscent: 0.4,
  constant: 0.005,
};

/**
 * What the published population of the end has too much, thousands, if births are those to the mean of its women at both
 * ends and migrants were exposed to the given part of the period's deaths.
 */
function unexplainedTotal(tables: UnTables, fromYear: number, exposure: number): number {
  const [start, end] = [tables.population(fromYear), tables.population(fromYear + PERIOD_YEARS)];
  const period = tables.period(fromYear);
  const births = sum(
    FERTILE_GROUPS.map(
      (group) =>
        ((start[FEMALE * count + group]! + end[FEMALE * count + group]!) / 2) *
        PERIOD_YEARS *
        period.birthsPerWomanYear[group]!,
    ),
  );
  let alive = 0;
  for (const sex of [MALE, FEMALE]) {
    const { survival, newborn } = survivalOfFiveYearGroups(abridgedLifeTable(period.deathRates[sex]!, sex));
    const share = (sex === MALE ? period.sexRatioAtBirth : 1) / (1 + period.sexRatioAtBirth);
    alive += births * share * newborn;
    survival.forEach((each, group) => (alive += start[sex * count + group]! * each));
  }
  const meanSurvival = (alive - births * 0.96) / sum(start);
  return sum(end) - alive - period.netMigrationThousand * (1 - exposure * (1 - meanSurvival));
}

/** Cohort of 80-84 or older five years on, without migration, against what is published. */
function oldCohortErrors(tables: UnTables, fromYear: number): number[] {
  const [start, end] = [tables.population(fromYear), tables.population(fromYear + PERIOD_YEARS)];
  const { deathRates } = tables.period(fromYear);
  return [MALE, FEMALE].flatMap((sex) => {
    const { survival } = survivalOfFiveYearGroups(abridgedLifeTable(deathRates[sex]!, sex));
    return [16, 17].map((group) => {
      const at = sex * count + group;
      return Math.abs((start[at]! * survival[group]!) / end[at + 1]! - 1);
    });
  });
}

describe.skipIf(!hasUnFiles)(
  "against the UN's own tables (they are not beside the project: nothing to compare)",
  () => {
    test('the published totals of 2000, 2005 and 2010 follow from our arithmetic to 0.2 thousand', () => {
      const tables = readUnTables(WPP_2019);
      for (const year of [1995, 2000, 2005]) expect(Math.abs(unexplainedTotal(tables, year, 0))).toBeLessThan(0.2);
    });

    test('they do not if migrants were exposed for half of each period', () => {
      const tables = readUnTables(WPP_2019);
      for (const year of [2000, 2005]) expect(Math.abs(unexplainedTotal(tables, year, 0.5))).toBeGreaterThan(10);
    });

    test('the oldest cohorts, whom no later census revised, follow to 0.05 %', () => {
      const tables = readUnTables(WPP_2019);
      for (const year of [1995, 2000, 2005])
        for (const error of oldCohortErrors(tables, year)) expect(error).toBeLessThan(5e-4);
    });

    test('every printed life expectancy comes out of the death rates to a hundredth of a year', () => {
      const tables = readUnTables(WPP_2019);
      for (let year = 1995; year < 2050; year += PERIOD_YEARS) {
        const { deathRates, lifeExpectancyYears } = tables.period(year);
        for (const sex of [MALE, FEMALE])
          expect(
            Math.abs(abridgedLifeTable(deathRates[sex]!, sex).lifeExpectancyYears - lifeExpectancyYears[sex]!),
          ).toBeLessThan(0.01);
      }
    });

    test('from 2000 on projected by itself the total of 2010 is met to 0.3 %, though the ages were revised between', () => {
      const tables = readUnTables(WPP_2019);
      const end = backtest(tables, 2000, 2010, bySchedule(PROFILE)).years.at(-1)!;
      expect(Math.abs(sum(end.personsThousand) / sum(tables.population(2010)) - 1)).toBeLessThan(0.003);
    });

    test('the ages of migrants, which nobody published, move no group under 80 of 2020 by 0.7 %', () => {
      const tables = readUnTables(WPP_2019);
      const [ours, alike] = [bySchedule(PROFILE), likeEverybody].map((ages) => backtest(tables, 2010, 2020, ages));
      const report = reportOf(ours!, alike!);
      expect(report.migrationAges.largestShare).toBeLessThan(0.007);
      expect(report.doubts).toEqual([]);
    });
  },
);

describe('on invented tables', () => {
  test('people = start + births − deaths + net migration in every period', () => {
    const tables = readUnTables(writtenTables(inventedTables(-37)));
    const { years, periods } = backtest(tables, 2010, 2020, bySchedule(PROFILE));
    periods.forEach((period, i) => {
      expect(period.netMigrationThousand).toBeCloseTo(-37, 9);
      const change = period.birthsThousand - period.deathsThousand + period.netMigrationThousand;
      expect(sum(years[i + 1]!.personsThousand)).toBeCloseTo(sum(years[i]!.personsThousand) + change, 8);
    });
  });

  test('files of two revisions are doubted: their life expectancies differ', () => {
    const tables = readUnTables(writtenTables(inventedTables()));
    const result = backtest(tables, 2010, 2015, likeEverybody);
    expect(reportOf(result, result).doubts[0]!.en).toMatch(/2010-2015: the death rates give male e0 .* says 70\.00/);
  });
});
