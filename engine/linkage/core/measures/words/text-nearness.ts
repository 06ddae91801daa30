/** Whether two texts are one text but for spaces, spelling or a slip or two. */
import type { ValueBook } from '../../table.ts';
import { foldHash, foldHashes, letterMasks } from '../../values/features.ts';
import { lettersIn, MANY_LETTERS, MASK, mayHaveOneSpelling } from '../kinds/text-rows.ts';
import { bitCount, slips } from './likeness.ts';

/** Letters of a text from which on a slip, and from which on two slips, leave no doubt. */
export const [SHORTEST_WITH_SLIP, SHORTEST_WITH_TWO_SLIPS] = [5, 10];
/** Letters that differ after two slips: each replaces one by another. */
export const MOST_LETTERS_APART = 4;

/** @returns true for two different values of the book that are nearly one text */
export function nearTexts(book: ValueBook): (left: number, right: number) => boolean {
  const { starts, letters } = book;
  const masks = letterMasks(book);
  const folds = foldHashes(book);
  return (left, right) => {
    if (folds[left] === folds[right]) return true;
    const [l, r] = [starts[left]!, starts[right]!];
    const [m, n] = [starts[left + 1]! - l, starts[right + 1]! - r];
    return mayBeNear(m, n, masks[left]! ^ masks[right]!) && isSlipped(letters, l, m, r, n);
  };
}

/** The same of two texts by their rows. */
export function nearTextsInRows(book: ValueBook): (rows: Uint32Array, l: number, r: number) => boolean {
  const { starts, letters } = book;
  let ofAny: ReturnType<typeof nearTexts> | undefined;
  const ofMany: ReturnType<typeof nearTexts> = (left, right) => (ofAny ??= nearTexts(book))(left, right);
  return (rows, l, r) => {
    const [m, n] = [lettersIn(rows, l), lettersIn(rows, r)];
    if (m === MANY_LETTERS || n === MANY_LETTERS) return ofMany(rows[l]!, rows[r]!);
    if (mayHaveOneSpelling(rows, l, r) && foldHash(book, rows[l]!) === foldHash(book, rows[r]!)) return true;
    if (!mayBeNear(m, n, rows[l + MASK]! ^ rows[r + MASK]!)) return false;
    return isSlipped(letters, starts[rows[l]!]!, m, starts[rows[r]!]!, n);
  };
}

function mayBeNear(m: number, n: number, lettersApart: number): boolean {
  if ((m < SHORTEST_WITH_SLIP && n < SHORTEST_WITH_SLIP) || m - n > 2 || n - m > 2) return false;
  // A space that is left out is a letter, too.
  return bitCount(lettersApart) <= MOST_LETTERS_APART;
}

const isSlipped = (letters: Uint16Array, l: number, m: number, r: number, n: number): boolean =>
  slips(letters, l, m, r, n) <= (m < SHORTEST_WITH_TWO_SLIPS && n < SHORTEST_WITH_TWO_SLIPS ? 1 : 2);
