/** Parts of names: given name, surname, mother's maiden name. */
import type { FieldColumn } from '../table.ts';
import { letterMasks, wordsOf } from '../values/features.ts';
import { byValue, type CompareValues } from './kinds/row-comparer.ts';
import { kindOfValues } from './kinds/row-kind.ts';
import { cachedPairs, type MaskBound } from './words/pair-cache.ts';
import { lettersApart, WORD, wordComparer } from './words/word-levels.ts';

/**
 * `similar`: may be one name (CATHERINE, KATARINA); `initial`: one is the first letter of the other; `part`: one is cut
 * short, or is one of several words that both have; `spelled`: one name with a slip or in another spelling.
 */
export const NAME_LEVELS = ['different', 'similar', 'initial', 'part', 'spelled', 'same'] as const;
export const RARE_NAME_LEVELS = ['similar', 'part', 'spelled', 'same'] as const;

/** Compares values of a book of name parts; the index is that of NAME_LEVELS. */
export function namePartComparer({ book }: Pick<FieldColumn, 'book'>): CompareValues {
  const { compare } = wordComparer(book);
  const { starts, wordOf, book: words } = wordsOf(book);
  return (left, right) => {
    const level = compare(left, right);
    if (level >= WORD.part) return level;
    const l = starts[left]!;
    const lEnd = starts[left + 1]!;
    const r = starts[right]!;
    const rEnd = starts[right + 1]!;
    if (lEnd - l === 1 && rEnd - r === 1) return level;
    for (let i = l; i < lEnd; i++) {
      const word = wordOf[i]!;
      if (words.starts[word + 1]! - words.starts[word]! < 2) continue;
      for (let j = r; j < rEnd; j++) if (wordOf[j] === word) return WORD.part;
    }
    return level;
  };
}

/** Name parts of one word each that have too few letters in common are different. */
export const namePartBound = ({ book }: Pick<FieldColumn, 'book'>): MaskBound => ({
  masks: letterMasks(book),
  apart: lettersApart(book),
});

export const namePart = kindOfValues({
  levels: NAME_LEVELS,
  rare: RARE_NAME_LEVELS,
  mostPairs: 2_000_000,
  comparer: (column) => byValue(cachedPairs(namePartComparer(column), namePartBound(column), column.book.count)),
});
