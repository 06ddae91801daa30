/** A number that each file gives out for itself must not make a household of every person. */
import { expect, test } from 'vitest';
import { chance } from '../../../kernel/random.ts';
import { weightsOfLearnt, learn, type Learnt } from './learn.ts';

const FIELDS = ['name', 'address', 'number'] as const;
const KINDS = { name: 'full-name', address: 'address', number: 'code' } as const;
/** [comparison][level from 1] */
type Shares = readonly (readonly number[])[];
const U: Shares = [
  [0.9997, 0.0003],
  [0.9997, 0.0003],
  [0.99999, 0.00001],
];
/** Records of one person, whose number is the file's, or their own. */
const OF_FILES: Shares = [[0.1, 0.9], [0.1, 0.9], U[2]!];
const OF_PERSONS: Shares = [
  [0.1, 0.9],
  [0.1, 0.9],
  [0.05, 0.95],
];
/** People of one address who are called alike, each with a number of their own. */
const HOUSEHOLD: Shares = [[0.95, 0.05], [0.05, 0.95], U[2]!];

const RECORDS = 600;
/** Two files of as many records, which are not compared within themselves. */
const ALL_PAIRS = (RECORDS / 2) ** 2;

interface Kind {
  readonly pairs: number;
  readonly shares: Shares;
}

function learntFrom(kinds: readonly Kind[], start = 0.8): Learnt {
  const counts = new Map<string, number>();
  const rest = { pairs: ALL_PAIRS - kinds.reduce((sum, { pairs }) => sum + pairs, 0), shares: U };
  [...kinds, rest].forEach(({ pairs, shares }, k) => {
    const draw = chance(5, 'own-codes', k);
    for (let pair = 0; pair < pairs; pair++) {
      const key = shares.map(([differ], c) => (draw.uniform(pair, c) < differ! ? '1' : '2')).join('');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  });
  const keys = [...counts.keys()].sort();
  return learn({
    patterns: {
      count: keys.length,
      comparisons: FIELDS.length,
      levels: Uint8Array.from(keys.flatMap((key) => [...key].map(Number))),
      rules: 1,
      pairs: Float64Array.from(keys, (key) => counts.get(key)!),
    },
    comparisons: FIELDS.map((name) => ({
      name,
      measure: name,
      fields: [name],
      levels: [1 - start, start].map((m, l) => ({ name: String(l + 1), m, isLearnt: true })),
    })),
    unrelated: U.map((shares) => ({
      u: Float64Array.of(0, ...shares),
      error: new Float64Array(3),
      averageBits: new Float64Array(3),
    })),
    allPairs: ALL_PAIRS,
    records: RECORDS,
    kindOf: (field) => KINDS[field as keyof typeof KINDS],
    training: { maximumRounds: 300, tolerance: 1e-7, priorMatches: 20 },
  });
}

const numbersBits = (learnt: Learnt): number[] => [...weightsOfLearnt(learnt, 0).weightBits.subarray(-2)];

test('a number of each file is left out, and the matches that differ in it are found', () => {
  const learnt = learntFrom([{ pairs: 200, shares: OF_FILES }]);
  expect(learnt.dropped).toEqual([undefined, undefined, 'each file gives its own numbers']);
  expect(numbersBits(learnt)).toEqual([0, 0]);
  expect(learnt.estimation.matches).toBeGreaterThan(190);
  expect(learnt.estimation.matches).toBeLessThan(260);
});

test('a few that agree on it by chance do not make it a number of persons', () => {
  const someAgree: Kind = {
    pairs: 2,
    shares: [
      [0, 1],
      [0, 1],
      [0, 1],
    ],
  };
  expect(learntFrom([{ pairs: 200, shares: OF_FILES }, someAgree]).dropped[2]).toBeDefined();
});

test('a number of persons stays beside households that outnumber them: the negative control', () => {
  const learnt = learntFrom([
    { pairs: 40, shares: OF_PERSONS },
    { pairs: 400, shares: HOUSEHOLD },
  ]);
  expect(learnt.dropped).toEqual([undefined, undefined, undefined]);
  expect(learnt.classes.map(({ name }) => name)).toContain('household');
  expect(numbersBits(learnt)[1]).toBeGreaterThan(10);
  expect(learnt.estimation.matches).toBeLessThan(100);
});
