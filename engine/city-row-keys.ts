/** Which rows the registers have, by the keys that decisions name them with: kept with a snapshot, asked before a decision. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeReading, readingId } from './build-manifest.ts';
import type { Config } from './config.ts';
import { writeFileAtomic } from './kernel/files.ts';
import type { Progress } from './kernel/progress.ts';
import { WorkerPool } from './linkage/core/threads/worker-pool.ts';
import { hasKey } from './linkage/residents/decided/key-index.ts';
import { plainRows } from './linkage/residents/decided/plain-rows.ts';
import type { RecordId } from './linkage/review/decision.ts';
import type { RegisterRecords } from './registers/records.ts';
import { openRowKeys, ROW_KEYS_FILE, type RowsToSeal } from './row-keys-file.ts';
import { loadKeys, type Keys } from './store/keys.ts';

/** Writes the index of all rows into the folder of a snapshot. */
export type WriteRowKeys = (folder: string) => void;

/**
 * Makes the index of all rows in a thread of its own, while this one does something else: of a city it takes seconds.
 *
 * @param id what they were read from: readingId
 */
export async function makeRowKeys(
  keys: Keys,
  registers: readonly RegisterRecords[],
  id: string,
): Promise<WriteRowKeys> {
  const thread = new WorkerPool(new URL('./row-keys-worker.ts', import.meta.url), 1);
  try {
    const task: RowsToSeal = { keys, registers: plainRows(registers), id };
    const sealed = (await thread.ask(0, 'seal', task)) as Uint8Array;
    return (folder) => writeFileAtomic(join(folder, ROW_KEYS_FILE), sealed);
  } finally {
    await thread.close();
  }
}

/**
 * The first of some rows that no register has, as far as that can be told without reading the registers: where a snapshot
 * was built from the very files that lie there now.
 *
 * @throws TwinError configuration: the file of keys, without which no row has a name, or the declaration of registers
 */
export async function findAbsentRow(
  config: Config,
  rows: readonly RecordId[],
  progress: Progress,
): Promise<RecordId | undefined> {
  const files = keptFiles(config.snapshotsFolder);
  if (files.length === 0) return undefined;
  const keys = loadKeys(config.keysFile);
  const now = readingId(await describeReading({ ...config, keysFingerprint: keys.fingerprint, progress }));
  for (const file of files) {
    const kept = openRowKeys(readFileSync(file), keys);
    if (kept?.readingId === now) return rows.find(([register, key]) => !hasKey(kept.index, register, key));
  }
  return undefined;
}

/** The newest first. Of a build that was killed the rows are as they were read, too. */
const keptFiles = (snapshotsFolder: string): string[] =>
  (existsSync(snapshotsFolder) ? readdirSync(snapshotsFolder) : [])
    .sort()
    .reverse()
    .map((name) => join(snapshotsFolder, name, ROW_KEYS_FILE))
    .filter((path) => existsSync(path));
