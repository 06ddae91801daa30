import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadConfig, type Config } from './config.ts';
import { exposedFolders, warnOfExposedFolders } from './data-privacy.ts';
import { SILENT } from './kernel/progress.ts';
import { folderUntil } from './kernel/test-folder.ts';

function folderWith(mode: number): string {
  const folder = folderUntil(onTestFinished, 'privacy');
  chmodSync(folder, mode);
  return folder;
}

const configOf = (dataFolder: string, registersFolder = ''): Config =>
  loadConfig({ KEMBARAN_DATA: dataFolder, KEMBARAN_REGISTERS: registersFolder });

test.each([
  [0o700, false],
  [0o500, false],
  [0o750, true],
  [0o705, true],
  [0o755, true],
  [0o711, true],
])('a data folder of mode %o is open to others: %s', (mode, isOpen) => {
  const folder = folderWith(mode);
  expect(exposedFolders(configOf(folder))).toEqual(isOpen ? [folder] : []);
});

test('a folder that is not there yet is not open', () => {
  expect(exposedFolders(configOf(join(folderWith(0o755), 'data')))).toEqual([]);
});

test('registers outside the data folder are looked at, registers within a closed one need not be', () => {
  const [data, registers] = [folderWith(0o700), folderWith(0o755)];
  expect(exposedFolders(configOf(data, registers))).toEqual([registers]);
  mkdirSync(join(data, 'registers'));
  chmodSync(join(data, 'registers'), 0o755);
  expect(exposedFolders(configOf(data))).toEqual([]);
});

test('an open folder is told once, in both languages, with the command that closes it; a closed one is not', () => {
  const notesOf = (folder: string): string[] => {
    const notes: string[] = [];
    warnOfExposedFolders(configOf(folder), { ...SILENT, note: (text) => void notes.push(text) });
    return notes;
  };
  const open = folderWith(0o755);
  const [note, ...others] = notesOf(open);
  expect(note!.match(/^Perhatian: .* \/ Note: other users.*$/)![0].split(`chmod 700 "${open}"`)).toHaveLength(3);
  expect(others).toEqual([]);
  expect(notesOf(folderWith(0o700))).toEqual([]);
});
