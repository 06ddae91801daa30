/** Sorts numbers of 32 bits with what belongs to them, in passes over 11 bits each. */

const BITS = 11;
const BUCKETS = 1 << BITS;
/** So few are sorted sooner than counted. */
const FEW = 48;

/** Sorts `keys` ascending and takes `payload` along, both in place; equal keys keep their order. */
export function sortByKey(keys: Uint32Array, payload: Uint32Array): void {
  new KeySorter().sort(keys, payload, keys.length);
}

/** The same for one after the other: keeps the room that sorting takes. */
export class KeySorter {
  #keys = new Uint32Array(0);
  #payload = new Uint32Array(0);
  readonly #starts = new Uint32Array(BUCKETS);

  /**
   * Sorts the first `count`.
   *
   * @param bits lowest bits in which keys differ; the others are the same in all of them
   */
  sort(keys: Uint32Array, payload: Uint32Array, count: number, bits = 32): void {
    if (count <= FEW) return insertionSort(keys, payload, count);
    if (this.#keys.length < count) [this.#keys, this.#payload] = [new Uint32Array(count), new Uint32Array(count)];
    let isMoved = false;
    for (let shift = 0; shift < bits; shift += BITS) {
      const hasMoved = isMoved
        ? this.#pass(this.#keys, this.#payload, keys, payload, count, shift)
        : this.#pass(keys, payload, this.#keys, this.#payload, count, shift);
      if (hasMoved) isMoved = !isMoved;
    }
    if (!isMoved) return;
    keys.set(this.#keys.subarray(0, count));
    payload.set(this.#payload.subarray(0, count));
  }

  /** Moves by one digit. @returns false where all have the same, and nothing moves */
  #pass(
    keys: Uint32Array,
    payload: Uint32Array,
    toKeys: Uint32Array,
    toPayload: Uint32Array,
    count: number,
    shift: number,
  ): boolean {
    const starts = this.#starts.fill(0);
    for (let i = 0; i < count; i++) starts[(keys[i]! >>> shift) & (BUCKETS - 1)]!++;
    if (starts[(keys[0]! >>> shift) & (BUCKETS - 1)] === count) return false;
    let sum = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const size = starts[bucket]!;
      starts[bucket] = sum;
      sum += size;
    }
    for (let i = 0; i < count; i++) {
      const key = keys[i]!;
      const slot = starts[(key >>> shift) & (BUCKETS - 1)]!++;
      toKeys[slot] = key;
      toPayload[slot] = payload[i]!;
    }
    return true;
  }
}

function insertionSort(keys: Uint32Array, payload: Uint32Array, count: number): void {
  for (let end = 1; end < count; end++) {
    const [key, taken] = [keys[end]!, payload[end]!];
    let at = end;
    for (; at > 0 && keys[at - 1]! > key; at--) {
      keys[at] = keys[at - 1]!;
      payload[at] = payload[at - 1]!;
    }
    keys[at] = key;
    payload[at] = taken;
  }
}
