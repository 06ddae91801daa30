import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { codeVersion, filesUnder, parametersSha256, sha256OfFolder } from './fingerprint.ts';
import { projectPath } from './kernel/files.ts';

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'kembaran-fingerprint-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) put(folder, name, text);
  return folder;
}

function put(folder: string, name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const FILES = { 'a.yaml': '1', 'b/c.yaml': '2' };

test('a folder has one checksum, whatever the order in which its files were made', () => {
  const reversed = Object.fromEntries(Object.entries(FILES).reverse());
  expect(sha256OfFolder(folderOf(reversed))).toBe(sha256OfFolder(folderOf(FILES)));
  expect(filesUnder(folderOf(FILES), () => true)).toEqual(['a.yaml', 'b/c.yaml']);
});

test.each<[string, Readonly<Record<string, string>>]>([
  ['a byte changes', { ...FILES, 'a.yaml': '3' }],
  ['a file comes', { ...FILES, 'd.yaml': '' }],
  ['a file goes', { 'a.yaml': '1' }],
  ['a file is renamed', { 'a.yaml': '1', 'b/d.yaml': '2' }],
  ['two files change places', { 'a.yaml': '2', 'b/c.yaml': '1' }],
])('when %s, so does the checksum', (_, changed) => {
  expect(sha256OfFolder(folderOf(changed))).not.toBe(sha256OfFolder(folderOf(FILES)));
});

test('a parameter that changes makes another build; the sample city and notes for readers do not', () => {
  const models = folderOf({});
  cpSync(projectPath('models'), models, { recursive: true });
  const before = parametersSha256(models);
  expect(before).toBe(parametersSha256(projectPath('models')));
  put(models, 'sample/errors.yaml', 'changed: true\n');
  put(models, 'README.md', 'changed');
  expect(parametersSha256(models)).toBe(before);
  put(models, 'linkage/extra.yaml', 'changed: true\n');
  const after = parametersSha256(models);
  expect(after).not.toBe(before);
  rmSync(join(models, 'linkage/extra.yaml'));
  expect(parametersSha256(models)).toBe(before);
});

test('the version of the code tells the package and what the engine is made of', () => {
  expect(codeVersion()).toMatch(/^\d+\.\d+\.\d+\+[0-9a-f]{12}$/);
});
