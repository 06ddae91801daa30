import { describe, expect, test } from 'vitest';
import { normalQuantile } from './normal.ts';
import { studentQuantile } from './student.ts';

describe("quantiles of Student's t", () => {
  // Abramowitz and Stegun (1964), table 26.10.
  test.each([
    [1, 0.9, 3.078],
    [1, 0.975, 12.706],
    [2, 0.75, 0.816],
    [2, 0.9, 1.886],
    [2, 0.975, 4.303],
    [3, 0.9, 1.638],
    [4, 0.975, 2.776],
    [9, 0.9, 1.383],
    [19, 0.975, 2.093],
    [38, 0.9, 1.304],
  ])('with %d degrees of freedom below which a share of %d lies', (freedom, share, wanted) => {
    expect(studentQuantile(share, freedom)).toBeCloseTo(wanted, 3);
    expect(studentQuantile(1 - share, freedom)).toBeCloseTo(-wanted, 3);
  });

  test('are those of one, tan(π (share − ½)), and near the normal ones of many', () => {
    for (const share of [0.01, 0.3, 0.5, 0.8, 0.999]) {
      expect(studentQuantile(share, 1)).toBeCloseTo(Math.tan(Math.PI * (share - 0.5)), 9);
      expect(studentQuantile(share, 100_000)).toBeCloseTo(normalQuantile(share), 3);
    }
  });

  test('are not asked for outside of what there is', () => {
    expect(() => studentQuantile(1, 3)).toThrow(/between 0 and 1/);
    expect(() => studentQuantile(NaN, 3)).toThrow(RangeError);
    expect(() => studentQuantile(0.9, 0)).toThrow(/degrees of freedom/);
    expect(() => studentQuantile(0.9, 2.5)).toThrow(/degrees of freedom/);
  });
});
