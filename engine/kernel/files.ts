/** Files that are there whole or not at all. */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { systemCode, TwinError } from './errors.ts';

/** Turns the system's word about a disk into one that says what to do; other errors pass. */
export function storageError(error: unknown, path: string): unknown {
  const code = systemCode(error);
  if (code !== 'ENOSPC' && code !== 'EDQUOT' && code !== 'EACCES' && code !== 'EROFS' && code !== 'EFBIG') return error;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
  return new TwinError(
    'storage',
    {
      code: isFull ? 'disk-full' : 'not-writable',
      what: isFull ? 'There is no room left to write.' : `This user may not write there (${code}).`,
      where: { file: basename(path) },
      todo: isFull
        ? 'Free some room (the sample city needs about 500 MB) and start again: what was complete before is unharmed.'
        : 'Give this user the right to write, or name another folder with KEMBARAN_DATA.',
    },
    { cause: error },
  );
}

/**
 * Writes a file beside its place and moves it there once it is on the disk.
 *
 * @throws TwinError storage when the disk is full or not writable
 */
export function writeFileAtomic(path: string, data: string | Uint8Array, mode = 0o644): void {
  const partial = `${path}.${randomBytes(4).toString('hex')}.partial`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(partial, 'w', mode);
    try {
      const bytes = typeof data === 'string' ? Buffer.from(data) : data;
      for (let offset = 0; offset < bytes.length;) offset += writeSync(file, bytes, offset);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw storageError(error, path);
  }
}

/** Path of something inside the project, wherever the process was started. */
export const projectPath = (...parts: string[]): string => join(import.meta.dirname, '..', '..', ...parts);
