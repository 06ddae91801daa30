/** Invented names of people and places, of several tongues; the first of a list are the most frequent. */
import { type Draws, frequent, type Frequent } from './draws.ts';

/** How words of a tongue are made: a word is syllables of a beginning and a vowel, and an ending. */
export interface Tongue {
  readonly starts: readonly string[];
  readonly vowels: readonly string[];
  readonly ends: readonly string[];
}

const split = (text: string): string[] => text.split(' ').map((part) => (part === '-' ? '' : part));

export const INDONESIAN: Tongue = {
  starts: split('s w b d t p k r l m n h y j g su di pu nu ri'),
  vowels: split('a a a i i u u o e'),
  ends: split('- - n h r ng s ti no wati anto yah ningsih di'),
};
export const EUROPEAN: Tongue = {
  starts: split('b br c ch d f g gr h j k l m n p r s st t th v w'),
  vowels: split('a e i o u ea ai ie oo'),
  ends: split('n r s t ll son ton ley man mer ck d a y e'),
};
/** Sounds that are written otherwise by each way of writing them in Latin letters stand as capitals: see slips.ts. */
export const SLAVIC: Tongue = {
  starts: split('b v g d Z z k l m n p r s t f X C H S'),
  vowels: split('a a o o e i u Y A'),
  ends: split('n k r l Sin nko Vski Vna Va m- lA S'),
};

/** @returns `count` words, none twice, some syllables long */
export function wordsOf(draws: Draws, { starts, vowels, ends }: Tongue, count: number, syllables = 2): string[] {
  const words = new Set<string>();
  while (words.size < count) {
    const more = draws.below(syllables);
    const parts = Array.from({ length: more + 1 }, () => draws.pick(starts) + draws.pick(vowels));
    const word = parts.join('') + draws.pick(ends);
    if (word.length > 2) words.add(word);
  }
  return [...words];
}

export const titled = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Names of people, of which few are frequent. */
export const namesOf = (draws: Draws, tongue: Tongue, count: number, syllables = 2): Frequent<string> =>
  frequent(wordsOf(draws, tongue, count, syllables).map(titled), 0.8);
