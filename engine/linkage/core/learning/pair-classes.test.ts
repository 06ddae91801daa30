import { expect, test } from 'vitest';
import { levelSpace } from './level-space.ts';
import type { ClassInput } from './class-input.ts';
import { kinClasses } from './kin-classes.ts';
import { pairClasses } from './pair-classes.ts';

const FIELDS = ['given', 'mother', 'born', 'sex', 'address'] as const;
const KINDS = { given: 'name-part', mother: 'full-name', born: 'date', sex: 'category', address: 'address' } as const;
const comparisons = FIELDS.map((name) => ({
  name,
  measure: name,
  fields: [name],
  levels: ['different', 'same'].map((level) => ({ name: level, m: 0.5, isLearnt: true })),
}));
const space = levelSpace(comparisons);
/** Two levels a field: how often pairs agree. */
const flat = (...agree: readonly number[]): Float64Array =>
  Float64Array.from(agree.flatMap((share) => [0, 1 - share, share]));
const m = flat(0.9, 0.95, 0.95, 0.99, 0.9);

function inputFor(sexAgrees: number): ClassInput {
  const u = flat(0.01, 0.002, 0.0001, sexAgrees, 0.0005);
  return {
    space,
    comparisons,
    kindOf: (field) => KINDS[field as keyof typeof KINDS],
    m,
    u,
    isLearnt: new Uint8Array(space.size).fill(1),
    matchShare: 1e-4,
    allPairs: 1e8,
    records: 10_000,
    priorMatches: 20,
  };
}

/** Twins, where rules brought of households only pairs of one sex and some of one mother. */
function twinsFor(sexAgrees: number) {
  const input = inputFor(sexAgrees);
  const classes = pairClasses(input);
  const household = flat(0.03, 0.15, 0.0001, 0.99, 0.95);
  const found = {
    shares: classes.map(({ name }) => (name === 'household' ? household : m)),
    classShares: Float64Array.from(classes, () => 1e-4),
    u: input.u,
    matches: 10_000,
    matchesAt: new Float64Array(space.size),
    rounds: 1,
  };
  const twins = kinClasses(input, classes, found).find(({ name }) => name === 'twins');
  const agree = FIELDS.map((_, c) => twins?.start[space.first[c + 1]! - 1]);
  return { twins, agree: Object.fromEntries(FIELDS.map((field, c) => [field, agree[c]])) };
}

test('twins are of either sex, born on one day, and of one mother, whatever pairs of households are brought', () => {
  const { twins, agree } = twinsFor(0.5);
  expect(agree).toEqual({ given: 0.02, mother: (0.15 + 0.95) / 2, born: 0.95, sex: 0.5, address: 0.95 });
  expect([...twins!.byChance]).toEqual([0, 0, 0, 1, 0]);
});

test('a category of other shares is no sex, and is what households share: the negative control', () => {
  expect(twinsFor(0.62).agree['sex']).toBe(0.99);
});

test('households are of either sex', () => {
  const household = (sexAgrees: number) => pairClasses(inputFor(sexAgrees)).find(({ name }) => name === 'household')!;
  expect([household(0.5).byChance[3], household(0.62).byChance[3]]).toEqual([1, 0]);
});

test('twins and kin have numbers of their own: full agreement on one stays what chance makes it', () => {
  const fields = [...FIELDS, 'number'] as const;
  const withNumber = levelSpace(fields.map((name) => ({ ...comparisons[0]!, name, fields: [name] })));
  const numbered: ClassInput = {
    ...inputFor(0.5),
    space: withNumber,
    comparisons: fields.map((name) => ({ ...comparisons[0]!, name, fields: [name] })),
    kindOf: (field) => (field === 'number' ? 'national-id' : KINDS[field as keyof typeof KINDS]),
    m: flat(0.9, 0.95, 0.95, 0.99, 0.9, 0.9),
    u: flat(0.01, 0.002, 0.0001, 0.5, 0.0005, 0.000001),
    isLearnt: new Uint8Array(withNumber.size).fill(1),
  };
  const classes = pairClasses(numbered);
  const found = kinClasses(numbered, classes, {
    shares: classes.map(({ name }) =>
      name === 'household' ? flat(0.03, 0.15, 0.0001, 0.5, 0.95, 0.000001) : numbered.m,
    ),
    classShares: Float64Array.from(classes, () => 1e-4),
    u: numbered.u,
    matches: 10_000,
    matchesAt: new Float64Array(withNumber.size),
    rounds: 1,
  }).filter(({ name }) => name === 'twins' || name === 'kin');
  const full = (c: number): number => withNumber.first[c + 1]! - 1;
  expect(found.map(({ name }) => name)).toEqual(['twins', 'kin']);
  for (const { start, isLearnt } of found) {
    expect([isLearnt[full(5)], start[full(5)]]).toEqual([0, 0.000001]);
    expect(isLearnt[full(5) - 1]).toBe(1);
  }
  // That a given name differs is learnt of twins; that it is the same is not.
  const [twins, kin] = found;
  expect([twins!.isLearnt[full(0) - 1], twins!.isLearnt[full(0)], kin!.isLearnt[full(2)]]).toEqual([1, 0, 1]);
});

test('there are no twins without anything that tells when somebody was born: records of places have a number alone', () => {
  const kinds = { ...KINDS, born: 'code' } as const;
  const places: ClassInput = { ...inputFor(0.5), kindOf: (field) => kinds[field as keyof typeof kinds] };
  const classes = pairClasses(places);
  const found = {
    shares: classes.map(({ name }) => (name === 'household' ? flat(0.03, 0.15, 0.0001, 0.5, 0.95) : m)),
    classShares: Float64Array.from(classes, () => 1e-4),
    u: places.u,
    matches: 10_000,
    matchesAt: new Float64Array(space.size),
    rounds: 1,
  };
  expect(classes.map(({ name }) => name)).toContain('household');
  expect(kinClasses(places, classes, found)).toEqual([]);
});
