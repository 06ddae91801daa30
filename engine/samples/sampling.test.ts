import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chance } from '../kernel/random.ts';
import {
  apportion,
  cumulate,
  orderBy,
  probabilitiesWithTotal,
  shareAt,
  shuffled,
  solveRising,
  systematicSample,
  tabulate,
} from './sampling.ts';

const weights = fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 30 });

describe('apportion', () => {
  test('adds up, and is off by less than one each', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), weights, (total, shares) => {
        const parts = apportion(total, shares);
        const sum = cumulate(shares).at(-1)!;
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
        parts.forEach((part, i) => expect(Math.abs(part - (total * shares[i]!) / sum)).toBeLessThan(1));
      }),
    );
  });
});

describe('systematic sampling', () => {
  test('meets the expected total of any run of rows to less than one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 200 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (probability, start) => {
          const drawn = systematicSample(Float64Array.from(probability), start);
          const expected = probability.reduce((a, b) => a + b, 0);
          expect(Math.abs(drawn.reduce((a, b) => a + b, 0) - expected)).toBeLessThan(1.000001);
        },
      ),
    );
  });

  test('never draws what has no chance', () => {
    const drawn = systematicSample(Float64Array.from([0, 1, 0, 1, 0]), 0.5);
    expect([...drawn]).toEqual([0, 1, 0, 1, 0]);
  });
});

test('probabilities reach their total, keep their order, and leave out who can never be drawn', () => {
  const logit = Float64Array.from([-Infinity, -2, 0, 1, 3]);
  const probability = probabilitiesWithTotal(logit, 5, 1.5);
  expect(probability.reduce((a, b) => a + b, 0)).toBeCloseTo(1.5, 9);
  expect(probability[0]).toBe(0);
  expect([...probability].sort((a, b) => a - b)).toEqual([...probability]);
});

test('shuffling keeps every row once and follows the seed', () => {
  const order = shuffled(1000, chance(1, 'a'));
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  expect(shuffled(1000, chance(1, 'a'))).toEqual(order);
  expect(shuffled(1000, chance(2, 'a'))).not.toEqual(order);
});

test('rows of equal key keep their order', () => {
  expect([...orderBy(Uint32Array.from([0, 1, 2, 3]), Float64Array.from([2, 1, 2, 1]))]).toEqual([1, 3, 0, 2]);
});

test('a rising function is solved', () => {
  expect(solveRising(0, 10, 2, Math.sqrt)).toBeCloseTo(4, 9);
});

test('a curve runs straight between its knots and level outside', () => {
  const curve = { ages: [10, 20, 40], shares: [0, 1, 0.5] };
  expect([5, 10, 15, 20, 30, 99].map((age) => shareAt(curve, age))).toEqual([0, 0, 0.5, 1, 0.75, 0.5]);
  expect(tabulate(curve)[30]).toBe(0.75);
});
