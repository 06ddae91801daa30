/** Addresses and places: how much of the words, the rare ones above all, two texts have in common. */
import { either, isRealLess, realOver, type Whole } from '../../../kernel/loops/values.ts';
import type { JoinedColumn } from './kinds/joined-column.ts';
import type { WriteValues } from '../comparing/value-rows.ts';
import type { RowComparer } from './kinds/row-comparer.ts';
import { kindOfTexts } from './kinds/row-kind.ts';
import { hasLetters, matchInRows, textWriter, WEIGHT, wordReader } from './kinds/text-rows.ts';
import { isNearPossible } from './kinds/near-texts-loop.ts';
import type { EqualWords } from './words/screen-loop.ts';
import { nearTexts, nearTextsInRows } from './words/text-nearness.ts';
import { wordMatcher } from './words/word-matching.ts';

/** `some`, `half`, `close`: a sixth, nearly half, three quarters of the weight of all words, rare words weighing more. */
const LEVELS = ['different', 'some', 'half', 'close', 'same'] as const;
const [SOME, HALF, CLOSE] = [0.16, 0.45, 0.75];
/** A common word is worth little, but not nothing. */
const LEAST_WEIGHT_BITS = 0.5;

export const address = kindOfTexts({
  levels: LEVELS,
  rare: ['some', 'half', 'close', 'same'],
  mostPairs: 500_000,
  comparer,
});

function comparer(column: JoinedColumn): RowComparer {
  const { frequencies, book } = column;
  const weights = column.wordRarity.map((bits) => Math.max(LEAST_WEIGHT_BITS, bits));
  const matcher = wordMatcher(column.words, column.wordOrder, weights);
  const words = matchInRows(column, matcher);
  const isNear = hasLetters(column) ? nearTextsInRows(book) : nearThroughout(column);
  const mostBits = Math.log2(Math.max(2, frequencies.told));
  const comparing: RowComparer = {
    width: WEIGHT + 1,
    tellsBits: true,
    write: weightWriter(column, weights),
    bits: 0,
    level(rows, l, r) {
      if (isNear(rows, l, r)) {
        comparing.bits = Math.min(frequencies.rarityBits[rows[l]!]!, frequencies.rarityBits[rows[r]!]!);
        return 3;
      }
      const open = words.open(rows, l, r);
      if (open === 0) {
        comparing.bits = 0;
        return 0;
      }
      const found = words.match(open, rows, l, r);
      comparing.bits = Math.min(found.bits, mostBits);
      if (found.matchedWeight === 0) return 0;
      return levelOf(found.matchedWeight / (weightIn(rows, l) + weightIn(rows, r)));
    },
    screen: hasLetters(column)
      ? () => ({ words: matcher, mostBits, mayBeNear: isNearPossible, levelOf: levelOfEqual })
      : undefined,
  };
  return comparing;
}

/** @param share of the weight of all words of both */
function levelOf(share: number): number {
  if (share >= CLOSE) return 3;
  if (share >= HALF) return 2;
  return share >= SOME ? 1 : 0;
}

/** The same of the share of equal words. */
function levelOfEqual({ writer, matchedWeight, wholeWeight }: EqualWords): Whole {
  const share = writer.holdReal(realOver(matchedWeight, wholeWeight));
  const isUnder = (least: number): Whole => isRealLess(share, least);
  const told = either(isUnder(SOME), 0, either(isUnder(HALF), 1, either(isUnder(CLOSE), 2, 3)));
  // Texts without a word weigh nothing: their share is no number.
  return either(isRealLess(0, matchedWeight), told, 0);
}

/** Whether every field of two texts of a column is told by both and nearly the same. */
function nearThroughout({ fields, parts, book }: JoinedColumn): (rows: Uint32Array, l: number, r: number) => boolean {
  const isNear = nearTexts(book);
  return (rows, l, r) => {
    const [left, right] = [rows[l]! * fields, rows[r]! * fields];
    for (let field = 0; field < fields; field++) {
      const [one, other] = [parts[left + field]!, parts[right + field]!];
      if (one !== other && (one === 0 || other === 0 || !isNear(one, other))) return false;
    }
    return true;
  };
}

const float = new Float32Array(1);
const bitsOfFloat = new Uint32Array(float.buffer);

function weightIn(rows: Uint32Array, place: number): number {
  bitsOfFloat[0] = rows[place + WEIGHT]!;
  return float[0]!;
}

/** Writes the rows of texts, and their weights. */
function weightWriter(column: JoinedColumn, weights: Float32Array): WriteValues {
  const write = textWriter(column);
  const readWords = wordReader(column);
  const { wordAt } = column.wordOrder;
  return (texts, start, end, out) => {
    write(texts, start, end, out);
    const { rows, at, stride } = out;
    for (let i = start, place = at; i < end; i++, place += stride) {
      const { words, from, count } = readWords(rows, place);
      let sum = 0;
      for (let word = from; word < from + count; word++) sum += weights[wordAt[words[word]!]!]!;
      float[0] = sum;
      rows[place + WEIGHT] = bitsOfFloat[0]!;
    }
  };
}
