import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadConfig, type Config } from './config.ts';
import { SILENT } from './kernel/progress.ts';
import { makeSample, registersState, requireRegisters, type MadeSample } from './sample.ts';

function configOf(files: Readonly<Record<string, string>> = {}): Config {
  const folder = mkdtempSync(join(tmpdir(), 'kembaran-sample-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const config = loadConfig({ KEMBARAN_DATA: folder });
  if (Object.keys(files).length > 0) mkdirSync(config.registersFolder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(config.registersFolder, name), text);
  return config;
}

const make = (config: Config, seed: number, isReplaced: boolean): Promise<MadeSample | undefined> =>
  makeSample({ config, progress: SILENT, residents: 300, seed, isReplaced });

const declared = (more: string): string => `asOf: 2025-12-31\n${more}files: [{ file: a.csv, register: dukcapil }]\n`;

test.each<[string, Readonly<Record<string, string>>, string]>([
  ['no folder', {}, 'empty'],
  ['nothing but hidden files', { '.gitkeep': '', '.DS_Store': '' }, 'empty'],
  ['files declared as a sample', { 'registers.yaml': declared('sample: true\n'), 'a.csv': '' }, 'sample'],
  ['files that are declared and no sample', { 'registers.yaml': declared(''), 'a.csv': '' }, 'other'],
  ['files that nobody declared', { 'a.csv': '' }, 'other'],
  ['a declaration alone, its files still on their way', { 'registers.yaml': declared('') }, 'other'],
  ['a file that is no register', { 'catatan.txt': '' }, 'other'],
])('%s: the folder counts as %s', (_, files, state) => {
  expect(registersState(configOf(files).registersFolder)).toBe(state);
});

test('a declaration that is half written is an error, not an empty folder to be filled', () => {
  const config = configOf({ 'registers.yaml': 'asOf: 2025-12-31\nsample: tr', 'a.csv': '' });
  expect(() => registersState(config.registersFolder)).toThrow(/registers\.yaml/);
});

test('what a killed run left half written does not count, and the next run clears it away', async () => {
  const config = configOf();
  for (const left of [`${config.registersFolder}.partial`, `${config.truthFolder}.partial`]) {
    mkdirSync(left);
    writeFileSync(join(left, 'pkh.xlsx'), 'half');
  }
  expect(registersState(config.registersFolder)).toBe('empty');
  expect(await make(config, 1, false)).toMatchObject({ residents: 300, seed: 1 });
  expect(registersState(config.registersFolder)).toBe('sample');
  expect(readdirSync(config.dataFolder).sort()).toEqual(['registers', 'sample-truth', 'survei']);
});

test('nothing to build from is an error with what to do', () => {
  expect(() => requireRegisters(configOf().registersFolder)).toThrow(/no register file.*twin -- sample/);
  expect(() => requireRegisters(configOf({ 'a.csv': '' }).registersFolder)).not.toThrow();
});

test('a sample city is replaced when that is asked for and only then; real registers never are', async () => {
  const config = configOf();
  const bytes = (): string => readFileSync(join(config.registersFolder, 'dukcapil-penduduk.csv'), 'latin1');
  await make(config, 1, false);
  const first = bytes();
  expect(await make(config, 2, false)).toBeUndefined();
  expect(bytes()).toBe(first);
  expect(await make(config, 2, true)).toMatchObject({ seed: 2 });
  expect(bytes()).not.toBe(first);

  const real = configOf({ 'registers.yaml': declared(''), 'a.csv': 'real' });
  expect(await make(real, 1, true)).toBeUndefined();
  expect(readdirSync(real.registersFolder).sort()).toEqual(['a.csv', 'registers.yaml']);
});
