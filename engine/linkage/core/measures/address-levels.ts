/** Addresses and places: how much of the words, the rare ones above all, two texts have in common. */
import type { JoinedColumn } from './kinds/joined-column.ts';
import { listWords } from './full-name-levels.ts';
import { readWords } from './kinds/text-facts.ts';
import { nearTexts, nearTextsInRows } from './words/text-nearness.ts';
import { kindOfWords, type CompareTexts } from './kinds/word-kind.ts';
import { emptyWordList, wordMatcher, type WordList } from './words/word-matching.ts';

/** `some`, `half`, `close`: a sixth, nearly half, three quarters of the weight of all words, rare words weighing more. */
const LEVELS = ['different', 'some', 'half', 'close', 'same'] as const;
const [SOME, HALF, CLOSE] = [0.16, 0.45, 0.75];
/** A common word is worth little, but not nothing. */
const LEAST_WEIGHT_BITS = 0.5;

export const address = kindOfWords({
  levels: LEVELS,
  rare: ['some', 'half', 'close', 'same'],
  mostPairs: 500_000,
  comparer,
});

function comparer(column: JoinedColumn): CompareTexts {
  const { fields, parts, frequencies, book } = column;
  const weights = column.wordRarity.map((bits) => Math.max(LEAST_WEIGHT_BITS, bits));
  const matchWords = wordMatcher(column.words, weights);
  const isNear = nearTexts(book);
  const isNearInRows = nearTextsInRows(book);
  const mostBits = Math.log2(Math.max(2, frequencies.told));
  const weightOf = weightsOfTexts(column, weights);
  const [leftWords, rightWords] = [emptyWordList(), emptyWordList()];

  /** Every field is told by both and nearly the same. */
  function isNearThroughout(left: number, right: number): boolean {
    for (let field = 0; field < fields; field++) {
      const [l, r] = [parts[left * fields + field]!, parts[right * fields + field]!];
      if (l !== r && (l === 0 || r === 0 || !isNear(l, r))) return false;
    }
    return true;
  }

  function sayNear(left: number, right: number): number {
    texts.bits = Math.min(frequencies.rarityBits[left]!, frequencies.rarityBits[right]!);
    return 3;
  }

  /** @param weight of all words of both */
  function settle(weight: number): number {
    const { bits, matchedWeight } = matchWords(leftWords, rightWords);
    texts.bits = Math.min(bits, mostBits);
    const share = matchedWeight / weight;
    if (share >= CLOSE) return 3;
    if (share >= HALF) return 2;
    return share >= SOME ? 1 : 0;
  }

  const texts: CompareTexts = {
    bits: 0,
    compare(left, right) {
      if (isNearThroughout(left, right)) return sayNear(left, right);
      listWords(column, left, leftWords);
      listWords(column, right, rightWords);
      return settle(weightOf[left]! + weightOf[right]!);
    },
    compareRows(rows, l, r) {
      if (isNearInRows(rows, l, r)) return sayNear(rows[l]!, rows[r]!);
      if (!readWords(rows, l, leftWords) || !readWords(rows, r, rightWords)) return texts.compare(rows[l]!, rows[r]!);
      return settle(weightOfWords(leftWords, weights) + weightOfWords(rightWords, weights));
    },
  };
  return texts;
}

function weightOfWords({ words, count }: WordList, weights: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += weights[words[i]!]!;
  return Math.fround(sum);
}

/** [combination] of all its words. */
function weightsOfTexts(column: JoinedColumn, weights: Float32Array): Float32Array {
  const list = emptyWordList();
  return Float32Array.from(column.frequencies.counts, (_, combination) => {
    listWords(column, combination, list);
    return weightOfWords(list, weights);
  });
}
