import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { TwinError } from './errors.ts';
import { FOR_READERS, makePrivateFolder, storageError, writeFileAtomic } from './files.ts';
import { folderUntil } from './test-folder.ts';
import { loadYaml } from './yaml-file.ts';

const scratch = (): string => folderUntil(onTestFinished, 'files');

test('a file is written whole, with its mode, and leaves no partial file behind', () => {
  const folder = scratch();
  const path = join(folder, 'deep', 'file.txt');
  writeFileAtomic(path, 'isi', 0o600);
  expect(readFileSync(path, 'utf8')).toBe('isi');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, 'deep'))).toEqual(['file.txt']);
});

test('a folder and the folders above it are made for their owner alone, and so is a file', () => {
  const folder = scratch();
  const modeOf = (...parts: string[]): number => statSync(join(folder, ...parts)).mode & 0o777;
  makePrivateFolder(join(folder, 'a', 'b'));
  writeFileAtomic(join(folder, 'c', 'd', 'file.txt'), 'isi');
  expect([modeOf('a'), modeOf('a', 'b'), modeOf('c'), modeOf('c', 'd')]).toEqual([0o700, 0o700, 0o700, 0o700]);
  expect(modeOf('c', 'd', 'file.txt')).toBe(0o600);
  // What is meant for readers is open as far as the user's own umask goes.
  writeFileAtomic(join(folder, 'e', 'file.txt'), 'isi', FOR_READERS);
  expect([modeOf('e'), modeOf('e', 'file.txt')]).toEqual([0o755 & ~process.umask(), 0o644 & ~process.umask()]);
});

test('a file in the place of a folder is told, whether the folder itself or one above it', () => {
  const path = join(scratch(), 'file');
  writeFileSync(path, 'isi');
  for (const folder of [path, join(path, 'inside')])
    expect(() => makePrivateFolder(folder)).toThrow(
      expect.objectContaining({ kind: 'storage', text: expect.objectContaining({ code: 'in-the-way' }) }),
    );
  expect(readFileSync(path, 'utf8')).toBe('isi');
});

test('a folder that nobody can make is told, and not tried for ever', () => {
  for (const folder of ['/proc/kembaran', '/proc/kembaran/deep/er', '/proc/1/kembaran'])
    expect(() => makePrivateFolder(folder)).toThrow(
      expect.objectContaining({ kind: 'storage', text: expect.objectContaining({ code: 'not-writable' }) }),
    );
});

test('a folder that two make at the same time, that is there, or that a link leads to is taken', () => {
  const folder = scratch();
  mkdirSync(join(folder, 'there'));
  symlinkSync(join(folder, 'there'), join(folder, 'link'));
  symlinkSync(join(folder, 'nowhere'), join(folder, 'loose'));
  for (const path of ['there', 'link', 'link/inside/deeper', 'there/inside']) makePrivateFolder(join(folder, path));
  expect(readdirSync(join(folder, 'there'))).toEqual(['inside']);
  expect(() => makePrivateFolder(join(folder, 'loose', 'inside'))).toThrow(
    expect.objectContaining({ text: expect.objectContaining({ code: 'in-the-way' }) }),
  );
});

test('when the write fails the old file stays and no partial file is left', () => {
  const folder = scratch();
  mkdirSync(join(folder, 'target'));
  writeFileSync(join(folder, 'target', 'inside'), '');
  expect(() => writeFileAtomic(join(folder, 'target'), 'isi')).toThrow();
  expect(readdirSync(folder)).toEqual(['target']);
});

test('what is no file is never replaced: a device would be gone for the whole machine', () => {
  const path = join(scratch(), 'pipe');
  execFileSync('mkfifo', [path]);
  const writing = (): void => writeFileAtomic(path, 'isi');
  expect(writing).toThrow(
    expect.objectContaining({ kind: 'storage', text: expect.objectContaining({ code: 'in-the-way' }) }),
  );
  expect(lstatSync(path).isFIFO()).toBe(true);
  rmSync(path);
  writing();
  expect(readFileSync(path, 'utf8')).toBe('isi');
});

test.each([
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EROFS', 'not-writable'],
  ['EPERM', 'not-writable'],
  ['ENOENT', 'not-writable'],
  ['ENAMETOOLONG', 'not-writable'],
  ['EISDIR', 'in-the-way'],
  ['ENOTDIR', 'in-the-way'],
])('%s becomes %s with a word on what to do', (code, expected) => {
  const error = storageError(Object.assign(new Error(code), { code }), '/somewhere/persons.parquet');
  expect(error).toBeInstanceOf(TwinError);
  expect((error as TwinError).text.code).toBe(expected);
  expect((error as TwinError).message).not.toContain('/somewhere');
  expect((error as TwinError).exitCode).toBe(6);
});

const shape = z.object({ amount: z.number(), name: z.string() });

test('a parameter file is read and checked', () => {
  const path = join(scratch(), 'a.yaml');
  writeFileSync(path, 'amount: 3\nname: x\n');
  expect(loadYaml(path, shape)).toEqual({ amount: 3, name: 'x' });
});

test.each([
  ['amount: 3\n', /name: .*In a\.yaml/s],
  ['amount: "3"\nname: x\n', /amount: /],
  ['amount: 3\namount: 4\nname: x\n', /a key stands there twice \(DUPLICATE_KEY\)\. In a\.yaml, row 2/],
  ['amount: [3\nname: x\n', /a bracket before it is not closed \(BAD_INDENT\)/],
  ['amount: 3\n  name: x\n', /not readable as YAML: .*\. In a\.yaml, row \d/],
])('%j is refused with file and key', (text, message) => {
  const path = join(scratch(), 'a.yaml');
  writeFileSync(path, text);
  expect(() => loadYaml(path, shape)).toThrow(message);
});

test('letters of another encoding are refused where they stand, and letters beyond ASCII are read', () => {
  const path = join(scratch(), 'a.yaml');
  writeFileSync(path, 'amount: 3\nname: Café\n', 'latin1');
  expect(() => loadYaml(path, shape)).toThrow(/not written in UTF-8\. In a\.yaml, row 2/);
  writeFileSync(path, 'amount: 3\nname: Café\n');
  expect(loadYaml(path, shape).name).toBe('Café');
});

test('a parameter file that is not there is a clear error', () => {
  expect(() => loadYaml(join(scratch(), 'none.yaml'), shape)).toThrow(/cannot be read \(ENOENT\).*none\.yaml/);
});
