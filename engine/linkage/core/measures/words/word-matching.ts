/** Pairs the words of two texts: equal ones first, then those most alike, whatever their order. */
import type { BookWords } from '../../table.ts';
import { cachedPairs } from './pair-cache.ts';
import { FEW_WORDS, OpenPairs } from './open-pairs.ts';
import { mayBeAlike, wordFacts } from './word-facts.ts';
import { WORD, wordComparer } from './word-levels.ts';
import type { WordOrder } from './word-order.ts';

/** Marks of used words are bits of a number; words after these are left out. */
export const MOST_WORDS = 24;
/** One name in eleven begins with a given letter, by and large. */
const INITIAL_RARITY_BITS = 3.5;

/** What pairing found; held and overwritten by the matcher. */
export interface WordMatch {
  /** Bits of rarity of all pairs, each by the more common of its words. */
  bits: number;
  /** Pairs of equal words of more than a letter, and of words that may be one word. */
  equal: number;
  like: number;
  /** Pairs of words that are no more than similar, and of a word with an initial. */
  similar: number;
  initials: number;
  /** Bits of rarity of the words of either side that have a partner, worth less where they differ. */
  matchedWeight: number;
  isLeftWhole: boolean;
  isRightWhole: boolean;
}

/** What a pair of words at each level of WORD is worth beside a pair of equal ones. */
const WORTH = [0, 0.6, 0.5, 0.7, 0.9];

/** In place of pairs that may have something in common where a text has more than a few words: all of them are looked at. */
export const MANY_WORDS = -1;

/** Of `m` words that stand in `left` from `l` on, numbered in their order, and `n` words of `right`. */
export interface WordMatcher {
  /** See wordFacts; bits of rarity; both by the numbers of words. */
  readonly facts: Int32Array;
  readonly rarity: Float32Array;
  readonly open: OpenPairs;
  /** Pairs that may have something in common, see OpenPairs, or MANY_WORDS; with 0, `match` would find nothing. */
  openAmong(left: Uint32Array, l: number, m: number, right: Uint32Array, r: number, n: number): number;
  /** Pairs the words. @param open what `openAmong` says of the same words */
  match(open: number, left: Uint32Array, l: number, m: number, right: Uint32Array, r: number, n: number): WordMatch;
}

/** @param rarityOfWords [word] bits */
export function wordMatcher({ book }: BookWords, { wordAt }: WordOrder, rarityOfWords: Float32Array): WordMatcher {
  const compare = cachedPairs(wordComparer(book).compare, undefined, book.count);
  const facts = wordFacts(book, wordAt);
  const open = new OpenPairs(book.count);
  const rarity = Float32Array.from(wordAt, (word) => rarityOfWords[word]!);
  const isInitial = Uint8Array.from(wordAt, (word) => (book.starts[word + 1]! - book.starts[word]! > 1 ? 0 : 1));
  const match: WordMatch = {
    bits: 0,
    equal: 0,
    like: 0,
    similar: 0,
    initials: 0,
    matchedWeight: 0,
    isLeftWhole: false,
    isRightWhole: false,
  };
  let [usedLeft, usedRight] = [0, 0];
  // Pairs of words that have something in common: their places, level and bits.
  let found = 0;
  const foundLeft = new Uint8Array(MOST_WORDS ** 2);
  const foundRight = new Uint8Array(MOST_WORDS ** 2);
  const foundLevel = new Uint8Array(MOST_WORDS ** 2);
  const foundBits = new Float32Array(MOST_WORDS ** 2);

  function takeEqual(word: number, i: number, j: number): void {
    usedLeft |= 1 << i;
    usedRight |= 1 << j;
    match.bits += rarity[word]!;
    match.matchedWeight += rarity[word]! + rarity[word]!;
    if (isInitial[word] === 0) match.equal++;
    else match.initials++;
  }

  function pairEqual(left: Uint32Array, l: number, m: number, right: Uint32Array, r: number, n: number): void {
    for (let i = 0; i < m; i++) {
      const word = left[l + i]!;
      for (let j = 0; j < n; j++) {
        if (right[r + j] !== word || ((usedRight >>> j) & 1) !== 0) continue;
        takeEqual(word, i, j);
        break;
      }
    }
  }

  /** Lists the pairs of unused words that have something in common. */
  function findAlike(left: Uint32Array, l: number, m: number, right: Uint32Array, r: number, n: number): void {
    for (let i = 0; i < m; i++) {
      if (((usedLeft >>> i) & 1) !== 0) continue;
      for (let j = 0; j < n; j++) if (((usedRight >>> j) & 1) === 0) look(i, j, left[l + i]!, right[r + j]!);
    }
  }

  function look(i: number, j: number, one: number, other: number): void {
    const level = mayBeAlike(facts, one, other) ? compare(wordAt[one]!, wordAt[other]!) : WORD.different;
    if (level === WORD.different) return open.close(one, other);
    foundLeft[found] = i;
    foundRight[found] = j;
    foundLevel[found] = level;
    foundBits[found++] = Math.min(rarity[one]!, rarity[other]!);
  }

  /** As `pairEqual` and `findAlike`, of the few words of two texts: only those that may have something in common. */
  function lookAtFew(pairs: number, left: Uint32Array, l: number, right: Uint32Array, r: number): void {
    let free = pairs;
    for (let rest = pairs; rest !== 0; rest &= rest - 1) {
      const place = 31 - Math.clz32(rest & -rest);
      const word = left[l + (place >> 2)]!;
      if (word !== right[r + (place & 3)] || ((free >>> place) & 1) === 0) continue;
      takeEqual(word, place >> 2, place & 3);
      // Neither the word of the left nor that of the right is free for another one.
      free &= ~((15 << (place & 12)) | (0x1111 << (place & 3)));
    }
    for (; free !== 0; free &= free - 1) {
      const place = 31 - Math.clz32(free & -free);
      look(place >> 2, place & 3, left[l + (place >> 2)]!, right[r + (place & 3)]!);
    }
  }

  /** Pairs the words found that are most alike, again and again; the rarer first among those equally alike. */
  function pairFound(left: Uint32Array, l: number, right: Uint32Array, r: number): void {
    while (found > 0) {
      let best = 0;
      for (let k = 1; k < found; k++) {
        const isBetter = foundLevel[k]! - foundLevel[best]! || foundBits[k]! - foundBits[best]!;
        if (isBetter > 0) best = k;
      }
      const [i, j, level] = [foundLeft[best]!, foundRight[best]!, foundLevel[best]!];
      count(level);
      usedLeft |= 1 << i;
      usedRight |= 1 << j;
      match.bits += level === WORD.initial ? INITIAL_RARITY_BITS : foundBits[best]!;
      match.matchedWeight += WORTH[level]! * (rarity[left[l + i]!]! + rarity[right[r + j]!]!);
      dropUsed();
    }
  }

  /** Keeps of the pairs found those whose words are both still free. */
  function dropUsed(): void {
    let kept = 0;
    for (let k = 0; k < found; k++) {
      if ((usedLeft & (1 << foundLeft[k]!)) !== 0 || (usedRight & (1 << foundRight[k]!)) !== 0) continue;
      foundLeft[kept] = foundLeft[k]!;
      foundRight[kept] = foundRight[k]!;
      foundLevel[kept] = foundLevel[k]!;
      foundBits[kept++] = foundBits[k]!;
    }
    found = kept;
  }

  function count(level: number): void {
    if (level === WORD.initial) match.initials++;
    else if (level === WORD.similar) match.similar++;
    else match.like++;
  }

  return {
    ...{ facts, rarity, open },
    openAmong: (left, l, m, right, r, n) =>
      m <= FEW_WORDS && n <= FEW_WORDS ? open.among(left, l, m, right, r, n) : MANY_WORDS,
    match(pairs, left, l, m, right, r, n) {
      match.bits = match.matchedWeight = 0;
      match.equal = match.initials = match.like = match.similar = 0;
      usedLeft = usedRight = found = 0;
      if (pairs === MANY_WORDS) {
        pairEqual(left, l, m, right, r, n);
        findAlike(left, l, m, right, r, n);
      } else lookAtFew(pairs, left, l, right, r);
      if (found > 0) pairFound(left, l, right, r);
      match.isLeftWhole = usedLeft === (1 << m) - 1;
      match.isRightWhole = usedRight === (1 << n) - 1;
      return match;
    },
  };
}
