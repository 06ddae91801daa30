/**
 * The folder of a run: what it is a run of, and each replicate that is done, as a file that is there whole or not at all.
 * A run that was stopped goes on from there, and its results are the same bytes as if it had not been.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createHash } from 'node:crypto';
import { TwinError } from '../../kernel/errors.ts';
import { FOR_OWNER, makePrivateFolder, writeFileAtomic } from '../../kernel/files.ts';

const RUN_FILE = 'run.json';
const CHECKSUM_BYTES = 32;
const sha256Of = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/**
 * Opens the folder of a run, or makes it.
 *
 * @param identity all that the run follows from, as text
 * @throws TwinError input `folder-of-another-run` when the folder holds something else; storage where a file stands in the place
 *         of a folder
 */
export function openRunFolder(folder: string, identity: string): void {
  makePrivateFolder(folder);
  const path = join(folder, RUN_FILE);
  const kept = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  if (kept === identity) return makePrivateFolder(replicatesIn(folder));
  if (readdirSync(folder).some((name) => !name.endsWith('.partial')))
    throw new TwinError('input', {
      code: 'folder-of-another-run',
      what: kept === undefined ? 'The folder holds files that are no run.' : differenceOf(kept, identity),
      where: { file: basename(folder) },
      todo: 'Name an empty folder or a new one with --out.',
    });
  writeFileAtomic(path, identity, FOR_OWNER);
  makePrivateFolder(replicatesIn(folder));
}

/** What a run follows from besides what is asked of it: who goes on with a run does not see these change. */
const GROUND: Readonly<Record<string, string>> = {
  snapshotId: 'another snapshot',
  code: 'another version of the program',
  parameters: 'other parameters (models/)',
};

/** In what the run in the folder differs from the one that is asked for. */
function differenceOf(kept: string, identity: string): string {
  const [there, asked] = [partsOf(kept), partsOf(identity)];
  const of = Object.entries(GROUND)
    .filter(([key]) => there[key] !== asked[key])
    .map(([, name]) => name);
  return of.length === 0
    ? 'The folder holds another run: what was asked of it differs.'
    : `The folder holds a run of ${of.join(' and ')}: it cannot go on as it began.`;
}

function partsOf(identity: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(identity) as Record<string, unknown>;
  } catch {
    return {};
  }
}

const replicatesIn = (folder: string): string => join(folder, 'replicates');
const replicatePath = (folder: string, replicate: number): string =>
  join(replicatesIn(folder), `${String(replicate).padStart(5, '0')}.bin`);

export function saveReplicate(folder: string, replicate: number, values: Float32Array): void {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  writeFileAtomic(replicatePath(folder, replicate), Buffer.concat([sha256Of(bytes), bytes]), FOR_OWNER);
}

/** How many of the first so many replicates are on disk, by their files alone: whoever goes on with the run reads whether they are whole. */
export function countReplicates(folder: string, replicates: number): number {
  const path = replicatesIn(folder);
  if (!existsSync(path)) return 0;
  return readdirSync(path).filter((name) => /^\d{5}\.bin$/.test(name) && Number.parseInt(name, 10) < replicates).length;
}

/** Undefined where it is not done, or its file is no more what was written: it is simulated again, then. */
export function findReplicate(folder: string, replicate: number, length: number): Float32Array | undefined {
  const path = replicatePath(folder, replicate);
  if (!existsSync(path)) return undefined;
  const bytes = readFileSync(path);
  const values = Uint8Array.from(bytes.subarray(CHECKSUM_BYTES));
  const isWhole = values.length === length * Float32Array.BYTES_PER_ELEMENT;
  if (!isWhole || !sha256Of(values).equals(bytes.subarray(0, CHECKSUM_BYTES))) return undefined;
  return new Float32Array(values.buffer);
}
