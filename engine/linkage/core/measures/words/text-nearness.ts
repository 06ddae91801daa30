/** Whether two texts are one text but for spaces, spelling or a slip or two. */
import type { ValueBook } from '../../table.ts';
import { foldHashes, letterMasks } from '../../values/features.ts';
import { bitCount, slips } from './likeness.ts';

/** Letters of a text from which on a slip, and from which on two slips, leave no doubt. */
const [SHORTEST_WITH_SLIP, SHORTEST_WITH_TWO_SLIPS] = [5, 10];
/** Letters that differ after two slips: each replaces one by another. */
const MOST_LETTERS_APART = 4;

/** @returns true for two different values of the book that are nearly one text */
export function nearTexts(book: ValueBook): (left: number, right: number) => boolean {
  const { starts, letters } = book;
  const masks = letterMasks(book);
  const folds = foldHashes(book);
  return (left, right) => {
    if (folds[left] === folds[right]) return true;
    const [l, r] = [starts[left]!, starts[right]!];
    const [m, n] = [starts[left + 1]! - l, starts[right + 1]! - r];
    const longer = m > n ? m : n;
    if (longer < SHORTEST_WITH_SLIP || Math.abs(m - n) > 2) return false;
    // A space that is left out is a letter, too.
    if (bitCount(masks[left]! ^ masks[right]!) > MOST_LETTERS_APART) return false;
    return slips(letters, l, m, r, n) <= (longer < SHORTEST_WITH_TWO_SLIPS ? 1 : 2);
  };
}
