import { describe, expect, test } from 'vitest';
import { betterPartners } from './better-partners.ts';

/** Records 0 to 9 of one file, 10 to 19 of another. */
const TABLE = { count: 20, source: Uint8Array.from({ length: 20 }, (_, record) => (record < 10 ? 0 : 1)) };
const ONE_TO_ONE = { sources: 2, isOneToOne: Uint8Array.of(0, 1, 1, 0) };

type Pair = readonly [left: number, right: number, bits: number];

const against = (pairs: readonly Pair[], sources = ONE_TO_ONE): number[] => [
  ...betterPartners(
    TABLE,
    sources,
    {
      count: pairs.length,
      left: Uint32Array.from(pairs, ([left]) => left),
      right: Uint32Array.from(pairs, ([, right]) => right),
    },
    Float32Array.from(pairs, ([, , bits]) => bits),
  ),
];

describe('where a record has one partner at most', () => {
  test('another that is as good as certain speaks against each of two', () => {
    const [better, worse] = against([
      [0, 10, 20],
      [0, 11, 10],
    ]);
    expect(worse).toBeCloseTo(20, 4);
    expect(better).toBeCloseTo(10, 2);
  });

  test('the better one of either record does, and of several the best alone', () => {
    const [, , , between] = against([
      [0, 10, 20],
      [1, 11, 16],
      [2, 11, 14],
      [0, 11, 8],
    ]);
    expect(between).toBeCloseTo(Math.log2(1 + 2 ** 20 + 2 ** 16), 4);
  });

  test('two that are as good as each other stand against each other', () => {
    const [one, other] = against([
      [0, 10, 12],
      [0, 11, 12],
    ]);
    expect(one).toBeCloseTo(12, 2);
    expect(other).toBe(one);
  });

  test('the doubtful neither are spoken against nor speak: the negative control', () => {
    expect(
      against([
        [0, 10, 20],
        [0, 11, 6],
      ]),
    ).toEqual([0, 0]);
  });

  test('what is not one to one is left as it is: the negative control', () => {
    const pairs: Pair[] = [
      [0, 10, 20],
      [0, 11, 10],
    ];
    expect(against(pairs, { ...ONE_TO_ONE, isOneToOne: new Uint8Array(4) })).toEqual([0, 0]);
    expect(
      against([
        [0, 1, 20],
        [0, 2, 10],
      ]),
    ).toEqual([0, 0]);
  });
});
