/** Codes, postcodes, categories and numbers: what is equal or nearly so. */
import type { ValueBook } from '../table.ts';
import { letterMasks } from '../values/features.ts';
import { byBook, LENGTH, MANY_SLIPS, slipsByPlaces, UNTOLD, type CompareDigits } from './packed-digits.ts';
import { bitCount, slips } from './words/likeness.ts';
import { kindOfValues, type CompareValues } from './kinds/value-kind.ts';

/** Shorter codes are too near to each other for a slip to say anything. */
const SHORTEST_WITH_SLIP = 4;

/** Slips between two codes of the book; some larger number where there are more than `most`, which is 1 or 2. */
export function slipsBetween(book: ValueBook, most: 1 | 2): CompareDigits {
  const { starts, letters } = book;
  const byLetters = slipsByLetters(book, most);
  return (packed, l, r, left, right) => {
    const length = packed[l + LENGTH]!;
    if (length === 0 || length !== packed[r + LENGTH]) return byLetters(left, right);
    if (length < SHORTEST_WITH_SLIP) return MANY_SLIPS;
    const byPlaces = slipsByPlaces(packed, l, r, most);
    return byPlaces !== UNTOLD ? byPlaces : slips(letters, starts[left]!, length, starts[right]!, length);
  };
}

function slipsByLetters(book: ValueBook, most: 1 | 2): CompareValues {
  const { starts, letters } = book;
  const masks = letterMasks(book);
  return (left, right) => {
    // A slip replaces one letter by another at most.
    if (bitCount(masks[left]! ^ masks[right]!) > most * 2) return MANY_SLIPS;
    const l = starts[left]!;
    const r = starts[right]!;
    const m = starts[left + 1]! - l;
    const n = starts[right + 1]! - r;
    if (m - n > most || n - m > most) return MANY_SLIPS;
    if (m < SHORTEST_WITH_SLIP && n < SHORTEST_WITH_SLIP) return MANY_SLIPS;
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
  isCached: true,
  mostPairs: 2_000_000,
  comparer: ({ book }) => byBook(book, codeLevel(book)),
});

/** 1 for two codes with a slip between them. */
export function isSlip(book: ValueBook): CompareDigits {
  const count = slipsBetween(book, 1);
  return (packed, l, r, left, right) => (count(packed, l, r, left, right) <= 1 ? 1 : 0);
}

const [DIFFERENT, SIMILAR, TWO_SLIPS, SLIP] = [0, 1, 2, 3];

/** Level of two different codes. */
function codeLevel(book: ValueBook): CompareDigits {
  const { starts, letters } = book;
  const masks = letterMasks(book);
  const isOneSlip = isSlip(book);
  return (packed, l, r, left, right) => {
    const [from, other] = [starts[left]!, starts[right]!];
    const [m, n] = [starts[left + 1]! - from, starts[right + 1]! - other];
    const longer = m > n ? m : n;
    if (longer < SHORTEST_WITH_TWO_SLIPS) return isOneSlip(packed, l, r, left, right) === 1 ? SLIP : DIFFERENT;
    const most = Math.max(2, Math.floor(longer * SHARE_OF_SLIPS));
    if (
      most === 2 &&
      packed[l + LENGTH] === m &&
      packed[r + LENGTH] === m &&
      slipsByPlaces(packed, l, r, 2) === MANY_SLIPS
    ) {
      return DIFFERENT;
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
  isCached: false,
  mostPairs: 2_000_000,
  comparer: () => () => 0,
});

/** `area`: the first half of the code is the same; `slip`: as of codes. */
export const postcode = kindOfValues({
  levels: ['different', 'area', 'slip', 'same'],
  rare: ['slip', 'same'],
  isCached: true,
  mostPairs: 2_000_000,
  comparer: (column) => {
    const count = byBook(column.book, slipsBetween(column.book, 1));
    const { starts, letters } = column.book;
    return (left, right) => {
      if (count(left, right) <= 1) return 2;
      const [l, r] = [starts[left]!, starts[right]!];
      const half = Math.max(2, Math.min(starts[left + 1]! - l, starts[right + 1]! - r) >> 1);
      for (let i = 0; i < half; i++) if (letters[l + i] !== letters[r + i]) return 0;
      return 1;
    };
  },
});
