/** The columns of each snapshot on disk; a folder a snapshot, named as the store numbers them, there whole or not at all. */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sha256OfFile } from './kernel/checksum.ts';
import { makePrivateFolder, storageError, writeFileAtomic } from './kernel/files.ts';

/** 000012-9f86d081884c: number and the first digits of the content id, so that a listing is in order. */
export const snapshotFolderName = (number: number, contentId: string): string =>
  `${String(number).padStart(6, '0')}-${contentId.slice(0, 12)}`;

const PARTIAL = '.partial';

/** Checksums of the files beside it, as `sha256sum -c` reads them. */
export const SUMS = 'SHA256SUMS';

/**
 * Lets `fill` write into a partial folder, adds the checksums, and gives it its name once everything is in it.
 *
 * @throws TwinError storage when the disk is full or not writable; nothing is left then
 */
export async function makeSnapshotFolder(
  snapshotsFolder: string,
  name: string,
  fill: (folder: string) => void,
): Promise<string> {
  const folder = join(snapshotsFolder, name);
  const partial = folder + PARTIAL;
  try {
    makePrivateFolder(partial);
    fill(partial);
    await writeSums(partial);
    renameSync(partial, folder);
    return folder;
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw storageError(error, folder);
  }
}

async function writeSums(folder: string): Promise<void> {
  const lines = [];
  for (const name of readdirSync(folder).sort()) lines.push(`${await sha256OfFile(join(folder, name))}  ${name}\n`);
  writeFileAtomic(join(folder, SUMS), lines.join(''));
}

/** Files of a snapshot that are gone or are no more what was written; none where all is well. */
export async function damagedFiles(folder: string): Promise<string[]> {
  if (!existsSync(join(folder, SUMS))) return [SUMS];
  const damaged: string[] = [];
  for (const line of readFileSync(join(folder, SUMS), 'utf8').trimEnd().split('\n')) {
    const [sum, name = SUMS] = line.split('  ');
    if ((await sha256OfFile(join(folder, name)).catch(() => undefined)) !== sum) damaged.push(name);
  }
  return damaged;
}

/** Folders that belong to none of the snapshots that the store has: left by a killed build. */
export function orphanFolders(snapshotsFolder: string, known: readonly string[]): string[] {
  if (!existsSync(snapshotsFolder)) return [];
  return readdirSync(snapshotsFolder).filter((name) => !known.includes(name));
}

export function removeSnapshotFolders(snapshotsFolder: string, names: readonly string[]): void {
  for (const name of names) rmSync(join(snapshotsFolder, name), { recursive: true, force: true });
}
