/** A table of any length on disk, line by line: it is there whole or not at all, and never in memory as a whole. */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { FOR_OWNER, makePrivateFolder, moveIntoPlace, storageError } from '../../kernel/files.ts';

/** Characters that go to the disk at once. */
const AT_ONCE = 2 ** 20;

/** @throws TwinError storage when the disk is full or not writable */
export function writeLines(path: string, lines: Iterable<string>, atOnce = AT_ONCE): void {
  const partial = `${path}.${randomBytes(4).toString('hex')}.partial`;
  try {
    makePrivateFolder(dirname(path));
    const file = openSync(partial, 'w', FOR_OWNER);
    try {
      let text = '';
      for (const line of lines) {
        text += `${line}\n`;
        if (text.length < atOnce) continue;
        writeAll(file, text);
        text = '';
      }
      writeAll(file, text);
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

function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let offset = 0; offset < bytes.length;) offset += writeSync(file, bytes, offset);
}

/** Where a table comes from, below its rows, each line opening with #, as the other exports have it. */
export const originLines = (origin: readonly (readonly [label: string, value: string])[]): string[] =>
  origin.map((cells) => cells.map((cell, i) => quoted(i === 0 ? `# ${cell}` : cell)).join(','));

const quoted = (cell: string): string => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
