/** Files that are there whole or not at all, and that nobody but their owner may read unless they are meant for others. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { systemCode, TwinError } from './errors.ts';

const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const FORBIDDEN: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS']);
const IN_THE_WAY: ReadonlySet<string> = new Set(['EISDIR', 'ENOTDIR']);
/** A folder that nobody can make, a name that is too long, a disk that is broken or gone. */
const IMPOSSIBLE: ReadonlySet<string> = new Set(['ENOENT', 'ENAMETOOLONG', 'ELOOP', 'EIO', 'ENXIO', 'ENODEV']);

/** Turns the system's word about a disk into one that says what to do; other errors pass. */
export function storageError(error: unknown, path: string): unknown {
  const code = systemCode(error) ?? '';
  if (IN_THE_WAY.has(code)) return inTheWay(path, error);
  const [isFull, isForbidden] = [FULL.has(code), FORBIDDEN.has(code)];
  if (!isFull && !isForbidden && !IMPOSSIBLE.has(code)) return error;
  return new TwinError(
    'storage',
    {
      code: isFull ? 'disk-full' : 'not-writable',
      what: isFull
        ? 'There is no room left to write.'
        : `${isForbidden ? 'This user may not write there' : 'Nothing can be written there'} (${code}).`,
      where: { file: basename(path) },
      todo: isFull
        ? 'Free some room (the sample city needs about 500 MB) and start again: what was complete before is unharmed.'
        : 'Give this user the right to write, or name another place (KEMBARAN_DATA is that of the data folder).',
    },
    { cause: error },
  );
}

const inTheWay = (path: string, cause?: unknown): TwinError =>
  new TwinError(
    'storage',
    {
      code: 'in-the-way',
      what: 'A folder or a device is in the place of the file, or a file in the place of one of its folders.',
      where: { file: basename(path) },
      todo: 'Move it away, or name another place.',
    },
    { cause },
  );

/** Rights of files: what is about persons is for its owner alone, what is meant for readers is not. */
export const FOR_OWNER = 0o600;
export const FOR_READERS = 0o644;

/**
 * Makes a folder for its owner alone, and those above it that are missing. Every folder that the engine makes is made
 * here: what lies in it comes from registers of real people.
 */
export function makePrivateFolder(path: string): void {
  makeFolderFor(FOR_OWNER, path);
}

/**
 * Who may read the files of a folder may also look into it.
 *
 * @throws TwinError storage when the disk is full or not writable, or a file is in the place of the folder
 */
export function makeFolderFor(fileMode: number, path: string): void {
  try {
    makeFolders(resolve(path), fileMode | ((fileMode & 0o444) >> 2));
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw inTheWay(path, error);
    throw storageError(error, path);
  }
}

/** Step by step: Node's own way never ends where a folder that is there says that it is not, as /proc does. */
function makeFolders(path: string, mode: number): void {
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST' && statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
    const above = dirname(path);
    if (code !== 'ENOENT' || existsSync(above)) throw error;
    makeFolders(above, mode);
    makeFolders(path, mode);
  }
}

/**
 * Moves a file to its place, over the one that is there.
 *
 * @throws TwinError storage when something else than a file is there: a device would be gone for the whole machine
 */
export function moveIntoPlace(partial: string, path: string): void {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there !== undefined && !there.isFile() && !there.isSymbolicLink()) throw inTheWay(path);
  renameSync(partial, path);
}

/**
 * Writes a file beside its place and moves it there once it is on the disk.
 *
 * @param mode who may read it, and look into its folder where that is made along with it
 * @throws TwinError storage when the disk is full or not writable
 */
export function writeFileAtomic(path: string, data: string | Uint8Array, mode = FOR_OWNER): void {
  const partial = `${path}.${randomBytes(4).toString('hex')}.partial`;
  try {
    makeFolderFor(mode, dirname(path));
    const file = openSync(partial, 'w', mode);
    try {
      const bytes = typeof data === 'string' ? Buffer.from(data) : data;
      for (let offset = 0; offset < bytes.length;) offset += writeSync(file, bytes, offset);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    moveIntoPlace(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw storageError(error, path);
  }
}

/** Path of something inside the project, wherever the process was started. */
export const projectPath = (...parts: string[]): string => join(import.meta.dirname, '..', '..', ...parts);
