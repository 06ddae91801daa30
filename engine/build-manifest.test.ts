import { appendFileSync, cpSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { describeBuild, type BuildManifest, type ManifestOptions } from './build-manifest.ts';
import { TwinError } from './kernel/errors.ts';
import { projectPath } from './kernel/files.ts';
import { SILENT } from './kernel/progress.ts';
import { testGeography } from './samples/test-geography.ts';

const geography = testGeography();
const DECLARATION = 'asOf: 2025-12-31\nfiles:\n  - { file: siak.csv, register: dukcapil }\n';
let folder: string;
let modelsFolder: string;
let geodataFolder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kembaran-manifest-'));
  modelsFolder = mkdtempSync(join(tmpdir(), 'kembaran-models-'));
  geodataFolder = mkdtempSync(join(tmpdir(), 'kembaran-geodata-'));
  onTestFinished(() => [folder, modelsFolder, geodataFolder].forEach((made) => rmSync(made, { recursive: true })));
  cpSync(projectPath('models'), modelsFolder, { recursive: true });
  for (const facts of ['city.yaml', 'facts']) {
    cpSync(projectPath('geodata', facts), join(geodataFolder, facts), { recursive: true });
  }
  writeFileSync(join(folder, 'registers.yaml'), DECLARATION);
  writeFileSync(join(folder, 'siak.csv'), 'NIK;Nama\n1;A\n');
});

const describe = (changed: Partial<ManifestOptions> = {}): Promise<BuildManifest> =>
  describeBuild({
    registersFolder: folder,
    modelsFolder,
    geodataFolder,
    geography,
    keysFingerprint: 'k1',
    progress: SILENT,
    ...changed,
  });

test('the same inputs make the same manifest, whenever they were written', async () => {
  const before = await describe();
  utimesSync(join(folder, 'siak.csv'), 1, 1);
  writeFileSync(join(folder, '.DS_Store'), 'of the desktop');
  expect(await describe()).toEqual(before);
  expect(before.inputs.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['registers.yaml', DECLARATION.length],
    ['siak.csv', 13],
  ]);
  expect(before).toMatchObject({ referenceDay: 20_453, isSample: false, seed: undefined });
});

const CHANGES: [what: string, change: () => unknown][] = [
  ['a byte of a register', () => writeFileSync(join(folder, 'siak.csv'), 'NIK;Nama\n1;B\n')],
  ['one more register file', () => writeFileSync(join(folder, 'pkh.csv'), '')],
  ['a register file by another name', () => renameSync(join(folder, 'siak.csv'), join(folder, 'siak-2025.csv'))],
  [
    'the reference day',
    () => writeFileSync(join(folder, 'registers.yaml'), DECLARATION.replace('2025-12-31', '2025-12-30')),
  ],
  [
    'a declared format',
    () => writeFileSync(join(folder, 'registers.yaml'), DECLARATION.replace(' }', ', dates: dmy }')),
  ],
  ['a parameter', () => writeFileSync(join(modelsFolder, 'linkage', 'extra.yaml'), 'a: 1\n')],
  ['a fact of a kelurahan', () => appendFileSync(join(geodataFolder, 'facts', 'kelurahan.csv'), '\n')],
  ['a fact of the city', () => appendFileSync(join(geodataFolder, 'city.yaml'), '# another\n')],
  ['the boundaries', () => ({ geography: { ...geography, version: 'another' } })],
  ['a decision about rows', () => ({ decisionsSha256: 'd1' })],
  ['the keys', () => ({ keysFingerprint: 'k2' })],
];
test.each(CHANGES)('%s makes another build', async (_, change) => {
  const before = await describe();
  const after = await describe((change() ?? {}) as Partial<ManifestOptions>);
  expect(after.contentId).not.toBe(before.contentId);
});

test('without a word on the day that the registers speak of there is no build', async () => {
  rmSync(join(folder, 'registers.yaml'));
  const error: unknown = await describe().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(TwinError);
  expect((error as TwinError).text.code).toBe('declaration-missing');
  expect((error as TwinError).exitCode).toBe(4);
});
