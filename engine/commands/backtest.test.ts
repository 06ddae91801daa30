import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../config.ts';
import { inventedTables, writtenTables } from '../simulation/tables/test-tables.ts';
import { TerminalProgress } from '../terminal.ts';
import { backtestCommand } from './backtest.ts';
import { parseCommandLine } from './command.ts';

const progress = (): TerminalProgress =>
  new TerminalProgress({ isLive: false, columns: 100, write: () => undefined }, undefined);

describe('twin backtest', () => {
  test('writes the base and a population every five years in the shape of the base file', async () => {
    const paths = writtenTables(inventedTables());
    const out = join(paths.folder, 'out.csv');
    const result = await run(paths, ['--from', '2010', '--to', '2020', '--out', out]);
    const rows = readFileSync(out, 'utf8').trimEnd().split('\n');
    expect(rows[0]).toBe('year,sex,age,pop_thousand');
    expect(rows).toHaveLength(1 + 3 * 42);
    expect(rows.slice(1, 43)).toEqual(
      readFileSync(paths.base, 'utf8')
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((row) => `${row}.000`),
    );
    const total = rows
      .filter((row) => row.startsWith('2020,'))
      .reduce((sum, row) => sum + Number(row.split(',')[3]), 0);
    const json = result.json as { years: { year: number; total: number }[] };
    expect(json.years.at(-1)!.year).toBe(2020);
    expect(json.years.at(-1)!.total).toBeCloseTo(total, 1);
  });

  test('refuses years that are not whole periods, and says what is missing', async () => {
    const paths = writtenTables(inventedTables());
    const out = ['--out', join(paths.folder, 'out.csv')];
    await expect(run(paths, ['--from', '2010', '--to', '2018', ...out])).rejects.toThrow(
      /not whole periods of 5 years/,
    );
    await expect(run(paths, ['--from', '2010', ...out])).rejects.toThrow(/--from or --to is missing/);
    await expect(run(paths, ['--from', '2010', '--to', '2020'])).rejects.toThrow(/--out is missing/);
    await expect(run(paths, ['--from', '2015', '--to', '2020', ...out])).rejects.toThrow(/no row for year 2015/);
  });
});

function run(paths: ReturnType<typeof writtenTables>, more: readonly string[]) {
  const files = (['base', 'mortality', 'fertility', 'rates'] as const).flatMap((name) => [`--${name}`, paths[name]]);
  const parsed = parseCommandLine(backtestCommand, [...files, ...more]);
  return backtestCommand.run({ config: loadConfig({ KEMBARAN_DATA: paths.folder }), progress: progress(), ...parsed });
}
