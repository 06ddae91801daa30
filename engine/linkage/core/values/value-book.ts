/** Makes books of values: each distinct standard text once, in an order that depends on nothing but the texts. */
import type { BookWords, FieldKind, ValueBook } from '../table.ts';
import { sharedU16, sharedU32 } from './shared-arrays.ts';
import { textHash } from './text-hash.ts';

/** Kinds whose values are made of words that are compared one by one. */
const KINDS_OF_WORDS: ReadonlySet<FieldKind> = new Set(['name-part', 'full-name', 'address']);

/** Collects standard texts; `done` hands out the book and the final number of each text. */
export class ValueBookMaker {
  readonly #kind: FieldKind;
  readonly #texts: string[] = [''];
  readonly #numbers = new Map<string, number>([['', 0]]);

  constructor(kind: FieldKind) {
    this.#kind = kind;
  }

  /** Number of a text until the book is done; 0 for ''. */
  number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#texts.length;
    this.#numbers.set(text, number);
    this.#texts.push(text);
    return number;
  }

  /** @returns the book, and [number so far] value in the book */
  done(): { book: ValueBook; valueOf: Uint32Array } {
    const { texts, hash, valueOf } = inOrderOfHash(this.#texts);
    const book = { kind: this.#kind, count: texts.length, hash, ...arenaOf(texts) };
    if (!KINDS_OF_WORDS.has(this.#kind)) return { book, valueOf };
    return { book: { ...book, words: wordsOfTexts(texts, this.#kind) }, valueOf };
  }
}

/** Sorts texts by hash, so that the order in which rows came leaves no trace. */
function inOrderOfHash(texts: readonly string[]) {
  const hashes = Uint32Array.from(texts, (text) => (text === '' ? 0 : textHash(text)));
  const order = orderOfHashes(hashes, texts);
  const hash = sharedU32(texts.length);
  const valueOf = new Uint32Array(texts.length);
  for (let value = 0; value < order.length; value++) {
    hash[value] = hashes[order[value]!]!;
    valueOf[order[value]!] = value;
  }
  return { texts: Array.from(order, (number) => texts[number]!), hash, valueOf };
}

function orderOfHashes(hashes: Uint32Array, texts: readonly string[]): Uint32Array {
  let order = Uint32Array.from(hashes.keys());
  let next = new Uint32Array(order.length);
  for (const shift of [0, 11, 22]) {
    const starts = new Uint32Array(2049);
    for (const hash of hashes) starts[((hash >>> shift) & 2047) + 1]!++;
    for (let digit = 0; digit < 2048; digit++) starts[digit + 1]! += starts[digit]!;
    for (const number of order) next[starts[(hashes[number]! >>> shift) & 2047]!++] = number;
    [order, next] = [next, order];
  }
  return settleEqualHashes(order, hashes, texts);
}

/** The few texts that share a hash stand in order of their letters. */
function settleEqualHashes(order: Uint32Array, hashes: Uint32Array, texts: readonly string[]): Uint32Array {
  for (let start = 0, end = 1; start < order.length; start = end++) {
    while (end < order.length && hashes[order[end]!] === hashes[order[start]!]) end++;
    if (end - start === 1) continue;
    order.subarray(start, end).sort((left, right) => (texts[left]! < texts[right]! ? -1 : 1));
  }
  return order;
}

function arenaOf(texts: readonly string[]) {
  const starts = sharedU32(texts.length + 1);
  for (let value = 0; value < texts.length; value++) starts[value + 1] = starts[value]! + texts[value]!.length;
  const letters = sharedU16(starts[texts.length]!);
  for (let value = 0, at = 0; value < texts.length; value++) {
    const text = texts[value]!;
    for (let i = 0; i < text.length; i++) letters[at++] = text.charCodeAt(i);
  }
  return { starts, letters };
}

function wordsOfTexts(texts: readonly string[], kind: FieldKind): BookWords {
  const numbers = new Map<string, number>([['', 0]]);
  const starts = sharedU32(texts.length + 1);
  const found: number[] = [];
  for (let value = 0; value < texts.length; value++) {
    if (texts[value] !== '') {
      for (const word of texts[value]!.split(' ')) {
        let number = numbers.get(word);
        if (number === undefined) numbers.set(word, (number = numbers.size));
        found.push(number);
      }
    }
    starts[value + 1] = found.length;
  }
  const { texts: words, hash, valueOf } = inOrderOfHash([...numbers.keys()]);
  const wordOf = sharedU32(found.length);
  for (let i = 0; i < found.length; i++) wordOf[i] = valueOf[found[i]!]!;
  return { starts, wordOf, book: { kind, count: words.length, hash, ...arenaOf(words) } };
}
