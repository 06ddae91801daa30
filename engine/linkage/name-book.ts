/** Names as linkage compares them: words folded to one spelling, each distinct word and name stored once. */
import { standardiseName } from '../registers/names.ts';
import type { SpellingModel } from './model.ts';
import { joinHash, textHash } from './string-measures.ts';

/** Folds one word to the spelling that all its variants share: SOEPRIJANTO … SUPRIANTO. */
export type Fold = (word: string) => string;

/** Makes the fold that a model describes; each distinct word is folded once. */
export function foldOf({ words, letters }: SpellingModel): Fold {
  const same = new Map(Object.entries(words).flatMap(([word, variants]) => variants.map((each) => [each, word])));
  const rules = letters.map(({ pattern, becomes }) => [new RegExp(pattern, 'g'), becomes] as const);
  const folded = new Map<string, string>();
  return (word) => {
    const known = folded.get(word);
    if (known !== undefined) return known;
    let text = same.get(word) ?? word;
    // A single letter is an initial, and stays what it is.
    if (text.length > 1) for (const [pattern, becomes] of rules) text = text.replace(pattern, becomes);
    folded.set(word, text === '' ? word : text);
    return text === '' ? word : text;
  };
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
  /** [name] hash of the letters without spaces; NUR HAYATI is NURHAYATI. */
  readonly nameHash: Uint32Array;
  /** [name] hash of the words whatever their order. */
  readonly setHash: Uint32Array;
}

/** Collects names; `done` hands out the book. Names with the same folded words in the same order share a number. */
export class NameBookMaker {
  readonly #fold: Fold;
  readonly #words: string[] = [''];
  readonly #wordNumbers = new Map<string, number>([['', 0]]);
  readonly #nameNumbers = new Map<string, number>([['', 0]]);
  readonly #starts: number[] = [0, 0];
  readonly #wordsOfName: number[] = [];
  readonly #nameHash: number[] = [0];
  readonly #setHash: number[] = [0];
  readonly #hashOfWord: number[] = [0];

  constructor(fold: Fold) {
    this.#fold = fold;
  }

  /** Number of a name as written; 0 where it holds no word. */
  number(written: string): number {
    if (written === '') return 0;
    const words = standardiseName(written).tokens;
    let key = '';
    for (const word of words) key = key === '' ? this.#fold(word) : `${key} ${this.#fold(word)}`;
    const known = this.#nameNumbers.get(key);
    return known ?? this.#add(key);
  }

  #add(key: string): number {
    const number = this.#nameHash.length;
    this.#nameNumbers.set(key, number);
    let set = 0;
    for (const word of key.split(' ')) {
      const wordNumber = this.#word(word);
      this.#wordsOfName.push(wordNumber);
      set = (set + this.#hashOfWord[wordNumber]!) >>> 0;
    }
    this.#starts.push(this.#wordsOfName.length);
    this.#nameHash.push(textHash(key.replaceAll(' ', '')));
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
    };
  }
}

function letterMask(word: string): number {
  let mask = 0;
  for (let i = 0; i < word.length; i++) mask |= 1 << (word.charCodeAt(i) & 31);
  return mask >>> 0;
}
