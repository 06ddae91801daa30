/** Births by age of mother: shares of a total that stands beside them or among the summary rates. */
import { TwinError } from '../../kernel/errors.ts';
import { ageGroupName, FIVE_YEAR_GROUPS } from '../demography/ages.ts';
import { overPeriod, PERIOD_YEARS, periodName } from './periods.ts';
import { figure, figuresOf, hasColumn, numberAt, spanAt, type Table } from './table-file.ts';

export interface PeriodFertility {
  /** [five-year group] births a woman and year */
  readonly birthsPerWomanYear: Float64Array;
  readonly tfr: number;
}

/** Groups of FIVE_YEAR_GROUPS in which children are born: 15-19 to 45-49. */
export const FERTILE_GROUPS = [3, 4, 5, 6, 7, 8, 9] as const;

const HIGHEST_TFR = 12;

/** Shares of the total by age of mother; they are rounded, so that their sum is 100 only nearly. */
export function fertilityTable(table: Table, rates: Table): (fromYear: number) => PeriodFertility {
  const shares = figuresOf(
    table,
    (row) => `period ${spanAt(table, row, 'period')}, age ${spanAt(table, row, 'age')}`,
    (row) => numberAt(table, row, 'pasfr_percent', 0, 100),
  );
  const hasTotals = hasColumn(table, 'tfr');
  return (fromYear) => {
    const percent = FERTILE_GROUPS.map((group) =>
      figure(
        table,
        shares,
        `period ${periodName(fromYear)}, age ${ageGroupName(FIVE_YEAR_GROUPS, group)}`,
        'pasfr_percent',
      ),
    );
    requireHundred(table, fromYear, percent);
    const tfr = hasTotals ? ownTotal(table, fromYear) : overPeriod(rates, 'tfr', fromYear, 0, HIGHEST_TFR);
    const birthsPerWomanYear = new Float64Array(FIVE_YEAR_GROUPS.count);
    FERTILE_GROUPS.forEach((group, i) => (birthsPerWomanYear[group] = (tfr * percent[i]!) / 100 / PERIOD_YEARS));
    return { birthsPerWomanYear, tfr };
  };
}

/** The total stands in each row of its period: the same one. Shares of the period are there, and so are rows. */
function ownTotal(table: Table, fromYear: number): number {
  const period = periodName(fromYear);
  const rows = table.rows.filter((row) => spanAt(table, row, 'period') === period);
  const totals = rows.map((row) => numberAt(table, row, 'tfr', 0, HIGHEST_TFR));
  const other = totals.findIndex((total) => total !== totals[0]);
  if (other < 0) return totals[0]!;
  throw new TwinError('input', {
    code: 'totals-differ',
    what: `The rows of period ${period} give different totals.`,
    where: { file: table.file, row: rows[other]!.row, column: 'tfr' },
    expected: `${totals[0]!}, as in the rows before`,
    todo: 'Mend that cell: the total fertility of a period is one number.',
  });
}

function requireHundred(table: Table, fromYear: number, percent: readonly number[]): void {
  const sum = percent.reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 100) <= 0.1) return;
  throw new TwinError('input', {
    code: 'shares-not-whole',
    what: `The shares of period ${periodName(fromYear)} add to ${sum.toFixed(3)} %.`,
    where: { file: table.file, column: 'pasfr_percent' },
    expected: '100 % over the ages 15-19 to 45-49',
    todo: 'Mend the shares of that period; they are percent of the total, not births.',
  });
}
