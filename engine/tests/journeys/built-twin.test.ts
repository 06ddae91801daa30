import { chmodSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { sandboxSettings, twin, twinJson, type Settings } from '../twin-process.ts';

const sandbox = sandboxSettings(600);
const outside = sandbox['KEMBARAN_DATA']!;
/** Not there yet: the twin makes it. */
const folder = join(outside, 'data');
const settings: Settings = { ...sandbox, KEMBARAN_DATA: folder };
afterAll(() => rmSync(outside, { recursive: true, force: true }));

/**
 * What lies in the data folder and can be read, changed or entered by others than its owner. The database sets the rights
 * of its files itself; the folder that they are in is closed.
 */
const openToOthers = (): string[] =>
  ['', ...readdirSync(folder, { recursive: true }).map(String)]
    .filter((path) => !path.startsWith(join('store', 'database', '/')))
    .filter((path) => (statSync(join(folder, path)).mode & 0o077) !== 0);

test('whatever the twin makes in the data folder is for its owner alone', async () => {
  await twinJson(['sample'], settings);
  await twinJson(['build'], settings);
  for (const made of ['registers', 'sample-truth', 'snapshots', 'store', 'logs', 'keys.json']) {
    expect(existsSync(join(folder, made)), made).toBe(true);
  }
  expect(openToOthers()).toEqual([]);

  // The search finds what is open.
  chmodSync(join(folder, 'registers', 'pkh.xlsx'), 0o644);
  expect(openToOthers()).toEqual([join('registers', 'pkh.xlsx')]);
});

test('a data folder that others may enter is told once, on standard error, with the command that closes it', async () => {
  chmodSync(folder, 0o755);
  const open = await twin(['status', '--json'], settings);
  expect(open.stderr.split(`chmod 700 "${folder}"`)).toHaveLength(2);
  expect(JSON.parse(open.stdout)).toHaveProperty('served');

  chmodSync(folder, 0o700);
  expect((await twin(['status', '--json'], settings)).stderr).not.toContain('chmod');
});
