/**
 * live.bin: what a linkage that grows knows besides links and rows, so that a few rows more need no linking of all. It belongs
 * to the very files beside it, whose checksums it names: of others it is not read.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { sha256 } from '../../../kernel/checksum.ts';
import { TwinError } from '../../../kernel/errors.ts';
import type { KeptKeys } from '../../core/growing/kept-keys.ts';
import type { KeptLinkage } from '../../core/growing/kept-linkage.ts';
import { FREQUENCIES_FILE, TRAINED_FILE } from '../trained/trained-file.ts';
import { LIVE_FILE, ROWS_FILE } from '../writing/out-folder.ts';
import { packArrays, unpackArrays } from './arrays-file.ts';
import { LINKS_FILE } from './links-file.ts';

const HEADING = z.object({
  kind: z.literal('live'),
  version: z.literal(1),
  rules: z.int().min(0),
  /** Checksums of the files that it belongs to. */
  belongsTo: z.record(z.string(), z.string()),
});

const FILES = [LINKS_FILE, ROWS_FILE, TRAINED_FILE, FREQUENCIES_FILE] as const;
const DIGEST_BYTES = 32;

/** Checksums of the files of a result that its live state belongs to. */
function checksums(folder: string): Record<string, string> {
  return Object.fromEntries(
    FILES.filter((name) => existsSync(join(folder, name))).map((name) => [
      name,
      sha256(readFileSync(join(folder, name))),
    ]),
  );
}

/** @param folder with the files that it belongs to */
export function packLive({ pairs, levels, keys }: KeptLinkage, folder: string): Uint8Array {
  const heading: z.infer<typeof HEADING> = {
    kind: 'live',
    version: 1,
    rules: keys.length,
    belongsTo: checksums(folder),
  };
  const ofRules = keys.flatMap((of, rule) =>
    Object.entries(of).map(([name, numbers]): [string, Uint32Array] => [
      `${name} ${String(rule)}`,
      numbers as Uint32Array,
    ]),
  );
  const bytes = packArrays(heading, { ...pairs, levels, ...Object.fromEntries(ofRules) });
  return Buffer.concat([bytes, Buffer.from(sha256(bytes), 'hex')]);
}

/** Why a live state cannot be taken. */
export type NotKept = 'missing' | 'torn' | 'foreign';

/** @returns what was kept, or why it cannot be taken: then all has to be linked once more */
export function readLive(folder: string): KeptLinkage | NotKept {
  const path = join(folder, LIVE_FILE);
  if (!existsSync(path)) return 'missing';
  const file = readFileSync(path);
  const bytes = file.subarray(0, Math.max(0, file.length - DIGEST_BYTES));
  if (sha256(bytes) !== file.subarray(bytes.length).toString('hex')) return 'torn';
  try {
    const { heading, arrays } = unpackArrays(bytes, LIVE_FILE, HEADING, '');
    const now = checksums(folder);
    const isOfThese = FILES.every((name) => heading.belongsTo[name] === now[name]);
    if (!isOfThese) return 'foreign';
    const numbers = arrays as Record<string, Uint32Array>;
    const { starts, others, patterns } = numbers as Record<'starts' | 'others' | 'patterns', Uint32Array>;
    const [bits, rarity] = [arrays['bits'] as Float32Array, arrays['rarity'] as Float32Array];
    return {
      pairs: { starts, others, bits, patterns, rarity },
      levels: arrays['levels'] as Uint8Array,
      keys: Array.from({ length: heading.rules }, (_, rule): KeptKeys => {
        const of = (name: keyof KeptKeys): Uint32Array => numbers[`${name} ${String(rule)}`]!;
        return { keys: of('keys'), starts: of('starts'), records: of('records') };
      }),
    };
  } catch (error) {
    // Another version, as its checksum is right.
    if (error instanceof TwinError) return 'foreign';
    throw error;
  }
}
