/** The folder of the outputs: all of them are there, or those that were there before. */
import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { TwinError } from '../../../kernel/errors.ts';
import { makePrivateFolder, storageError } from '../../../kernel/files.ts';

/** The last one is put in place last: where it stands, the run is whole. */
export const OUTPUTS = [
  'pairs.csv',
  'clusters.csv',
  'golden.csv',
  'golden_sources.csv',
  'model.frequencies.bin',
  'model.trained.json',
  'links.bin',
  'events.jsonl',
  'report.html',
  'report.json',
] as const;

/** The rows themselves, standardised; written where they are asked for. */
export const ROWS_FILE = 'rows.bin';

/** The rows as their files have them; written with those. */
export const WRITTEN_ROWS_FILE = 'rows.written.bin';

/** What a linkage that grows knows besides; written where rows are taken in. */
export const LIVE_FILE = 'live.bin';

/** Pairs that were looked at and not linked; written where they are asked for. */
export const OTHER_PAIRS = 'pairs-not-linked.csv';

const OPTIONAL = [OTHER_PAIRS, ROWS_FILE, WRITTEN_ROWS_FILE, LIVE_FILE];
const PARTIAL = '.partial';

/**
 * Writes the outputs into a folder beside their place and moves them there once all are on the disk. Other files of the
 * folder stay; outputs of an earlier run are replaced.
 *
 * @throws TwinError storage; whatever `write` throws: nothing has changed then
 */
export async function writeOutputs(out: string, write: (folder: string) => Promise<void> | void): Promise<void> {
  checkIsFolder(out);
  const isNew = !existsSync(out);
  const name = `.linkage-${randomBytes(4).toString('hex')}${PARTIAL}`;
  const partial = join(isNew ? dirname(out) : out, name);
  try {
    makePrivateFolder(isNew ? dirname(out) : out);
    mkdirSync(partial, { mode: 0o700 });
    await write(partial);
    if (isNew) renameSync(partial, out);
    else exchangeFiles(partial, out);
  } catch (error) {
    throw storageError(error, out);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** A folder that lacks report.json is one whose exchange was cut off. */
function exchangeFiles(partial: string, out: string): void {
  const written = new Set(readdirSync(partial));
  for (const name of [...OUTPUTS].reverse()) rmSync(join(out, name), { force: true });
  for (const name of OPTIONAL) rmSync(join(out, name), { force: true });
  for (const name of [...OPTIONAL, ...OUTPUTS]) if (written.has(name)) renameSync(join(partial, name), join(out, name));
}

/**
 * Before hours of work are done that could not be written.
 *
 * @throws TwinError storage: a file is in the place of the folder, or of one that it is to lie in; it may not be written to
 */
export function checkIsFolder(out: string): void {
  for (let path = resolve(out), last = ''; path !== last; [path, last] = [dirname(path), path]) {
    if (!existsSync(path)) continue;
    if (statSync(path).isDirectory()) return checkIsWritable(path, out);
    throw new TwinError('storage', {
      code: 'in-the-way',
      what: 'A file is in the place of the folder for the outputs, or of one that it is to lie in.',
      where: { file: basename(path) },
      expected: 'a folder, or a name that is free',
      todo: 'Name another folder with --out.',
    });
  }
}

function checkIsWritable(folder: string, out: string): void {
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw storageError(error, out);
  }
}
