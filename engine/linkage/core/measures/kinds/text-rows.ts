/** What is known of a text of a few words: itself, its letters, and its words. */
import type { WriteValues } from '../../comparing/value-rows.ts';
import { letterMask, letterMasks, steadyHash } from '../../values/features.ts';
import { FEW_WORDS } from '../words/open-pairs.ts';
import { MANY_WORDS, MOST_WORDS, type WordMatch, type WordMatcher } from '../words/word-matching.ts';
import type { JoinedColumn } from './joined-column.ts';

/** Places of the facts of a text, after its number: see letterMasks; sizes, see below; its words, see WordOrder. */
export const [MASK, SIZES] = [1, 2];
export const WORDS = 3;
/** Texts of more words are few; they are read from the book. */
const MOST_WORDS_IN_ROW = FEW_WORDS;
export const TEXT_WIDTH = WORDS + MOST_WORDS_IN_ROW;
/** Place after those of any text, where a measure keeps it: the weight of all words of a text, the bits of a float. */
export const WEIGHT = TEXT_WIDTH;

/** `SIZES` is made of bytes: words; letters, or as many as there is room for; the hash of steady letters. */
export const [LETTERS_AT, STEADY_AT] = [8, 16];
export const MANY_LETTERS = 0xff;

export const wordsIn = (rows: Uint32Array, place: number): number => rows[place + SIZES]! & 0xff;
/** MANY_LETTERS for that many and more. */
export const lettersIn = (rows: Uint32Array, place: number): number => (rows[place + SIZES]! >>> LETTERS_AT) & 0xff;

/** False for two texts that do not fold to one spelling; most are told by it. */
export const mayHaveOneSpelling = (rows: Uint32Array, l: number, r: number): boolean =>
  (rows[l + SIZES]! ^ rows[r + SIZES]!) >>> STEADY_AT === 0;

/** Whether the letters of the texts of a column are known: those of texts over several fields are not. */
export const hasLetters = ({ fields }: JoinedColumn): boolean => fields === 1;

/** Writes the rows of texts. */
export function textWriter(column: JoinedColumn): WriteValues {
  const { book, words, wordOrder } = column;
  const wordMasks = letterMasks(words.book);
  const list = new Uint32Array(MOST_WORDS);
  /** Letters of the words, and a space between them. */
  const maskOf = (text: number, count: number): number => {
    if (count === MOST_WORDS) return letterMask(book, text);
    let mask = count > 1 ? SPACE_BIT : 0;
    for (let i = 0; i < count; i++) mask |= wordMasks[list[i]!]!;
    return mask;
  };
  const write = (text: number, rows: Uint32Array, at: number): void => {
    const count = listWords(column, text, list);
    rows[at] = text;
    rows[at + SIZES] = count;
    if (hasLetters(column)) {
      const letters = Math.min(MANY_LETTERS, book.starts[text + 1]! - book.starts[text]!);
      rows[at + MASK] = maskOf(text, count);
      rows[at + SIZES] = (steadyHash(book.spelling ?? book, text) << STEADY_AT) | (letters << LETTERS_AT) | count;
    }
    const inRow = Math.min(count, MOST_WORDS_IN_ROW);
    for (let i = 0; i < inRow; i++) rows[at + WORDS + i] = wordOrder.numberOf[list[i]!]!;
  };
  return (texts, from, to, { rows, at, stride }) => {
    for (let i = from, place = at; i < to; i++, place += stride) if (texts[i] !== 0) write(texts[i]!, rows, place);
  };
}

const SPACE_BIT = 1 << (' '.charCodeAt(0) & 31);

/** Words of a text, numbered in their order, in `words` from `from` on; held and overwritten by the reader. */
export interface TextWords {
  words: Uint32Array;
  from: number;
  count: number;
}

/** Reads the words of a text by its row. */
export function wordReader(column: JoinedColumn): (rows: Uint32Array, place: number) => TextWords {
  const list = new Uint32Array(MOST_WORDS);
  const read: TextWords = { words: list, from: 0, count: 0 };
  return (rows, place) => {
    read.count = wordsIn(rows, place);
    const isInRow = read.count <= MOST_WORDS_IN_ROW;
    if (!isInRow) listNumbers(column, rows[place]!, list);
    read.words = isInRow ? rows : list;
    read.from = isInRow ? place + WORDS : 0;
    return read;
  };
}

/** Pairs the words of two texts by their rows. */
export interface TextMatcher {
  /** 0 where nothing of them is alike, as with most texts: there is no need to `match` them. */
  open(rows: Uint32Array, l: number, r: number): number;
  /** @param open what `open` says of the same texts */
  match(open: number, rows: Uint32Array, l: number, r: number): WordMatch;
}

export function matchInRows(column: JoinedColumn, words: WordMatcher): TextMatcher {
  const [readLeft, readRight] = [wordReader(column), wordReader(column)];
  return {
    open: (rows, l, r) => words.openAmong(rows, l + WORDS, wordsIn(rows, l), rows, r + WORDS, wordsIn(rows, r)),
    match(open, rows, l, r) {
      if (open !== MANY_WORDS) {
        return words.match(open, rows, l + WORDS, wordsIn(rows, l), rows, r + WORDS, wordsIn(rows, r));
      }
      const left = readLeft(rows, l);
      const right = readRight(rows, r);
      return words.match(open, left.words, left.from, left.count, right.words, right.from, right.count);
    },
  };
}

/** As `listWords`, numbered in their order. */
function listNumbers(column: JoinedColumn, text: number, list: Uint32Array): void {
  const count = listWords(column, text, list);
  for (let i = 0; i < count; i++) list[i] = column.wordOrder.numberOf[list[i]!]!;
}

/** Writes the words of all fields of a text to a list, and tells how many they are. */
function listWords({ words, parts, fields }: JoinedColumn, text: number, list: Uint32Array): number {
  let count = 0;
  for (let field = 0; field < fields; field++) {
    const value = parts[text * fields + field]!;
    for (let at = words.starts[value]!; at < words.starts[value + 1]! && count < MOST_WORDS; at++) {
      list[count++] = words.wordOf[at]!;
    }
  }
  return count;
}
