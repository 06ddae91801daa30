/** Finds bytes seen before without making a string of them: what lets half a million rows pass in seconds. */

const EMPTY = -1;

/** Each distinct run of bytes gets a number, 0, 1, 2 … in order of first sight. */
export class ByteTable {
  #slots: Int32Array;
  #mask: number;
  #hashes = new Int32Array(1024);
  #offsets = new Uint32Array(1025);
  #arena = new Uint8Array(16384);
  #count = 0;

  constructor() {
    this.#slots = new Int32Array(4096).fill(EMPTY);
    this.#mask = 4095;
  }

  get count(): number {
    return this.#count;
  }

  /** Number of the bytes from `start` to before `end`; equal to the count before the call when they are new. */
  number(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashOf(bytes, start, end);
    const mask = this.#mask;
    const slots = this.#slots;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const entry = slots[slot]!;
      if (entry === EMPTY) return this.#add(slot, hash, bytes, start, end);
      if (this.#hashes[entry] === hash && this.#holds(entry, bytes, start, end)) return entry;
      slot = (slot + 1) & mask;
    }
  }

  clear(): void {
    this.#slots.fill(EMPTY);
    this.#count = 0;
  }

  #holds(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    const arena = this.#arena;
    let from = this.#offsets[entry]!;
    if (this.#offsets[entry + 1]! - from !== end - start) return false;
    for (let i = start; i < end; i++) if (arena[from++] !== bytes[i]) return false;
    return true;
  }

  #add(slot: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
    const entry = this.#count++;
    this.#slots[slot] = entry;
    if (entry === this.#hashes.length) this.#growEntries();
    this.#hashes[entry] = hash;
    const from = this.#count === 1 ? 0 : this.#offsets[entry]!;
    const to = from + end - start;
    if (to > this.#arena.length) this.#growArena(to);
    for (let i = start, at = from; i < end; i++, at++) this.#arena[at] = bytes[i]!;
    this.#offsets[entry] = from;
    this.#offsets[entry + 1] = to;
    if (this.#count * 2 > this.#slots.length) this.#growSlots();
    return entry;
  }

  #growEntries(): void {
    const hashes = new Int32Array(this.#hashes.length * 2);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    const offsets = new Uint32Array(hashes.length + 1);
    offsets.set(this.#offsets);
    this.#offsets = offsets;
  }

  #growArena(room: number): void {
    const arena = new Uint8Array(Math.max(room, this.#arena.length * 2));
    arena.set(this.#arena);
    this.#arena = arena;
  }

  #growSlots(): void {
    const length = this.#slots.length * 2;
    const slots = new Int32Array(length).fill(EMPTY);
    const mask = length - 1;
    for (let entry = 0; entry < this.#count; entry++) {
      const hash = this.#hashes[entry]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      slots[slot] = entry;
    }
    this.#slots = slots;
    this.#mask = mask;
  }
}

/** FNV-1a, finished so that the low bits depend on all bytes. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return hash ^ (hash >>> 15);
}

/** Values worked out once for each distinct writing; forgets all of them when there are too many, so that it stays small. */
export class ParseCache<T> {
  readonly #table = new ByteTable();
  readonly #values: T[] = [];
  readonly #capacity: number;

  constructor(capacity = 65536) {
    this.#capacity = capacity;
  }

  /** What `parse` makes of the bytes, or made of equal ones before. */
  get(bytes: Uint8Array, start: number, end: number, parse: (bytes: Uint8Array, start: number, end: number) => T): T {
    const before = this.#table.count;
    const number = this.#table.number(bytes, start, end);
    if (number < before) return this.#values[number]!;
    const value = parse(bytes, start, end);
    if (number >= this.#capacity) {
      this.#table.clear();
      this.#values.length = 0;
      return value;
    }
    this.#values.push(value);
    return value;
  }
}
