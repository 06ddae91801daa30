import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chance } from '../../kernel/random.ts';
import type { Feature, FeatureTable } from '../features/feature-table.ts';
import { everyRow } from '../linear/linear-model.ts';
import { binTable, learnBinning } from './binning.ts';
import { boost, type BoostSettings } from './boost.ts';
import { firstTrees, predictForest } from './forest.ts';

const SETTINGS: BoostSettings = {
  rounds: 1,
  learningRate: 1,
  mostLeaves: 2,
  mostDepth: 1,
  rowShare: 1,
  featureShare: 1,
  leastLeafRows: 1,
  lambda: 0,
  categoryLambda: 0,
};

const number = (name: string, values: readonly number[]): Feature => ({
  kind: 'number',
  name,
  values: Float64Array.from(values),
});
const tableOf = (...features: Feature[]): FeatureTable => ({
  count: features[0]!.kind === 'number' ? features[0]!.values.length : features[0]!.codes.length,
  features,
});

function grown(
  table: FeatureTable,
  target: readonly number[],
  settings: Partial<BoostSettings> = {},
  weight?: readonly number[],
) {
  const rows = everyRow(table.count);
  const binned = binTable(table, learnBinning(table, rows, 1));
  const weights = Float64Array.from(weight ?? target.map(() => 1));
  const input = { table: binned, target: Float64Array.from(target), weight: weights, rows, seed: 1 };
  const { forest } = boost(input, { ...SETTINGS, ...settings });
  return { forest, binned, rows, predicted: [...predictForest(forest, binned, rows)] };
}

/** The best single question about one number, found by trying all, and the squared error that it leaves. */
function bestStumpError(x: readonly number[], y: readonly number[], w: readonly number[]): number {
  const errorOf = (places: readonly number[]): number => {
    const total = places.reduce((sum, i) => sum + w[i]!, 0);
    const mean = places.reduce((sum, i) => sum + w[i]! * y[i]!, 0) / total;
    return places.reduce((sum, i) => sum + w[i]! * (y[i]! - mean) ** 2, 0);
  };
  const all = x.map((_, i) => i);
  let best = errorOf(all);
  for (const cut of x) {
    const [low, high] = [all.filter((i) => x[i]! <= cut), all.filter((i) => x[i]! > cut)];
    if (low.length > 0 && high.length > 0) best = Math.min(best, errorOf(low) + errorOf(high));
  }
  return best;
}

describe('a tree of two leaves', () => {
  test('finds the question that trying all of them finds, weights counted', () => {
    const value = fc.integer({ min: -5, max: 5 });
    const row = fc.tuple(value, value, fc.integer({ min: 1, max: 4 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 25 }), (rows) => {
        const [x, y, w] = [0, 1, 2].map((i) => rows.map((each) => each[i]!));
        const { predicted } = grown(tableOf(number('x', x!)), y!, {}, w!);
        const error = predicted.reduce((sum, p, i) => sum + w![i]! * (y![i]! - p) ** 2, 0);
        expect(error).toBeCloseTo(bestStumpError(x!, y!, w!), 6);
      }),
      { numRuns: 150 },
    );
  });

  test('asks whether a fact is known where that is what tells', () => {
    const { predicted } = grown(tableOf(number('x', [1, 2, 3, NaN, NaN, NaN])), [0, 0, 0, 9, 9, 9]);
    expect(predicted).toEqual([0, 0, 0, 9, 9, 9]);
  });

  test('divides words into the two sets that differ most, in any order of letters', () => {
    const words: Feature = {
      kind: 'category',
      name: 'w',
      levels: ['a', 'b', 'c', 'd'],
      codes: Int32Array.of(0, 1, 2, 3, 0, 1, 2, 3),
    };
    const { predicted } = grown(tableOf(words), [5, 1, 5, 1, 5, 1, 5, 1]);
    expect(predicted.map((value) => Math.round(value * 1e9) / 1e9)).toEqual([5, 1, 5, 1, 5, 1, 5, 1]);
  });

  test('makes no leaf smaller than it may be', () => {
    const { predicted } = grown(tableOf(number('x', [1, 2, 3, 4, 5, 6])), [9, 0, 0, 0, 0, 0], { leastLeafRows: 3 });
    expect(new Set(predicted.slice(0, 3)).size).toBe(1);
  });
});

test('a word that training never met goes the way of rare words, and an unknown number its own', () => {
  const train: Feature = { kind: 'category', name: 'w', levels: ['a', 'b'], codes: Int32Array.of(0, 1, 0, 1) };
  const binnings = learnBinning(tableOf(train), everyRow(4), 1);
  const later: Feature = { kind: 'category', name: 'w', levels: ['b', 'new'], codes: Int32Array.of(0, 1, -1) };
  expect([...binTable(tableOf(later), binnings).bins]).toEqual([2, 3, 0]);
});

describe('boosting', () => {
  const count = 600;
  const source = chance(3, 'boost-test');
  const x = Array.from({ length: count }, (_, i) => source.uniform(i));
  const z = Array.from({ length: count }, (_, i) => source.uniform(i, 1));
  const truth = x.map((value, i) => Math.sin(6 * value) + (z[i]! > 0.5 ? value : -value));
  const target = truth.map((value, i) => value + 0.1 * source.normal(i, 2));
  const many = {
    rounds: 150,
    learningRate: 0.1,
    mostLeaves: 8,
    mostDepth: 4,
    lambda: 1,
    leastLeafRows: 5,
    rowShare: 0.7,
  };

  test('recovers a curve with an interaction', () => {
    const { predicted } = grown(tableOf(number('x', x), number('z', z)), target, many);
    const error = predicted.reduce((sum, p, i) => sum + (p - truth[i]!) ** 2, 0) / count;
    expect(Math.sqrt(error)).toBeLessThan(0.12);
  });

  test('the first trees alone predict as the whole forest did at that round', () => {
    const { forest, binned, rows } = grown(tableOf(number('x', x), number('z', z)), target, many);
    expect([...predictForest(firstTrees(forest, 40), binned, rows)]).toEqual([
      ...predictForest(forest, binned, rows, 40),
    ]);
  });

  test('the same seed grows the same forest, another seed another one', () => {
    const grow = (seed: number) => {
      const table = tableOf(number('x', x), number('z', z));
      const binned = binTable(table, learnBinning(table, everyRow(count), 1));
      const weight = new Float64Array(count).fill(1);
      return boost(
        { table: binned, target: Float64Array.from(target), weight, rows: everyRow(count), seed },
        { ...SETTINGS, ...many },
      ).forest;
    };
    expect(grow(1)).toEqual(grow(1));
    expect([...grow(1).value]).not.toEqual([...grow(2).value]);
  });
});
