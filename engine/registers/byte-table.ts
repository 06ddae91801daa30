/** Finds bytes seen before without making a string of them: what lets half a million rows pass in seconds. */

/** What the table keeps of an entry, side by side so that one look fetches all three. */
const FIELDS = 3;
const OFFSET = 0;
const LENGTH = 1;
const VALUE = 2;

/** Each distinct run of bytes is an entry with a whole number that its owner gives it. */
export class ByteTable {
  /** [slot × 2] hash, and entry + 1; 0 where the slot is free. */
  #slots = new Int32Array(8192);
  /** [entry × FIELDS] */
  #entries = new Uint32Array(1024 * FIELDS);
  #arena = new Uint8Array(16384);
  #arenaLength = 0;
  #count = 0;
  /** The entry found last: values of one family stand on neighbouring rows. */
  #last = 0;

  get count(): number {
    return this.#count;
  }

  /** Entry of the bytes from `start` to before `end`; equal to the count before the call when they are new. */
  entry(bytes: Uint8Array, start: number, end: number): number {
    if (this.#count > 0 && this.#holds(this.#last, bytes, start, end)) return this.#last;
    const hash = hashOf(bytes, start, end);
    const slots = this.#slots;
    const mask = slots.length - 2;
    for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
      const entry = slots[slot + 1]! - 1;
      if (entry < 0) return (this.#last = this.#add(slot, hash, bytes, start, end));
      if (slots[slot] === hash && this.#holds(entry, bytes, start, end)) return (this.#last = entry);
    }
  }

  value(entry: number): number {
    return this.#entries[entry * FIELDS + VALUE]!;
  }

  setValue(entry: number, value: number): void {
    this.#entries[entry * FIELDS + VALUE] = value;
  }

  clear(): void {
    this.#slots.fill(0);
    this.#count = 0;
    this.#arenaLength = 0;
    this.#last = 0;
  }

  #holds(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    const at = entry * FIELDS;
    if (this.#entries[at + LENGTH] !== end - start) return false;
    const arena = this.#arena;
    let from = this.#entries[at + OFFSET]!;
    for (let i = start; i < end; i++) if (arena[from++] !== bytes[i]) return false;
    return true;
  }

  #add(slot: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
    const entry = this.#count++;
    this.#slots[slot] = hash;
    this.#slots[slot + 1] = entry + 1;
    const from = this.#arenaLength;
    this.#arenaLength = from + end - start;
    if (this.#arenaLength > this.#arena.length) this.#growArena();
    for (let i = start, at = from; i < end; i++, at++) this.#arena[at] = bytes[i]!;
    if (this.#count * FIELDS > this.#entries.length) this.#growEntries();
    this.#entries[entry * FIELDS + OFFSET] = from;
    this.#entries[entry * FIELDS + LENGTH] = end - start;
    if (this.#count * 4 > this.#slots.length) this.#growSlots();
    return entry;
  }

  #growArena(): void {
    const arena = new Uint8Array(this.#arenaLength * 2);
    arena.set(this.#arena);
    this.#arena = arena;
  }

  #growEntries(): void {
    const entries = new Uint32Array(this.#entries.length * 2);
    entries.set(this.#entries);
    this.#entries = entries;
  }

  #growSlots(): void {
    const old = this.#slots;
    const slots = new Int32Array(old.length * 2);
    const mask = slots.length - 2;
    for (let i = 0; i < old.length; i += 2) {
      if (old[i + 1] === 0) continue;
      let slot = (old[i]! << 1) & mask;
      while (slots[slot + 1] !== 0) slot = (slot + 2) & mask;
      slots[slot] = old[i]!;
      slots[slot + 1] = old[i + 1]!;
    }
    this.#slots = slots;
  }
}

/** FNV-1a, finished so that the low bits depend on all bytes. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return hash ^ (hash >>> 15);
}

const SHORT_SLOTS = 256 + 100;

/** Values worked out once for each distinct writing; forgets all of them when there are too many, so that it stays small. */
export class ParseCache<T> {
  readonly #table = new ByteTable();
  readonly #values: T[] = [];
  /** Values of one byte, and of two digits, which most answers to a question are. */
  readonly #short: (T | undefined)[] = new Array<T | undefined>(SHORT_SLOTS).fill(undefined);
  readonly #capacity: number;
  readonly #parse: (bytes: Buffer, start: number, end: number) => T;

  /** @param parse depends on the bytes alone */
  constructor(parse: (bytes: Buffer, start: number, end: number) => T, capacity = 65536) {
    this.#parse = parse;
    this.#capacity = capacity;
  }

  get(bytes: Buffer, start: number, end: number): T {
    const short = shortSlot(bytes, start, end);
    if (short < 0) return this.#long(bytes, start, end);
    return (this.#short[short] ??= this.#parse(bytes, start, end));
  }

  #long(bytes: Buffer, start: number, end: number): T {
    const before = this.#table.count;
    const entry = this.#table.entry(bytes, start, end);
    if (entry < before) return this.#values[entry]!;
    const value = this.#parse(bytes, start, end);
    this.#values.push(value);
    if (entry + 1 >= this.#capacity) {
      this.#table.clear();
      this.#values.length = 0;
    }
    return value;
  }
}

function shortSlot(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length === 1) return bytes[start]!;
  if (length !== 2) return -1;
  const tens = bytes[start]! - 48;
  const ones = bytes[start + 1]! - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 256 + tens * 10 + ones : -1;
}
