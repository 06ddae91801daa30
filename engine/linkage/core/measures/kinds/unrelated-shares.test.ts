import { expect, test } from 'vitest';
import { MEASURES } from '../measures.ts';
import { measureOf, specOf, tableOf } from '../../test-table.ts';
import { unrelatedShares } from './unrelated-shares.ts';

const NAMES = ['ANNA', 'ANNE', 'HANNA', 'PETER', 'PETRA', 'JOHN', 'JON', 'JOHANNA', 'BUDI', 'SITI', 'RUDI', ''];
const names = Array.from({ length: 300 }, (_, row) => NAMES[(row * row + 3 * row) % NAMES.length]!);
const days = Array.from(
  { length: 300 },
  (_, row) => `19${String(60 + (row % 7))}-0${String(1 + (row % 5))}-1${String(row % 3)}`,
);

test.each([
  ['name-part', names],
  ['full-name', names.map((name, row) => `${name} ${NAMES[row % 5]!}`)],
  ['date', days],
  ['category', names],
  ['address', names.map((name, row) => `${name} street ${String(row % 4)}`)],
  ['code', names.map((name, row) => `${name}${String(row % 10)}`)],
] as const)('shares of %s are those of all pairs of records', (kind, texts) => {
  const table = tableOf({ field: [kind, texts] });
  const spec = specOf(kind, ['field']);
  const measure = measureOf(table, spec);
  const pairs = new Float64Array(spec.levels.length + 1);
  const evidence = new Float64Array(spec.levels.length + 1);
  for (let left = 0; left < table.count; left++) {
    for (let right = left + 1; right < table.count; right++) {
      const level = measure.level(left, right);
      pairs[level]!++;
      evidence[level]! += 2 ** measure.rarityBits;
    }
  }
  const told = pairs.reduce((sum, each) => sum + each, 0) - pairs[0]!;
  const { u, error, averageBits } = MEASURES[kind]!.unrelated(table, spec);
  for (let level = 1; level < u.length; level++) {
    expect(u[level]).toBeCloseTo(Math.max(0.5, pairs[level]!) / told, 4);
    expect(error[level]).toBeLessThanOrEqual(0.5 / told);
    // Rare and common values together are worth what the level is.
    if (pairs[level]! > 0 && !Number.isNaN(averageBits[level]!))
      expect(evidence[level]! / pairs[level]!).toBeCloseTo(1, 1);
  }
});

/** Many values, a few frequent: [value] records, and levels by a rule that has nothing to do with frequency. */
const counts = Uint32Array.from({ length: 3000 }, (_, value) =>
  value === 0 ? 0 : 1 + Math.floor(4000 / value ** 1.1),
);
const levelOf = (left: number, right: number): number =>
  1 + ((Math.imul(left ^ right, 0x9e3779b1) >>> 8) % 100 < 3 ? 1 : 0);
const levelsOf = (value: number, others: Uint32Array) => ({
  level: Uint8Array.from(others, (other) => levelOf(value, other)),
  bits: undefined,
});
const of = { counts, levelsOf, levels: 3, same: 3, isRarityKnown: [false, false, true, true] };

test('where not all pairs are compared the error covers the difference', () => {
  const exact = unrelatedShares({ ...of, mostPairs: 10_000_000 });
  const bounded = unrelatedShares({ ...of, mostPairs: 50_000 });
  expect(exact.error.every((error) => error === 0)).toBe(true);
  for (let level = 1; level <= 3; level++) {
    expect(Math.abs(exact.u[level]! - bounded.u[level]!)).toBeLessThanOrEqual(bounded.error[level]! + 1e-12);
  }
  expect(bounded.error[2]).toBeLessThan(exact.u[2]! / 2);
  expect(exact.u[3]).toBe(bounded.u[3]);
});

test('without an error there is none to cover the difference', () => {
  const exact = unrelatedShares({ ...of, mostPairs: 10_000_000 });
  const bounded = unrelatedShares({ ...of, mostPairs: 50_000 });
  expect(exact.u[2]).not.toBe(bounded.u[2]);
});

test('a field that nobody tells has shares, too', () => {
  const { u, error } = unrelatedShares({ ...of, counts: new Uint32Array(1), mostPairs: 10 });
  expect([...u.subarray(1)]).toEqual([1 / 3, 1 / 3, 1 / 3]);
  expect(error.every(Number.isFinite)).toBe(true);
});
