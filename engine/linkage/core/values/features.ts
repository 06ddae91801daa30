/** What is computed from a book alone, once a book: letters in common, sounds, spellings, parts of dates. */
import type { FieldColumn, ValueBook } from '../table.ts';
import { countsOfValues, keysOfBook } from './known-counts.ts';
import { foldLetters, soundOfLetters, steadyLettersHash } from './sounds.ts';
import { lettersHash } from './text-hash.ts';

/** Remembers a feature for as long as the book lives. */
export function remembered<Key extends object, T>(compute: (key: Key) => T): (key: Key) => T {
  const known = new WeakMap<Key, T>();
  return (key) => {
    let feature = known.get(key);
    if (feature === undefined) known.set(key, (feature = compute(key)));
    return feature;
  };
}

/** [value] one bit for each letter in it (letters share the 32 bits): what two values lack of each other bounds how alike they are. */
export const letterMasks = remembered((book: ValueBook): Uint32Array => {
  const masks = new Uint32Array(book.count);
  for (let value = 0; value < book.count; value++) masks[value] = letterMask(book, value);
  return masks;
});

/** Of one value. */
export function letterMask({ starts, letters }: Pick<ValueBook, 'starts' | 'letters'>, value: number): number {
  let mask = 0;
  for (let at = starts[value]!; at < starts[value + 1]!; at++) mask |= 1 << (letters[at]! & 31);
  return mask;
}

const folded = new Uint16Array(1024);

/** [value] hash of the spelling that variants share (SOEPRIYANTO, SUPRIANTO), spaces left out; 0 for blank. */
export const foldHashes = remembered((book: ValueBook): Uint32Array => {
  const hashes = new Uint32Array(book.count);
  for (let value = 1; value < book.count; value++) hashes[value] = foldHash(book, value);
  return hashes;
});

/** Of one value that is not blank. */
export function foldHash(book: ValueBook, value: number): number {
  const { starts, letters } = book.spelling ?? book;
  return lettersHash(folded, 0, foldLetters(letters, starts[value]!, starts[value + 1]!, folded));
}

/** Of one value, a hash of what its spellings share: lower, and sooner made, than that of the spelling itself. */
export const steadyHash = ({ starts, letters }: Pick<ValueBook, 'starts' | 'letters'>, value: number): number =>
  steadyLettersHash(letters, starts[value]!, starts[value + 1]!);

/** [value] hash of the first sound and the consonants after it, four sounds in all; 0 for blank. */
export const soundHashes = remembered((book: ValueBook): Uint32Array => {
  const { starts, letters } = book.spelling ?? book;
  const hashes = new Uint32Array(book.count);
  for (let value = 1; value < book.count; value++) {
    const length = foldLetters(letters, starts[value]!, starts[value + 1]!, folded);
    hashes[value] = lettersHash(folded, 0, soundOfLetters(folded, length));
  }
  return hashes;
});

/** Parts of the dates of a book of kind date; 0 where a part is not told. */
export interface DateParts {
  /** [value] */
  readonly year: Uint16Array;
  readonly month: Uint8Array;
  readonly day: Uint8Array;
}

export const dateParts = remembered(({ count, starts, letters }: ValueBook): DateParts => {
  const parts = { year: new Uint16Array(count), month: new Uint8Array(count), day: new Uint8Array(count) };
  for (let value = 1; value < count; value++) {
    const digit = (place: number): number => letters[starts[value]! + place]! - 48;
    parts.year[value] = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
    parts.month[value] = digit(4) * 10 + digit(5);
    parts.day[value] = digit(6) * 10 + digit(7);
  }
  return parts;
});

/** How often each value of a column occurs in all records. */
export interface Frequencies {
  /** [value] records that hold it; 0 for blank. */
  readonly counts: Uint32Array;
  /** Records that tell the field. */
  readonly told: number;
  /** [value] -log2 of its share; of one record for a value that no record holds. */
  readonly rarityBits: Float32Array;
}

export const frequenciesOf = remembered(({ values, book, known }: FieldColumn): Frequencies => {
  if (known !== undefined)
    return frequenciesFromCounts(countsOfValues(known, book.count, keysOfBook(book)), known.told);
  const counts = new Uint32Array(book.count);
  for (let record = 0; record < values.length; record++) counts[values[record]!]!++;
  counts[0] = 0;
  return frequenciesFromCounts(counts);
});

/** How often each word of a column's values occurs, counted once a record. */
export const wordFrequenciesOf = remembered((column: FieldColumn): Frequencies => {
  const { counts } = frequenciesOf(column);
  const { starts, wordOf, book } = wordsOf(column.book);
  const rows = new Uint32Array(book.count);
  let told = 0;
  for (let value = 1; value < column.book.count; value++) {
    if (counts[value] === 0) continue;
    told += counts[value]!;
    for (let at = starts[value]!; at < starts[value + 1]!; at++) {
      if (wordOf.indexOf(wordOf[at]!, starts[value]) === at) rows[wordOf[at]!]! += counts[value]!;
    }
  }
  return frequenciesFromCounts(rows, told);
});

/**
 * @param counts [value] records that hold it; value 0 is blank
 * @param told   records that tell the field; the sum of the counts where left out
 */
export function frequenciesFromCounts(
  counts: Uint32Array,
  told = counts.reduce((sum, count) => sum + count, 0),
): Frequencies {
  const rarityBits = new Float32Array(counts.length);
  for (let value = 1; value < counts.length; value++) {
    rarityBits[value] = Math.log2(Math.max(1, told) / Math.max(1, counts[value]!));
  }
  return { counts, told, rarityBits };
}

/** Words of the values of a book of names or addresses. */
export function wordsOf(book: ValueBook): NonNullable<ValueBook['words']> {
  if (book.words === undefined) throw new RangeError(`Values of kind ${book.kind} are not made of words.`);
  return book.words;
}
