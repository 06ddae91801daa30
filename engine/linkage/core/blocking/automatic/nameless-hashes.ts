/** Hashes of records that the names of their files have no part in: what a sample shows is not to turn on them. */
import type { LinkTable } from '../../table.ts';
import { joinHash, secondOfJoined, textHash } from '../../values/text-hash.ts';

/**
 * [record] hash of its id and of the place of its source among all, which the ids of the sources give; of sources with the
 * same ids the first comes first.
 */
export function namelessHashes({ idHash, sources, source }: LinkTable): Uint32Array {
  const names = sources.map(textHash);
  const hashes = idHash.map((joined, record) => secondOfJoined(joined, names[source[record]!]!));
  const marks = new Uint32Array(sources.length);
  hashes.forEach((hash, record) => (marks[source[record]!]! ^= hash));
  const inOrder = [...marks.keys()].sort((a, b) => marks[a]! - marks[b]! || a - b);
  const places = Uint32Array.from(marks, (_, at) => textHash(String(inOrder.indexOf(at))));
  return hashes.map((hash, record) => joinHash(places[source[record]!]!, hash));
}
