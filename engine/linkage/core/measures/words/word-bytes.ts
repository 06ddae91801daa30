/** A few words told from each other by a byte of each: all pairs of places at once, each a bit of one number. */
import type { ValueBook } from '../../table.ts';
import { isDigit } from './word-facts.ts';

/** So few words are compared by a byte of each, all at once: see wordBytes. */
export const FEW_WORDS = 4;

/**
 * A byte of each of a few words, never 0 and the same for the same word; stands before the words. The highest bit of a byte
 * is set where the word is a number.
 */
export function wordBytes({ starts, letters }: ValueBook, words: Uint32Array, count: number): number {
  let bytes = 0;
  for (let i = 0; i < count; i++) {
    const number = isDigit(letters[starts[words[i]!]!]) ? 0x80 : 0;
    bytes |= (number | (Math.imul(words[i]!, 0x9e3779b1) >>> 25) || 1) << (8 * i);
  }
  return bytes;
}

/** [which words are numbers, a bit each] pairs of places with one of them on the left, or on the right. */
const placesOf = (ofWord: (i: number) => number): Uint32Array =>
  Uint32Array.from({ length: 1 << FEW_WORDS }, (_, which) => {
    let pairs = 0;
    for (let i = 0; i < FEW_WORDS; i++) if (((which >>> i) & 1) !== 0) pairs |= ofWord(i);
    return pairs;
  });
const OF_LEFT = placesOf((i) => 15 << (4 * i));
const OF_RIGHT = placesOf((j) => 0x1111 << j);
const numbersAmong = (bytes: number): number =>
  ((bytes >>> 7) & 1) | ((bytes >>> 14) & 2) | ((bytes >>> 21) & 4) | ((bytes >>> 28) & 8);

/** Bytes of two numbers that are equal, a bit each at the top; bytes above an equal one may be told for equal that are not. */
export const equalBytes = (one: number, other: number): number => {
  const apart = one ^ other;
  return (apart - 0x01010101) & ~apart & 0x80808080;
};

/** [words of the left × 8 + words of the right] pairs of places that hold words: bit 4 i + j. */
export const HELD = Uint32Array.from({ length: 64 }, (_, sizes) => {
  let pairs = 0;
  for (let i = 0; i < sizes >> 3; i++) for (let j = 0; j < (sizes & 7); j++) pairs |= 1 << (4 * i + j);
  return pairs;
});

/** Pairs of places of which one is that of a number, by the bytes of both sides. */
export const ofNumbers = (left: number, right: number): number =>
  OF_LEFT[numbersAmong(left)]! | OF_RIGHT[numbersAmong(right)]!;
