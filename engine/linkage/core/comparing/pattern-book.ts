/** Combinations of levels, each kept once under a number. */

/** Levels are hashed and compared four at a time. */
const LEVELS_A_NUMBER = 4;

/** Bytes that the levels of so many comparisons take up, the last ones 0. */
export const paddedWidth = (comparisons: number): number => Math.ceil(comparisons / LEVELS_A_NUMBER) * LEVELS_A_NUMBER;

/** Grows as pairs arrive; numbers are given out in order of first sight. */
export class PatternBook {
  readonly width: number;
  /** Numbers of four levels that a pattern has. */
  readonly #numbers: number;
  #count = 0;
  #levels: Uint8Array<ArrayBuffer>;
  /** [pattern × number] the same, padded. */
  #patterns: Uint32Array<ArrayBuffer>;
  #hashes = new Uint32Array(1024);
  /** [hash slot] pattern + 1; 0 is free. */
  #slots = new Uint32Array(4096);
  /** Levels of one pattern, padded, and the same as numbers. */
  readonly #one: Uint8Array;
  readonly #oneAsNumbers: Uint32Array;

  constructor(width: number) {
    this.width = width;
    const padded = new Uint32Array(paddedWidth(width) / LEVELS_A_NUMBER);
    this.#numbers = padded.length;
    this.#oneAsNumbers = padded;
    this.#one = new Uint8Array(padded.buffer);
    this.#patterns = new Uint32Array(this.#numbers * 1024);
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
    for (let c = 0; c < this.width; c++) this.#one[c] = levels[at + c]!;
    return this.#codeOf(this.#oneAsNumbers, 0);
  }

  /**
   * Writes the number of each of the patterns of many pairs.
   *
   * @param levels [pair] those of `paddedWidth`, four in each number
   * @param codes  [pair]
   */
  codesOf(levels: Uint32Array, codes: Uint32Array): void {
    for (let pair = 0, at = 0; pair < codes.length; pair++, at += this.#numbers) codes[pair] = this.#codeOf(levels, at);
  }

  #codeOf(levels: Uint32Array, at: number): number {
    let hash = 0x811c9dc5;
    for (let i = 0; i < this.#numbers; i++) {
      hash = Math.imul(hash ^ levels[at + i]!, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    hash >>>= 0;
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const pattern = this.#slots[slot]! - 1;
      if (pattern < 0) return this.#add(levels, at, hash, slot);
      if (this.#isAt(pattern, levels, at)) return pattern;
    }
  }

  #isAt(pattern: number, levels: Uint32Array, at: number): boolean {
    const own = pattern * this.#numbers;
    for (let i = 0; i < this.#numbers; i++) if (this.#patterns[own + i] !== levels[at + i]) return false;
    return true;
  }

  #add(levels: Uint32Array, at: number, hash: number, slot: number): number {
    const pattern = this.#count++;
    if (pattern === this.#hashes.length) this.#enlarge();
    this.#hashes[pattern] = hash;
    for (let i = 0; i < this.#numbers; i++) {
      this.#patterns[pattern * this.#numbers + i] = this.#oneAsNumbers[i] = levels[at + i]!;
    }
    this.#levels.set(this.#one.subarray(0, this.width), pattern * this.width);
    this.#slots[slot] = pattern + 1;
    if (this.#count * 2 > this.#slots.length) this.#spreadOut();
    return pattern;
  }

  #enlarge(): void {
    const hashes = new Uint32Array(this.#hashes.length * 2);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    const patterns = new Uint32Array(this.#patterns.length * 2);
    patterns.set(this.#patterns);
    this.#patterns = patterns;
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
