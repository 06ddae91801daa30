/** Periods of five years from mid-year to mid-year, and rates over them. */
import { figure, figuresOf, hasColumn, numberAt, spanAt, type Table } from './table-file.ts';

export const PERIOD_YEARS = 5;

/** 2010-2015 */
export const periodName = (fromYear: number): string => `${fromYear}-${fromYear + PERIOD_YEARS}`;

/**
 * A rate of the period: as it stands in a file of periods; from a file of calendar years the mean of those that the period
 * covers, half of its first and half of its last, because it runs from mid-year to mid-year.
 */
export function overPeriod(table: Table, column: string, fromYear: number, low: number, high: number): number {
  const isPeriods = hasColumn(table, 'period');
  const [keyName, years] = isPeriods
    ? ['period', [periodName(fromYear)]]
    : ['year', Array.from({ length: PERIOD_YEARS + 1 }, (_, i) => String(fromYear + i))];
  const figures = figuresOf(
    table,
    (row) => `${keyName} ${spanAt(table, row, keyName)}`,
    (row) => numberAt(table, row, column, low, high),
  );
  const values = years.map((year) => figure(table, figures, `${keyName} ${year}`, column));
  if (isPeriods) return values[0]!;
  const ends = (values[0]! + values[PERIOD_YEARS]!) / 2;
  return (values.slice(1, PERIOD_YEARS).reduce((sum, value) => sum + value, 0) + ends) / PERIOD_YEARS;
}
