import { describe, expect, test } from 'vitest';
import { drawOfParameters } from '../replicates/samples.ts';
import { isMilestone, replicateOrder } from './replicate-order.ts';

describe('the order in which replicates are simulated', () => {
  test.each([1, 2, 3, 12, 39, 40, 41, 200])('has each of %d once', (replicates) => {
    const order = replicateOrder(replicates);
    expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: replicates }, (_, i) => i));
  });

  test('begins with draws of rates of their own, as many as are told by few', () => {
    for (const first of [3, 5, 10, 20]) {
      const draws = replicateOrder(200).slice(0, first).map(drawOfParameters);
      expect(draws).toEqual(Array.from({ length: first }, (_, i) => i));
    }
    expect(replicateOrder(12)).toEqual([0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11]);
  });

  test('comes to the first so many of all where quantiles are told', () => {
    for (const first of [40, 50, 100, 150]) {
      const numbers = replicateOrder(200).slice(0, first);
      expect(Math.max(...numbers)).toBe(first - 1);
    }
  });
});

test('results are shown of the first, of the fewest with bands, and of twice as many each time', () => {
  const all = Array.from({ length: 801 }, (_, i) => i);
  expect(all.filter(isMilestone)).toEqual([1, 3, 5, 10, 20, 50, 100, 200, 400, 800]);
});
