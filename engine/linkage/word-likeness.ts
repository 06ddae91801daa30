/** Whether two words are one word with a slip; each distinct pair of words is compared once. */
import { damerauLevenshtein, jaroWinkler } from './string-measures.ts';

/** Shorter words are too near to each other for a slip to be told from another word: ANI, ANA, ADI. */
const SHORTEST_WITH_SLIP = 4;
/** From here on the first letter may be the one that slipped: BUDI and RUDI are two names, YUNIATI and JUNIATI one. */
const SHORTEST_WITH_FIRST_SLIP = 5;
const SHORTEST_WITH_TWO_SLIPS = 8;
/** Jaro–Winkler similarity; keeps out words whose beginnings differ. */
const LEAST_WITH_TWO_SLIPS = 0.9;

/**
 * How alike two words are, where they may be the same word.
 *
 * @returns 0 for different words, else Jaro–Winkler similarity in thousandths
 */
export function likeness(left: string, right: string): number {
  if (left === right) return 1000;
  const longer = Math.max(left.length, right.length);
  if (longer < SHORTEST_WITH_SLIP) return 0;
  if (longer < SHORTEST_WITH_FIRST_SLIP && left[0] !== right[0]) return 0;
  const slips = damerauLevenshtein(left, right);
  if (slips > (longer < SHORTEST_WITH_TWO_SLIPS ? 1 : 2)) return 0;
  const similarity = jaroWinkler(left, right);
  return slips === 2 && similarity < LEAST_WITH_TWO_SLIPS ? 0 : Math.round(similarity * 1000);
}

const MOST_LETTERS_APART = 4;

/** Number of bits set. */
function bitCount(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Likeness of numbered words, remembered. */
export class WordLikeness {
  readonly #words: readonly string[];
  readonly #letterMask: Uint32Array;
  #mask = 0xffff;
  /** [slot] the two words plus 1; 0 where free. */
  #lefts = new Uint32Array(this.#mask + 1);
  #rights = new Uint32Array(this.#mask + 1);
  #likeness = new Uint16Array(this.#mask + 1);
  #held = 0;

  /**
   * @param letterMask [word] bit of each letter in it: two slips change at most four of them
   */
  constructor(words: readonly string[], letterMask: Uint32Array) {
    this.#words = words;
    this.#letterMask = letterMask;
  }

  /** As `likeness`, of the words with these numbers. */
  of(first: number, second: number): number {
    if (first === second) return 1000;
    const [left, right] = first < second ? [first, second] : [second, first];
    if (Math.abs(this.#words[left]!.length - this.#words[right]!.length) > 2) return 0;
    if (bitCount(this.#letterMask[left]! ^ this.#letterMask[right]!) > MOST_LETTERS_APART) return 0;
    let slot = this.#slot(left, right);
    if (this.#lefts[slot] !== 0) return this.#likeness[slot]!;
    if (this.#held * 2 > this.#mask) {
      this.#grow();
      slot = this.#slot(left, right);
    }
    this.#held++;
    this.#lefts[slot] = left + 1;
    this.#rights[slot] = right + 1;
    return (this.#likeness[slot] = likeness(this.#words[left]!, this.#words[right]!));
  }

  #slot(left: number, right: number): number {
    let slot = (Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)) >>> 0;
    for (slot = (slot ^ (slot >>> 15)) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      if (this.#lefts[slot] === 0 || (this.#lefts[slot] === left + 1 && this.#rights[slot] === right + 1)) return slot;
    }
  }

  #grow(): void {
    const [lefts, rights, likenesses] = [this.#lefts, this.#rights, this.#likeness];
    this.#mask = this.#mask * 2 + 1;
    this.#lefts = new Uint32Array(this.#mask + 1);
    this.#rights = new Uint32Array(this.#mask + 1);
    this.#likeness = new Uint16Array(this.#mask + 1);
    for (let old = 0; old < lefts.length; old++) {
      if (lefts[old] === 0) continue;
      const slot = this.#slot(lefts[old]! - 1, rights[old]! - 1);
      this.#lefts[slot] = lefts[old]!;
      this.#rights[slot] = rights[old]!;
      this.#likeness[slot] = likenesses[old]!;
    }
  }
}
