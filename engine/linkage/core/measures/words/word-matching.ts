/** Pairs the words of two texts: equal ones first, then those most alike, whatever their order. */
import type { BookWords } from '../../table.ts';
import { cachedPairs } from './pair-cache.ts';
import { equalBytes, FEW_WORDS, HELD, ofNumbers } from './word-bytes.ts';
import { mayBeAlike, wordFacts } from './word-facts.ts';
import { WORD, wordComparer } from './word-levels.ts';

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

/** Pairs `m` words that stand in `left` from `l` on with `n` words of `right`. */
export type MatchWords = (
  left: Uint32Array,
  l: number,
  m: number,
  right: Uint32Array,
  r: number,
  n: number,
) => WordMatch;

/** @param rarity [word] bits */
export function wordMatcher({ book }: BookWords, rarity: Float32Array): MatchWords {
  const compare = cachedPairs(wordComparer(book).compare, undefined, book.count);
  const facts = wordFacts(book);
  const isInitial = Uint8Array.from({ length: book.count }, (_, word) =>
    book.starts[word + 1]! - book.starts[word]! > 1 ? 0 : 1,
  );
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

  const pairEqual: MatchWords = (left, l, m, right, r, n) => {
    for (let i = 0; i < m; i++) {
      const word = left[l + i]!;
      for (let j = 0; j < n; j++) {
        if (right[r + j] !== word || ((usedRight >>> j) & 1) !== 0) continue;
        takeEqual(word, i, j);
        break;
      }
    }
    return match;
  };

  /** Lists the pairs of unused words that have something in common. */
  function findAlike(left: Uint32Array, l: number, m: number, right: Uint32Array, r: number, n: number): void {
    for (let i = 0; i < m; i++) {
      if (((usedLeft >>> i) & 1) !== 0) continue;
      for (let j = 0; j < n; j++) if (((usedRight >>> j) & 1) === 0) look(i, j, left[l + i]!, right[r + j]!);
    }
  }

  function look(i: number, j: number, word: number, other: number): void {
    if (!mayBeAlike(facts, word, other)) return;
    const level = compare(word, other);
    if (level === WORD.different) return;
    foundLeft[found] = i;
    foundRight[found] = j;
    foundLevel[found] = level;
    foundBits[found++] = Math.min(rarity[word]!, rarity[other]!);
  }

  /** As `pairEqual` and `findAlike`, of few words. */
  function lookAtFew(left: Uint32Array, l: number, m: number, right: Uint32Array, r: number, n: number): void {
    let free = HELD[m * 8 + n]!;
    const bytes = left[l - 1]!;
    const besides = right[r - 1]!;
    let beside = besides;
    let equal = 0;
    // Bit 8 i + k: word i of the left may be word i + k of the right, counted round.
    for (let k = 0; k < FEW_WORDS; k++) {
      equal |= equalBytes(bytes, beside) >>> (7 - k);
      beside = (beside >>> 8) | (beside << 24);
    }
    for (; equal !== 0; equal &= equal - 1) {
      const place = 31 - Math.clz32(equal & -equal);
      const i = place >> 3;
      const j = (i + place) & 3;
      const word = left[l + i]!;
      if (((free >>> (4 * i + j)) & 1) === 0 || word !== right[r + j]) continue;
      takeEqual(word, i, j);
      // Neither the word of the left nor that of the right is free for another one.
      free &= ~((15 << (4 * i)) | (0x1111 << j));
    }
    // A number that differs is another one.
    free &= ~ofNumbers(bytes, besides);
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

  return (left, l, m, right, r, n) => {
    match.bits = match.matchedWeight = 0;
    match.equal = match.initials = match.like = match.similar = 0;
    usedLeft = usedRight = found = 0;
    if (m <= FEW_WORDS && n <= FEW_WORDS) lookAtFew(left, l, m, right, r, n);
    else {
      pairEqual(left, l, m, right, r, n);
      findAlike(left, l, m, right, r, n);
    }
    if (found > 0) pairFound(left, l, right, r);
    match.isLeftWhole = usedLeft === (1 << m) - 1;
    match.isRightWhole = usedRight === (1 << n) - 1;
    return match;
  };
}
