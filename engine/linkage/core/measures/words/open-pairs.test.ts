import { expect, test } from 'vitest';
import { OpenPairs } from './open-pairs.ts';
import { orderOfWords } from './word-order.ts';

/** [which of the left × which of the right] whether a pair of words is open. */
function openAmong(pairs: OpenPairs, left: readonly number[], right: readonly number[]): boolean[][] {
  const padded = (words: readonly number[]): Uint32Array => Uint32Array.from({ length: 4 }, (_, i) => words[i] ?? 0);
  const open = pairs.among(padded(left), 0, left.length, padded(right), 0, right.length);
  return left.map((_, i) => right.map((__, j) => ((open >>> (4 * i + j)) & 1) === 1));
}

test('all pairs of words are open until they are closed, whichever side they stand on', () => {
  const pairs = new OpenPairs(70);
  expect(openAmong(pairs, [1, 69, 33], [2, 69, 40, 1]).flat()).toEqual(Array<boolean>(12).fill(true));
  pairs.close(33, 69);
  expect(openAmong(pairs, [1, 69, 33], [2, 69, 33, 1])).toEqual([
    [true, true, true, true],
    [true, true, false, true],
    [true, false, true, true],
  ]);
});

test('a place without a word has nothing in common with any', () => {
  const pairs = new OpenPairs(40);
  const [two, one] = [Uint32Array.of(3, 39, 0, 0), Uint32Array.of(5, 0, 0, 0)];
  // The bits of the first two places of the right alone, and of the words of the left.
  expect(pairs.among(two, 0, 2, one, 0, 1)).toBe(0b1_0001);
  expect(pairs.among(one, 0, 1, two, 0, 2)).toBe(0b11);
});

test('words that share a place stay open, and close none of the others', () => {
  const pairs = new OpenPairs(100, 64);
  pairs.close(80, 90);
  pairs.close(63, 5);
  pairs.close(99, 5);
  expect(openAmong(pairs, [80, 63, 99], [90, 5])).toEqual([
    [true, true],
    [true, true],
    [true, true],
  ]);
  pairs.close(62, 5);
  expect(openAmong(pairs, [62, 63], [5, 99])).toEqual([
    [false, true],
    [true, true],
  ]);
});

test('words are numbered by how often they occur, those that occur as often in the order of their book', () => {
  const { wordAt, numberOf } = orderOfWords(Uint32Array.of(9, 3, 7, 0, 7, 1));
  expect([...wordAt]).toEqual([0, 2, 4, 1, 5, 3]);
  expect([...numberOf]).toEqual([0, 3, 1, 5, 2, 4]);
});
