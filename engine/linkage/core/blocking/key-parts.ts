/** Parts of a value that two records can share: each gives a value none, one or several keys. */
import { TwinError } from '../../../kernel/errors.ts';
import type { ValueBook } from '../table.ts';
import { dateParts, foldHashes, soundHashes } from '../values/features.ts';
import { joinHash, lettersHash } from '../values/text-hash.ts';

/** Writes the keys of a value, which are hashes and never 0, into `out` and returns how many there are. */
export type PartReader = (value: number, out: Uint32Array) => number;

/** More keys than any record has in one rule; what goes beyond is cut. */
export const MOST_KEYS = 64;

/** Words of a single letter are shared by too many to say anything. */
const SHORTEST_WORD = 2;

/** Parts by name; `prefix-3` and the like are read from the name. */
const PARTS: Readonly<Record<string, (book: ValueBook) => PartReader>> = {
  value: ({ hash }) => single((value) => hash[value]!),
  /** How the words sound, each. */
  sound: (book) => ofWords(book, soundHashes),
  /** How the words are spelled when variants of one spelling count as the same, each. */
  spelling: (book) => ofWords(book, foldHashes),
  words: (book) => ofWords(book, ({ hash }) => hash),
  'word-set': (book) => wordSets(book, ({ hash }) => hash),
  /** As they are spelled when variants of one spelling count as the same, whatever their order. */
  'spelling-set': (book) => wordSets(book, foldHashes),
  /** The whole as it is spelled then, spaces left out: NUR HAYATI is NURHAYATI. */
  'whole-spelling': (book) => hashOnly(foldHashes(book)),
  initial: ({ starts, letters }) => single((value) => joinHash(1, letters[starts[value]!]!)),
  'one-left-out': oneLeftOut,
  'first-half': (book) => half(book, true),
  'last-half': (book) => half(book, false),
  year: (book) => ofDate(book, (year) => year && joinHash(2, year)),
  'near-year': nearYears,
  'year-month': (book) => ofDate(book, (year, month) => year && month && joinHash(year, month)),
  'year-day': (book) => ofDate(book, (year, _, day) => year && day && joinHash(year + 4096, day)),
  'month-day': (book) => ofDate(book, (_, month, day) => eitherOrder(month, day)),
  'date-either': (book) =>
    ofDate(book, (year, month, day) => year && eitherOrder(month, day) && joinHash(year, eitherOrder(month, day))),
};

/** Names of parts for messages; `prefix-N` stands for all of its kind. */
export const PART_NAMES: readonly string[] = [...Object.keys(PARTS), 'prefix-N', 'suffix-N'];

/** @throws TwinError when no part has that name */
export function partReader(book: ValueBook, part: string): PartReader {
  const known = PARTS[part];
  if (known !== undefined) return known(book);
  const [, end, length] = /^(prefix|suffix)-(\d+)$/.exec(part) ?? [];
  if (end !== undefined && Number(length) > 0) return endOfValue(book, end === 'prefix', Number(length));
  throw new TwinError('configuration', {
    code: 'link-key-unknown',
    what: `A blocking rule asks for the part "${part}" of a field, which does not exist.`,
    expected: PART_NAMES.join(', '),
    todo: 'Name one of these parts in the rule.',
  });
}

function single(keyOf: (value: number) => number): PartReader {
  return (value, out) => {
    const key = value === 0 ? 0 : keyOf(value);
    out[0] = key;
    return key === 0 ? 0 : 1;
  };
}

/** One key a word, or one for the whole where values are not made of words. */
function ofWords(book: ValueBook, hashesOf: (words: ValueBook) => Uint32Array): PartReader {
  const { words } = book;
  if (words === undefined) {
    const hashes = hashesOf(book);
    return single((value) => hashes[value]!);
  }
  const hashes = hashesOf(words.book);
  const { starts } = words.book;
  return (value, out) => {
    const [from, to] = [words.starts[value]!, words.starts[value + 1]!];
    let count = 0;
    for (let at = from; at < to && count < MOST_KEYS; at++) {
      const word = words.wordOf[at]!;
      // A value that is nothing but an initial has that to show.
      if (to - from === 1 || starts[word + 1]! - starts[word]! >= SHORTEST_WORD) out[count++] = hashes[word]!;
    }
    return count;
  };
}

const hashOnly = (hashes: Uint32Array): PartReader => single((value) => hashes[value]!);

/** The words of a value whatever their order. */
function wordSets(book: ValueBook, hashesOf: (words: ValueBook) => Uint32Array): PartReader {
  const { words } = book;
  if (words === undefined) return hashOnly(hashesOf(book));
  const hashes = hashesOf(words.book);
  return single((value) => {
    const ofWords = words.wordOf.slice(words.starts[value], words.starts[value + 1]).map((word) => hashes[word]!);
    return ofWords.sort().reduce((hash, word) => joinHash(hash, word), 7);
  });
}

/**
 * The letters with one of them left out, each in turn: values that differ by a wrong, a missing or a surplus letter or by
 * two that changed places share one of these keys.
 */
function oneLeftOut({ starts, letters }: ValueBook): PartReader {
  // [place] hash of the letters before it; a hash is a sum of letters by powers, so that two parts join in one step.
  const before = new Uint32Array(MOST_KEYS + 1);
  return (value, out) => {
    const from = starts[value]!;
    const length = Math.min(MOST_KEYS, starts[value + 1]! - from);
    for (let i = 0; i < length; i++) before[i + 1] = Math.imul(before[i]!, BASE) + letters[from + i]!;
    const whole = before[length]!;
    let power = 1;
    for (let skip = length - 1; skip >= 0; skip--) {
      // What the letters after the one left out add up to.
      const after = (whole - Math.imul(before[skip + 1]!, power)) | 0;
      out[skip] = joinHash(length, Math.imul(before[skip]!, power) + after);
      power = Math.imul(power, BASE);
    }
    return length;
  };
}

/** Odd, and large enough that letters close by do not make up for each other. */
const BASE = 0x01000193;

/** First or last half of a value of six letters and more. */
function half({ starts, letters }: ValueBook, isFirst: boolean): PartReader {
  return single((value) => {
    const [from, to] = [starts[value]!, starts[value + 1]!];
    const middle = (from + to) >> 1;
    if (to - from < 6) return 0;
    return isFirst ? lettersHash(letters, from, middle) : lettersHash(letters, middle, to);
  });
}

/** First or last letters; a shorter value stands whole. */
function endOfValue({ starts, letters }: ValueBook, isPrefix: boolean, length: number): PartReader {
  return single((value) => {
    const [from, to] = [starts[value]!, starts[value + 1]!];
    return isPrefix
      ? lettersHash(letters, from, Math.min(to, from + length))
      : lettersHash(letters, Math.max(from, to - length), to);
  });
}

function ofDate(book: ValueBook, keyOf: (year: number, month: number, day: number) => number): PartReader {
  const { year, month, day } = dateParts(book);
  return single((value) => keyOf(year[value]!, month[value]!, day[value]!));
}

/** Day and month whatever their order; 0 where one is not told. */
const eitherOrder = (month: number, day: number): number =>
  month && day && joinHash(Math.min(month, day), Math.max(month, day));

/** The steps from the year before and to the year after: years that differ by one share a key. */
function nearYears(book: ValueBook): PartReader {
  const { year } = dateParts(book);
  return (value, out) => {
    if (year[value] === 0) return 0;
    out[0] = joinHash(3, year[value]!);
    out[1] = joinHash(3, year[value]! + 1);
    return 2;
  };
}
