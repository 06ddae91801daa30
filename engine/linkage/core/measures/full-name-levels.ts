/** Whole names: words in any order, with slips, initials, words left out or written as one. */
import { and, either, isBelow, isEqual, isNought, or, wholeOf, type Whole } from '../../../kernel/loops/values.ts';
import type { JoinedColumn } from './kinds/joined-column.ts';
import type { RowComparer } from './kinds/row-comparer.ts';
import { kindOfTexts } from './kinds/row-kind.ts';
import { hasLetters, matchInRows, textWriter, TEXT_WIDTH, wordsIn } from './kinds/text-rows.ts';
import { isNearPossible } from './kinds/near-texts-loop.ts';
import type { EqualWords, TextAtHand } from './words/screen-loop.ts';
import { nearTextsInRows } from './words/text-nearness.ts';
import { wordMatcher, type WordMatch } from './words/word-matching.ts';

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

export const fullName = kindOfTexts({
  levels: LEVELS,
  rare: ['some', 'part', 'similar', 'initials', 'spelled', 'same'],
  mostPairs: 500_000,
  comparer,
});

function comparer(column: JoinedColumn): RowComparer {
  const { frequencies, book } = column;
  const matcher = wordMatcher(column.words, column.wordOrder, column.wordRarity);
  const words = matchInRows(column, matcher);
  const isNear = nearTextsInRows(book);
  const knowsLetters = hasLetters(column);
  const mostBits = Math.log2(Math.max(2, frequencies.told));
  const comparing: RowComparer = {
    width: TEXT_WIDTH,
    tellsBits: true,
    write: textWriter(column),
    bits: 0,
    level(rows, l, r) {
      // One text but for spaces or a slip, by which their words do not count the same.
      if (knowsLetters && wordsIn(rows, l) !== wordsIn(rows, r) && isNear(rows, l, r)) {
        comparing.bits = Math.min(frequencies.rarityBits[rows[l]!]!, frequencies.rarityBits[rows[r]!]!, mostBits);
        return SPELLED;
      }
      const open = words.open(rows, l, r);
      if (open === 0) {
        comparing.bits = 0;
        return DIFFERENT;
      }
      const found = words.match(open, rows, l, r);
      // Words do not fall together by chance alone: a name is never rarer than one record.
      comparing.bits = Math.min(found.bits, mostBits);
      return levelOf(found);
    },
    screen: () => ({ words: matcher, mostBits, mayBeNear, levelOf: levelOfEqual }),
  };
  // One text but for spaces has another number of words.
  const mayBeNear = (left: TextAtHand, right: TextAtHand): Whole =>
    knowsLetters ? and(isNearPossible(left, right), isNought(isEqual(left.words, right.words))) : wholeOf(0);
  return comparing;
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

/** The same of equal words alone. */
function levelOfEqual({ equal, initials, isLeftWhole, isRightWhole }: EqualWords): Whole {
  const ofWhole = either(isBelow(0, initials), INITIALS, SPELLED);
  const ofPart = either(or(isLeftWhole, isRightWhole), PART, SOME);
  return either(isNought(equal), DIFFERENT, either(and(isLeftWhole, isRightWhole), ofWhole, ofPart));
}
