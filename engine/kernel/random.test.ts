import { expect, test } from 'vitest';
import { chance } from './random.ts';

const DRAWS = 200_000;

/** Chi-square of counts against an even share. */
function chiSquare(counts: ArrayLike<number>, total: number): number {
  const expected = total / counts.length;
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += (counts[i]! - expected) ** 2 / expected;
  return sum;
}

/** Counts of draws in 100 equal bins. */
function binned(draw: (i: number) => number): Uint32Array {
  const counts = new Uint32Array(100);
  for (let i = 0; i < DRAWS; i++) counts[Math.floor(draw(i) * 100)]!++;
  return counts;
}

// 99 degrees of freedom: above 160 with probability under 0.0001.
const LIMIT = 160;

test('draws are uniform over indexes and over draws of one index', () => {
  const births = chance(3577, 'birth');
  expect(
    chiSquare(
      binned((i) => births.uniform(i)),
      DRAWS,
    ),
  ).toBeLessThan(LIMIT);
  expect(
    chiSquare(
      binned((i) => births.uniform(7, i)),
      DRAWS,
    ),
  ).toBeLessThan(LIMIT);
});

test('the uniformity test sees a draw that is not uniform', () => {
  const births = chance(3577, 'birth');
  expect(
    chiSquare(
      binned((i) => births.uniform(i) ** 1.05),
      DRAWS,
    ),
  ).toBeGreaterThan(LIMIT);
});

test('processes, seeds, neighbouring indexes and draws do not follow one another', () => {
  const pairs: readonly [(i: number) => number, (i: number) => number][] = [
    [(i) => chance1.uniform(i), (i) => chance2.uniform(i)],
    [(i) => chance1.uniform(i), (i) => otherSeed.uniform(i)],
    [(i) => chance1.uniform(i), (i) => chance1.uniform(i + 1)],
    [(i) => chance1.uniform(i, 0), (i) => chance1.uniform(i, 1)],
    [(i) => chance1.uniform(i, 1), (i) => chance1.uniform(i + 1, 0)],
  ];
  for (const [left, right] of pairs) {
    let sum = 0;
    for (let i = 0; i < DRAWS; i++) sum += (left(i) - 0.5) * (right(i) - 0.5) * 12;
    // Standard error of the mean is 1 / sqrt(DRAWS): five of them.
    expect(Math.abs(sum / DRAWS)).toBeLessThan(5 / Math.sqrt(DRAWS));
  }
});
const chance1 = chance(3577, 'birth', 2025);
const chance2 = chance(3577, 'death', 2025);
const otherSeed = chance(3578, 'birth', 2025);

test('one bit of the index changes half of the bits of the draw', () => {
  let flipped = 0;
  for (let i = 0; i < 20_000; i++) {
    let bits = chance1.bits(i) ^ chance1.bits(i ^ (1 << (i % 18)));
    for (; bits !== 0; bits &= bits - 1) flipped++;
  }
  expect(flipped / 20_000).toBeGreaterThan(15.9);
  expect(flipped / 20_000).toBeLessThan(16.1);
});

test('normal draws have mean 0 and variance 1; weights are picked in proportion', () => {
  let sum = 0;
  let squares = 0;
  const picks = new Uint32Array(3);
  for (let i = 0; i < DRAWS; i++) {
    const z = chance1.normal(i);
    sum += z;
    squares += z * z;
    picks[chance1.pick([1, 3, 4], i, 5)]!++;
  }
  expect(Math.abs(sum / DRAWS)).toBeLessThan(0.012);
  expect(squares / DRAWS).toBeCloseTo(1, 1);
  expect(picks[0]! / DRAWS).toBeCloseTo(0.25, 2);
  expect(picks[1]! / DRAWS).toBeCloseTo(0.5, 2);
});

test('the same name, index and draw give the same number for ever', () => {
  expect([chance1.bits(0), chance1.bits(1), chance1.bits(0, 1), chance2.bits(0), otherSeed.bits(0)]).toEqual([
    2265895823, 4062245571, 1657853211, 2332866043, 305347171,
  ]);
});
