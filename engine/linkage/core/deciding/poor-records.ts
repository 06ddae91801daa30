/**
 * What is lost of records that tell little: whether an entity has other records does not depend on how much one of them
 * tells, so that records of many blanks should be linked as often as those of few. By how much less often they are is lost.
 */
import type { LinkTable } from '../table.ts';

/** The records that tell most are those that the others are held against: so large a part of their file. */
const RICH_SHARE = 0.25;
/** Fewer linked records than this among them show nothing. */
const FEWEST_LINKED = 100;

export interface PoorInput {
  readonly table: Pick<LinkTable, 'count' | 'sources' | 'sourceStart'>;
  /** [record] bits that agreement on all it tells would be worth. */
  readonly toldBits: Float32Array;
  /** [record] */
  readonly isLinked: Uint8Array;
}

/** @returns share of the records with a partner that lost it; undefined where too few are linked to tell */
export function lostOfPoorRecords({ table, toldBits, isLinked }: PoorInput): number | undefined {
  let [expected, linked] = [0, 0];
  for (let source = 0; source < table.sources.length; source++) {
    const [from, to] = [table.sourceStart[source]!, table.sourceStart[source + 1]!];
    const least = leastOfRich(toldBits.slice(from, to));
    let [rich, richLinked] = [0, 0];
    for (let record = from; record < to; record++) {
      linked += isLinked[record]!;
      if (toldBits[record]! < least) continue;
      rich++;
      richLinked += isLinked[record]!;
    }
    if (richLinked < FEWEST_LINKED) return undefined;
    expected += (richLinked / rich) * (to - from);
  }
  return Math.max(0, (expected - linked) / expected);
}

/** Bits from which on a record is one of those that tell most, all that tell as much included. */
function leastOfRich(toldBits: Float32Array): number {
  const ascending = toldBits.sort();
  return ascending[Math.floor(ascending.length * (1 - RICH_SHARE))] ?? Infinity;
}

/**
 * Pairs that are lost with records: of two records both lose the one pair they have; of more, each takes its own pairs along.
 *
 * @param sizes records of each cluster
 */
export function lostPairs(lostRecords: number, sizes: Iterable<number>): number {
  let [ofTwo, ofMore] = [0, 0];
  for (const size of sizes) {
    if (size === 2) ofTwo++;
    else ofMore += (size * (size - 1)) / 2;
  }
  // Counts are whole, so that the order of clusters does not change the share.
  const lost = ofTwo * lostRecords + ofMore * (1 - (1 - lostRecords) ** 2);
  return ofTwo + ofMore === 0 ? 0 : lost / (ofTwo + ofMore);
}
