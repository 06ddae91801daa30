/** NIK and No. KK as digits: each distinct number stored once, and how two of them differ. */
import { parseNik } from '../kernel/ids.ts';
import { textHash } from './string-measures.ts';

export const LONGEST_NUMBER = 16;

/** Distinct numbers; number 0 is blank. */
export interface NumberBook {
  readonly count: number;
  /** [number × 16] digits, 0 to 9; 255 past the end of a number of 15 digits. */
  readonly digits: Uint8Array;
  /** [number] 15 or 16. */
  readonly length: Uint8Array;
  /** [number] hash of the digits. */
  readonly hash: Uint32Array;
}

export class NumberBookMaker {
  readonly #numbers = new Map<string, number>([['', 0]]);

  /** Number of a text; 0 where it cannot be a number of identity. One that lost a digit is kept for comparison. */
  number(written: string): number {
    const digits = digitsOf(written);
    const known = this.#numbers.get(digits);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(digits, number);
    return number;
  }

  get size(): number {
    return this.#numbers.size;
  }

  done(): NumberBook {
    const count = this.#numbers.size;
    const digits = new Uint8Array(count * LONGEST_NUMBER).fill(255);
    const length = new Uint8Array(count);
    const hash = new Uint32Array(count);
    for (const [text, number] of this.#numbers) {
      length[number] = text.length;
      if (text !== '') hash[number] = textHash(text);
      for (let i = 0; i < text.length; i++) digits[number * LONGEST_NUMBER + i] = text.charCodeAt(i) - 48;
    }
    return { count, digits, length, hash };
  }
}

function digitsOf(written: string): string {
  if (isPlainNumber(written)) return written;
  const parsed = parseNik(written);
  if (parsed.ok) return parsed.value;
  return parsed.error === 'fifteen-digits' ? written.replace(/\D/g, '') : '';
}

/** Sixteen digits that are no placeholder: most numbers are, and need no closer look. */
function isPlainNumber(written: string): boolean {
  if (written.length !== LONGEST_NUMBER || written.startsWith('1234567890')) return false;
  let isVaried = false;
  for (let i = 0; i < LONGEST_NUMBER; i++) {
    const digit = written.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return false;
    isVaried ||= digit !== written.charCodeAt(0) - 48;
  }
  return isVaried;
}

/**
 * Whether one slip of the keyboard lies between two numbers: a digit replaced, two neighbours swapped, or one lost.
 *
 * @returns place of the slip, 0 to 15; -1 where the numbers are equal or differ by more
 */
export function placeOfOneSlip({ digits, length }: NumberBook, left: number, right: number): number {
  const l = left * LONGEST_NUMBER;
  const r = right * LONGEST_NUMBER;
  let first = 0;
  while (first < LONGEST_NUMBER && digits[l + first] === digits[r + first]) first++;
  if (first === LONGEST_NUMBER) return -1;
  const lost = length[left]! - length[right]!;
  if (lost !== 0) {
    const [longer, shorter] = lost > 0 ? [l, r] : [r, l];
    return tailsEqual(digits, longer + first + 1, shorter + first, LONGEST_NUMBER - first - 1) ? first : -1;
  }
  const rest = LONGEST_NUMBER - first - 1;
  if (tailsEqual(digits, l + first + 1, r + first + 1, rest)) return first;
  const isSwap = rest > 0 && digits[l + first] === digits[r + first + 1] && digits[l + first + 1] === digits[r + first];
  return isSwap && tailsEqual(digits, l + first + 2, r + first + 2, rest - 1) ? first : -1;
}

function tailsEqual(digits: Uint8Array, left: number, right: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (digits[left + i] !== digits[right + i]) return false;
  return true;
}

/** Digits from `start` to before `end` are the same in both numbers. */
export const digitsEqual = ({ digits }: NumberBook, left: number, right: number, start: number, end: number): boolean =>
  tailsEqual(digits, left * LONGEST_NUMBER + start, right * LONGEST_NUMBER + start, end - start);

/** The birth date that a NIK holds, as the number YYMMDD; 0 where it holds none: a digit lost, or no such day. */
export function birthInNik(book: NumberBook, nik: number): number {
  if (book.length[nik] !== LONGEST_NUMBER) return 0;
  const written = pairAt(book, nik, 6);
  // A woman's day of birth is stored plus 40.
  const day = written > 40 ? written - 40 : written;
  const month = pairAt(book, nik, 8);
  if (day < 1 || day > 31 || month < 1 || month > 12) return 0;
  return pairAt(book, nik, 10) * 10000 + month * 100 + day;
}

const pairAt = ({ digits }: NumberBook, number: number, place: number): number =>
  digits[number * LONGEST_NUMBER + place]! * 10 + digits[number * LONGEST_NUMBER + place + 1]!;
