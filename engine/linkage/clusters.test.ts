import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clusterRows, type ClusterOptions } from './clusters.ts';

type Pair = readonly [left: number, right: number, bits: number];

function options(pairs: readonly Pair[]): ClusterOptions {
  return {
    pairs: {
      count: pairs.length,
      left: Uint32Array.from(pairs, ([left]) => left),
      right: Uint32Array.from(pairs, ([, right]) => right),
      rule: new Uint8Array(pairs.length),
    },
    weightBits: Float32Array.from(pairs, ([, , bits]) => bits),
    joinBits: 9,
    contraryBits: 0,
    strictBits: 8,
  };
}

/** Rows in clusters, as text: `0 1 2|3|4 5`. */
function clusters(count: number, pairs: readonly Pair[]): string {
  const sets = clusterRows(options(pairs), count);
  const byRoot = new Map<number, number[]>();
  for (let row = 0; row < count; row++) byRoot.set(sets.find(row), [...(byRoot.get(sets.find(row)) ?? []), row]);
  return [...byRoot.values()].map((rows) => rows.join(' ')).join('|');
}

describe('rows that nobody in the population register fits', () => {
  test('are joined by strong pairs, also over others', () => {
    expect(
      clusters(5, [
        [1, 0, 12],
        [2, 1, 10],
        [4, 3, 8],
      ]),
    ).toBe('0 1 2|3|4');
  });

  test('a weak bridge between contrary rows does not hold', () => {
    expect(
      clusters(3, [
        [1, 0, 18],
        [2, 1, 10],
        [2, 0, -5],
      ]),
    ).toBe('0 1|2');
  });

  test('where even the strongest pairs contradict each other all stay apart', () => {
    expect(
      clusters(3, [
        [1, 0, 20],
        [2, 1, 20],
        [2, 0, -Infinity],
      ]),
    ).toBe('0|1|2');
  });

  test('a contradiction in one cluster leaves the others alone', () => {
    expect(
      clusters(5, [
        [1, 0, 10],
        [2, 1, 10],
        [2, 0, -5],
        [4, 3, 10],
      ]),
    ).toBe('0|1|2|3 4');
  });

  test('the order of pairs does not matter', () => {
    const pair = fc.tuple(fc.nat(9), fc.nat(9), fc.integer({ min: -10, max: 30 }));
    const pairs = fc.uniqueArray(pair, { selector: ([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`, maxLength: 30 });
    const shuffled = pairs.chain((each) =>
      fc.tuple(fc.constant(each), fc.shuffledSubarray(each, { minLength: each.length })),
    );
    fc.assert(fc.property(shuffled, ([a, b]) => clusters(10, a) === clusters(10, b)));
  });
});
