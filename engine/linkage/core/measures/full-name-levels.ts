/** Whole names: words in any order, with slips, initials, words left out or written as one. */
import type { JoinedColumn } from './kinds/joined-column.ts';
import { readWords } from './kinds/text-facts.ts';
import { nearTexts, nearTextsInRows } from './words/text-nearness.ts';
import { kindOfWords, type CompareTexts } from './kinds/word-kind.ts';
import { emptyWordList, MOST_WORDS, wordMatcher, type WordList, type WordMatch } from './words/word-matching.ts';

/**
 * `some`: at least one word, and each name has one that the other lacks; `part`: all words of one of the names;
 * `similar`: all words of both, some of which are no more than similar, as the names of twins are; `initials`: all words
 * of both, some by their first letter; `spelled`: all words of both, in another order or spelling, or written as one;
 * `same`: the same words as written.
 */
const LEVELS = ['different', 'some', 'part', 'similar', 'initials', 'spelled', 'same'] as const;
const [DIFFERENT, SOME, PART, SIMILAR, INITIALS, SPELLED] = [...LEVELS.keys()] as [
  ...(readonly [number, number, number, number, number, number]),
];

export const fullName = kindOfWords({
  levels: LEVELS,
  rare: ['some', 'part', 'similar', 'initials', 'spelled', 'same'],
  mostPairs: 500_000,
  comparer,
});

function comparer(column: JoinedColumn): CompareTexts {
  const { fields, parts, frequencies, book } = column;
  const matchWords = wordMatcher(column.words, column.wordRarity);
  const isNear = nearTexts(book);
  const isNearInRows = nearTextsInRows(book);
  const mostBits = Math.log2(Math.max(2, frequencies.told));
  const [leftWords, rightWords] = [emptyWordList(), emptyWordList()];
  /** @param isSpaced whether the two are one text but for spaces or a slip, by which their words do not count the same */
  const settle = (left: number, right: number, isSpaced: boolean): number => {
    if (isSpaced) {
      texts.bits = Math.min(frequencies.rarityBits[left]!, frequencies.rarityBits[right]!, mostBits);
      return SPELLED;
    }
    const match = matchWords(leftWords, rightWords);
    // Words do not fall together by chance alone: a name is never rarer than one record.
    texts.bits = Math.min(match.bits, mostBits);
    return levelOf(match);
  };
  const texts: CompareTexts = {
    bits: 0,
    compare(left, right) {
      listWords(column, left, leftWords);
      listWords(column, right, rightWords);
      const isOtherCount = fields === 1 && leftWords.count !== rightWords.count;
      return settle(left, right, isOtherCount && isNear(parts[left]!, parts[right]!));
    },
    compareRows(rows, l, r) {
      const [left, right] = [rows[l]!, rows[r]!];
      if (!readWords(rows, l, leftWords) || !readWords(rows, r, rightWords)) return texts.compare(left, right);
      return settle(left, right, leftWords.count !== rightWords.count && isNearInRows(rows, l, r));
    },
  };
  return texts;
}

function levelOf(match: WordMatch): number {
  const paired = match.equal + match.like;
  if (paired === 0) return match.similar > 0 && (match.isLeftWhole || match.isRightWhole) ? SOME : DIFFERENT;
  if (match.isLeftWhole && match.isRightWhole) {
    if (match.similar > 0) return SIMILAR;
    return match.initials > 0 ? INITIALS : SPELLED;
  }
  return match.isLeftWhole || match.isRightWhole ? PART : SOME;
}

/** Writes the words of all fields of a combination to a list. */
export function listWords({ words, parts, fields }: JoinedColumn, combination: number, list: WordList): void {
  list.count = 0;
  for (let field = 0; field < fields; field++) {
    const value = parts[combination * fields + field]!;
    for (let at = words.starts[value]!; at < words.starts[value + 1]! && list.count < MOST_WORDS; at++) {
      list.words[list.count++] = words.wordOf[at]!;
    }
  }
}
