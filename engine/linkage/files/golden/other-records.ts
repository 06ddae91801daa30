/** Whether records of other clusters say it as well. */
import type { GoldenColumn } from './golden-column.ts';

/**
 * @param ofCluster how many records of its own cluster say a value
 * @param told      the values that its cluster tells
 * @returns of names, 1 where each word of the value stands in records of other clusters and 0 where one does not, so that
 *          a rare second name does not count against whoever tells it; of all else, how many others say the same
 */
type OtherRecords = (value: number, ofCluster: (value: number) => number, told: Iterable<number>) => number;

export function otherRecords(column: GoldenColumn): OtherRecords {
  let counts: Uint32Array | undefined;
  const { wordsOf, wordCount } = column;
  if (wordsOf === undefined || wordCount === undefined) {
    return (value, ofCluster) => (counts ??= recordsByValue(column))[value]! - ofCluster(value);
  }
  return (value, ofCluster, told) => {
    counts ??= recordsByWord(column, wordsOf, wordCount);
    const values = [...told];
    const isElsewhere = (word: number): boolean => {
      const own = values.reduce((sum, other) => sum + (has(wordsOf(other), word) ? ofCluster(other) : 0), 0);
      return counts![word]! > own;
    };
    return Number(Array.from(wordsOf(value)).every(isElsewhere));
  };
}

function recordsByValue({ values, count }: GoldenColumn): Uint32Array {
  const counts = new Uint32Array(count);
  for (const value of values) counts[value]!++;
  return counts;
}

function recordsByWord(
  column: GoldenColumn,
  wordsOf: (value: number) => ArrayLike<number>,
  wordCount: number,
): Uint32Array {
  const counts = new Uint32Array(wordCount);
  recordsByValue(column).forEach((records, value) => {
    const words = wordsOf(value);
    for (let i = 0; i < words.length; i++) if (isFirst(words, i)) counts[words[i]!]! += records;
  });
  return counts;
}

function has(words: ArrayLike<number>, word: number): boolean {
  for (let i = 0; i < words.length; i++) if (words[i] === word) return true;
  return false;
}

/** A record that says a word twice is one record. */
function isFirst(words: ArrayLike<number>, at: number): boolean {
  for (let i = 0; i < at; i++) if (words[i] === words[at]) return false;
  return true;
}
