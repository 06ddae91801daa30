import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  damagedFiles,
  makeSnapshotFolder,
  orphanFolders,
  removeSnapshotFolders,
  snapshotFolderName,
} from './snapshot-files.ts';

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kembaran-snapshots-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const NAME = snapshotFolderName(12, '9f86d081884c7d659a2f');
const fill = (folder: string): void => {
  writeFileSync(join(folder, 'persons.parquet'), 'persons');
  writeFileSync(join(folder, 'households.parquet'), 'households');
};

test('names are in the order of the builds', () => {
  expect(NAME).toBe('000012-9f86d081884c');
  expect([snapshotFolderName(9, 'ff'), snapshotFolderName(10, 'aa')].sort()).toEqual(['000009-ff', '000010-aa']);
});

test('a folder appears under its name once everything is in it', async () => {
  const folder = scratch();
  const during: string[][] = [];
  const made = await makeSnapshotFolder(folder, NAME, (partial) => {
    fill(partial);
    during.push(readdirSync(folder));
  });
  expect(during).toEqual([[`${NAME}.partial`]]);
  expect(readdirSync(folder)).toEqual([NAME]);
  expect(readdirSync(made).sort()).toEqual(['SHA256SUMS', 'households.parquet', 'persons.parquet']);
});

test('what fails while it is filled leaves nothing, and a full disk is told as such', async () => {
  const folder = scratch();
  const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
  const making = makeSnapshotFolder(folder, NAME, (partial) => {
    fill(partial);
    throw full;
  });
  await expect(making).rejects.toMatchObject({ kind: 'storage', text: { code: 'disk-full' } });
  expect(readdirSync(folder)).toEqual([]);
});

const SPOILED: [what: string, spoil: (folder: string) => void, damaged: string[]][] = [
  ['nothing', () => {}, []],
  ['a changed file', (folder) => appendFileSync(join(folder, 'persons.parquet'), ' '), ['persons.parquet']],
  ['a file that is gone', (folder) => rmSync(join(folder, 'households.parquet')), ['households.parquet']],
  ['the checksums gone', (folder) => rmSync(join(folder, 'SHA256SUMS')), ['SHA256SUMS']],
  ['the checksums emptied', (folder) => writeFileSync(join(folder, 'SHA256SUMS'), ''), ['SHA256SUMS']],
  ['the folder gone', (folder) => rmSync(folder, { recursive: true }), ['SHA256SUMS']],
];
test.each(SPOILED)('with %s', async (_, spoil, damaged) => {
  const made = await makeSnapshotFolder(scratch(), NAME, fill);
  spoil(made);
  expect(await damagedFiles(made)).toEqual(damaged);
});

test('the checksums are as sha256sum reads them', async () => {
  const made = await makeSnapshotFolder(scratch(), NAME, fill);
  const lines = readFileSync(join(made, 'SHA256SUMS'), 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => /^[0-9a-f]{64} {2}(\S+)$/.exec(line)?.[1])).toEqual([
    'households.parquet',
    'persons.parquet',
  ]);
  if (process.platform === 'linux') execFileSync('sha256sum', ['--check', '--status', 'SHA256SUMS'], { cwd: made });
});

test('folders of no snapshot are orphans and can be removed; the others stay', () => {
  const folder = scratch();
  expect(orphanFolders(join(folder, 'nowhere'), [])).toEqual([]);
  for (const name of [NAME, `${NAME}.partial`, '000011-aa']) mkdirSync(join(folder, name));
  const orphans = orphanFolders(folder, [NAME]);
  expect(orphans.sort()).toEqual(['000011-aa', `${NAME}.partial`]);
  removeSnapshotFolders(folder, orphans);
  expect(readdirSync(folder)).toEqual([NAME]);
});
