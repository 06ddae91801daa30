/** Names as linkage compares them: words folded to one spelling, each distinct word and name stored once. */
import { standardiseName } from '../registers/names.ts';
import type { SpellingModel } from './model.ts';
import { joinHash, textHash } from './string-measures.ts';

/** How words are folded to the spelling that all their variants share. */
export interface Folds {
  /** SOEPRIYANTO is SUPRIANTO, MOCH is MUHAMAD; each distinct word is folded once. */
  readonly word: (word: string) => string;
  /** Letters alone, without the variants of whole words: for several words written as one. */
  readonly letters: (text: string) => string;
}

/** Makes the folds that a model describes. */
export function foldsOf({ words, letters }: SpellingModel): Folds {
  const same = new Map(Object.entries(words).flatMap(([word, variants]) => variants.map((each) => [each, word])));
  const rules = letters.map(({ pattern, becomes }) => [new RegExp(pattern, 'g'), becomes] as const);
  const foldLetters = (text: string): string => {
    let folded = text;
    for (const [pattern, becomes] of rules) folded = folded.replace(pattern, becomes);
    // The initial H stays what it is.
    return folded === '' ? text : folded;
  };
  const known = new Map<string, string>();
  const foldWord = (word: string): string => {
    let folded = known.get(word);
    if (folded === undefined) known.set(word, (folded = foldLetters(same.get(word) ?? word)));
    return folded;
  };
  return { word: foldWord, letters: foldLetters };
}

/** First letter and the consonants after it, four letters at most: what a slip in a vowel leaves alone. */
export const soundOf = (word: string): string => (word[0]! + word.slice(1).replace(/[AIUEO]/g, '')).slice(0, 4);

/** Distinct words and names; word 0 and name 0 are blank. */
export interface NameBook {
  /** [word] folded. */
  readonly words: readonly string[];
  /** [word] bit of each letter in it. */
  readonly letterMask: Uint32Array;
  /** [word] hash of the word, of its sound. */
  readonly wordHash: Uint32Array;
  readonly soundHash: Uint32Array;
  /** [name + 1] where the words of a name start in `wordsOfName`, in the order written. */
  readonly starts: Uint32Array;
  readonly wordsOfName: Uint32Array;
  /** [name] hash of the folded words as one: NUR HAYATI is NURHAYATI. */
  readonly nameHash: Uint32Array;
  /** [name] hash of the words whatever their order. */
  readonly setHash: Uint32Array;
  /** Words of a name as one, with the letters folded: MUH LUTFI is MUHLUTFI, though MUH alone is MUHAMAD. */
  readonly joined: (name: number) => string;
}

/** Collects names; `done` hands out the book. */
export class NameBookMaker {
  readonly #folds: Folds;
  readonly #words: string[] = [''];
  readonly #wordNumbers = new Map<string, number>([['', 0]]);
  readonly #nameNumbers = new Map<string, number>([['', 0]]);
  readonly #starts: number[] = [0, 0];
  readonly #wordsOfName: number[] = [];
  readonly #written: string[] = [''];
  readonly #nameHash: number[] = [0];
  readonly #setHash: number[] = [0];
  readonly #hashOfWord: number[] = [0];

  constructor(folds: Folds) {
    this.#folds = folds;
  }

  /** Number of a name as written; 0 where it holds no word. */
  number(written: string): number {
    if (written === '') return 0;
    const words = standardiseName(written).tokens;
    const key = words.join(' ');
    return this.#nameNumbers.get(key) ?? this.#add(key, words);
  }

  #add(key: string, words: readonly string[]): number {
    const number = this.#written.length;
    this.#nameNumbers.set(key, number);
    let [set, joined] = [0, ''];
    for (const word of words) {
      const folded = this.#folds.word(word);
      const wordNumber = this.#word(folded);
      this.#wordsOfName.push(wordNumber);
      set = (set + this.#hashOfWord[wordNumber]!) >>> 0;
      // Where two of the same letter meet they are one: ANTONIUS SLAMET is ANTONIUSLAMET.
      joined += joined.at(-1) === folded[0] ? folded.slice(1) : folded;
    }
    this.#starts.push(this.#wordsOfName.length);
    this.#written.push(key);
    this.#nameHash.push(textHash(joined));
    this.#setHash.push(joinHash(set, 1));
    return number;
  }

  #word(word: string): number {
    const known = this.#wordNumbers.get(word);
    if (known !== undefined) return known;
    const number = this.#words.length;
    this.#wordNumbers.set(word, number);
    this.#words.push(word);
    this.#hashOfWord.push(textHash(word));
    return number;
  }

  done(): NameBook {
    const words = this.#words;
    return {
      words,
      letterMask: Uint32Array.from(words, letterMask),
      wordHash: Uint32Array.from(this.#hashOfWord),
      soundHash: Uint32Array.from(words, (word) => (word === '' ? 0 : textHash(soundOf(word)))),
      starts: Uint32Array.from(this.#starts),
      wordsOfName: Uint32Array.from(this.#wordsOfName),
      nameHash: Uint32Array.from(this.#nameHash),
      setHash: Uint32Array.from(this.#setHash),
      joined: joinedNames(this.#written, this.#folds),
    };
  }
}

/** Folds a name written as one word when it is first asked for: few are. */
function joinedNames(written: readonly string[], { letters }: Folds): (name: number) => string {
  const known = new Map<number, string>();
  return (name) => {
    let joined = known.get(name);
    if (joined === undefined) known.set(name, (joined = letters(written[name]!.replaceAll(' ', ''))));
    return joined;
  };
}

function letterMask(word: string): number {
  let mask = 0;
  for (let i = 0; i < word.length; i++) mask |= 1 << (word.charCodeAt(i) & 31);
  return mask >>> 0;
}
