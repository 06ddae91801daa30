import { expect, test } from 'vitest';
import { levelSpace } from '../learning/level-space.ts';
import type { FieldColumn, FieldKind } from '../table.ts';
import { branchBits, placesOfBranches } from './branch-doubt.ts';
import { rarityDoubt } from './rarity-doubt.ts';

const space = levelSpace(
  ['name', 'address', 'town', 'phone'].map(() => ({
    levels: ['different', 'same'].map((name) => ({ name, m: 0.5, isLearnt: true })),
  })),
);
/** Flat: shares of `same` of each comparison, and the rest of `different`. */
const flat = (same: readonly number[]): Float64Array =>
  Float64Array.from(same.flatMap((share) => [0, 1 - share, share]));
const u = flat([0.001, 0.0001, 0.04, 0.0003]);
const m = flat([0.9, 0.56, 0.57, 0.99]);
const learnt = { space, u, estimation: { shares: [m] } } as unknown as Parameters<typeof branchBits>[0];
const [DIFFERENT, SAME] = [1, 2];
const PLACES = [1, 2];
/** Weight against branches where name and telephone agree. */
const against = (address: number, town: number): number =>
  branchBits(learnt, PLACES, (c) => [SAME, address, town, SAME][c]!);

test('two of one name and telephone at two places may be branches, ten times as many as matches', () => {
  expect(against(DIFFERENT, 0)).toBeCloseTo(-Math.log2((10 * u[4]!) / m[4]!), 10);
  // Both places speak for two.
  expect(against(DIFFERENT, DIFFERENT)).toBeCloseTo(-Math.log2((10 * u[4]! * u[7]!) / (m[4]! * m[7]!)), 10);
  // That the town is the same as well does not speak against branches: chains stand in one town.
  expect(against(DIFFERENT, SAME)).toBe(against(DIFFERENT, 0));
});

test('where no place speaks for two there is no doubt: the negative control', () => {
  for (const pattern of [
    [SAME, SAME],
    [SAME, 0],
    [0, SAME],
    [0, 0],
  ] as const) {
    expect(against(pattern[0], pattern[1])).toBe(Infinity);
  }
});

test('people have no branches, wherever they move', () => {
  const kinds: FieldKind[] = ['full-name', 'address', 'postcode', 'code'];
  expect(placesOfBranches(kinds)).toEqual([1, 2]);
  for (const kind of ['date', 'national-id', 'household-id'] as const)
    expect(placesOfBranches([...kinds, kind])).toEqual([]);
  expect(placesOfBranches(['full-name', 'code', undefined])).toEqual([]);
});

/** Records of countries: one in two of the first, the others rarer each. */
function tableOf(kind: FieldKind, counts: readonly number[]) {
  const values = Uint32Array.from(counts.flatMap((count, value) => new Array<number>(count).fill(value)));
  const column = { name: 'country', values, book: { kind, count: counts.length } } as unknown as FieldColumn;
  return { table: { fields: new Map([['country', column]]) }, first: counts.map((_, v) => values.indexOf(v)) };
}

test('a rare country may say of two what their rare names have said, a common one says little', () => {
  const { table, first } = tableOf('category', [40, 700, 280, 16, 4]);
  const doubt = rarityDoubt(table, [['name'], ['country']]);
  const of = (value: number): number => doubt(first[value]!, first[value]! + 1);
  const average = (700 ** 2 + 280 ** 2 + 16 ** 2 + 4 ** 2) / 1000 ** 2;
  // As much as any pair is doubted by, two bits, is not doubted again.
  expect(of(4)).toBeCloseTo(Math.log2((average * 1000) / 4) - 2, 10);
  expect(of(3)).toBeCloseTo(Math.log2((average * 1000) / 16) - 2, 10);
  for (const value of [0, 1, 2]) expect(of(value)).toBe(0);
  // Two of two countries have nothing for agreeing.
  expect(doubt(first[3]!, first[4]!)).toBe(0);
});

test('nothing is doubted of a sex, nor of what is no group: the negative control', () => {
  const sexes = tableOf('category', [0, 490, 510]);
  expect(rarityDoubt(sexes.table, [['country']])(0, 1)).toBe(0);
  const names = tableOf('name-part', [0, 990, 10]);
  expect(rarityDoubt(names.table, [['country']])(995, 996)).toBe(0);
  const groups = tableOf('category', [0, 990, 10]);
  expect(rarityDoubt(groups.table, [['country']])(995, 996)).toBeGreaterThan(4);
  expect(rarityDoubt(groups.table, [['country', 'name']])(995, 996)).toBe(0);
});
