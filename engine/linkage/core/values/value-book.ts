/** Makes books of values: each distinct standard text once, in an order that depends on nothing but the texts. */
import { wordsOfBook } from './book-words.ts';
import { orderOfHashes } from './hash-order.ts';
import { textOfValue, type BookWords, type FieldKind, type ValueBook } from '../table.ts';
import { sharedU16, sharedU32 } from './shared-arrays.ts';
import { TextNumbers } from './text-numbers.ts';

/** Variant of a word to the word that all of its variants stand for: MOCH to MUHAMMAD. */
export type Spelling = ReadonlyMap<string, string>;

/** Kinds whose values are made of words that are compared one by one. */
const KINDS_OF_WORDS: ReadonlySet<FieldKind> = new Set(['name-part', 'full-name', 'address']);

/** Collects standard texts; `done` hands out the book and the final number of each text. */
export class ValueBookMaker {
  readonly #kind: FieldKind;
  readonly #spelling: Spelling | undefined;
  readonly #numbers = new TextNumbers();

  /** @param spelling word that each variant stands for, where variants are known */
  constructor(kind: FieldKind, spelling?: Spelling) {
    this.#kind = kind;
    this.#spelling = spelling;
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
    if (!KINDS_OF_WORDS.has(this.#kind)) return { book, valueOf };
    const words = wordsOfBook(book);
    const spelling = this.#spelling;
    if (spelling === undefined) return { book: { ...book, words }, valueOf };
    const spelled = { ...words, book: { ...words.book, spelling: spellWords(words.book, spelling) } };
    return { book: { ...book, words: spelled, spelling: spellValues(spelled) }, valueOf };
  }
}

/** Each word of a book as its variants are written. */
function spellWords(words: ValueBook, spelling: Spelling) {
  const texts = Array.from({ length: words.count }, (_, word) => textOfValue(words, word));
  return arenaOf(
    texts.map((text) => spelling.get(text) ?? text),
    Uint32Array.from(texts.keys()),
  );
}

/** Values made of the words as they are spelled. */
function spellValues({ starts: wordStarts, wordOf, book: { spelling } }: BookWords) {
  const { starts: from, letters: of } = spelling!;
  const count = wordStarts.length - 1;
  const starts = sharedU32(wordStarts.length);
  for (let value = 0; value < count; value++) {
    let length = 0;
    for (let at = wordStarts[value]!; at < wordStarts[value + 1]!; at++) {
      // A space between words.
      length += from[wordOf[at]! + 1]! - from[wordOf[at]!]! + (at > wordStarts[value]! ? 1 : 0);
    }
    starts[value + 1] = starts[value]! + length;
  }
  const letters = sharedU16(starts[count]!).fill(SPACE);
  for (let value = 0; value < count; value++) {
    let to = starts[value]!;
    for (let at = wordStarts[value]!; at < wordStarts[value + 1]!; at++, to++) {
      for (let i = from[wordOf[at]!]!; i < from[wordOf[at]! + 1]!; i++) letters[to++] = of[i]!;
    }
  }
  return { starts, letters };
}

const SPACE = ' '.charCodeAt(0);

/** Letters of all texts, in the order given. */
function arenaOf(texts: readonly string[], order: Uint32Array) {
  const written = lettersOf(texts);
  const starts = sharedU32(order.length + 1);
  const letters = sharedU16(written.letters.length);
  for (let value = 0, at = 0; value < order.length; value++) {
    const end = written.starts[order[value]! + 1]!;
    for (let from = written.starts[order[value]!]!; from < end; from++) letters[at++] = written.letters[from]!;
    starts[value + 1] = at;
  }
  return { starts, letters };
}

/** As they stand: in their own order strings lie side by side, in any other each is waited for. */
function lettersOf(texts: readonly string[]) {
  const starts = new Uint32Array(texts.length + 1);
  for (let i = 0; i < texts.length; i++) starts[i + 1] = starts[i]! + texts[i]!.length;
  const letters = new Uint16Array(starts[texts.length]!);
  for (let i = 0, at = 0; i < texts.length; i++) {
    const text = texts[i]!;
    for (let from = 0; from < text.length; from++) letters[at++] = text.charCodeAt(from);
  }
  return { starts, letters };
}
