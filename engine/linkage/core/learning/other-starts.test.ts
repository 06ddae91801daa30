/** Learning that begins more than once: few twins who share a word of their names. */
import { expect, test } from 'vitest';
import { levelSpace } from './level-space.ts';
import { learnFromPatterns } from './test-patterns.ts';

const KINDS = {
  given: 'name-part',
  mother: 'full-name',
  born: 'date',
  number: 'national-id',
  sex: 'category',
  address: 'address',
} as const;
const FIELDS = Object.keys(KINDS);
const LEVELS = {
  given: ['different', 'some', 'spelled', 'same'],
  number: ['different', 'near', 'same'],
} as Readonly<Record<string, readonly string[]>>;
const levelsOf = (field: string): readonly string[] => LEVELS[field] ?? ['different', 'same'];
/** Where m starts, weakest level first. */
const M: Readonly<Record<string, readonly number[]>> = {
  given: [0.02, 0.03, 0.1, 0.85],
  number: [0.02, 0.06, 0.92],
};
const U: Readonly<Record<string, readonly number[]>> = {
  given: [0.96, 0.03, 0.005, 0.005],
  mother: [0.998, 0.002],
  born: [0.9999, 0.0001],
  number: [0.99999, 0.000009, 0.000001],
  sex: [0.5, 0.5],
  address: [0.999, 0.001],
};
const comparisons = FIELDS.map((name) => ({
  name,
  measure: name,
  fields: [name],
  levels: levelsOf(name).map((level, l) => ({ name: level, m: M[name]?.[l] ?? [0.05, 0.95][l]!, isLearnt: true })),
}));
const space = levelSpace(comparisons);
const RECORDS = 5000;
const ALL_PAIRS = (RECORDS * (RECORDS - 1)) / 2;

/** Levels of given name, mother, birth, number, sex and address; so many persons have a number that is nearly right. */
function learntWith(twins: Readonly<Record<'unlike' | 'alike', number>>, wrongNumbers: number) {
  const patterns: readonly (readonly [levels: string, pairs: number])[] = [
    ['422322', 880],
    ['322322', 60],
    ['422122', 10],
    ['422222', wrongNumbers],
    ['422321', 60],
    ['122222', twins.unlike],
    ['222222', twins.alike],
    // Brothers and sisters, and strangers.
    ['121112', 700],
    ['121122', 700],
    ['221122', 20],
    ['111111', ALL_PAIRS - 40_000],
    ['411111', 17_000],
    ['111121', 17_000],
  ];
  return learnFromPatterns({
    patterns,
    comparisons,
    u: FIELDS.map((field) => U[field]!),
    allPairs: ALL_PAIRS,
    records: RECORDS,
    kindOf: (field) => KINDS[field as keyof typeof KINDS],
    priorMatches: 5,
  });
}

/** Matches that share a word of their given name alone: none but twins do here. */
function matchesAlike(twins: Readonly<Record<'unlike' | 'alike', number>>): number {
  const { estimation } = learntWith(twins, 60);
  return estimation.matchesAt[space.first[0]! + 2]!;
}

test('twins who share a word of their names are no persons whose number and name are wrong, few as they are', () => {
  expect(matchesAlike({ unlike: 6, alike: 15 })).toBeLessThan(1);
});
