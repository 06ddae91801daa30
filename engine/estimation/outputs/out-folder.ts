/** The folder of the results: all of them are there, or those that were there before. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TwinError } from '../../kernel/errors.ts';
import { makePrivateFolder, storageError } from '../../kernel/files.ts';
import { freePartialFolder } from '../../kernel/partial-folder.ts';

/** The last one is put in place last: where it stands, the run is whole. */
export const OUTPUTS = [
  'predictions.csv',
  'explanations.csv',
  'weights.bin',
  'model.json',
  'card.md',
  'metrics.json',
] as const;

/**
 * @param names of all files that `write` may make; the last one is put in place last
 * @throws TwinError storage; whatever `write` throws: nothing has changed then
 */
export function writeOutputs(out: string, write: (folder: string) => void, names: readonly string[] = OUTPUTS): void {
  requireFolder(out);
  const isNew = !existsSync(out);
  const parent = isNew ? dirname(out) : out;
  makePrivateFolder(parent);
  const partial = freePartialFolder(parent, 'welfare');
  try {
    mkdirSync(partial, { mode: 0o700 });
    write(partial);
    if (isNew) renameSync(partial, out);
    else exchange(partial, out, names);
  } catch (error) {
    throw storageError(error, out);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** @throws TwinError storage: a file is in the place of the folder */
export function requireFolder(out: string): void {
  if (!existsSync(out) || statSync(out).isDirectory()) return;
  throw new TwinError('storage', {
    code: 'in-the-way',
    what: 'A file is in the place of the folder for the results.',
    todo: 'Name another folder with --out.',
  });
}

function exchange(partial: string, out: string, names: readonly string[]): void {
  const written = new Set(readdirSync(partial));
  for (const name of names.toReversed()) rmSync(join(out, name), { force: true });
  for (const name of names) if (written.has(name)) renameSync(join(partial, name), join(out, name));
}
