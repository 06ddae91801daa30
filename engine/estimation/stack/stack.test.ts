import { describe, expect, test } from 'vitest';
import { chance } from '../../kernel/random.ts';
import { calibrate, scaleOf, weightedQuantile } from './conformal.ts';
import { clusterFolds } from './folds.ts';
import { learnMixture, mixed } from './mixture.ts';

const source = chance(6, 'stack-test');

describe('folds', () => {
  const clusters = Int32Array.from({ length: 500 }, (_, i) => Math.floor(i / 7));
  const rows = Uint32Array.from(clusters.keys());

  test('hold every household once, clusters whole, about equally many', () => {
    const folds = clusterFolds(clusters, rows, 5, 1);
    expect(folds.flatMap((fold) => [...fold]).sort((a, b) => a - b)).toEqual([...rows]);
    const foldsOf = new Map<number, Set<number>>();
    folds.forEach((fold, f) =>
      fold.forEach((row) => foldsOf.set(clusters[row]!, (foldsOf.get(clusters[row]!) ?? new Set()).add(f))),
    );
    expect([...foldsOf.values()].every((set) => set.size === 1)).toBe(true);
    expect(
      Math.max(...folds.map((fold) => fold.length)) - Math.min(...folds.map((fold) => fold.length)),
    ).toBeLessThanOrEqual(7);
  });

  test('another seed parts them otherwise', () => {
    expect(clusterFolds(clusters, rows, 5, 1)).toEqual(clusterFolds(clusters, rows, 5, 1));
    expect(clusterFolds(clusters, rows, 5, 1)).not.toEqual(clusterFolds(clusters, rows, 5, 2));
  });
});

test('the mixture leaves out what only disturbs, and puts two halves together', () => {
  const column = (draw: number): Float64Array =>
    Float64Array.from({ length: 2000 }, (_, i) => source.normal(i, 3 * draw));
  const [u, v, noise] = [column(1), column(2), column(3)];
  const target = u.map((value, i) => value + v[i]! + 3);
  const mixture = learnMixture([u, v, noise], target, new Float64Array(2000).fill(1));
  expect(mixture.weights[0]).toBeGreaterThan(0.95);
  expect(mixture.weights[1]).toBeGreaterThan(0.95);
  expect(mixture.weights[2]).toBeLessThan(0.05);
  const error = mixed(mixture, [u, v, noise]).reduce((sum, value, i) => sum + (value - target[i]!) ** 2, 0) / 2000;
  expect(error).toBeLessThan(0.02);
});

test('a weighted quantile is that of the rows written out', () => {
  const values = Float64Array.of(3, 1, 2);
  expect(weightedQuantile(values, Float64Array.of(1, 1, 2), 0.5)).toBe(2);
  expect(weightedQuantile(values, Float64Array.of(1, 6, 1), 0.5)).toBe(1);
  expect(weightedQuantile(values, Float64Array.of(1, 1, 1), 1)).toBe(3);
});

describe('intervals', () => {
  const held = (seed: number, isUneven: boolean) => {
    const draws = chance(seed, 'interval-test');
    const clusters = Int32Array.from({ length: 4000 }, (_, i) => Math.floor(i / 20));
    const spreads = Float64Array.from(clusters, (_, i) => (isUneven && i % 2 === 0 ? 3 : 1));
    const errors = spreads.map((spread, i) => spread * (0.5 * draws.normal(clusters[i]!, 90) + draws.normal(i, 1)));
    return { errors, spreads, clusters, weight: Float64Array.from(clusters, (cluster) => 1 + (cluster % 3)) };
  };

  test.each([0.8, 0.9, 0.95])('promise %d and hold it in a survey that was not there', (level) => {
    const calibration = calibrate(held(1, true), level);
    const fresh = held(2, true);
    let [covered, total] = [0, 0];
    fresh.errors.forEach((error, i) => {
      const scale = scaleOf(calibration, fresh.spreads[i]!);
      total += fresh.weight[i]!;
      covered += fresh.weight[i]! * Number(error >= -calibration.below * scale && error <= calibration.above * scale);
    });
    expect(covered / total).toBeGreaterThan(level - 0.02);
    expect(covered / total).toBeLessThan(level + 0.035);
  });

  test('are as uneven as errors are, and alike for all where errors are', () => {
    expect(calibrate(held(1, true), 0.9).scaledBy).toBe('spread');
    const even = held(1, false);
    const misleading = even.spreads.map((_, i) => 1 + 2 * source.uniform(i, 9));
    expect(calibrate({ ...even, spreads: misleading }, 0.9).scaledBy).toBe('nothing');
  });
});
