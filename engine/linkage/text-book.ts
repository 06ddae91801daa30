/** Places and addresses as linkage compares them: folded, each distinct text stored once. */
import { textHash } from './string-measures.ts';

/** Distinct texts; text 0 is blank. */
export interface TextBook {
  readonly texts: readonly string[];
  /** [text] hash of it. */
  readonly hash: Uint32Array;
}

export class TextBookMaker {
  readonly #texts: string[] = [''];
  readonly #numbers = new Map<string, number>([['', 0]]);

  number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#texts.length;
    this.#texts.push(text);
    this.#numbers.set(text, number);
    return number;
  }

  done(): TextBook {
    return { texts: this.#texts, hash: Uint32Array.from(this.#texts, (text) => (text === '' ? 0 : textHash(text))) };
  }
}

/** KAB. MADIUN and Kabupaten Madiun are MADIUN: registers write the kind of the place or leave it out. */
export const foldPlace = (written: string): string =>
  lettersAndDigits(written)
    .replace(/\b(KABUPATEN|KAB|KOTAMADYA|KODYA|KOTA|KEC|DESA)\b/g, ' ')
    .replace(/ +/g, ' ')
    .trim();

/** JL. SERAYU NO 12 RT 03 RW 02 is SERAYU 12: the words around a street, and RT and RW, stand apart or not at all. */
export const foldAddress = (written: string): string =>
  lettersAndDigits(written)
    .replace(/\bR[TW] *\d+( *R[TW]? *\d+)?\b/g, ' ')
    .replace(/\b(JALAN|JLN|JL|GANG|GG|NOMOR|NOMER|NO|BLOK|BLK|PERUMAHAN|PERUM|PRM)\b/g, ' ')
    .replace(/\b0+(?=\d)/g, '')
    .replace(/ +/g, ' ')
    .trim();

const lettersAndDigits = (written: string): string => written.toUpperCase().replace(/[^A-Z0-9]+/g, ' ');
