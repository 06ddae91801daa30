/** What `twin link` and `twin review apply` say while another process changes the same result. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../config.ts';
import { TEST_FIELD_NAMES, testPeople } from '../linkage/core/trained/test-people.ts';
import { resultLockPath } from '../linkage/files/state/result-lock.ts';
import { TerminalProgress } from '../terminal.ts';
import { linkCommand } from './link.ts';
import { reviewCommands } from './review.ts';

let folder: string;
const at = (name: string): string => join(folder, name);
const HELD = JSON.stringify({ pid: 1, startedAt: '', host: hostname(), token: 'x', since: '2026-01-02T03:04:05.000Z' });

function run(name: string, operands: readonly string[], options: Readonly<Record<string, string | boolean>>) {
  const command = [linkCommand, ...reviewCommands].find((each) => each.name === name)!;
  const progress = new TerminalProgress({ isLive: false, columns: 80, write: () => undefined }, undefined);
  return command.run({ config: loadConfig(), progress, options: { threads: '1', ...options }, operands });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'two-at-once-'));
  const rows = testPeople(60).map(({ id, values }) => [id, ...TEST_FIELD_NAMES.map((name) => values[name]!)].join(','));
  writeFileSync(at('model.yaml'), "files: { '*': { id: id, columns: all } }\n");
  writeFileSync(at('people.csv'), `${['id', ...TEST_FIELD_NAMES].join(',')}\n${rows.join('\n')}\n`);
  await run('link', [at('model.yaml'), at('people.csv')], { out: at('out'), 'keep-rows': true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['linked anew into its folder', 'link', ['model.yaml', 'people.csv'], { out: 'out' }, true],
  ['grown', 'link', ['model.yaml', 'people.csv'], { into: 'out' }, false],
  ['brought up to its decisions', 'review apply', ['out'], {}, false],
])('a result that another process changes is not %s, and stays as it was', async (_, name, operands, places, keeps) => {
  const before = readFileSync(join(at('out'), 'report.json'), 'utf8');
  const path = resultLockPath(at('out'));
  writeFileSync(path, HELD);
  const folders = Object.fromEntries(Object.entries(places).map(([option, place]) => [option, at(place)]));
  const options = { ...folders, ...(keeps && { 'keep-rows': true }) };
  await expect(run(name, operands.map(at), options)).rejects.toMatchObject({
    kind: 'busy',
    text: { code: 'result-in-use', what: expect.stringContaining('process 1 on ') },
  });
  expect(readFileSync(join(at('out'), 'report.json'), 'utf8')).toBe(before);
  rmSync(path);
  await run(name, operands.map(at), options);
  expect(existsSync(path)).toBe(false);
});
