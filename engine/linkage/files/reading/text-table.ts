/**
 * Distinct texts as bytes, each found again without making a string of it. Like the table of the registers' reader, with
 * less memory an entry: columns of a million distinct values spend their time waiting for memory.
 */

import { arenaOfBytes, type TextArena } from '../../core/values/text-arena.ts';

const FIRST_SLOTS = 1 << 12;

export class TextTable {
  /** [slot × 2] hash, and entry + 1; 0 where the slot is free. */
  #slots = new Int32Array(FIRST_SLOTS * 2);
  /** [entry + 1] where the bytes of an entry begin in the arena. */
  #starts = new Uint32Array(1024);
  #arena = new Uint8Array(1 << 14);
  #count = 0;
  /** The entry found last: files are often sorted by something. */
  #last = -1;

  get count(): number {
    return this.#count;
  }

  /** Entry of the bytes from `start` to before `end`; equal to the count before the call when they are new. */
  entry(bytes: Uint8Array, start: number, end: number): number {
    if (this.#last >= 0 && this.#holds(this.#last, bytes, start, end)) return this.#last;
    const hash = hashOf(bytes, start, end);
    const slots = this.#slots;
    const mask = slots.length - 2;
    for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
      const entry = slots[slot + 1]! - 1;
      if (entry < 0) return (this.#last = this.#add(slot, hash, bytes, start, end));
      if (slots[slot] === hash && this.#holds(entry, bytes, start, end)) return (this.#last = entry);
    }
  }

  /** Entry of the bytes from `start` to before `end`; -1 where there is none. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashOf(bytes, start, end);
    const slots = this.#slots;
    const mask = slots.length - 2;
    for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
      const entry = slots[slot + 1]! - 1;
      if (entry < 0 || (slots[slot] === hash && this.#holds(entry, bytes, start, end))) return entry;
    }
  }

  /** All entries. @param hasBlank a blank text stands before them */
  arena(hasBlank: boolean): TextArena {
    const starts = new Uint32Array(this.#count + 1 + Number(hasBlank));
    starts.set(this.#starts.subarray(0, this.#count + 1), Number(hasBlank));
    return arenaOfBytes(this.#arena.subarray(0, this.#starts[this.#count]), starts);
  }

  #holds(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    const arena = this.#arena;
    let at = this.#starts[entry]!;
    if (this.#starts[entry + 1]! - at !== end - start) return false;
    for (let i = start; i < end; i++) if (arena[at++] !== bytes[i]) return false;
    return true;
  }

  #add(slot: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
    const entry = this.#count++;
    this.#slots[slot] = hash;
    this.#slots[slot + 1] = entry + 1;
    if (entry + 2 > this.#starts.length) this.#starts = grown(this.#starts, new Uint32Array(this.#starts.length * 2));
    const from = this.#starts[entry]!;
    const to = from + end - start;
    if (to > this.#arena.length) this.#arena = grown(this.#arena, new Uint8Array(to * 2));
    for (let i = start, at = from; i < end; i++) this.#arena[at++] = bytes[i]!;
    this.#starts[entry + 1] = to;
    if (this.#count * 4 > this.#slots.length) this.#growSlots();
    return entry;
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

function grown<A extends Uint8Array | Uint32Array>(old: A, larger: A): A {
  larger.set(old);
  return larger;
}

/** FNV-1a, finished so that the low bits depend on all bytes. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return hash ^ (hash >>> 15);
}
