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
import type { GoldenIndex } from '../golden/golden-index.ts';
import { FREQUENCIES_FILE, TRAINED_FILE } from '../trained/trained-file.ts';
import { LIVE_FILE, ROWS_FILE } from '../writing/out-folder.ts';
import { packArrays, unpackArrays } from './arrays-file.ts';
import { LINKS_FILE } from './links-file.ts';

const HEADING = z.object({
  kind: z.literal('live'),
  version: z.literal(2),
  rules: z.int().min(0),
  /** Components of more records were parted. */
  mostRecords: z.int(),
  /** What people had settled, by the names of records. */
  settled: z.array(z.object({ left: z.string(), right: z.string(), kind: z.enum(['same', 'different']) })),
  /** Checksums of the tables for people. */
  tables: z.record(z.string(), z.string()),
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

/** Where the rows of the tables for people lie, so that a few of them can be made anew and the rest stay. */
export interface TablesIndex {
  /** Checksum of each file. */
  readonly checksums: Readonly<Record<string, string>>;
  /** [cluster] bytes of its rows in clusters.csv. */
  readonly clusters: Uint32Array;
  /** [pair of links.bin] bytes of its row in pairs.csv, 0 for those that are not linked. */
  readonly pairs: Uint32Array;
  readonly golden: GoldenIndex;
}

export interface KeptLive {
  readonly linkage: KeptLinkage;
  readonly tables: TablesIndex;
}

/** @param folder with the files that it belongs to */
export function packLive({ linkage, tables }: KeptLive, folder: string): Uint8Array {
  const { pairs, levels, keys, idHash, decided } = linkage;
  const { component, cluster, withoutWeakPairs, mostRecords } = decided.components;
  const heading: z.infer<typeof HEADING> = {
    kind: 'live',
    version: 2,
    rules: keys.length,
    mostRecords,
    settled: decided.settled.map(({ left, right, kind }) => ({ left, right, kind })),
    tables: tables.checksums,
    belongsTo: checksums(folder),
  };
  const ofRules = keys.flatMap((of, rule) =>
    Object.entries(of).map(([name, numbers]): [string, Uint32Array] => [
      `${name} ${String(rule)}`,
      numbers as Uint32Array,
    ]),
  );
  const bytes = packArrays(heading, {
    ...{ ...pairs, levels, idHash, component, cluster, withoutWeakPairs },
    ...Object.fromEntries(ofRules),
    clusterBytes: tables.clusters,
    pairBytes: tables.pairs,
    goldenBytes: tables.golden.golden,
    goldenSourceBytes: tables.golden.sources,
    goldenRules: tables.golden.rules,
    goldenOthers: tables.golden.others,
  });
  return Buffer.concat([bytes, Buffer.from(sha256(bytes), 'hex')]);
}

/** Why a live state cannot be taken. */
export type NotKept = 'missing' | 'torn' | 'foreign';

/** @returns what was kept, or why it cannot be taken: then all has to be linked once more */
export function readLive(folder: string): KeptLive | NotKept {
  const path = join(folder, LIVE_FILE);
  if (!existsSync(path)) return 'missing';
  const file = readFileSync(path);
  const bytes = file.subarray(0, Math.max(0, file.length - DIGEST_BYTES));
  if (sha256(bytes) !== file.subarray(bytes.length).toString('hex')) return 'torn';
  try {
    const { heading, arrays } = unpackArrays(bytes, LIVE_FILE, HEADING, '', true);
    const now = checksums(folder);
    const isOfThese = FILES.every((name) => heading.belongsTo[name] === now[name]);
    if (!isOfThese) return 'foreign';
    const numbers = arrays as Record<string, Uint32Array>;
    const { starts, others, patterns } = numbers as Record<'starts' | 'others' | 'patterns', Uint32Array>;
    const [bits, rarity] = [arrays['bits'] as Float32Array, arrays['rarity'] as Float32Array];
    const keys = Array.from({ length: heading.rules }, (_, rule): KeptKeys => {
      const of = (name: keyof KeptKeys): Uint32Array => numbers[`${name} ${String(rule)}`]!;
      return { keys: of('keys'), starts: of('starts'), records: of('records') };
    });
    const components = {
      component: numbers['component']!,
      cluster: numbers['cluster']!,
      withoutWeakPairs: numbers['withoutWeakPairs']!,
      mostRecords: heading.mostRecords,
    };
    return {
      linkage: {
        pairs: { starts, others, bits, patterns, rarity },
        levels: arrays['levels'] as Uint8Array,
        keys,
        idHash: numbers['idHash']!,
        decided: { components, settled: heading.settled },
      },
      tables: {
        checksums: heading.tables,
        clusters: numbers['clusterBytes']!,
        pairs: numbers['pairBytes']!,
        golden: {
          golden: numbers['goldenBytes']!,
          sources: numbers['goldenSourceBytes']!,
          rules: arrays['goldenRules'] as Uint8Array,
          others: numbers['goldenOthers']!,
        },
      },
    };
  } catch (error) {
    // Another version, as its checksum is right.
    if (error instanceof TwinError) return 'foreign';
    throw error;
  }
}
