/**
 * links.bin: the pairs of a result with their evidence, and who is which entity, for review and for the runs that follow.
 * Ids of records are in it, and no other value.
 */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { probabilityOf } from '../../core/deciding/match-weights.ts';
import type { LinkResult } from '../../core/pairs.ts';
import { textAt, textsOfArena, type TextArena } from '../../core/values/text-arena.ts';
import { orderPairs, type RecordNames } from '../writing/write-pairs.ts';
import { packArrays, readArrays } from './arrays-file.ts';

export const LINKS_FILE = 'links.bin';

/** Records are in the order of their sources and ids, whatever the order of rows was. */
export interface StoredLinks {
  readonly sources: readonly string[];
  /** [source + 1] first record of each source. */
  readonly sourceStart: Uint32Array;
  /** [source][row] */
  readonly ids: readonly (readonly string[])[];
  /** [source] the same as bytes. */
  readonly idTexts: readonly TextArena[];
  readonly pairs: LinkResult['pairs'];
  /** [record] */
  readonly entity: Uint32Array;
}

const HEADING = z.object({ kind: z.literal('links'), sources: z.array(z.string()).min(1) });

/** @param entity [record] */
export function packLinks(pairs: LinkResult['pairs'], entity: Uint32Array, names: RecordNames): Uint8Array {
  const { order, sourceStart, sources } = names;
  return packArrays({ kind: 'links', sources: [...sources] } satisfies z.infer<typeof HEADING>, {
    sourceStart: Uint32Array.from(sourceStart),
    ...packIds(names),
    entity: order.records.map((record) => entity[record]!),
    ...inOrder(pairs, order.place),
  });
}

/** Ids record after record, as bytes of UTF-8. */
function packIds({ ids, order, sourceStart }: RecordNames): { idLengths: Uint32Array; idBytes: Uint8Array } {
  const idLengths = new Uint32Array(order.records.length);
  const idBytes = new Uint8Array(ids.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let end = 0;
  ids.forEach(({ count, bytes, starts }, s) => {
    const first = sourceStart[s]!;
    for (let at = first; at < first + count; at++) {
      const row = order.records[at]! - first;
      for (let i = starts[row]!; i < starts[row + 1]!; i++) idBytes[end++] = bytes[i]!;
      idLengths[at] = starts[row + 1]! - starts[row]!;
    }
  });
  return { idLengths, idBytes };
}

/** Pairs by the places of their records, the one that comes first on the left. */
function inOrder(pairs: LinkResult['pairs'], place: Uint32Array) {
  const { count, left, right, levels } = pairs;
  const width = count === 0 ? 0 : levels.length / count;
  const sorted = {
    left: new Uint32Array(count),
    right: new Uint32Array(count),
    bits: new Float32Array(count),
    rarity: new Float32Array(count),
    linked: new Uint8Array(count),
    levels: new Uint8Array(count * width),
  };
  const chosen = orderPairs(pairs, place);
  for (let i = 0; i < count; i++) {
    const pair = chosen[i]!;
    const [one, other] = [place[left[pair]!]!, place[right[pair]!]!];
    sorted.left[i] = Math.min(one, other);
    sorted.right[i] = Math.max(one, other);
    sorted.bits[i] = pairs.weightBits[pair]!;
    sorted.rarity[i] = pairs.rarityBits[pair]!;
    sorted.linked[i] = pairs.isLinked[pair]!;
    for (let c = 0; c < width; c++) sorted.levels[i * width + c] = levels[pair * width + c]!;
  }
  return sorted;
}

const WHAT_TO_DO = 'Link the files again into this folder: npm run twin -- link --help';

/** @throws TwinError input: not there, damaged */
export function readLinks(path: string): StoredLinks {
  const { heading, arrays } = readArrays(path, HEADING, WHAT_TO_DO);
  const numbers = arrays as Record<string, Uint32Array>;
  const [sourceStart, lengths] = [numbers['sourceStart']!, numbers['idLengths']!];
  const bytes = arrays['idBytes'] as Uint8Array;
  const idTexts: TextArena[] = [];
  for (let source = 0, at = 0; source < heading.sources.length; source++) {
    const [first, count] = [sourceStart[source]!, sourceStart[source + 1]! - sourceStart[source]!];
    const starts = new Uint32Array(count + 1);
    for (let row = 0; row < count; row++) starts[row + 1] = starts[row]! + lengths[first + row]!;
    idTexts.push({ count, bytes: bytes.subarray(at, (at += starts[count]!)), starts });
  }
  let ids: readonly (readonly string[])[] | undefined;
  const bits = arrays['bits'] as Float32Array;
  return {
    sources: heading.sources,
    sourceStart,
    idTexts,
    // A string of each is made only for those who ask for all.
    get ids() {
      return (ids ??= idTexts.map(textsOfArena));
    },
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
  links: Pick<StoredLinks, 'sourceStart' | 'sources' | 'idTexts'>,
  record: number,
): [string, string] {
  const source = sourceOfRecord(links, record);
  return [links.sources[source]!, textAt(links.idTexts[source]!, record - links.sourceStart[source]!)];
}
