/** How alike two words are. Pure functions on text; their callers see to it that each distinct pair is asked once. */

const matchedLeft = new Uint8Array(256);
const matchedRight = new Uint8Array(256);

/**
 * Similarity of two words by letters in common and letters out of order.
 *
 * @returns 0 (nothing in common) to 1 (equal), the same for either order of the two; two empty words are equal
 * Source: Jaro (1989), "Advances in record-linkage methodology", JASA 84.
 */
export function jaro(left: string, right: string): number {
  if (left === right) return 1;
  // Letters are matched greedily, which now and then depends on the side they are matched from.
  return left < right ? jaroFrom(left, right) : jaroFrom(right, left);
}

function jaroFrom(left: string, right: string): number {
  // Longer words than the marks have room for are no names: only their beginnings are compared.
  const leftLength = Math.min(left.length, matchedLeft.length);
  const rightLength = Math.min(right.length, matchedRight.length);
  if (leftLength === 0 || rightLength === 0) return 0;
  const matches = markMatches(left, leftLength, right, rightLength);
  if (matches === 0) return 0;
  const transpositions = countOutOfOrder(left, leftLength, right) / 2;
  return (matches / leftLength + matches / rightLength + (matches - transpositions) / matches) / 3;
}

function markMatches(left: string, leftLength: number, right: string, rightLength: number): number {
  matchedLeft.fill(0, 0, leftLength);
  matchedRight.fill(0, 0, rightLength);
  const reach = Math.max(0, (Math.max(leftLength, rightLength) >> 1) - 1);
  let matches = 0;
  for (let i = 0; i < leftLength; i++) {
    const letter = left.charCodeAt(i);
    const end = Math.min(rightLength, i + reach + 1);
    for (let j = Math.max(0, i - reach); j < end; j++) {
      if (matchedRight[j] === 1 || right.charCodeAt(j) !== letter) continue;
      matchedLeft[i] = 1;
      matchedRight[j] = 1;
      matches++;
      break;
    }
  }
  return matches;
}

function countOutOfOrder(left: string, leftLength: number, right: string): number {
  let outOfOrder = 0;
  let j = 0;
  for (let i = 0; i < leftLength; i++) {
    if (matchedLeft[i] === 0) continue;
    while (matchedRight[j] === 0) j++;
    if (left.charCodeAt(i) !== right.charCodeAt(j)) outOfOrder++;
    j++;
  }
  return outOfOrder;
}

const PREFIX_WEIGHT = 0.1;
const LONGEST_PREFIX = 4;

/**
 * Jaro's similarity, raised where the words begin alike: typing errors are rarer at the beginning of a word.
 *
 * @returns 0 to 1
 * Source: Winkler (1990), "String comparator metrics and enhanced decision rules", ASA Survey Research Methods; without
 *         the lower bound of 0.7 for the prefix bonus.
 */
export function jaroWinkler(left: string, right: string): number {
  const similarity = jaro(left, right);
  const longest = Math.min(LONGEST_PREFIX, left.length, right.length);
  let prefix = 0;
  while (prefix < longest && left.charCodeAt(prefix) === right.charCodeAt(prefix)) prefix++;
  return similarity + prefix * PREFIX_WEIGHT * (1 - similarity);
}

let twoBack = new Uint16Array(64);
let oneBack = new Uint16Array(64);
let current = new Uint16Array(64);

/**
 * How many slips of the keyboard lie between two words: a letter left out, put in, replaced, or two neighbours swapped.
 *
 * @returns number of slips; no part of the word is edited twice (optimal string alignment)
 * Source: Damerau (1964), "A technique for computer detection and correction of spelling errors", CACM 7.
 */
export function damerauLevenshtein(left: string, right: string): number {
  if (left === right) return 0;
  if (left.length === 0 || right.length === 0) return Math.max(left.length, right.length);
  makeRoom(right.length + 1);
  for (let j = 0; j <= right.length; j++) oneBack[j] = j;
  for (let i = 1; i <= left.length; i++) {
    fillRow(left, right, i);
    const free = twoBack;
    twoBack = oneBack;
    oneBack = current;
    current = free;
  }
  return oneBack[right.length]!;
}

function makeRoom(length: number): void {
  if (length <= current.length) return;
  twoBack = new Uint16Array(length * 2);
  oneBack = new Uint16Array(length * 2);
  current = new Uint16Array(length * 2);
}

function fillRow(left: string, right: string, i: number): void {
  const letter = left.charCodeAt(i - 1);
  const letterBefore = i > 1 ? left.charCodeAt(i - 2) : -1;
  current[0] = i;
  for (let j = 1; j <= right.length; j++) {
    const other = right.charCodeAt(j - 1);
    let slips = Math.min(oneBack[j]! + 1, current[j - 1]! + 1, oneBack[j - 1]! + (letter === other ? 0 : 1));
    if (j > 1 && letter === right.charCodeAt(j - 2) && letterBefore === other) {
      slips = Math.min(slips, twoBack[j - 2]! + 1);
    }
    current[j] = slips;
  }
}

/** 32 bits made of a text and of nothing else (FNV-1a); never 0, which stands for "no key". */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return spread(hash);
}

/** Mixes two hashes into a third; order matters. */
export const joinHash = (first: number, second: number): number => spread(Math.imul(first ^ 0x9e3779b9, 31) + second);

function spread(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0 || 1;
}
