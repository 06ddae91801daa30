/** A twin that has a snapshot, and builds that fail: the error is clear, nothing is lost, nothing is left half done. */
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import type { BuildOutcome } from '../../pipeline.ts';
import type { TwinStatus } from '../../status.ts';
import { sandboxWithStore, twin, twinJson, type Finished, type Settings } from '../twin-process.ts';

const settings = sandboxWithStore(afterAll, 400);
const folder = settings['KEMBARAN_DATA']!;
const snapshots = join(folder, 'snapshots');
const sembako = join(folder, 'registers', 'sembako.csv');
let served: string;

beforeAll(async () => {
  await twinJson(['sample'], settings);
  served = (await twinJson<BuildOutcome>(['build'], settings)).snapshotId;
});

const build = (more: Settings = {}): Promise<Finished> =>
  twin(['build', '--force', '--json'], { ...settings, ...more });

/** What must be so after every failure. What a full disk left in the database is cleared away by the next build. */
afterEach(async () => {
  const status = await twinJson<TwinStatus>(['status'], settings);
  expect(status).toMatchObject({ served, snapshots: [{ id: served, damaged: [] }] });
  expect(readdirSync(snapshots)).toEqual([served]);
});

function expectClear(run: Finished, code: number, errorCode: string): void {
  expect([run.code, run.stderr.slice(-1500)]).toEqual([code, expect.not.stringMatching(/\n\s+at /)]);
  expect(JSON.parse(run.stdout)).toMatchObject({ error: { code: errorCode, todo: expect.stringMatching(/\.$/) } });
}

test.each<[string, (bytes: Buffer) => Buffer, string]>([
  ['an empty file', () => Buffer.alloc(0), 'file-empty'],
  ['another register than declared', () => readFileSync(join(folder, 'registers', 'pbi-jk.csv')), 'register-wrong'],
  ['a column gone', (bytes) => Buffer.from(bytes.toString('latin1').replace('NIK', 'NIX'), 'latin1'), 'column-missing'],
])('%s among the registers', async (_, spoil, errorCode) => {
  const sound = readFileSync(sembako);
  writeFileSync(sembako, spoil(sound));
  expectClear(await build(), 3, errorCode);
  writeFileSync(sembako, sound);
});

test('a file of keys that is gone: none is made in its place', async () => {
  const keys = join(folder, 'keys.json');
  renameSync(keys, `${keys}.apart`);
  expectClear(await build(), 4, 'keys-missing');
  expect(existsSync(keys)).toBe(false);
  renameSync(`${keys}.apart`, keys);
});

/** The disk is full while this file or folder is there. */
const fullWhile = (mark: string): Settings => ({
  NODE_OPTIONS: `--import=${pathToFileURL(projectPath('engine', 'store', 'disk-full-preload.ts')).href}`,
  DISK_FULL_MARK: mark,
});
/** Folder of the snapshot that the next build makes: the same content, the next number. */
const nextFolder = (number: number): string =>
  join(snapshots, served.replace('000001', String(number).padStart(6, '0')));

test('a disk that is full from the start', async () => {
  expectClear(await build(fullWhile(sembako)), 6, 'disk-full');
});

test('a disk that is full once the columns are written', async () => {
  expectClear(await build(fullWhile(`${nextFolder(2)}.partial`)), 6, 'disk-full');
});

test('a disk that is full once the rows are written', async () => {
  expectClear(await build(fullWhile(nextFolder(3))), 6, 'disk-full');
});

test('with room again and everything in its place the next build completes', async () => {
  const run = await build(fullWhile(join(folder, 'never')));
  const outcome = JSON.parse(run.stdout) as BuildOutcome;
  expect(outcome.kind).toBe('built');
  const before = served;
  served = outcome.snapshotId;
  const status = await twinJson<TwinStatus>(['status'], settings);
  expect([status.snapshots.map(({ id }) => id), status.orphans]).toEqual([[served, before], 0]);
  // The check after each test is of one snapshot.
  await twinJson(['build', '--force'], { ...settings, KEMBARAN_KEEP_SNAPSHOTS: '1' });
  served = (await twinJson<TwinStatus>(['status'], settings)).served!;
});
