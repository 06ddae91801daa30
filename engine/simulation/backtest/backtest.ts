/** Projects a national population with the UN's own rates, to see whether our arithmetic gives the UN's own results. */
import { projectStep } from '../cohort-component/step.ts';
import type { PopulationCounts, StepRates, VitalRates } from '../cohort-component/shapes.ts';
import { FIVE_YEAR_GROUPS, MALE, FEMALE } from '../demography/ages.ts';
import { abridgedLifeTable, survivalOfFiveYearGroups } from '../demography/life-table.ts';
import type { MigrationAges } from './migration-ages.ts';
import { PERIOD_YEARS } from '../tables/periods.ts';
import type { UnPeriod, UnTables } from '../tables/un-tables.ts';

export interface BacktestYear {
  readonly year: number;
  /** [sex × five-year group] */
  readonly personsThousand: Float64Array;
}

export interface BacktestPeriod {
  readonly fromYear: number;
  readonly toYear: number;
  readonly birthsThousand: number;
  readonly deathsThousand: number;
  readonly netMigrationThousand: number;
  /** [sex] of the death rates, and what the summary rates print. */
  readonly lifeExpectancyYears: readonly [number, number];
  readonly printedLifeExpectancyYears: readonly [number, number];
}

export interface Backtest {
  /** The base first, then one every five years. */
  readonly years: readonly BacktestYear[];
  readonly periods: readonly BacktestPeriod[];
}

const { count } = FIVE_YEAR_GROUPS;

/**
 * The UN's own way: five-year groups, periods of five years from mid-year to mid-year, survival from abridged life tables,
 * births to the mean of the women at both ends, net migration counted at the end of each period.
 *
 * @throws TwinError input when the tables lack what a period needs
 */
export function backtest(tables: UnTables, fromYear: number, toYear: number, ages: MigrationAges): Backtest {
  const years: BacktestYear[] = [{ year: fromYear, personsThousand: tables.population(fromYear) }];
  const periods: BacktestPeriod[] = [];
  for (let year = fromYear; year < toYear; year += PERIOD_YEARS) {
    const start = { regions: 1, persons: years.at(-1)!.personsThousand };
    const { end, period } = projectPeriod(start, tables.period(year), ages);
    years.push({ year: year + PERIOD_YEARS, personsThousand: end.persons });
    periods.push(period);
  }
  return { years, periods };
}

function projectPeriod(
  start: PopulationCounts,
  period: UnPeriod,
  ages: MigrationAges,
): { readonly end: PopulationCounts; readonly period: BacktestPeriod } {
  const lifeTables = period.deathRates.map((rates, sex) => abridgedLifeTable(rates, sex));
  const vital = [vitalRates(period, lifeTables.map(survivalOfFiveYearGroups))];
  const stayers = projectStep(FIVE_YEAR_GROUPS, start, { vital, migration: { kind: 'none' } }).end;
  const persons = ages(stayers.persons).map((share) => share * period.netMigrationThousand);
  const rates: StepRates = { vital, migration: { kind: 'net', persons, timing: 'at-end' } };
  const { end, flows } = projectStep(FIVE_YEAR_GROUPS, start, rates);
  const sum = (column: Float64Array): number => column[MALE]! + column[FEMALE]!;
  return {
    end,
    period: {
      fromYear: period.fromYear,
      toYear: period.fromYear + PERIOD_YEARS,
      birthsThousand: sum(flows.births),
      deathsThousand: sum(flows.deaths),
      netMigrationThousand: sum(flows.arrivals),
      lifeExpectancyYears: [lifeTables[MALE]!.lifeExpectancyYears, lifeTables[FEMALE]!.lifeExpectancyYears],
      printedLifeExpectancyYears: period.lifeExpectancyYears,
    },
  };
}

function vitalRates(
  { birthsPerWomanYear, sexRatioAtBirth }: UnPeriod,
  survivals: readonly ReturnType<typeof survivalOfFiveYearGroups>[],
): VitalRates {
  const survival = new Float64Array(2 * count);
  survivals.forEach((each, sex) => survival.set(each.survival, sex * count));
  return {
    survival,
    newbornSurvival: Float64Array.from(survivals, ({ newborn }) => newborn),
    birthsPerWomanYear,
    maleBirthShare: sexRatioAtBirth / (1 + sexRatioAtBirth),
  };
}
