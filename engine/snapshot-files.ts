/** The columns of each snapshot on disk; a folder a snapshot, named as the store numbers them, there whole or not at all. */
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makePrivateFolder, storageError } from './kernel/files.ts';

/** 000012-9f86d081884c: number and the first digits of the content id, so that a listing is in order. */
export const snapshotFolderName = (number: number, contentId: string): string =>
  `${String(number).padStart(6, '0')}-${contentId.slice(0, 12)}`;

const PARTIAL = '.partial';

/** Lets `fill` write into a partial folder and gives it its name once everything is in it. */
export function makeSnapshotFolder(snapshotsFolder: string, name: string, fill: (folder: string) => void): string {
  const folder = join(snapshotsFolder, name);
  const partial = folder + PARTIAL;
  try {
    makePrivateFolder(partial);
    fill(partial);
    renameSync(partial, folder);
    return folder;
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw storageError(error, folder);
  }
}

/** Folders that belong to none of the snapshots that the store has: left by a killed build. */
export function orphanFolders(snapshotsFolder: string, known: readonly string[]): string[] {
  if (!existsSync(snapshotsFolder)) return [];
  return readdirSync(snapshotsFolder).filter((name) => !known.includes(name));
}

export function removeSnapshotFolders(snapshotsFolder: string, names: readonly string[]): void {
  for (const name of names) rmSync(join(snapshotsFolder, name), { recursive: true, force: true });
}
