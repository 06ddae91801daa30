/** Pairs the words of two texts: equal ones first, then those most alike, whatever their order. */
import type { BookWords } from '../../table.ts';
import { bitCount } from './likeness.ts';
import { cachedPairs } from './pair-cache.ts';
import { WORD, wordComparer } from './word-levels.ts';

/** Marks of used words are bits of a number; words after these are left out. */
export const MOST_WORDS = 24;

/** One name in eleven begins with a given letter, by and large. */
const INITIAL_RARITY_BITS = 3.5;

/** Words of one text, in `words` from 0 to before `count`. */
export interface WordList {
  readonly words: Uint32Array;
  count: number;
}

export const emptyWordList = (): WordList => ({ words: new Uint32Array(MOST_WORDS), count: 0 });

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

const isDigit = (letter: number | undefined): boolean => letter !== undefined && letter >= 48 && letter <= 57;

/** @param rarity [word] bits */
export function wordMatcher({ book }: BookWords, rarity: Float32Array): (left: WordList, right: WordList) => WordMatch {
  const { compare: compareLetters, bound } = wordComparer(book);
  const compare = cachedPairs(compareLetters, undefined, book.count);
  const { masks, apart } = bound;
  // A house number that differs is another house.
  const isNumber = Uint8Array.from({ length: book.count }, (_, word) =>
    isDigit(book.letters[book.starts[word]!]) ? 1 : 0,
  );
  const lengthOf = (word: number): number => book.starts[word + 1]! - book.starts[word]!;
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

  function take(left: number, right: number, i: number, j: number, bits: number, worth: number): void {
    usedLeft |= 1 << i;
    usedRight |= 1 << j;
    match.bits += bits;
    match.matchedWeight += worth * (rarity[left]! + rarity[right]!);
  }

  function pairEqual({ words: left, count: m }: WordList, { words: right, count: n }: WordList): void {
    for (let i = 0; i < m; i++) {
      const word = left[i]!;
      for (let j = 0; j < n; j++) {
        if (right[j] !== word || (usedRight & (1 << j)) !== 0) continue;
        take(word, word, i, j, rarity[word]!, 1);
        if (lengthOf(word) > 1) match.equal++;
        else match.initials++;
        break;
      }
    }
  }

  /** Lists the pairs of unused words that have something in common. */
  function findAlike({ words: left, count: m }: WordList, { words: right, count: n }: WordList): void {
    found = 0;
    for (let i = 0; i < m; i++) {
      if ((usedLeft & (1 << i)) !== 0 || isNumber[left[i]!] === 1) continue;
      const word = left[i]!;
      const mask = masks[word]!;
      const most = apart[word]!;
      for (let j = 0; j < n; j++) {
        const other = right[j]!;
        if (
          bitCount(mask ^ masks[other]!) * 2 > most + apart[other]! ||
          (usedRight & (1 << j)) !== 0 ||
          isNumber[other] === 1
        )
          continue;
        const level = compare(word, other);
        if (level === WORD.different) continue;
        foundLeft[found] = i;
        foundRight[found] = j;
        foundLevel[found] = level;
        foundBits[found++] = Math.min(rarity[left[i]!]!, rarity[right[j]!]!);
      }
    }
  }

  /** Pairs the words most alike that are left, again and again; the rarer first among those equally alike. */
  function pairAlike(left: WordList, right: WordList): void {
    findAlike(left, right);
    while (found > 0) {
      let best = 0;
      for (let k = 1; k < found; k++) {
        const isBetter = foundLevel[k]! - foundLevel[best]! || foundBits[k]! - foundBits[best]!;
        if (isBetter > 0) best = k;
      }
      const [i, j, level] = [foundLeft[best]!, foundRight[best]!, foundLevel[best]!];
      count(level);
      const bits = level === WORD.initial ? INITIAL_RARITY_BITS : foundBits[best]!;
      take(left.words[i]!, right.words[j]!, i, j, bits, WORTH[level]!);
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

  return (left, right) => {
    match.bits = match.equal = match.like = match.similar = match.initials = match.matchedWeight = 0;
    usedLeft = usedRight = 0;
    pairEqual(left, right);
    const allLeft = (1 << left.count) - 1;
    const allRight = (1 << right.count) - 1;
    if (usedLeft !== allLeft && usedRight !== allRight) pairAlike(left, right);
    match.isLeftWhole = usedLeft === allLeft;
    match.isRightWhole = usedRight === allRight;
    return match;
  };
}
