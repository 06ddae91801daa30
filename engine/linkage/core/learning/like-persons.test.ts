import { expect, test } from 'vitest';
import { levelSpace } from './level-space.ts';
import { likePersons, type Agreement } from './like-persons.ts';

const LEVELS = [
  ['different', 'slip', 'near', 'same'],
  ['different', 'same'],
  ['different', 'slip', 'same'],
] as const;
const space = levelSpace(
  LEVELS.map((levels, c) => ({
    name: String(c),
    measure: 'code',
    fields: [String(c)],
    levels: levels.map((name) => ({ name, m: 1 / levels.length, isLearnt: true })),
  })),
);
const m = Float64Array.of(0, 0.1, 0.1, 0.1, 0.7, 0, 0.2, 0.8, 0, 0.1, 0.1, 0.8);
const u = Float64Array.of(0, 0.9, 0.05, 0.04, 0.01, 0, 0.99, 0.01, 0, 0.9, 0.09, 0.01);
const input = { space, u };
const as = (...agreements: readonly Agreement[]) => likePersons(input, (c) => agreements[c]!, m);

test('of what is as of one person or as by chance nothing is learnt', () => {
  const { start, isLearnt, byChance } = as('person', 'chance', 'person');
  expect([...start]).toEqual([...m.subarray(0, 5), ...u.subarray(5, 8), ...m.subarray(8)]);
  expect(isLearnt).not.toContain(1);
  expect([...byChance]).toEqual([0, 1, 0]);
});

test('what says nothing of who is who is as by chance, whatever is asked', () => {
  const { start, byChance } = likePersons({ ...input, isLeftOut: [true, false, false] }, () => 'person', m);
  expect([...start.subarray(0, 5)]).toEqual([...u.subarray(0, 5)]);
  expect([...byChance]).toEqual([1, 0, 0]);
});
