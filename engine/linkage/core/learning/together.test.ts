import { describe, expect, test } from 'vitest';
import { sourcePairs } from '../blocking/source-pairs.ts';
import { jointAgreements } from '../measures/auto/joint-agreement.ts';
import { specOf, tableOf } from '../test-table.ts';
import type { LinkTable } from '../table.ts';
import { levelSpace } from './level-space.ts';
import { togetherBits, togetherOf } from './together.ts';

const two = { levels: [1, 2].map((level) => ({ name: String(level), m: 0.5, isLearnt: true })) };
const space = levelSpace([two, two, two]);

test('a third field that follows from the same is not taken off twice', () => {
  const joint = [
    { left: 0, right: 1, times: 2 },
    { left: 0, right: 2, times: 8 },
    { left: 1, right: 2, times: 4 },
  ];
  expect(togetherOf(3, joint)).toEqual([
    { left: 0, right: 2, bits: 3 },
    { left: 1, right: 2, bits: 2 },
  ]);
});

test('what agrees no more often than by chance is not told', () => {
  const joint = [
    { left: 0, right: 1, times: 1.01 },
    { left: 1, right: 2, times: 0.5 },
  ];
  expect(togetherOf(3, joint)).toEqual([]);
});

test('counts only where both agree in full, and for a class that agrees on one of them by chance', () => {
  const together = [{ left: 0, right: 1, bits: 3 }];
  const bits = (levels: readonly number[], byChance?: Uint8Array) =>
    togetherBits(together, space, (comparison) => levels[comparison]!, byChance);
  expect([bits([2, 2, 1]), bits([2, 1, 2]), bits([2, 0, 2])]).toEqual([3, 0, 0]);
  expect([bits([2, 2, 1], Uint8Array.of(0, 1, 0)), bits([2, 2, 1], Uint8Array.of(0, 0, 1))]).toEqual([3, 0]);
});

describe('fields that strangers agree on together', () => {
  const sources = (table: LinkTable) => sourcePairs(table, { deduplicate: [true], between: [] });
  const comparisons = [specOf('category', ['name']), specOf('category', ['land'])];
  const tableFrom = (rows: readonly (readonly [name: string, land: string])[]): LinkTable =>
    tableOf({
      name: ['category', rows.map(([name]) => name)],
      land: ['category', rows.map(([, land]) => land)],
    });
  const timesOf = (rows: readonly (readonly [name: string, land: string])[], specs = comparisons) => {
    const table = tableFrom(rows);
    return jointAgreements(table, sources(table), specs).map(({ times }) => times);
  };
  const repeat = (count: number, of: readonly (readonly [string, string])[]) =>
    Array.from({ length: count }, (_, i) => of[i % of.length]!);

  test('are counted: names of two lands agree twice as often together as apart', () => {
    const [times] = timesOf(
      repeat(1200, [
        ['OLHA', 'UA'],
        ['MAREK', 'PL'],
        ['', 'UA'],
        ['OLHA', ''],
      ]),
    );
    expect(times).toBeCloseTo(2, 1);
  });

  test('are not where one says nothing of the other', () => {
    const [times] = timesOf(
      repeat(1200, [
        ['OLHA', 'UA'],
        ['OLHA', 'PL'],
        ['MAREK', 'UA'],
        ['MAREK', 'PL'],
      ]),
    );
    expect(times).toBeCloseTo(1, 1);
  });

  test('are not where only the records of one entity agree on both', () => {
    // 120 entities of ten records, each with a name and a land of its own.
    const own = Array.from({ length: 120 }, (_, i) => [`NAME${String(i)}`, `LAND${String(i)}`] as const);
    expect(timesOf(repeat(1200, own))).toEqual([1]);
  });

  test('are not asked of fields one of which silences the other', () => {
    const [name, land] = comparisons;
    const silent = { ...land!, mutedBy: { comparison: name!.name, level: 'same' } };
    expect(timesOf(repeat(1200, [['OLHA', 'UA']]), [name!, silent])).toEqual([]);
  });
});
