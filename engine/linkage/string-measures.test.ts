import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { damerauLevenshtein, jaro, jaroWinkler, joinHash, textHash } from './string-measures.ts';

/** Winkler (1990) and Cohen, Ravikumar and Fienberg (2003), as printed in the usual tables. */
const published: [left: string, right: string, jaro: number, jaroWinkler: number][] = [
  ['SHACKLEFORD', 'SHACKELFORD', 0.97, 0.982],
  ['DUNNINGHAM', 'CUNNIGHAM', 0.896, 0.896],
  ['NICHLESON', 'NICHULSON', 0.926, 0.956],
  ['JONES', 'JOHNSON', 0.79, 0.832],
  ['MASSEY', 'MASSIE', 0.889, 0.933],
  ['ABROMS', 'ABRAMS', 0.889, 0.922],
  ['MARTHA', 'MARHTA', 0.944, 0.961],
  ['DIXON', 'DICKSONX', 0.767, 0.813],
  ['DWAYNE', 'DUANE', 0.822, 0.84],
  ['JERALDINE', 'GERALDINE', 0.926, 0.926],
  ['MICHELLE', 'MICHAEL', 0.869, 0.921],
];

const word = fc.string({ unit: fc.constantFrom(...'ABCDE'), maxLength: 12 });

describe('Jaro and Jaro–Winkler', () => {
  test.each(published)('%s, %s', (left, right, expectedJaro, expectedWinkler) => {
    expect(jaro(left, right)).toBeCloseTo(expectedJaro, 2);
    expect(jaroWinkler(left, right)).toBeCloseTo(expectedWinkler, 2);
  });

  test('nothing in common is 0, equal is 1', () => {
    expect(jaro('ABC', 'XYZ')).toBe(0);
    expect(jaro('', 'A')).toBe(0);
    expect(jaroWinkler('', '')).toBe(1);
  });

  test('lie between 0 and 1, are 1 for equal words alone, and do not depend on the order of the two', () => {
    fc.assert(
      fc.property(word, word, (left, right) => {
        const similarity = jaroWinkler(left, right);
        expect(similarity).toBeGreaterThanOrEqual(jaro(left, right));
        expect(similarity).toBeLessThanOrEqual(1);
        expect(similarity).toBe(jaroWinkler(right, left));
        expect(similarity === 1).toBe(left === right);
      }),
    );
  });

  test('words of a thousand letters are compared without harm', () => {
    expect(jaro('A'.repeat(1000), `${'A'.repeat(999)}B`)).toBeGreaterThan(0.9);
  });
});

describe('Damerau–Levenshtein', () => {
  test.each([
    ['', '', 0],
    ['ABC', '', 3],
    ['SUPRIYANTO', 'SUPRIYATNO', 1],
    ['SITI', 'STI', 1],
    ['KITTEN', 'SITTING', 3],
    ['CA', 'ABC', 3],
    ['A CAT', 'AN ABCT', 4],
  ])('%s to %s takes %i slips', (left, right, slips) => {
    expect(damerauLevenshtein(left, right)).toBe(slips);
  });

  test('equals the slow recursive definition', () => {
    const short = fc.string({ unit: fc.constantFrom(...'ABC'), maxLength: 5 });
    fc.assert(
      fc.property(short, short, (left, right) => {
        expect(damerauLevenshtein(left, right)).toBe(slowSlips(left, right));
      }),
    );
  });

  test('one slip is found wherever it is made, and the order of the two does not matter', () => {
    fc.assert(
      fc.property(word, fc.nat(12), (text, at) => {
        const slipped = `${text.slice(0, at)}X${text.slice(at)}`;
        expect(damerauLevenshtein(text, slipped)).toBe(1);
        expect(damerauLevenshtein(slipped, text)).toBe(1);
      }),
    );
  });
});

/** The definition of optimal string alignment, word for word. */
function slowSlips(left: string, right: string): number {
  if (left === '' || right === '') return left.length + right.length;
  const [l, r] = [left.slice(0, -1), right.slice(0, -1)];
  const least = Math.min(
    slowSlips(l, right) + 1,
    slowSlips(left, r) + 1,
    slowSlips(l, r) + (left.at(-1) === right.at(-1) ? 0 : 1),
  );
  const isSwap = left.length > 1 && right.length > 1 && left.at(-1) === right.at(-2) && left.at(-2) === right.at(-1);
  return isSwap ? Math.min(least, slowSlips(left.slice(0, -2), right.slice(0, -2)) + 1) : least;
}

describe('hashes', () => {
  test('are never 0, which stands for "no key"', () => {
    const isKey = (hash: number): boolean => hash > 0 && hash < 2 ** 32;
    fc.assert(fc.property(fc.string(), (text) => isKey(textHash(text))));
    fc.assert(fc.property(fc.nat(), fc.nat(), (a, b) => isKey(joinHash(a, b))));
  });

  test('depend on the order in which two are joined', () => {
    expect(joinHash(textHash('A'), textHash('B'))).not.toBe(joinHash(textHash('B'), textHash('A')));
  });
});
