/** A folder of boundary files that is there whole or not at all. */
import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makePrivateFolder, storageError, writeFileAtomic } from '../../kernel/files.ts';

const previousOf = (folder: string): string => `${folder}.previous`;

/**
 * The folder of an import, or undefined when there was none. Ends an exchange of folders that was cut off half way.
 */
export function findImportedBoundaries(outFolder: string): string | undefined {
  if (!existsSync(outFolder) && existsSync(previousOf(outFolder))) renameSync(previousOf(outFolder), outFolder);
  return existsSync(outFolder) ? outFolder : undefined;
}

/**
 * Writes files into a new folder and puts it in the place of the old one.
 *
 * @param check sees the folder before it takes its place; when it throws, nothing has changed
 * @throws TwinError storage
 */
export function replaceFolder(
  outFolder: string,
  files: Readonly<Record<string, string>>,
  check: (folder: string) => void,
): void {
  const partial = `${outFolder}.${randomBytes(4).toString('hex')}.partial`;
  try {
    makePrivateFolder(dirname(outFolder));
    for (const [name, text] of Object.entries(files)) writeFileAtomic(join(partial, name), text);
    check(partial);
    exchange(partial, outFolder);
  } catch (error) {
    throw storageError(error, outFolder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** The old folder keeps a name until the new one is in place: `findImportedBoundaries` brings it back after a crash. */
function exchange(partial: string, outFolder: string): void {
  findImportedBoundaries(outFolder);
  const previous = previousOf(outFolder);
  rmSync(previous, { recursive: true, force: true });
  if (existsSync(outFolder)) renameSync(outFolder, previous);
  try {
    renameSync(partial, outFolder);
  } catch (error) {
    findImportedBoundaries(outFolder);
    throw error;
  }
  rmSync(previous, { recursive: true, force: true });
}
