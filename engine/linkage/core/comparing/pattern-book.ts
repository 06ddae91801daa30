/** Combinations of levels, each kept once under a number. */

/** Grows as pairs arrive; numbers are given out in order of first sight. */
export class PatternBook {
  readonly width: number;
  #count = 0;
  #levels: Uint8Array<ArrayBuffer>;
  #hashes = new Uint32Array(1024);
  /** [hash slot] pattern + 1; 0 is free. */
  #slots = new Uint32Array(4096);

  constructor(width: number) {
    this.width = width;
    this.#levels = new Uint8Array(width * 1024);
  }

  get count(): number {
    return this.#count;
  }

  /** [pattern × comparison] */
  get levels(): Uint8Array {
    return this.#levels.subarray(0, this.#count * this.width);
  }

  /** Number of the pattern whose levels begin at `at`. */
  codeOf(levels: Uint8Array, at: number): number {
    let hash = 0x811c9dc5;
    for (let c = 0; c < this.width; c++) hash = Math.imul(hash ^ levels[at + c]!, 0x01000193);
    hash = (hash ^ (hash >>> 15)) >>> 0;
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const pattern = this.#slots[slot]! - 1;
      if (pattern < 0) return this.#add(levels, at, hash, slot);
      if (this.#hashes[pattern] === hash && this.#isAt(pattern, levels, at)) return pattern;
    }
  }

  #isAt(pattern: number, levels: Uint8Array, at: number): boolean {
    const own = pattern * this.width;
    for (let c = 0; c < this.width; c++) if (this.#levels[own + c] !== levels[at + c]) return false;
    return true;
  }

  #add(levels: Uint8Array, at: number, hash: number, slot: number): number {
    const pattern = this.#count++;
    if (pattern === this.#hashes.length) this.#enlarge();
    this.#hashes[pattern] = hash;
    this.#levels.set(levels.subarray(at, at + this.width), pattern * this.width);
    this.#slots[slot] = pattern + 1;
    if (this.#count * 2 > this.#slots.length) this.#spreadOut();
    return pattern;
  }

  #enlarge(): void {
    const hashes = new Uint32Array(this.#hashes.length * 2);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    const levels = new Uint8Array(this.#levels.length * 2);
    levels.set(this.#levels);
    this.#levels = levels;
  }

  #spreadOut(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let pattern = 0; pattern < this.#count; pattern++) {
      let slot = this.#hashes[pattern]! & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = pattern + 1;
    }
  }
}
