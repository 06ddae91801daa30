import { describe, expect, test } from 'vitest';
import { normalQuantile } from '../../kernel/normal.ts';
import { drawBits, drawKey, uniformOf } from '../chance/keyed-draws.ts';
import { coverageOf } from './coverage.ts';

const CELLS = 40;
const normals = (name: string, rows: number, deviation: number): Float64Array[] =>
  Array.from({ length: rows }, (_, row) =>
    Float64Array.from(
      { length: CELLS },
      (_, cell) => deviation * normalQuantile(uniformOf(drawBits(drawKey(1, name, 0), row, cell, 0))),
    ),
  );
const all = [...Array(CELLS).keys()];
const sorted =
  (forecasts: readonly Float64Array[]) =>
  (cell: number): Float64Array =>
    Float64Array.from(forecasts, (each) => each[cell]!).sort();

describe('coverage', () => {
  const truths = normals('truth', 400, 1);

  test.each([0.5, 0.8, 0.95])('of a band of %d over what it was made for is that', (nominal) => {
    // 400 truths and 1,000 forecasts in each of 40 independent cells: a standard error below 0.005.
    const { mean, cells } = coverageOf(truths, sorted(normals('forecast', 1000, 1)), nominal, all);
    expect(cells).toBe(CELLS);
    expect(Math.abs(mean - nominal)).toBeLessThan(0.025);
  });

  test('of bands that leave half of the variance out is far below', () => {
    const { mean } = coverageOf(truths, sorted(normals('forecast', 1000, Math.SQRT1_2)), 0.8, all);
    expect(mean).toBeGreaterThan(0.58);
    expect(mean).toBeLessThan(0.69);
  });

  test('leaves out what does not vary, and says so when nothing does', () => {
    const forecasts = normals('forecast', 20, 1).map((each) => each.fill(7, 0, 10));
    expect(coverageOf(truths, sorted(forecasts), 0.8, all).cells).toBe(CELLS - 10);
    expect(() => coverageOf(truths, sorted([new Float64Array(CELLS)]), 0.8, all)).toThrow(/nothing varies/);
  });
});
