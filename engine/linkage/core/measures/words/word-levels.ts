/** How two different words or name parts agree, whatever field they stand in. */
import type { ValueBook } from '../../table.ts';
import { foldHashes, letterMasks, soundHashes } from '../../values/features.ts';
import { bitCount, jaro, LONGEST_PREFIX, PREFIX_WEIGHT, sharedPrefix, slips } from './likeness.ts';
import type { MaskBound } from './pair-cache.ts';

/** Weakest first; 0 stands for nothing in common. */
export const WORD = { different: 0, similar: 1, initial: 2, part: 3, spelled: 4 } as const;

/** Jaro–Winkler similarity from which on two words are one word spelled differently, and from which on they may be. */
const LEAST_SPELLED = 0.93;
export const LEAST_SIMILAR = 0.84;
/** As above, for words that sound alike. */
const LEAST_WITH_SOUND = 0.7;
/** Shorter words are too near to each other for a slip to be told from another word: ANI, ANA, ADI. */
const SHORTEST_WITH_SLIP = 4;
const SHORTEST_WITH_TWO_SLIPS = 8;
/** Letters that one of two long words has and the other lacks; with more than these they have nothing in common. */
const MOST_LETTERS_APART = 6;
/** For values that are not words to be compared letter by letter: more than any two are apart. */
const ANY_LETTERS_APART = 64;
const SPACE = ' '.charCodeAt(0);

/**
 * [value] what it adds to twice the letters that it and another may be apart (see letterMasks) and still have something
 * in common: short words may be fewer apart. An initial stands for a whole word, and of several words one may be shared.
 */
export function lettersApart({ count, starts, letters, spelling }: ValueBook): Uint8Array {
  return Uint8Array.from({ length: count }, (_, value) => {
    const [start, end] = [starts[value]!, starts[value + 1]!];
    if (end - start === 1 || letters.subarray(start, end).includes(SPACE)) return ANY_LETTERS_APART;
    // A variant may have few letters in common with the word that it stands for: MOCH, MUHAMMAD.
    if (spelling !== undefined && isSpelledOtherwise({ starts, letters }, spelling, value)) return ANY_LETTERS_APART;
    return Math.min(MOST_LETTERS_APART, end - start);
  });
}

type Arena = Pick<ValueBook, 'starts' | 'letters'>;

function isSpelledOtherwise(written: Arena, spelled: Arena, value: number): boolean {
  const [w, s] = [written.starts[value]!, spelled.starts[value]!];
  const length = written.starts[value + 1]! - w;
  if (spelled.starts[value + 1]! - s !== length) return true;
  for (let i = 0; i < length; i++) if (written.letters[w + i] !== spelled.letters[s + i]) return true;
  return false;
}

/** Letters of a word cut short that is still told from others: ALEX of ALEXANDER. */
const SHORTEST_CUT = 3;

export interface WordComparer {
  /** What settles most pairs without a comparison. */
  readonly bound: MaskBound;
  /** Level in WORD of two different words that are not blank; the same for either order. */
  compare(left: number, right: number): number;
}

/** Compares the values of a book letter by letter; bounds settle most pairs without a look at the letters. */
export function wordComparer(book: ValueBook): WordComparer {
  const { starts, letters } = book;
  const masks = letterMasks(book);
  const folds = foldHashes(book);
  const sounds = soundHashes(book);
  const apart = lettersApart(book);

  /** Most that Jaro's similarity can be, given letters that one word has and the other lacks. */
  function mostAlike(left: number, m: number, right: number, n: number): number {
    const [inLeft, inRight] = [masks[left]!, masks[right]!];
    const matches = Math.min(m - bitCount(inLeft & ~inRight), n - bitCount(inRight & ~inLeft));
    return matches <= 0 ? 0 : (matches / m + matches / n + 1) / 3;
  }

  function compareLetters(left: number, m: number, right: number, n: number, soundsAlike: boolean): number {
    const [l, r] = [starts[left]!, starts[right]!];
    const prefix = sharedPrefix(letters, l, m, r, n);
    const bonus = prefix * PREFIX_WEIGHT;
    const least = soundsAlike ? LEAST_WITH_SOUND : LEAST_SIMILAR;
    const most = mostAlike(left, m, right, n);
    const shorter = m < n ? m : n;
    const isCut =
      shorter >= SHORTEST_CUT && prefix >= Math.min(shorter, LONGEST_PREFIX) && isPrefix(letters, l, r, shorter);
    if (most + bonus * (1 - most) < least) return isCut ? WORD.part : WORD.different;
    const plain = jaro(letters, l, m, r, n);
    const likeness = plain + bonus * (1 - plain);
    if (likeness < least) return isCut ? WORD.part : WORD.different;
    if (isSpelling(letters, l, m, r, n, likeness)) return WORD.spelled;
    return isCut ? WORD.part : WORD.similar;
  }

  return {
    bound: { masks, apart },
    compare(left, right) {
      if (bitCount(masks[left]! ^ masks[right]!) * 2 > apart[left]! + apart[right]!) return WORD.different;
      if (folds[left] === folds[right]) return WORD.spelled;
      const m = starts[left + 1]! - starts[left]!;
      const n = starts[right + 1]! - starts[right]!;
      if (m === 1 || n === 1) {
        return letters[starts[left]!] === letters[starts[right]!] ? WORD.initial : WORD.different;
      }
      return compareLetters(left, m, right, n, sounds[left] === sounds[right]);
    },
  };
}

function isSpelling(letters: Uint16Array, l: number, m: number, r: number, n: number, likeness: number): boolean {
  const longer = m > n ? m : n;
  if (longer < SHORTEST_WITH_SLIP) return false;
  if (likeness >= LEAST_SPELLED && longer - (m + n - longer) <= 2) return true;
  return slips(letters, l, m, r, n) <= (longer < SHORTEST_WITH_TWO_SLIPS ? 1 : 2);
}

/** Of two words whose first letters are known to be the same. */
function isPrefix(letters: Uint16Array, l: number, r: number, length: number): boolean {
  for (let i = LONGEST_PREFIX; i < length; i++) if (letters[l + i] !== letters[r + i]) return false;
  return true;
}
