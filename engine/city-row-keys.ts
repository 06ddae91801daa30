/** Which rows the registers have, by the keys that decisions name them with: kept with a snapshot, asked before a decision. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { describeReading, readingId } from './build-manifest.ts';
import type { Config } from './config.ts';
import { TwinError } from './kernel/errors.ts';
import { writeFileAtomic } from './kernel/files.ts';
import type { Progress } from './kernel/progress.ts';
import { packArrays, unpackArrays } from './linkage/files/state/arrays-file.ts';
import { hasKey, keyIndexOf, type KeyIndex } from './linkage/residents/decided/key-index.ts';
import type { RecordId } from './linkage/review/decision.ts';
import type { RegisterRecords } from './registers/records.ts';
import { loadKeys, personId, type Keys } from './store/keys.ts';
import { openSealed, sealBytes } from './store/sealed-bytes.ts';

export const ROW_KEYS_FILE = 'row-keys.sealed';
const PURPOSE = 'keys of rows';
const HEADING = z.object({
  kind: z.literal('row-keys'),
  version: z.literal(1),
  /** What the rows were read from and named with. */
  readingId: z.string(),
  registers: z.array(z.string()),
});

/** Writes the index of all rows into the folder of a snapshot. @param id what they were read from: readingId */
export function writeRowKeys(folder: string, keys: Keys, registers: readonly RegisterRecords[], id: string): void {
  const { registers: names, ...arrays } = keyIndexOf(registers, (text) => personId(keys, text));
  const heading: z.infer<typeof HEADING> = { kind: 'row-keys', version: 1, readingId: id, registers: [...names] };
  writeFileAtomic(join(folder, ROW_KEYS_FILE), sealBytes(keys, PURPOSE, packArrays(heading, { ...arrays })));
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
    const kept = readRowKeys(file, keys);
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

/** @returns undefined where it is damaged, or of other keys or another version: then it tells nothing */
function readRowKeys(file: string, keys: Keys): { readonly readingId: string; readonly index: KeyIndex } | undefined {
  const bytes = openSealed(keys, PURPOSE, readFileSync(file));
  if (bytes === undefined) return undefined;
  try {
    const { heading, arrays } = unpackArrays(bytes, ROW_KEYS_FILE, HEADING, 'npm run twin -- build');
    const index = { registers: heading.registers, ...arrays } as unknown as KeyIndex;
    return { readingId: heading.readingId, index };
  } catch (error) {
    if (error instanceof TwinError && error.kind === 'input') return undefined;
    throw error;
  }
}
