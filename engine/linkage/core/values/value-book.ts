/** Makes books of values: each distinct standard text once, in an order that depends on nothing but the texts. */
import { wordsOfBook } from './book-words.ts';
import { orderOfHashes } from './hash-order.ts';
import type { FieldKind, ValueBook } from '../table.ts';
import { sharedU16, sharedU32 } from './shared-arrays.ts';
import { TextNumbers } from './text-numbers.ts';

/** Kinds whose values are made of words that are compared one by one. */
const KINDS_OF_WORDS: ReadonlySet<FieldKind> = new Set(['name-part', 'full-name', 'address']);

/** Collects standard texts; `done` hands out the book and the final number of each text. */
export class ValueBookMaker {
  readonly #kind: FieldKind;
  readonly #numbers = new TextNumbers();

  constructor(kind: FieldKind) {
    this.#kind = kind;
  }

  /** Number of a text until the book is done; 0 for ''. */
  number(text: string): number {
    return this.#numbers.number(text);
  }

  /** @returns the book, and [number so far] value in the book */
  done(): { book: ValueBook; valueOf: Uint32Array } {
    const { texts, hashes } = this.#numbers;
    const order = orderOfHashes(hashes, (left, right) => texts[left]! < texts[right]!);
    const hash = sharedU32(order.length);
    const valueOf = new Uint32Array(order.length);
    for (let value = 0; value < order.length; value++) {
      hash[value] = hashes[order[value]!]!;
      valueOf[order[value]!] = value;
    }
    const book = { kind: this.#kind, count: order.length, hash, ...arenaOf(texts, order) };
    return { book: KINDS_OF_WORDS.has(this.#kind) ? { ...book, words: wordsOfBook(book) } : book, valueOf };
  }
}

/** Letters of texts, in the order given. */
function arenaOf(texts: readonly string[], order: Uint32Array) {
  const starts = sharedU32(order.length + 1);
  for (let value = 0; value < order.length; value++) starts[value + 1] = starts[value]! + texts[order[value]!]!.length;
  const letters = sharedU16(starts[order.length]!);
  for (let value = 0, at = 0; value < order.length; value++) {
    const text = texts[order[value]!]!;
    for (let i = 0; i < text.length; i++) letters[at++] = text.charCodeAt(i);
  }
  return { starts, letters };
}
