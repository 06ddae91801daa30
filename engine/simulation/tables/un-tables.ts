/**
 * The tables of the UN's World Population Prospects that a projection in steps of five years needs: a base population,
 * death rates, births by age of mother, and summary rates. Shapes as in WPP 2019; files of 2024 that give fertility without
 * the total, or rates a calendar year, are read as well.
 */
import { TwinError } from '../../kernel/errors.ts';
import { ageGroupName, FEMALE, FIVE_YEAR_GROUPS, MALE } from '../demography/ages.ts';
import { ABRIDGED_AGES } from '../demography/life-table.ts';
import { fertilityTable, type PeriodFertility } from './fertility-table.ts';
import { overPeriod, PERIOD_YEARS, periodName } from './periods.ts';
import {
  figure,
  figuresOf,
  hasColumn,
  numberAt,
  readTable,
  spanAt,
  textAt,
  type Table,
  type TableRow,
} from './table-file.ts';

export interface UnPaths {
  /** year, sex, age, pop_thousand */
  readonly base: string;
  /** period, sex, age_start, mx */
  readonly mortality: string;
  /** period, age, pasfr_percent and, unless the rates tell it, tfr */
  readonly fertility: string;
  /** period or year, sex_ratio_at_birth, net migration, e0_male and e0_female */
  readonly rates: string;
}

/** What one period of five years needs, from mid-year to mid-year. */
export interface UnPeriod extends PeriodFertility {
  readonly fromYear: number;
  /** [sex][group of ABRIDGED_AGES] deaths a person-year */
  readonly deathRates: readonly [Float64Array, Float64Array];
  /** Boys a girl. */
  readonly sexRatioAtBirth: number;
  /** Over the whole period. */
  readonly netMigrationThousand: number;
  /** [sex] as the rates print it, to compare with what the death rates give. */
  readonly lifeExpectancyYears: readonly [number, number];
}

export interface UnTables {
  /** @throws TwinError input when a row is missing or cannot be read */
  population(year: number): Float64Array;
  /** @throws TwinError input when a row is missing or cannot be read */
  period(fromYear: number): UnPeriod;
}

const SEX_CODES = ['M', 'F'] as const;
/**
 * Reads the four files; what is asked for later is checked then, so that periods that are not used may have gaps.
 *
 * @throws TwinError input: names the file, the row, the column, what was expected and what to do
 */
export function readUnTables(paths: UnPaths): UnTables {
  const base = populationTable(readTable(paths.base));
  const deathRates = mortalityTable(readTable(paths.mortality));
  const fertility = readTable(paths.fertility);
  const rates = readTable(paths.rates);
  const births = fertilityTable(fertility, rates);
  const summary = summaryTable(rates);
  return {
    population: base,
    period: (fromYear) => ({
      fromYear,
      deathRates: [deathRates(periodName(fromYear), MALE), deathRates(periodName(fromYear), FEMALE)],
      ...births(fromYear),
      ...summary(fromYear),
    }),
  };
}

/** Rows of both sexes together, as some files of the UN have them beside those of each: they are not asked for. */
const BOTH_SEXES = ['b', 'both', 'both sexes', 'both sexes combined', 't', 'total'];

/** @returns undefined for both sexes together */
function sexAt(table: Table, row: TableRow): string | undefined {
  const text = textAt(table, row, 'sex');
  const word = text.toLowerCase();
  if (word === 'm' || word === 'male') return 'M';
  if (word === 'f' || word === 'female') return 'F';
  if (BOTH_SEXES.includes(word)) return undefined;
  throw new TwinError('input', {
    code: 'sex-unknown',
    what: `"${text.slice(0, 20)}" is no sex of this file.`,
    where: { file: table.file, row: row.row, column: 'sex' },
    expected: 'M or F',
    todo: 'Mend that cell.',
  });
}

function populationTable(table: Table): UnTables['population'] {
  const figures = figuresOf(
    table,
    (row) => {
      const sex = sexAt(table, row);
      return sex && `year ${textAt(table, row, 'year')}, sex ${sex}, age ${ageGroupAt(table, row)}`;
    },
    (row) => numberAt(table, row, 'pop_thousand', 0, Infinity),
  );
  const { count } = FIVE_YEAR_GROUPS;
  return (year) =>
    Float64Array.from({ length: 2 * count }, (_, cell) => {
      const sex = SEX_CODES[Math.floor(cell / count)]!;
      const age = ageGroupName(FIVE_YEAR_GROUPS, cell % count);
      return figure(table, figures, `year ${year}, sex ${sex}, age ${age}`, 'pop_thousand');
    });
}

const OPEN_GROUP = ageGroupName(FIVE_YEAR_GROUPS, FIVE_YEAR_GROUPS.count - 1);

/** The open group may be written 100 or 100+. */
function ageGroupAt(table: Table, row: TableRow): string {
  const text = spanAt(table, row, 'age').replace(/\s*\+$/, '+');
  return `${text}+` === OPEN_GROUP ? OPEN_GROUP : text;
}

/** A rate of 0 has no logarithm for Greville's formula, and 10 a year is an age that lasts five weeks. */
const LOWEST_DEATH_RATE = 1e-9;
const HIGHEST_DEATH_RATE = 10;

/**
 * Death rates of one sex in one period, by the groups of ABRIDGED_AGES; the last may be written 100 or 100+.
 *
 * @throws TwinError input when a row is missing or cannot be read
 */
export function mortalityTable(table: Table): (period: string, sex: number) => Float64Array {
  const keyOf = (period: string, sex: string, age: string): string => `period ${period}, sex ${sex}, age_start ${age}`;
  const figures = figuresOf(
    table,
    (row) => {
      const sex = sexAt(table, row);
      return sex && keyOf(spanAt(table, row, 'period'), sex, textAt(table, row, 'age_start').replace(/\s*\+$/, ''));
    },
    (row) => numberAt(table, row, 'mx', LOWEST_DEATH_RATE, HIGHEST_DEATH_RATE),
  );
  return (period, sex) =>
    Float64Array.from(ABRIDGED_AGES, (age) =>
      figure(table, figures, keyOf(period, SEX_CODES[sex]!, String(age)), 'mx'),
    );
}

function summaryTable(
  table: Table,
): (fromYear: number) => Pick<UnPeriod, 'sexRatioAtBirth' | 'netMigrationThousand' | 'lifeExpectancyYears'> {
  return (fromYear) => ({
    sexRatioAtBirth: overPeriod(table, 'sex_ratio_at_birth', fromYear, 0.5, 2),
    netMigrationThousand: hasColumn(table, 'period')
      ? overPeriod(table, 'net_migration_thousand_5y', fromYear, -1e7, 1e7)
      : overPeriod(table, 'net_migration_thousand', fromYear, -1e7, 1e7) * PERIOD_YEARS,
    lifeExpectancyYears: [
      overPeriod(table, 'e0_male', fromYear, 1, 120),
      overPeriod(table, 'e0_female', fromYear, 1, 120),
    ],
  });
}
