/** Fits every schedule of models/demography to the UN's tables anew: how its numbers came about, for anybody who has the tables. */
import { join } from 'node:path';
import { TwinError } from '../../../kernel/errors.ts';
import { figure, figuresOf, numberAt, readTable, textAt, type Table } from '../../tables/table-file.ts';
import { mortalityTable } from '../../tables/un-tables.ts';
import { FEMALE, MALE, FIVE_YEAR_GROUPS, ageGroupName } from '../ages.ts';
import { abridgedLifeTable } from '../life-table.ts';
import type {
  DemographyParameters,
  FertilityParameters,
  MigrationParameters,
  MortalityParameters,
} from '../parameters.ts';
import { FIRST_FERTILE_AGE } from '../schedules/fertility-curves.ts';
import { fitFertility } from './fertility-fit.ts';
import { fitMigration, type MigrationFit } from './migration-fit.ts';
import { fitHeligmanPollard, fitSiler } from './mortality-fit.ts';
import { fitPath, type PathYear } from './path-fit.ts';

export interface Refit {
  readonly mortality: MortalityParameters['standard'];
  readonly fertility: FertilityParameters['standard'];
  readonly path: FertilityParameters['path'];
  readonly migration: MigrationParameters['standard'];
}

/**
 * @param folder holds the files that the parameters name
 * @throws TwinError input: a file, a column or a row is missing, or a cell cannot be read
 */
export function refit(parameters: DemographyParameters, folder: string): Refit {
  return {
    mortality: refitMortality(parameters.mortality.standard, folder),
    fertility: refitFertility(parameters.fertility.standard, folder),
    path: refitPath(parameters.fertility.path, folder),
    migration: refitMigration(parameters.migration.standard, folder),
  };
}

interface Periods {
  readonly period: string;
  readonly comparedPeriods: readonly string[];
}

const allPeriods = ({ period, comparedPeriods }: Periods): readonly string[] => [period, ...comparedPeriods];

/** Fits of several tables, the wanted one first, as its numbers with their ranges. */
function ranges(fits: readonly object[]): Record<string, { value: number; low: number; high: number }> {
  const columns = fits as readonly Readonly<Record<string, unknown>>[];
  return Object.fromEntries(
    Object.entries(columns[0]!)
      .filter((entry): entry is [string, number] => typeof entry[1] === 'number')
      .map(([key, value]) => {
        const values = columns.map((fit) => fit[key] as number);
        return [key, { value: round(value), low: round(Math.min(...values)), high: round(Math.max(...values)) }];
      }),
  );
}

/** Six digits are far beyond what a schedule means. */
const round = (value: number): number => Number(value.toPrecision(6));
const rounded = <T extends object>(fit: T): T =>
  Object.fromEntries(
    Object.entries(fit).map(([key, value]) => [key, typeof value === 'number' ? round(value) : value]),
  ) as T;

function refitMortality(standard: MortalityParameters['standard'], folder: string): MortalityParameters['standard'] {
  const ratesOf = mortalityTable(readTable(join(folder, standard.file)));
  const sexes = [MALE, FEMALE].map((sex) => {
    const fits = allPeriods(standard).map((period) => {
      const rates = ratesOf(period, sex);
      return fitHeligmanPollard(rates, abridgedLifeTable(rates, sex).lifeExpectancyYears, sex);
    });
    const rates = ratesOf(standard.period, sex);
    const siler = fitSiler(rates, abridgedLifeTable(rates, sex).lifeExpectancyYears, sex);
    const { parameters, ...fit } = fits[0]!;
    return {
      parameters: ranges([parameters, ...fits.slice(1).map((each) => each.parameters)]),
      fit: rounded({ ...fit, silerRootMeanSquareLogError: siler.rootMeanSquareLogError }),
    };
  });
  return {
    ...standard,
    male: sexes[MALE]!.parameters,
    female: sexes[FEMALE]!.parameters,
    fit: { male: sexes[MALE]!.fit, female: sexes[FEMALE]!.fit },
  };
}

const FERTILE_GROUPS = 7;

function refitFertility(standard: FertilityParameters['standard'], folder: string): FertilityParameters['standard'] {
  const table = readTable(join(folder, standard.file));
  const figures = figuresOf(
    table,
    (row) => `${textAt(table, row, 'period')} ${textAt(table, row, 'age')}`,
    (row) => numberAt(table, row, 'pasfr_percent', 0, 100),
  );
  const sharesIn = (period: string): number[] =>
    Array.from({ length: FERTILE_GROUPS }, (_, i) => {
      const age = ageGroupName(FIVE_YEAR_GROUPS, FIRST_FERTILE_AGE / FIVE_YEAR_GROUPS.widthYears + i);
      return figure(table, figures, `${period} ${age}`, 'pasfr_percent') / 100;
    });
  const tried = fitFertility(sharesIn(standard.period));
  const { curve, ...fit } = tried[0]!;
  const others = standard.comparedPeriods.map(
    (period) => fitFertility(sharesIn(period)).find((each) => each.curve.model === curve.model)!.curve,
  );
  return {
    ...standard,
    model: curve.model,
    curve: ranges([curve, ...others]),
    fit: {
      ...rounded(fit),
      tried: Object.fromEntries(
        tried.map((each) => [each.curve.model, round(each.rootMeanSquareShareError)]),
      ) as Record<typeof curve.model, number>,
    },
  };
}

function refitPath(path: FertilityParameters['path'], folder: string): FertilityParameters['path'] {
  const table = readTable(join(folder, path.file));
  const years = table.rows
    .map((row) => ({ year: numberAt(table, row, 'year', 1900, 2200), row }))
    .filter(({ year }) => year >= path.fromYear)
    .sort((a, b) => a.year - b.year);
  requireConsecutive(
    table,
    years.map(({ year }) => year),
    path.fromYear,
  );
  const { fit, ...numbers } = fitPath(
    years.map(({ row }): PathYear => ({
      tfr: numberAt(table, row, 'tfr', 0.1, 12),
      low80: numberAt(table, row, 'tfr_80l', 0.1, 12),
      high80: numberAt(table, row, 'tfr_80u', 0.1, 12),
    })),
  );
  return { ...path, ...rounded(numbers), fit: rounded(fit) };
}

function requireConsecutive(table: Table, years: readonly number[], fromYear: number): void {
  const gap = years.findIndex((year, i) => year !== fromYear + i);
  if (years.length > 1 && gap < 0) return;
  throw new TwinError('input', {
    code: 'row-missing',
    what: `There is no row, or more than one, for the year ${fromYear + Math.max(gap, 0)}.`,
    where: { file: table.file, column: 'year' },
    expected: `one row a year from ${fromYear} on`,
    todo: 'Add or remove that row.',
  });
}

function refitMigration(standard: MigrationParameters['standard'], folder: string): MigrationParameters['standard'] {
  const table = readTable(join(folder, standard.file));
  const netOf = (period: string, column: string): number[] => {
    const figures = figuresOf(
      table,
      (row) => `${textAt(table, row, 'period')} ${textAt(table, row, 'age')}`,
      (row) => numberAt(table, row, column, -1e9, 1e9),
    );
    return Array.from({ length: FIVE_YEAR_GROUPS.count }, (_, group) =>
      figure(table, figures, `${period} ${ageGroupName(FIVE_YEAR_GROUPS, group)}`, column),
    );
  };
  const fits = allPeriods(standard).map((period): MigrationFit =>
    fitMigration([netOf(period, 'net_migration_male_thousand'), netOf(period, 'net_migration_female_thousand')]),
  );
  return {
    ...standard,
    profile: ranges(fits.map(({ profile }) => profile)),
    fit: { rootMeanSquareShareOfLargest: round(fits[0]!.rootMeanSquareShareOfLargest) },
  };
}
