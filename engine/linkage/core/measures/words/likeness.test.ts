import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bitCount, jaro, jaroWinkler, slips } from './likeness.ts';
import { slowJaro, slowSlips } from './slow-likeness.ts';

type Measure = typeof slips;

/** Puts two words into an arena, some letters before them. */
function between(measure: Measure, left: string, right: string): number {
  const letters = Uint16Array.from(`??${left}${right}`, (letter) => letter.charCodeAt(0));
  return measure(letters, 2, left.length, 2 + left.length, right.length);
}

/** All words of up to four letters of an alphabet of three. */
const SHORT_WORDS = Array.from({ length: 5 })
  .reduce<string[]>(
    (words) => [...new Set([...words, ...words.flatMap((word) => ['A', 'B', 'C'].map((letter) => word + letter))])],
    [''],
  )
  .filter((word) => word.length <= 4);

describe('published examples', () => {
  test.each([
    ['MARTHA', 'MARHTA', 0.9444, 0.9611],
    ['DIXON', 'DICKSONX', 0.7667, 0.8133],
    ['DWAYNE', 'DUANE', 0.8222, 0.84],
    ['JELLYFISH', 'SMELLYFISH', 0.8963, 0.8963],
    ['JONES', 'JOHNSON', 0.7905, 0.8324],
    ['ABROMS', 'ABRAMS', 0.8889, 0.9222],
    ['SAME', 'SAME', 1, 1],
    ['ABC', 'XYZ', 0, 0],
  ])('%s and %s', (left, right, plain, winkler) => {
    expect(between(jaro, left, right)).toBeCloseTo(plain, 4);
    expect(between(jaroWinkler, left, right)).toBeCloseTo(winkler, 4);
  });

  test.each([
    ['KITTEN', 'SITTING', 3],
    ['SATURDAY', 'SUNDAY', 3],
    ['CA', 'ABC', 3],
    ['AB', 'BA', 1],
    ['', 'ABC', 3],
    ['SAME', 'SAME', 0],
  ])('%s and %s are %i slips apart', (left, right, expected) => {
    expect(between(slips, left, right)).toBe(expected);
  });
});

test('the fast forms say of all short words what the slow ones say', () => {
  let differences = 0;
  for (const left of SHORT_WORDS) {
    for (const right of SHORT_WORDS) {
      if (between(slips, left, right) !== between(slowSlips, left, right)) differences++;
      const [first, second] = left < right ? [left, right] : [right, left];
      if (between(jaro, left, right) !== between(slowJaro, first, second)) differences++;
    }
  }
  expect(SHORT_WORDS).toHaveLength(121);
  expect(differences).toBe(0);
});

const word = fc.string({ unit: fc.constantFrom(...'ABCDEFあЖ'), maxLength: 40 });

test('the fast forms say of words of any length what the slow ones say', () => {
  fc.assert(
    fc.property(word, word, (left, right) => {
      expect(between(slips, left, right)).toBe(between(slowSlips, left, right));
      const [first, second] = left < right ? [left, right] : [right, left];
      expect(between(jaro, left, right)).toBe(between(slowJaro, first, second));
    }),
    { numRuns: 500 },
  );
});

test('either order of two words gives the same', () => {
  fc.assert(
    fc.property(word, word, (left, right) => {
      expect(between(jaroWinkler, left, right)).toBe(between(jaroWinkler, right, left));
      expect(between(slips, left, right)).toBe(between(slips, right, left));
    }),
  );
});

test('bits are counted', () => {
  expect([0, 1, 0b1011, -1, 0x80000000].map(bitCount)).toEqual([0, 1, 3, 32, 1]);
});
