/** Words of the values of a book, found among its letters: no text is made. */
import type { BookWords, ValueBook } from '../table.ts';
import { orderOfHashes } from './hash-order.ts';
import { sharedU16, sharedU32 } from './shared-arrays.ts';
import { lettersHash } from './text-hash.ts';

const SPACE = ' '.charCodeAt(0);

/** Words between single spaces, each distinct word once; words are numbered by hash, as values are. */
export function wordsOfBook({ kind, count, starts, letters }: ValueBook): BookWords {
  const found = new WordFinder(letters, countWords(starts, letters));
  const wordStarts = sharedU32(count + 1);
  for (let value = 1; value < count; value++) {
    found.addWords(starts[value]!, starts[value + 1]!);
    wordStarts[value + 1] = found.length;
  }
  const { wordOf, book } = found.done();
  return { starts: wordStarts, wordOf, book: { kind, ...book } };
}

function countWords(starts: Uint32Array, letters: Uint16Array): number {
  let words = 0;
  for (let value = 1; value + 1 < starts.length; value++) if (starts[value] !== starts[value + 1]) words++;
  for (let at = 0; at < letters.length; at++) if (letters[at] === SPACE) words++;
  return words;
}

/** Numbers words by their letters. */
class WordFinder {
  readonly #letters: Uint16Array;
  readonly #wordOf: Uint32Array;
  /** Words of all values so far. */
  length = 0;
  /** [word] first place and end in the letters, and hash; word 0 is blank. */
  #from = new Uint32Array(1 << 10);
  #to = new Uint32Array(1 << 10);
  #hash = new Uint32Array(1 << 10);
  #count = 1;
  /** [slot] word; 0 where free: open addressing. */
  #slots = new Uint32Array(1 << 11);

  constructor(letters: Uint16Array, words: number) {
    this.#letters = letters;
    this.#wordOf = sharedU32(words);
  }

  addWords(start: number, end: number): void {
    for (let from = start, at = start; at <= end; at++) {
      if (at < end && this.#letters[at] !== SPACE) continue;
      this.#wordOf[this.length++] = this.#number(from, at);
      from = at + 1;
    }
  }

  #number(from: number, to: number): number {
    const hash = lettersHash(this.#letters, from, to);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const word = this.#slots[slot]!;
      if (word === 0) return this.#add(from, to, hash, slot);
      if (this.#hash[word] === hash && this.#isEqual(word, from, to)) return word;
    }
  }

  #isEqual(word: number, from: number, to: number): boolean {
    const start = this.#from[word]!;
    if (this.#to[word]! - start !== to - from) return false;
    for (let i = 0; i < to - from; i++) if (this.#letters[start + i] !== this.#letters[from + i]) return false;
    return true;
  }

  #add(from: number, to: number, hash: number, slot: number): number {
    if (this.#count === this.#from.length) {
      this.#grow();
      return this.#number(from, to);
    }
    const word = this.#count++;
    this.#slots[slot] = word;
    this.#from[word] = from;
    this.#to[word] = to;
    this.#hash[word] = hash;
    return word;
  }

  #grow(): void {
    const doubled = (array: Uint32Array): Uint32Array<ArrayBuffer> => {
      const larger = new Uint32Array(array.length * 2);
      larger.set(array);
      return larger;
    };
    this.#from = doubled(this.#from);
    this.#to = doubled(this.#to);
    this.#hash = doubled(this.#hash);
    this.#slots = new Uint32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let word = 1; word < this.#count; word++) {
      let slot = this.#hash[word]! & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = word;
    }
  }

  done() {
    const order = orderOfHashes(this.#hash.subarray(0, this.#count), (left, right) => this.#isBefore(left, right));
    const starts = sharedU32(order.length + 1);
    const hash = sharedU32(order.length);
    const numberOf = new Uint32Array(order.length);
    for (let word = 0; word < order.length; word++) {
      const old = order[word]!;
      numberOf[old] = word;
      hash[word] = this.#hash[old]!;
      starts[word + 1] = starts[word]! + this.#to[old]! - this.#from[old]!;
    }
    const letters = sharedU16(starts[order.length]!);
    for (let word = 0; word < order.length; word++) {
      const old = order[word]!;
      letters.set(this.#letters.subarray(this.#from[old]!, this.#to[old]!), starts[word]!);
    }
    for (let i = 0; i < this.#wordOf.length; i++) this.#wordOf[i] = numberOf[this.#wordOf[i]!]!;
    return { wordOf: this.#wordOf, book: { count: order.length, hash, starts, letters } };
  }

  #isBefore(left: number, right: number): boolean {
    const textOf = (word: number): string =>
      String.fromCharCode(...this.#letters.subarray(this.#from[word]!, this.#to[word]!));
    return textOf(left) < textOf(right);
  }
}
