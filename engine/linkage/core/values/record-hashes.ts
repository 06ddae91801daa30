/**
 * Hashes of what records tell, by which samples of them are drawn: neither the order of rows, nor ids, nor what files are
 * called has a part in them, so that the same records are looked at however they come.
 */
import { SeenKeys } from '../blocking/seen-keys.ts';
import type { LinkTable } from '../table.ts';
import { remembered } from './features.ts';
import { joinHash } from './text-hash.ts';

type Told = Pick<LinkTable, 'count' | 'sources' | 'source' | 'fields'>;

/**
 * [record] hash of what it tells and of which source it is. Records of one source that tell the same have hashes of their
 * own, so that a sample holds no more of them than of others; which of them has which says nothing.
 */
export const recordHashes = remembered((table: Told): Uint32Array => {
  const columns = [...table.fields.values()];
  const told = (record: number, seed: number): number => {
    let hash = seed;
    for (const { values, book } of columns) hash = joinHash(hash, book.hash[values[record]!]!);
    return hash;
  };
  const hashes = Uint32Array.from({ length: table.count }, (_, record) => told(record, 1));
  const places = sourcePlaces(table, hashes);
  for (let record = 0; record < table.count; record++) {
    hashes[record] = joinHash(hashes[record]!, places[table.source[record]!]!);
  }
  numberEqual(hashes, (record) => told(record, 2));
  return hashes;
});

/** [source] its place among all, which what its records tell gives. */
function sourcePlaces({ count, sources, source }: Told, hashes: Uint32Array): Uint32Array {
  const marks = new Uint32Array(sources.length);
  for (let record = 0; record < count; record++) marks[source[record]!]! += hashes[record]!;
  const inOrder = [...marks.keys()].sort((one, other) => marks[one]! - marks[other]! || one - other);
  const places = new Uint32Array(sources.length);
  inOrder.forEach((at, place) => (places[at] = place));
  return places;
}

/** Tells records of one hash apart: by a second hash those that fell on it by chance, by a number those that tell the same. */
function numberEqual(hashes: Uint32Array, secondOf: (record: number) => number): void {
  const seen = new SeenKeys(hashes.length);
  for (const hash of hashes) seen.add(hash);
  const times = new Map<number, number>();
  for (let record = 0; record < hashes.length; record++) {
    const first = hashes[record]!;
    if (!seen.isShared(first)) continue;
    const hash = joinHash(first, secondOf(record));
    const before = times.get(hash) ?? 0;
    times.set(hash, before + 1);
    hashes[record] = joinHash(hash, before);
  }
}
