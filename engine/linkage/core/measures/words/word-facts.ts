/** What is known of each word, side by side: most pairs of words are told to have nothing in common by it alone. */
import type { ValueBook } from '../../table.ts';
import { letterMasks, soundHashes } from '../../values/features.ts';
import { bitCount, LONGEST_PREFIX, PREFIX_WEIGHT } from './likeness.ts';
import { LEAST_SIMILAR, lettersApart } from './word-levels.ts';

/**
 * Places of the facts of a word: see letterMasks; see soundHashes; how many letters it has, and above it a byte of each of
 * the three after the first; the first letter, and above it how many it may lack or have besides, see lettersApart.
 */
export const FACT = { mask: 0, sound: 1, letters: 2, firstAndApart: 3 } as const;
export const NUMBERS_A_WORD = 4;
export const FIRST_BITS = 16;
export const FIRST = 0xffff;
export const MANY_LETTERS = 0xff;
const { mask: MASK, sound: SOUND, letters: LETTERS, firstAndApart: FIRST_AND_APART } = FACT;
/** In place of letters apart, for house numbers: one that differs is another house. */
const NONE_APART = -1000;
/** Likeness from which on words must be looked at; the little less outweighs any rounding. */
export const LEAST = LEAST_SIMILAR - 1e-6;
/** The same where nothing but the letters counts: of matches by the letters of the one and of the other. */
export const LEAST_SHARE = 3 * LEAST - 1;

export const isDigit = (letter: number | undefined): boolean => letter !== undefined && letter >= 48 && letter <= 57;

/**
 * @param wordAt [number] word, see WordOrder
 * @returns      [number × 4]
 */
export function wordFacts(book: ValueBook, wordAt: Uint32Array): Int32Array {
  const { count, starts, letters } = book;
  const [masks, sounds, apart] = [letterMasks(book), soundHashes(book), lettersApart(book)];
  const facts = new Int32Array(count * NUMBERS_A_WORD);
  for (let number = 1; number < count; number++) {
    const word = wordAt[number]!;
    const at = number * NUMBERS_A_WORD;
    const first = letters[starts[word]!]!;
    facts[at + MASK] = masks[word]!;
    facts[at + SOUND] = sounds[word]!;
    const length = starts[word + 1]! - starts[word]!;
    facts[at + LETTERS] = Math.min(length, MANY_LETTERS);
    for (let i = 1; i < LONGEST_PREFIX && i < length; i++) {
      facts[at + LETTERS]! |= (letters[starts[word]! + i]! & 0xff) << (8 * i);
    }
    facts[at + FIRST_AND_APART] = ((isDigit(first) ? NONE_APART : apart[word]!) << FIRST_BITS) | first;
  }
  return facts;
}

/** By their numbers: false where two different words are known to have nothing in common; true where they must be looked at. */
export function mayBeAlike(facts: Int32Array, left: number, right: number): boolean {
  const l = left * NUMBERS_A_WORD;
  const r = right * NUMBERS_A_WORD;
  const inLeft = facts[l + MASK]!;
  const inRight = facts[r + MASK]!;
  const apart = inLeft ^ inRight;
  const one = facts[l + FIRST_AND_APART]!;
  const other = facts[r + FIRST_AND_APART]!;
  if (bitCount(apart) * 2 > (one >> FIRST_BITS) + (other >> FIRST_BITS)) return false;
  const m = facts[l + LETTERS]! & 0xff;
  const n = facts[r + LETTERS]! & 0xff;
  // Words of one spelling sound alike, however their letters differ.
  if (facts[l + SOUND] === facts[r + SOUND]) return true;
  const isFirstSame = ((one ^ other) & FIRST) === 0;
  if (m === 1 || n === 1) return isFirstSame;
  if (m === MANY_LETTERS || n === MANY_LETTERS) return true;
  // As wordComparer bounds Jaro's similarity, and how much their beginning raises it.
  const matches = Math.min(m - bitCount(apart & inLeft), n - bitCount(apart & inRight));
  if (!isFirstSame) return matches * (m + n) >= LEAST_SHARE * m * n;
  const same = sharedBytes(facts[l + LETTERS]! ^ facts[r + LETTERS]!);
  // One may be the other cut short.
  if (same >= LONGEST_PREFIX || same >= m || same >= n) return true;
  const most = (matches / m + matches / n + 1) / 3;
  return most + same * PREFIX_WEIGHT * (1 - most) >= LEAST;
}

/** Letters of a shared beginning of words that begin alike, by what differs of those after the first; at least as many as there are. */
function sharedBytes(apart: number): number {
  if ((apart & 0xff00) !== 0) return 1;
  if ((apart & 0xff0000) !== 0) return 2;
  return apart >>> 24 !== 0 ? 3 : 4;
}
