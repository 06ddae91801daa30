/** Counts pairs of records that stand in one group, without going through them pair by pair. */
import { KeySorter } from '../core/blocking/radix-sort.ts';
import { pairsOfCounts } from '../core/blocking/source-pairs.ts';

/** What pairs are counted of. */
export interface PairRecords {
  readonly records: Uint32Array;
  /** [record] */
  readonly source: Uint8Array;
  /** [source × source] 1 where pairs of the two count; symmetric. */
  readonly asked: Uint8Array;
}

/**
 * Pairs that count and whose records share a group in each of the groupings. Linear in the records, whatever the size of
 * the groups.
 *
 * @param groupings [grouping][record] any number that is the same within a group
 */
export function pairsInCommon({ records, source, asked }: PairRecords, ...groupings: readonly Uint32Array[]): number {
  const order = inOrderOf(records, groupings);
  const sources = Math.sqrt(asked.length);
  const counts = new Float64Array(sources);
  let pairs = 0;
  for (let from = 0, to = 0; from < order.length; from = to) {
    for (to = from + 1; to < order.length && areTogether(order[from]!, order[to]!, groupings);) to++;
    if (to === from + 1) continue;
    counts.fill(0);
    for (let at = from; at < to; at++) counts[source[order[at]!]!]!++;
    pairs += pairsOfCounts(counts, { sources, isCompared: asked });
  }
  return pairs;
}

function areTogether(one: number, other: number, groupings: readonly Uint32Array[]): boolean {
  for (let g = 0; g < groupings.length; g++) if (groupings[g]![one] !== groupings[g]![other]) return false;
  return true;
}

/** Records that share all their groups side by side: a sort that keeps the order of equals, by one grouping after the other. */
function inOrderOf(records: Uint32Array, groupings: readonly Uint32Array[]): Uint32Array {
  const order = records.slice();
  const keys = new Uint32Array(order.length);
  const sorter = new KeySorter();
  for (const group of groupings) {
    for (let i = 0; i < order.length; i++) keys[i] = group[order[i]!]!;
    sorter.sort(keys, order, order.length);
  }
  return order;
}
