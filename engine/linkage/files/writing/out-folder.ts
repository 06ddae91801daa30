/** The folder of the outputs: all of them are there, or those that were there before. */
import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { TwinError } from '../../../kernel/errors.ts';
import { makePrivateFolder, storageError } from '../../../kernel/files.ts';
import { freePartialFolder } from '../../../kernel/partial-folder.ts';

/** What people read of the run that learnt. */
export const REPORT_PAGE = 'report.html';

export const OUTPUTS = [
  'pairs.csv',
  'clusters.csv',
  'golden.csv',
  'golden_sources.csv',
  'model.frequencies.bin',
  'model.trained.json',
  'links.bin',
  'events.jsonl',
  REPORT_PAGE,
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
const EXCHANGE = '.linkage-exchange';
const BEFORE = 'before';

/**
 * Writes the outputs into a folder beside their place and moves them there once all are on the disk. Other files of the
 * folder stay; outputs of an earlier run are replaced.
 *
 * @throws TwinError storage; input: an exchange was cut off before; whatever `write` throws: nothing has changed then
 */
export async function writeOutputs(out: string, write: (folder: string) => Promise<void> | void): Promise<void> {
  checkIsFolder(out);
  checkIsWhole(out);
  const isNew = !existsSync(out);
  const parent = isNew ? dirname(out) : out;
  makePrivateFolder(parent);
  const partial = freePartialFolder(parent, 'linkage');
  try {
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

/**
 * While outputs change places, those to come lie in a folder in theirs, and those before in a folder of that: what fails
 * half way is put back, and what is cut off is seen by it.
 */
function exchangeFiles(partial: string, out: string): void {
  const written = new Set(readdirSync(partial));
  const exchange = join(out, EXCHANGE);
  const before = join(exchange, BEFORE);
  const moved: (readonly [from: string, to: string])[] = [];
  const move = (from: string, to: string): void => {
    renameSync(from, to);
    moved.push([from, to]);
  };
  renameSync(partial, exchange);
  try {
    mkdirSync(before, { mode: 0o700 });
    for (const name of [...OPTIONAL, ...OUTPUTS]) {
      if (existsSync(join(out, name))) move(join(out, name), join(before, name));
      if (written.has(name)) move(join(exchange, name), join(out, name));
    }
    renameSync(exchange, partial);
  } catch (error) {
    for (const [from, to] of moved.reverse()) renameSync(to, from);
    renameSync(exchange, partial);
    throw error;
  }
}

/** @throws TwinError input: outputs were changing places when that was cut off */
export function checkIsWhole(out: string): void {
  if (!existsSync(join(out, EXCHANGE))) return;
  throw new TwinError('input', {
    code: 'result-torn',
    what: `The results in "${basename(out)}" were being replaced when that was cut off: they are of two runs.`,
    where: { file: EXCHANGE },
    expected: 'results of one run',
    todo:
      `Unless a run is at it now: move the files of ${EXCHANGE}/${BEFORE} back into the folder, over those that are there, ` +
      `and remove ${EXCHANGE}. Then the results before are there again.`,
  });
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
