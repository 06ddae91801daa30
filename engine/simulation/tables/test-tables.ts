/** Invented tables of the UN's shapes, for tests. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ageGroupName, FIVE_YEAR_GROUPS } from '../demography/ages.ts';
import { ABRIDGED_AGES } from '../demography/life-table.ts';
import type { UnPaths } from './un-tables.ts';

export type TableTexts = Record<keyof UnPaths, string>;

const PERIODS = ['2010-2015', '2015-2020'];
const lines = (head: string, rows: readonly string[]): string => [head, ...rows, ''].join('\n');

/** Mortality rises with age alone, migration is `migration` in a period. */
export function inventedTables(migration = -10): TableTexts {
  const sexes = ['M', 'F'];
  const groups = Array.from({ length: FIVE_YEAR_GROUPS.count }, (_, group) => group);
  const rate = (age: number): number => (age === 0 ? 0.02 : 0.0004 + 0.00005 * Math.exp(0.095 * age));
  return {
    base: lines(
      'year,sex,age,pop_thousand',
      sexes.flatMap((sex) =>
        groups.map((group) => `2010,${sex},${ageGroupName(FIVE_YEAR_GROUPS, group)},${210 - 10 * group}`),
      ),
    ),
    mortality: lines(
      'period,sex,age_start,mx',
      PERIODS.flatMap((period) =>
        sexes.flatMap((sex) => ABRIDGED_AGES.map((age) => `${period},${sex},${age},${rate(age).toFixed(9)}`)),
      ),
    ),
    fertility: lines(
      'period,age,tfr,pasfr_percent',
      PERIODS.flatMap((period) =>
        [10, 26, 27, 20, 12, 4, 1].map((share, i) => `${period},${ageGroupName(FIVE_YEAR_GROUPS, i + 3)},2.4,${share}`),
      ),
    ),
    rates: lines(
      'period,tfr,e0_male,e0_female,sex_ratio_at_birth,net_migration_thousand_5y',
      PERIODS.map((period) => `${period},2.4,70,74,1.05,${migration}`),
    ),
  };
}

/** Writes them into a folder that goes when the test ends. */
export function writtenTables(texts: TableTexts): UnPaths & { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'kembaran-tables-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const paths = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => {
      const path = join(folder, `${name}.csv`);
      writeFileSync(path, text);
      return [name, path];
    }),
  );
  return { ...(paths as Record<keyof UnPaths, string>), folder };
}
