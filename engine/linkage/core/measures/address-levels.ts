/** Addresses and places: how much of the words, the rare ones above all, two texts have in common. */
import type { JoinedColumn } from './kinds/joined-column.ts';
import type { RowComparer } from './kinds/row-comparer.ts';
import { kindOfTexts } from './kinds/row-kind.ts';
import { hasLetters, matchInRows, textWriter, TEXT_WIDTH, wordReader } from './kinds/text-rows.ts';
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
  const match = matchInRows(column, wordMatcher(column.words, weights));
  const isNear = hasLetters(column) ? nearTextsInRows(book) : nearThroughout(column);
  const weightOf = textWeigher(column, weights);
  const mostBits = Math.log2(Math.max(2, frequencies.told));
  return {
    width: TEXT_WIDTH,
    tellsBits: true,
    write: textWriter(column),
    compare(rows, { count, left, right, level, bits }) {
      for (let pair = 0; pair < count; pair++) {
        const l = left[pair]!;
        const r = right[pair]!;
        if (isNear(rows, l, r)) {
          level[pair] = 3;
          bits[pair] = Math.min(frequencies.rarityBits[rows[l]!]!, frequencies.rarityBits[rows[r]!]!);
          continue;
        }
        const found = match(rows, l, r);
        bits[pair] = Math.min(found.bits, mostBits);
        level[pair] =
          found.matchedWeight === 0 ? 0 : levelOf(found.matchedWeight / (weightOf(rows, l) + weightOf(rows, r)));
      }
    },
  };
}

/** @param share of the weight of all words of both */
function levelOf(share: number): number {
  if (share >= CLOSE) return 3;
  if (share >= HALF) return 2;
  return share >= SOME ? 1 : 0;
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

/** Weight of all words of a text, by its row. */
function textWeigher(column: JoinedColumn, weights: Float32Array): (rows: Uint32Array, place: number) => number {
  const readWords = wordReader(column);
  return (rows, place) => {
    const { words, from, count } = readWords(rows, place);
    let sum = 0;
    for (let i = from; i < from + count; i++) sum += weights[words[i]!]!;
    return Math.fround(sum);
  };
}
