import { expect, test } from 'vitest';
import { unpairedOverPaired } from './variance.bench.ts';

test('the ratio is that of the sum of both variances to that of the difference', () => {
  // 5/3 and 35/12 over 1/4.
  expect(unpairedOverPaired([1, 2, 3, 4], [1, 2, 3, 5])).toBeCloseTo(55 / 3, 12);
  expect(unpairedOverPaired([1, 2, 3, 4], [4, 1, 3, 2])).toBeLessThan(1.5);
});
