/** What is known of a text of a few words, side by side in a row of facts. */
import type { JoinedColumn } from './joined-column.ts';
import { foldHashes, letterMasks } from '../../values/features.ts';
import type { WordList } from '../words/word-matching.ts';

/** Places of the facts of a text, after its number: see foldHashes, letterMasks; letters and words it has. */
export const [FOLD, MASK, SIZES] = [1, 2, 3];
const WORDS = 4;
/** Names and addresses of more words are few; they are read from the book. */
const MOST_WORDS_IN_ROW = 5;
export const TEXT_WIDTH = WORDS + MOST_WORDS_IN_ROW;
/** In place of the number of words where they are not in the row. */
const ELSEWHERE = 0xff;

export const lettersIn = (rows: Uint32Array, text: number): number => rows[text + SIZES]! >>> 8;

/** Whether texts of the column can be told by a row: those over several fields are not. */
export const hasTextFacts = ({ fields }: JoinedColumn): boolean => fields === 1;

/** Writes the facts of a text. */
export function textWriter({ book, words }: JoinedColumn): (text: number, rows: Uint32Array, at: number) => void {
  const [folds, masks] = [foldHashes(book), letterMasks(book)];
  return (text, rows, at) => {
    const [first, end] = [words.starts[text]!, words.starts[text + 1]!];
    const isInRow = end - first <= MOST_WORDS_IN_ROW;
    rows[at] = text;
    rows[at + FOLD] = folds[text]!;
    rows[at + MASK] = masks[text]!;
    rows[at + SIZES] = ((book.starts[text + 1]! - book.starts[text]!) << 8) | (isInRow ? end - first : ELSEWHERE);
    if (!isInRow) return;
    for (let i = first; i < end; i++) rows[at + WORDS + i - first] = words.wordOf[i]!;
  };
}

/** Reads the words of a text into a list; false where they are not in the row. */
export function readWords(rows: Uint32Array, text: number, list: WordList): boolean {
  const count = rows[text + SIZES]! & 0xff;
  if (count === ELSEWHERE) return false;
  for (let i = 0; i < count; i++) list.words[i] = rows[text + WORDS + i]!;
  list.count = count;
  return true;
}
