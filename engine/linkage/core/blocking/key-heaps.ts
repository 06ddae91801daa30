/**
 * Keys beside their records, parted by the leading bits of the keys as they come into heaps that fit the cache of a
 * processor. Whatever is done with a heap then waits for no memory: in one piece, a table of what was seen of 16 million
 * keys is waited for at every key.
 */

/** Keys of a heap, with their records and what was seen of them, are some 150 kilobytes. */
const KEYS_A_HEAP = 1 << 14;
/** More heaps are more places to write to than a processor keeps at hand. */
const MOST_HEAP_BITS = 10;
/** Heaps grow by blocks of so many entries; a power of two. */
const BLOCK = 512;
const NOWHERE = 0xffffffff;

/** Memory that is handed out block by block; what is full goes on in another block. */
export class KeyHeaps {
  readonly bits: number;
  /** [entry × 2] key and record, side by side: writing touches one place, not two. */
  readonly #entries: Uint32Array;
  /** [block] the one before it in its heap. */
  readonly #before: Uint32Array;
  #blocks = 0;
  /** [heap] where the next entry goes; at the beginning of a block there is none yet. */
  readonly #next: Uint32Array;

  /** @param keys how many will be added at most */
  constructor(keys: number) {
    this.bits = Math.min(MOST_HEAP_BITS, Math.max(0, Math.ceil(Math.log2(keys / KEYS_A_HEAP))));
    const heaps = 2 ** this.bits;
    const blocks = Math.ceil(keys / BLOCK) + heaps;
    this.#entries = new Uint32Array(blocks * BLOCK * 2);
    this.#before = new Uint32Array(blocks);
    this.#next = new Uint32Array(heaps);
  }

  get count(): number {
    return this.#next.length;
  }

  /** @param key not 0 */
  add(key: number, record: number): void {
    // A shift by 32 would be none.
    const heap = (key >>> 1) >>> (31 - this.bits);
    let at = this.#next[heap]!;
    if (at % BLOCK === 0) at = this.#begin(at);
    this.#entries[at * 2] = key;
    this.#entries[at * 2 + 1] = record;
    this.#next[heap] = at + 1;
  }

  /** Another block for a heap whose last one ends at `end`; 0 where it has none. */
  #begin(end: number): number {
    const block = this.#blocks++;
    if (block === this.#before.length) throw new RangeError('More keys than were counted.');
    this.#before[block] = end === 0 ? NOWHERE : end / BLOCK - 1;
    return block * BLOCK;
  }

  /** Entries of a heap. */
  sizeOf(heap: number): number {
    const end = this.#next[heap]!;
    if (end === 0) return 0;
    const last = Math.ceil(end / BLOCK) - 1;
    let size = end - last * BLOCK;
    for (let block = this.#before[last]!; block !== NOWHERE; block = this.#before[block]!) size += BLOCK;
    return size;
  }

  /** Copies a heap, in the order in which its entries were added. @returns how many there are */
  copy(heap: number, keys: Uint32Array, records: Uint32Array): number {
    const size = this.sizeOf(heap);
    if (size === 0) return 0;
    let from = (Math.ceil(this.#next[heap]! / BLOCK) - 1) * BLOCK;
    // From the last block, which may be full or not, to the first.
    for (let to = ((size - 1) / BLOCK) | 0, end = size; ; to--) {
      for (let at = to * BLOCK, entry = from * 2; at < end; at++, entry += 2) {
        keys[at] = this.#entries[entry]!;
        records[at] = this.#entries[entry + 1]!;
      }
      if (to === 0) return size;
      end = to * BLOCK;
      from = this.#before[from / BLOCK]! * BLOCK;
    }
  }
}
