/**
 * How alike two words are, 32 letters at once: each bit of a number is one place of the left word. Words are runs of
 * letters in an arena; longer ones take the slow way.
 */
import { slowJaro, slowSlips } from './slow-likeness.ts';

/** Bits of a number. */
const MOST_LETTERS = 32;

/** [letter] places of the left word that hold it, a bit each; all zero between two calls. */
const places = new Int32Array(65536);

function mark(letters: Uint16Array, start: number, length: number): void {
  for (let i = 0; i < length; i++) places[letters[start + i]!]! |= 1 << i;
}

function unmark(letters: Uint16Array, start: number, length: number): void {
  for (let i = 0; i < length; i++) places[letters[start + i]!] = 0;
}

/**
 * Slips of the keyboard between two words: a letter left out, put in, replaced, or two neighbours swapped.
 *
 * @param left  where the left word starts in `letters`, @param m its letters; the right word likewise
 * @returns     the same as `slowSlips`
 * Source: Hyyrö (2003), "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", Nordic Journal of
 *         Computing 10.
 */
export function slips(letters: Uint16Array, left: number, m: number, right: number, n: number): number {
  if (m === 0 || n === 0) return m + n;
  if (m > MOST_LETTERS)
    return n > MOST_LETTERS ? slowSlips(letters, left, m, right, n) : slips(letters, right, n, left, m);
  mark(letters, left, m);
  const last = 1 << (m - 1);
  let [up, down, diagonal, before, distance] = [-1, 0, 0, 0, m];
  for (let j = 0; j < n; j++) {
    const equal = places[letters[right + j]!]!;
    const swapped = ((~diagonal & equal) << 1) & before;
    diagonal = ((((equal & up) + up) | 0) ^ up) | equal | down | swapped;
    let across = down | ~(diagonal | up);
    let back = diagonal & up;
    if ((across & last) !== 0) distance++;
    if ((back & last) !== 0) distance--;
    across = (across << 1) | 1;
    back <<= 1;
    up = back | ~(diagonal | across);
    down = across & diagonal;
    before = equal;
  }
  unmark(letters, left, m);
  return distance;
}

/**
 * Jaro's similarity of two words. Letters are matched greedily, which now and then depends on the side they are matched
 * from; the word that comes first in the order of letters is taken for the left one, so that either order gives the same.
 *
 * @returns 0 (nothing in common) to 1 (equal)
 * Source: Jaro (1989), "Advances in record-linkage methodology", JASA 84; by bits as in Bachmann's rapidfuzz-cpp.
 */
export function jaro(letters: Uint16Array, left: number, m: number, right: number, n: number): number {
  if (m === 0 || n === 0) return m === n ? 1 : 0;
  if (isBefore(letters, right, n, left, m)) return jaro(letters, right, n, left, m);
  if (m > MOST_LETTERS || n > MOST_LETTERS) return slowJaro(letters, left, m, right, n);
  mark(letters, left, m);
  const similarity = jaroOfMarked(letters, m, right, n);
  unmark(letters, left, m);
  return similarity;
}

function jaroOfMarked(letters: Uint16Array, m: number, right: number, n: number): number {
  const reach = Math.max(0, ((m > n ? m : n) >> 1) - 1);
  // Places of the left word within reach of place j of the right one.
  let window = reach >= 31 ? -1 : (1 << (reach + 1)) - 1;
  let [takenLeft, takenRight, matches] = [0, 0, 0];
  for (let j = 0; j < n; j++) {
    const free = places[letters[right + j]!]! & window & ~takenLeft;
    if (free !== 0) {
      takenLeft |= free & -free;
      takenRight |= 1 << j;
      matches++;
    }
    window = j < reach ? (window << 1) | 1 : window << 1;
  }
  if (matches === 0) return 0;
  const outOfOrder = countOutOfOrder(letters, right, takenLeft, takenRight);
  return (matches / m + matches / n + (matches - outOfOrder / 2) / matches) / 3;
}

/** Matched letters in turn, those of the left word beside those of the right one. */
function countOutOfOrder(letters: Uint16Array, right: number, takenLeft: number, takenRight: number): number {
  let outOfOrder = 0;
  while (takenRight !== 0) {
    const place = takenLeft & -takenLeft;
    const j = 31 - Math.clz32(takenRight & -takenRight);
    if ((places[letters[right + j]!]! & place) === 0) outOfOrder++;
    takenLeft ^= place;
    takenRight &= takenRight - 1;
  }
  return outOfOrder;
}

function isBefore(letters: Uint16Array, left: number, m: number, right: number, n: number): boolean {
  const shared = m < n ? m : n;
  for (let i = 0; i < shared; i++) {
    const difference = letters[left + i]! - letters[right + i]!;
    if (difference !== 0) return difference < 0;
  }
  return m < n;
}

/** What each of the first letters in common adds to Jaro's similarity, and how many count. */
export const PREFIX_WEIGHT = 0.1;
export const LONGEST_PREFIX = 4;

/** Letters with which both words begin, up to four. */
export function sharedPrefix(letters: Uint16Array, left: number, m: number, right: number, n: number): number {
  const longest = Math.min(LONGEST_PREFIX, m, n);
  let prefix = 0;
  while (prefix < longest && letters[left + prefix] === letters[right + prefix]) prefix++;
  return prefix;
}

/**
 * Jaro's similarity, raised where the words begin alike: slips are rarer at the beginning of a word.
 *
 * Source: Winkler (1990), "String comparator metrics and enhanced decision rules", ASA Survey Research Methods; without
 *         the lower bound of 0.7 for the prefix bonus.
 */
export function jaroWinkler(letters: Uint16Array, left: number, m: number, right: number, n: number): number {
  const similarity = jaro(letters, left, m, right, n);
  return similarity + sharedPrefix(letters, left, m, right, n) * PREFIX_WEIGHT * (1 - similarity);
}

/** Number of bits set. */
export function bitCount(bits: number): number {
  bits -= (bits >>> 1) & 0x55555555;
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
