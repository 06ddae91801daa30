/** Twins in files that tell persons apart by a given name alone. */
import { expect, test } from 'vitest';
import type { ClassInput } from './class-input.ts';
import type { Estimation } from './estimate-classes.ts';
import { levelSpace } from './level-space.ts';
import { kinClasses } from './kin-classes.ts';
import { pairClasses } from './pair-classes.ts';
import { learnFromPatterns } from './test-patterns.ts';

const KINDS = { given: 'name-part', surname: 'name-part', born: 'date', address: 'address' } as const;
const FIELDS = Object.keys(KINDS);
const comparisons = FIELDS.map((name) => ({
  name,
  measure: name,
  fields: [name],
  levels: ['different', 'same'].map((level, l) => ({ name: level, m: [0.1, 0.9][l]!, isLearnt: true })),
}));
const space = levelSpace(comparisons);
/** Two levels a field: how often pairs agree. */
const flat = (...agree: readonly number[]): Float64Array =>
  Float64Array.from(agree.flatMap((share) => [0, 1 - share, share]));
const U = [0.01, 0.01, 0.0001, 0.0005] as const;
const RECORDS = 2000;
const ALL_PAIRS = (RECORDS * (RECORDS - 1)) / 2;
const kindOf: ClassInput['kindOf'] = (field) => KINDS[field as keyof typeof KINDS];

function twinsOf(matches: Float64Array, household: Float64Array, householdPairs: number, kinds = kindOf) {
  const u = flat(...U);
  const input: ClassInput = {
    space,
    comparisons,
    kindOf: kinds,
    m: matches,
    u,
    isLearnt: new Uint8Array(space.size).fill(1),
    matchShare: 1e-4,
    allPairs: ALL_PAIRS,
    records: RECORDS,
    priorMatches: 20,
  };
  const classes = pairClasses(input);
  const found: Estimation = {
    shares: classes.map(({ name }) => (name === 'household' ? household : matches)),
    classShares: Float64Array.from(classes, () => householdPairs / ALL_PAIRS),
    u,
    matches: 400,
    matchesAt: new Float64Array(space.size),
    rounds: 1,
  };
  const twins = kinClasses(input, classes, found).find(({ name }) => name === 'twins');
  return twins && { twins, agree: FIELDS.map((_, c) => twins.start[space.first[c + 1]! - 1]!) };
}

const EVEN = flat(0.9, 0.9, 0.95, 0.8);
const HOUSEHOLD = flat(0.01, 0.95, 0.0001, 0.9);

test('twins share all that a household does, and the day, but not the one name that households do not share', () => {
  const found = twinsOf(EVEN, HOUSEHOLD, 4000)!;
  expect(found.agree).toEqual([0.01, 0.95, 0.95, 0.9]);
  // One in a hundred pairs of households, which are more than twelve a thousand persons.
  expect(found.twins.share * ALL_PAIRS).toBeCloseTo(40, 6);
  expect(found.twins.shareWithin!.least * ALL_PAIRS).toBeCloseTo(40, 6);
  expect(found.twins.shareWithin!.most * ALL_PAIRS).toBeCloseTo(80, 6);
  expect(found.twins.isLearnt).not.toContain(1);
});

test('without households twins are sought where one name differs among matches far more often than another', () => {
  const found = twinsOf(flat(0.9, 0.99, 0.95, 0.8), flat(...U), 50)!;
  expect(found.agree).toEqual([0.01, 0.99, 0.95, 0.8]);
  expect(found.twins.share * ALL_PAIRS).toBeCloseTo(24, 6);
});

test('there are none where names differ about alike, nor without a date, nor beside a number of persons: the negative control', () => {
  expect(twinsOf(EVEN, flat(...U), 50)).toBeUndefined();
  const undated: ClassInput['kindOf'] = (field) => (field === 'born' ? 'code' : kindOf(field));
  expect(twinsOf(flat(0.9, 0.99, 0.95, 0.8), flat(...U), 50, undated)).toBeUndefined();
  const numbered: ClassInput['kindOf'] = (field) => (field === 'address' ? 'national-id' : kindOf(field));
  expect(twinsOf(flat(0.9, 0.99, 0.95, 0.8), HOUSEHOLD, 4000, numbered)).toBeUndefined();
  expect(twinsOf(flat(0.9, 0.99, 0.95, 0.8), flat(...U), 50, numbered)).toBeUndefined();
});

/** Chance that pairs who agree on all but the given name are one person, where so many do. */
function chanceOfOne(twinLike: number): number {
  const patterns: readonly (readonly [levels: string, pairs: number])[] = [
    ['2222', 300],
    ['1222', twinLike],
    ['2221', 40],
    ['2212', 10],
    ['1111', ALL_PAIRS - 350 - twinLike - 40_000],
    ['2111', 20_000],
    ['1211', 20_000],
  ];
  const { estimation } = learnFromPatterns({
    patterns,
    comparisons,
    u: U.map((agree) => [1 - agree, agree]),
    allPairs: ALL_PAIRS,
    records: RECORDS,
    kindOf,
    priorMatches: 2,
  });
  return estimation.matchesAt[space.first[0]! + 1]! / twinLike;
}

test('as many pairs of another given name as there are twins are no matches; many more than twins are', () => {
  expect(chanceOfOne(16)).toBeLessThan(0.3);
  expect(chanceOfOne(200)).toBeGreaterThan(0.7);
});
