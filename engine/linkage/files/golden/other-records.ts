/** Whether records of other clusters say it as well. */
import type { GoldenColumn, ValueWords } from './golden-column.ts';

/**
 * @param ofCluster how many records of its own cluster say a value
 * @param told      the values that its cluster tells
 * @returns of names, 1 where each word of the value stands in records of other clusters and 0 where one does not, so that
 *          a rare second name does not count against whoever tells it; of all else, how many others say the same
 */
type OtherRecords = (value: number, ofCluster: (value: number) => number, told: Iterable<number>) => number;

export function otherRecords(column: GoldenColumn): OtherRecords {
  let counts: Uint32Array | undefined;
  const { words } = column;
  if (words === undefined) {
    return (value, ofCluster) => (counts ??= column.ofAll?.values ?? recordsByValue(column))[value]! - ofCluster(value);
  }
  return (value, ofCluster, told) => {
    counts ??= column.ofAll?.words ?? recordsByWord(column, words);
    const values = [...told];
    for (let at = words.starts[value]!; at < words.starts[value + 1]!; at++) {
      const word = words.wordOf[at]!;
      const own = values.reduce((sum, other) => sum + (has(words, other, word) ? ofCluster(other) : 0), 0);
      if (counts[word]! <= own) return 0;
    }
    return 1;
  };
}

function recordsByValue({ values, count }: GoldenColumn): Uint32Array {
  const counts = new Uint32Array(count);
  for (let record = 0; record < values.length; record++) counts[values[record]!]!++;
  return counts;
}

function recordsByWord(column: GoldenColumn, words: ValueWords): Uint32Array {
  const { starts, wordOf, wordCount } = words;
  const counts = new Uint32Array(wordCount);
  const records = recordsByValue(column);
  for (let value = 1; value < records.length; value++) {
    for (let at = starts[value]!; at < starts[value + 1]!; at++) {
      // A record that says a word twice is one record.
      if (!hasBefore(words, value, at)) counts[wordOf[at]!]! += records[value]!;
    }
  }
  return counts;
}

const has = ({ starts, wordOf }: ValueWords, value: number, word: number): boolean => {
  for (let at = starts[value]!; at < starts[value + 1]!; at++) if (wordOf[at] === word) return true;
  return false;
};

function hasBefore({ starts, wordOf }: ValueWords, value: number, place: number): boolean {
  for (let at = starts[value]!; at < place; at++) if (wordOf[at] === wordOf[place]) return true;
  return false;
}
