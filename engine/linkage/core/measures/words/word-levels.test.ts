import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tableOf } from '../../test-table.ts';
import { cachedPairs } from './pair-cache.ts';
import { WORD, wordComparer } from './word-levels.ts';

function levelOf(left: string, right: string): string {
  const { values, book } = tableOf({ name: ['name-part', [left, right]] }).fields.get('name')!;
  const level = wordComparer(book).compare(values[0]!, values[1]!);
  return Object.entries(WORD).find(([, number]) => number === level)![0];
}

test.each([
  ['SUPRIYANTO', 'SOEPRIANTO', 'spelled'],
  ['CATHERINE', 'KATHERINE', 'spelled'],
  ['MITCHELL', 'MITCHEL', 'spelled'],
  ['JONATHON', 'JOHNATHAN', 'spelled'],
  ['YUNIATI', 'JUNIATI', 'spelled'],
  ['MICHELLE', 'MICHAELA', 'similar'],
  ['J', 'JOHN', 'initial'],
  ['J', 'JOSEPHINE', 'initial'],
  ['J', 'PETER', 'different'],
  ['ALEX', 'ALEXANDER', 'part'],
  ['ROBERT', 'ROB', 'part'],
  ['ANI', 'ANA', 'similar'],
  ['ANI', 'ADI', 'different'],
  ['BUDI', 'RUDI', 'different'],
  ['JOHN', 'MARY', 'different'],
  ['GREEN', 'MITCHELL', 'different'],
])('%s and %s: %s', (left, right, expected) => {
  expect(levelOf(left, right)).toBe(expected);
  expect(levelOf(right, left)).toBe(expected);
});

test('the cache answers what it was not asked, too, as without a cache', () => {
  const slow = (left: number, right: number): number => (left * 7 + right * 7 + left * right) % 251;
  const cached = cachedPairs(slow);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 1, max: 60_000 }), (left, right) => {
      expect(cached(left, right)).toBe(slow(left, right));
      expect(cached(right, left)).toBe(slow(left, right));
    }),
    { numRuns: 2000 },
  );
});

test('a bound rules out what is too many letters apart', () => {
  const masks = Uint32Array.of(0, 0b1110, 0b1110000, 0b1110000);
  const cached = cachedPairs(() => 5, { masks, apart: Uint8Array.of(0, 5, 6, 7) });
  expect([cached(1, 2), cached(2, 1), cached(1, 3), cached(1, 1)]).toEqual([0, 0, 5, 5]);
});
