/** Sorts the keys of a rule that two records share, heap by heap. */
import type { KeyHeaps } from './key-heaps.ts';
import { KeySorter } from './radix-sort.ts';
import { SeenKeys } from './seen-keys.ts';

/** Keys beside their records. */
export interface KeyEntries {
  readonly keys: Uint32Array;
  readonly records: Uint32Array;
}

/**
 * Every key that two records have is among them, each record once, and few that only one has: in ascending order, then by
 * record.
 *
 * @param heaps filled record by record
 */
export function sortShared(heaps: KeyHeaps): KeyEntries {
  let most = 0;
  for (let heap = 0; heap < heaps.count; heap++) most = Math.max(most, heaps.sizeOf(heap));
  const [keys, records] = [new Uint32Array(most), new Uint32Array(most)];
  const sorter = new KeySorter();
  const sorted = new SortedEntries();
  for (let heap = 0; heap < heaps.count; heap++) {
    const kept = keepShared(keys, records, heaps.copy(heap, keys, records), heaps.bits);
    sorter.sort(keys, records, kept, 32 - heaps.bits);
    sorted.append(keys, records, kept);
  }
  return sorted.done();
}

/** Moves the entries whose keys are shared to the front. @returns how many they are */
function keepShared(keys: Uint32Array, records: Uint32Array, count: number, heapBits: number): number {
  const seen = new SeenKeys(count);
  // The leading bits are the same throughout the heap.
  for (let at = 0; at < count; at++) seen.add((keys[at]! << heapBits) >>> 0);
  let kept = 0;
  for (let at = 0; at < count; at++) {
    const key = keys[at]!;
    if (!seen.isShared((key << heapBits) >>> 0)) continue;
    keys[kept] = key;
    records[kept++] = records[at]!;
  }
  return kept;
}

/** Takes entries in their order, a key that a record has in two ways once. */
class SortedEntries {
  #keys = new Uint32Array(1 << 12);
  #records = new Uint32Array(1 << 12);
  #count = 0;

  append(keys: Uint32Array, records: Uint32Array, count: number): void {
    while (this.#count + count > this.#keys.length) this.#grow();
    let end = this.#count;
    for (let at = 0; at < count; at++) {
      if (at > 0 && keys[at] === keys[at - 1] && records[at] === records[at - 1]) continue;
      this.#keys[end] = keys[at]!;
      this.#records[end++] = records[at]!;
    }
    this.#count = end;
  }

  done(): KeyEntries {
    return { keys: this.#keys.subarray(0, this.#count), records: this.#records.subarray(0, this.#count) };
  }

  #grow(): void {
    const doubled = (numbers: Uint32Array): Uint32Array<ArrayBuffer> => {
      const larger = new Uint32Array(numbers.length * 2);
      larger.set(numbers);
      return larger;
    };
    [this.#keys, this.#records] = [doubled(this.#keys), doubled(this.#records)];
  }
}
