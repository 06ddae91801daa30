/** Several fields of one book read as one: an address over two columns, a name over three. */
import type { ComparisonSpec } from '../../comparison.ts';
import type { BookWords, FieldColumn, LinkTable, ValueBook } from '../../table.ts';
import { frequenciesFromCounts, wordsOf, type Frequencies } from '../../values/features.ts';
import { countsOfValues, joinedKey, keysOfBook, knownCounts, type ValueKeys } from '../../values/known-counts.ts';
import type { KnownJoined } from '../../table.ts';
import { joinHash } from '../../values/text-hash.ts';
import { orderOfWords, type WordOrder } from '../words/word-order.ts';
import { columnOf } from './spec-levels.ts';

/** Value i is one combination of values of the fields; combination 0 is all blank. */
export interface JoinedColumn {
  readonly book: ValueBook;
  readonly words: BookWords;
  /** [record] */
  readonly values: Uint32Array;
  readonly frequencies: Frequencies;
  readonly fields: number;
  /** [combination × field] value in the book. */
  readonly parts: Uint32Array;
  /** How often each word occurs, counted once a record and field. */
  readonly wordRarity: Float32Array;
  readonly wordCounts: Uint32Array;
  readonly wordOrder: WordOrder;
  readonly keys: ValueKeys;
}

const known = new WeakMap<LinkTable, Map<string, JoinedColumn>>();

/** Measures that read their fields as one. */
const READS_AS_ONE: ReadonlySet<string> = new Set(['full-name', 'address']);

/** What is to be remembered of the columns that comparisons read as one. */
export function knownJoinedOf(
  table: LinkTable,
  comparisons: readonly ComparisonSpec[],
): ReadonlyMap<string, KnownJoined> {
  const specs = new Map(
    comparisons
      .filter(({ measure }) => READS_AS_ONE.has(measure))
      .map((spec) => [joinedKey(spec.fields), spec] as const),
  );
  const joined = [...specs].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(
    joined.map(([key, spec]) => {
      const { frequencies, wordCounts, words, keys } = joinedColumn(table, spec);
      return [
        key,
        {
          combinations: knownCounts(frequencies.counts, frequencies.told, keys),
          words: knownCounts(wordCounts, frequencies.told, keysOfBook(words.book)),
        },
      ] as const;
    }),
  );
}

/** @throws TwinError where a field is missing, RangeError where the fields are of several books */
export function joinedColumn(table: LinkTable, spec: ComparisonSpec): JoinedColumn {
  let ofTable = known.get(table);
  if (ofTable === undefined) known.set(table, (ofTable = new Map<string, JoinedColumn>()));
  const key = joinedKey(spec.fields);
  let joined = ofTable.get(key);
  if (joined === undefined) {
    const columns = spec.fields.map((_, i) => columnOf(table, spec, i));
    ofTable.set(key, (joined = join(columns, table.knownJoined?.get(key))));
  }
  return joined;
}

function join(columns: readonly FieldColumn[], remembered: KnownJoined | undefined): JoinedColumn {
  const { book } = columns[0]!;
  if (columns.some((column) => column.book !== book)) throw new RangeError('Fields read as one must be of one kind.');
  const { values, parts, keys } = columns.length === 1 ? ofOneColumn(columns[0]!) : combinations(columns);
  const words = wordsOf(book);
  const combined = parts.length / columns.length;
  const frequencies =
    remembered === undefined
      ? frequenciesFromCounts(countOf(values, combined))
      : frequenciesFromCounts(countsOfValues(remembered.combinations, combined, keys), remembered.combinations.told);
  const wordCounts =
    remembered === undefined
      ? countWords(columns, words)
      : countsOfValues(remembered.words, words.book.count, keysOfBook(words.book));
  return {
    book,
    words,
    values,
    frequencies,
    fields: columns.length,
    parts,
    wordRarity: rarityOfWords(wordCounts, frequencies.told),
    wordCounts,
    wordOrder: orderOfWords(wordCounts),
    keys,
  };
}

const ofOneColumn = ({ values, book }: FieldColumn) => ({
  values,
  parts: Uint32Array.from({ length: book.count }, (_, i) => i),
  keys: keysOfBook(book),
});

/** Numbers combinations in the order of their hashes, whatever the order of records. */
function combinations(columns: readonly FieldColumn[]) {
  const { book, values: first } = columns[0]!;
  const hashes = new Float64Array(first.length);
  for (let record = 0; record < first.length; record++) {
    let [high, low, isBlank] = [1, 2, true];
    for (const { values } of columns) {
      const value = values[record]!;
      isBlank &&= value === 0;
      high = joinHash(high, book.hash[value]!);
      low = joinHash(book.hash[value]!, low);
    }
    // 53 bits tell a million combinations apart but for one chance in ten thousand.
    hashes[record] = isBlank ? 0 : (high & 0x1fffff) * 2 ** 32 + low;
  }
  const distinct = distinctSorted(hashes);
  const numbers = new Map(Array.from(distinct, (hash, number) => [hash, number] as const));
  const parts = new Uint32Array(distinct.length * columns.length);
  const values = new Uint32Array(first.length);
  for (let record = 0; record < values.length; record++) {
    const number = numbers.get(hashes[record]!)!;
    values[record] = number;
    for (let field = 0; field < columns.length; field++) {
      parts[number * columns.length + field] = columns[field]!.values[record]!;
    }
  }
  const keys: ValueKeys = {
    high: (number) => Math.floor(distinct[number]! / 2 ** 32),
    low: (number) => distinct[number]! % 2 ** 32,
  };
  return { values, parts, keys };
}

/** Blank first, whether a record is or not. */
function distinctSorted(hashes: Float64Array): Float64Array {
  const sorted = hashes.slice().sort();
  let count = 0;
  const distinct = new Float64Array(sorted.length + 1);
  for (const hash of sorted) if (hash !== distinct[count]) distinct[++count] = hash;
  return distinct.slice(0, count + 1);
}

function countOf(values: Uint32Array, combined: number): Uint32Array {
  const counts = new Uint32Array(combined);
  for (let record = 0; record < values.length; record++) counts[values[record]!]!++;
  counts[0] = 0;
  return counts;
}

/** [word] records and fields that hold it, counted as often as it stands there. */
function countWords(columns: readonly FieldColumn[], { starts, wordOf, book }: BookWords): Uint32Array {
  const rows = new Uint32Array(columns[0]!.book.count);
  for (const { values } of columns) for (const value of values) rows[value]!++;
  const counts = new Uint32Array(book.count);
  for (let value = 1; value < rows.length; value++) {
    for (let at = starts[value]!; at < starts[value + 1]!; at++) counts[wordOf[at]!]! += rows[value]!;
  }
  return counts;
}

const rarityOfWords = (counts: Uint32Array, told: number): Float32Array =>
  frequenciesFromCounts(counts, Math.max(1, told)).rarityBits.map((bits) => Math.max(0, bits));
