/** Codes, postcodes, categories and numbers: what is equal or nearly so. */
import type { ValueBook } from '../table.ts';
import { letterMask, letterMasks } from '../values/features.ts';
import { byValue, type CompareValues, type RowComparer } from './kinds/row-comparer.ts';
import { kindOfValues } from './kinds/row-kind.ts';
import { byBook, haveSamePlaces, LENGTH, MANY_SLIPS, slipsByPlaces, type CompareDigits } from './packed-digits.ts';
import { bitCount, slips } from './words/likeness.ts';
import { cachedPairs } from './words/pair-cache.ts';

/** Shorter codes are too near to each other for a slip to say anything. */
const SHORTEST_WITH_SLIP = 4;

/** Slips between two codes of the book; some larger number where there are more than `most`, which is 1 or 2. */
export function slipsBetween(book: ValueBook, most: 1 | 2): CompareDigits {
  const byLetters = slipsByLetters(book, most);
  return (rows, l, r) => {
    if (!haveSamePlaces(rows, l, r)) return byLetters(rows[l]!, rows[r]!);
    return rows[l + LENGTH]! < SHORTEST_WITH_SLIP ? MANY_SLIPS : slipsByPlaces(rows, l, r, most);
  };
}

function slipsByLetters(book: ValueBook, most: 1 | 2): CompareValues {
  const { starts, letters } = book;
  return (left, right) => {
    const l = starts[left]!;
    const r = starts[right]!;
    const m = starts[left + 1]! - l;
    const n = starts[right + 1]! - r;
    if (m - n > most || n - m > most) return MANY_SLIPS;
    if (m < SHORTEST_WITH_SLIP && n < SHORTEST_WITH_SLIP) return MANY_SLIPS;
    // A slip replaces one letter by another at most.
    if (bitCount(letterMask(book, left) ^ letterMask(book, right)) > most * 2) return MANY_SLIPS;
    if (m === n && areManyReplaced(letters, l, r, m)) return MANY_SLIPS;
    return slips(letters, l, m, r, n);
  };
}

/**
 * More than four places differ, and the codes neither begin nor end alike nor are shifted: no two slips explain it, as
 * two slips in the middle leave both ends alone and one slip at each end the middle.
 */
function areManyReplaced(letters: Uint16Array, l: number, r: number, length: number): boolean {
  if (letters[l] === letters[r] || letters[l + length - 1] === letters[r + length - 1]) return false;
  if (letters[l + 1] === letters[r] || letters[l] === letters[r + 1]) return false;
  let same = 0;
  for (let i = 0; i < length; i++) if (letters[l + i] === letters[r + i]) same++;
  return same + 4 < length;
}

/** Two slips say something from so many letters on; more of them where a quarter of the letters is more. */
const SHORTEST_WITH_TWO_SLIPS = 7;
const SHARE_OF_SLIPS = 0.25;

/**
 * `slip`: one letter or digit replaced, lost, put in, or two neighbours swapped; `two-slips`: two of these in a code of
 * seven and more; `similar`: so many that a quarter of a long one (an address of e-mail) may be wrong.
 */
export const code = kindOfValues({
  levels: ['different', 'similar', 'two-slips', 'slip', 'same'],
  rare: ['similar', 'two-slips', 'slip', 'same'],
  mostPairs: 2_000_000,
  comparer: ({ book }) => remembering(book, byBook(book, codeLevel(book))),
});

/** Codes are few, or differ in their letters: the same two come again and again. */
const remembering = ({ count }: ValueBook, compare: CompareValues): RowComparer =>
  byValue(cachedPairs(compare, undefined, count));

/** 1 for two codes with a slip between them. */
export function isSlip(book: ValueBook): CompareDigits {
  const count = slipsBetween(book, 1);
  return (rows, l, r) => (count(rows, l, r) <= 1 ? 1 : 0);
}

const [DIFFERENT, SIMILAR, TWO_SLIPS, SLIP] = [0, 1, 2, 3];

/** Level of two different codes. */
function codeLevel(book: ValueBook): CompareDigits {
  const { starts, letters } = book;
  const masks = letterMasks(book);
  const isOneSlip = isSlip(book);
  return (rows, l, r) => {
    const [left, right] = [rows[l]!, rows[r]!];
    const [from, other] = [starts[left]!, starts[right]!];
    const [m, n] = [starts[left + 1]! - from, starts[right + 1]! - other];
    const longer = m > n ? m : n;
    if (longer < SHORTEST_WITH_TWO_SLIPS) return isOneSlip(rows, l, r) === 1 ? SLIP : DIFFERENT;
    const most = Math.max(2, Math.floor(longer * SHARE_OF_SLIPS));
    if (most === 2 && haveSamePlaces(rows, l, r)) {
      const found = slipsByPlaces(rows, l, r, 2);
      if (found === MANY_SLIPS) return DIFFERENT;
      return found === 2 ? TWO_SLIPS : SLIP;
    }
    if (Math.abs(m - n) > most || bitCount(masks[left]! ^ masks[right]!) > most * 2) return DIFFERENT;
    const found = slips(letters, from, m, other, n);
    if (found <= 2) return found === 2 ? TWO_SLIPS : SLIP;
    return found <= most ? SIMILAR : DIFFERENT;
  };
}

export const category = kindOfValues({
  levels: ['different', 'same'],
  rare: ['same'],
  mostPairs: 2_000_000,
  comparer: () => byValue(() => 0),
});

/** `area`: the first half of the code is the same; `slip`: as of codes. */
export const postcode = kindOfValues({
  levels: ['different', 'area', 'slip', 'same'],
  rare: ['slip', 'same'],
  mostPairs: 2_000_000,
  comparer: ({ book }) => {
    const count = byBook(book, slipsBetween(book, 1));
    const { starts, letters } = book;
    return remembering(book, (left, right) => {
      if (count(left, right) <= 1) return 2;
      const [l, r] = [starts[left]!, starts[right]!];
      const half = Math.max(2, Math.min(starts[left + 1]! - l, starts[right + 1]! - r) >> 1);
      for (let i = 0; i < half; i++) if (letters[l + i] !== letters[r + i]) return 0;
      return 1;
    });
  },
});
