/**
 * links.bin: the pairs of a result with their evidence, and who is which entity, for review and for the runs that follow.
 * Ids of records are in it, and no other value.
 */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { probabilityOf } from '../../core/deciding/match-weights.ts';
import type { LinkResult } from '../../core/pairs.ts';
import type { RecordNames } from '../writing/write-pairs.ts';
import { packArrays, readArrays } from './arrays-file.ts';

export const LINKS_FILE = 'links.bin';

/** Records are in the order of their sources and ids, whatever the order of rows was. */
export interface StoredLinks {
  readonly sources: readonly string[];
  /** [source + 1] first record of each source. */
  readonly sourceStart: Uint32Array;
  /** [source][row] */
  readonly ids: readonly (readonly string[])[];
  readonly pairs: LinkResult['pairs'];
  /** [record] */
  readonly entity: Uint32Array;
}

const HEADING = z.object({ kind: z.literal('links'), sources: z.array(z.string()).min(1) });

/** @param entity [record] */
export function packLinks(pairs: LinkResult['pairs'], entity: Uint32Array, names: RecordNames): Uint8Array {
  const { order, sourceStart, sources } = names;
  const width = pairs.count === 0 ? 0 : pairs.levels.length / pairs.count;
  const chosen = inOrder(pairs, order.place);
  const sorted = {
    left: Uint32Array.from(chosen, (pair) =>
      Math.min(order.place[pairs.left[pair]!]!, order.place[pairs.right[pair]!]!),
    ),
    right: Uint32Array.from(chosen, (pair) =>
      Math.max(order.place[pairs.left[pair]!]!, order.place[pairs.right[pair]!]!),
    ),
    bits: Float32Array.from(chosen, (pair) => pairs.weightBits[pair]!),
    rarity: Float32Array.from(chosen, (pair) => pairs.rarityBits[pair]!),
    linked: Uint8Array.from(chosen, (pair) => pairs.isLinked[pair]!),
    levels: new Uint8Array(pairs.count * width),
  };
  chosen.forEach((pair, i) => sorted.levels.set(pairs.levels.subarray(pair * width, (pair + 1) * width), i * width));
  const text = new TextEncoder();
  const ids = names.ids.flatMap((of, s) =>
    Array.from(of, (_, row) => text.encode(of[order.records[sourceStart[s]! + row]! - sourceStart[s]!])),
  );
  const idBytes = new Uint8Array(ids.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const id of ids) {
    idBytes.set(id, at);
    at += id.length;
  }
  return packArrays({ kind: 'links', sources: [...sources] } satisfies z.infer<typeof HEADING>, {
    sourceStart: Uint32Array.from(sourceStart),
    idLengths: Uint32Array.from(ids, ({ length }) => length),
    idBytes,
    entity: Uint32Array.from(order.records, (record) => entity[record]!),
    ...sorted,
  });
}

function inOrder({ count, left, right }: LinkResult['pairs'], place: Uint32Array): Uint32Array {
  const [first, second] = [new Float64Array(count), new Float64Array(count)];
  for (let pair = 0; pair < count; pair++) {
    const [l, r] = [place[left[pair]!]!, place[right[pair]!]!];
    first[pair] = Math.min(l, r);
    second[pair] = Math.max(l, r);
  }
  return Uint32Array.from({ length: count }, (_, pair) => pair).sort(
    (a, b) => first[a]! - first[b]! || second[a]! - second[b]!,
  );
}

const TODO = 'Link the files again into this folder: npm run twin -- link --help';

/** @throws TwinError input: not there, damaged */
export function readLinks(path: string): StoredLinks {
  const { heading, arrays } = readArrays(path, HEADING, TODO);
  const numbers = arrays as Record<string, Uint32Array>;
  const [sourceStart, lengths] = [numbers['sourceStart']!, numbers['idLengths']!];
  const bytes = arrays['idBytes'] as Uint8Array;
  const text = new TextDecoder();
  let at = 0;
  const all = Array.from(lengths, (length) => text.decode(bytes.subarray(at, (at += length))));
  const bits = arrays['bits'] as Float32Array;
  return {
    sources: heading.sources,
    sourceStart,
    ids: heading.sources.map((_, s) => all.slice(sourceStart[s], sourceStart[s + 1])),
    pairs: {
      count: bits.length,
      left: numbers['left']!,
      right: numbers['right']!,
      weightBits: bits,
      probability: bits.map(probabilityOf),
      levels: arrays['levels'] as Uint8Array,
      rarityBits: arrays['rarity'] as Float32Array,
      isLinked: arrays['linked'] as Uint8Array,
    },
    entity: numbers['entity']!,
  };
}

export const hasLinks = (path: string): boolean => basename(path) === LINKS_FILE && existsSync(path);

/** Source of a record. */
export function sourceOfRecord({ sourceStart }: Pick<StoredLinks, 'sourceStart'>, record: number): number {
  let source = 0;
  while (sourceStart[source + 1]! <= record) source++;
  return source;
}

/** What a record is called. */
export function recordIdOf(
  links: Pick<StoredLinks, 'sourceStart' | 'sources' | 'ids'>,
  record: number,
): [string, string] {
  const source = sourceOfRecord(links, record);
  return [links.sources[source]!, links.ids[source]![record - links.sourceStart[source]!]!];
}
