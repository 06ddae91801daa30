/**
 * Sorts the keys of a rule that two records share. Keys are first parted by their leading bits into heaps that fit the
 * cache of a processor; whatever is done with a heap then, looking for keys met twice and sorting those, waits for no
 * memory. In one piece, a table of what was seen of 16 million keys is waited for at every key.
 */
import { sortByKey } from './radix-sort.ts';
import { SeenKeys } from './seen-keys.ts';

/** Keys beside their records. */
export interface KeyEntries {
  readonly keys: Uint32Array;
  readonly records: Uint32Array;
}

/** Keys of record after record. */
export interface KeysInTurn {
  /** 0 where a record takes no part. */
  readonly keys: Uint32Array;
  /** [record] where its keys end; where left out each record has one. */
  readonly ends?: Uint32Array;
}

/** Keys of a heap, with their records and what was seen of them, are some 150 kilobytes. */
const KEYS_A_HEAP = 1 << 14;
/** More heaps are more places to write to than a processor keeps at hand. */
const MOST_HEAP_BITS = 10;

/** Every key that two records have is among them, and few that only one has: in ascending order, then by record. */
export function sortShared(all: KeysInTurn): KeyEntries {
  const heapBits = Math.min(MOST_HEAP_BITS, Math.max(0, Math.ceil(Math.log2(all.keys.length / KEYS_A_HEAP))));
  const { keys, records, ends } = partIntoHeaps(all, heapBits);
  let filled = 0;
  for (let heap = 0; heap < ends.length; heap++) {
    const from = filled;
    filled = moveShared({ keys, records }, heap === 0 ? 0 : ends[heap - 1]!, ends[heap]!, filled, heapBits);
    if (filled - from > 1) sortByKey(keys.subarray(from, filled), records.subarray(from, filled));
  }
  return { keys: keys.subarray(0, filled), records: records.subarray(0, filled) };
}

/** Entries by the leading bits of their keys, records ascending within a heap. @returns besides [heap] where it ends */
function partIntoHeaps(
  { keys: all, ends: recordEnds }: KeysInTurn,
  heapBits: number,
): KeyEntries & Required<KeysInTurn> {
  const next = startsOfHeaps(all, heapBits);
  const count = next.at(-1)!;
  const [keys, records] = [new Uint32Array(count), new Uint32Array(count)];
  for (let i = 0, record = 0; i < all.length; i++) {
    if (recordEnds === undefined) record = i;
    else while (recordEnds[record]! <= i) record++;
    const key = all[i]!;
    if (key === 0) continue;
    const slot = next[heapOf(key, heapBits)]!++;
    keys[slot] = key;
    records[slot] = record;
  }
  return { keys, records, ends: next.subarray(0, -1) };
}

/** A shift by 32 would be none. */
const heapOf = (key: number, heapBits: number): number => (key >>> 1) >>> (31 - heapBits);

/** [heap] where it begins; the last entry is where all end. */
function startsOfHeaps(keys: Uint32Array, heapBits: number): Uint32Array {
  const starts = new Uint32Array(2 ** heapBits + 1);
  for (const key of keys) if (key !== 0) starts[heapOf(key, heapBits) + 1]!++;
  for (let heap = 0; heap + 1 < starts.length; heap++) starts[heap + 1]! += starts[heap]!;
  return starts;
}

/** Moves what is shared of a heap to `filled` and what follows. @returns where it ends there */
function moveShared({ keys, records }: KeyEntries, from: number, to: number, filled: number, heapBits: number): number {
  const seen = new SeenKeys(to - from);
  // The leading bits are the same throughout the heap.
  for (let at = from; at < to; at++) seen.add((keys[at]! << heapBits) >>> 0);
  let kept = filled;
  for (let at = from; at < to; at++) {
    const key = keys[at]!;
    if (!seen.isShared((key << heapBits) >>> 0)) continue;
    keys[kept] = key;
    records[kept++] = records[at]!;
  }
  return kept;
}
