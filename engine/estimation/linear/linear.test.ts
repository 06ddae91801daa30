import { describe, expect, test } from 'vitest';
import { chance } from '../../kernel/random.ts';
import type { FeatureTable } from '../features/feature-table.ts';
import { basisMatrix, learnBasis } from './basis.ts';
import { elasticNet, lambdaPath } from './elastic-net.ts';
import { addGrams, centre, gramOf } from './gram.ts';
import { everyRow, fitLinear, predictLinear } from './linear-model.ts';

const count = 800;
const source = chance(5, 'linear-test');
const column = (draw: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => source.normal(i, 3 * draw));
const folds = [0, 1, 2, 3].map((fold) => everyRow(count).filter((row) => row % 4 === fold));
const ones = new Float64Array(count).fill(1);

describe('the elastic net', () => {
  const matrix = [column(1), column(2), column(3)];
  const target = Float64Array.from({ length: count }, (_, i) => 2 * matrix[0]![i]! - matrix[1]![i]! + 5);

  test('without a penalty is least squares', () => {
    const centred = centre(gramOf(matrix, target, ones, everyRow(count)));
    const found = elasticNet(centred, { lambda: 0, lassoShare: 1 }, new Float64Array(3));
    expect(found[0]).toBeCloseTo(2, 3);
    expect(found[1]).toBeCloseTo(-1, 3);
    expect(found[2]).toBeCloseTo(0, 3);
  });

  test('of one column is the shrunken covariance that the formula gives', () => {
    const centred = centre(gramOf([matrix[0]!], target, ones, everyRow(count)));
    const [variance, covariance] = [centred.covariance[0]!, centred.withTarget[0]!];
    const found = elasticNet(centred, { lambda: 0.6, lassoShare: 0.5 }, new Float64Array(1));
    expect(found[0]).toBeCloseTo((covariance - 0.3) / (variance + 0.3), 9);
  });

  test('weights count as rows that are there several times', () => {
    const twice = everyRow(count).map((row) => row);
    const weight = Float64Array.from(ones, (_, row) => (row % 3 === 0 ? 2 : 1));
    const repeated = Uint32Array.from([...twice, ...twice.filter((row) => row % 3 === 0)]);
    const weighted = centre(gramOf(matrix, target, weight, twice));
    const counted = centre(gramOf(matrix, target, ones, repeated));
    weighted.covariance.forEach((value, i) => expect(value).toBeCloseTo(counted.covariance[i]!, 9));
  });
});

test('bends and products recover a curve and an interaction; what is not known is a column of its own', () => {
  const [a, b] = [column(4), column(5)];
  const known = a.map((value, i) => (i % 10 === 0 ? NaN : value));
  const truth = Float64Array.from(a, (value, i) =>
    Number.isNaN(known[i]!) ? -2 : Math.abs(value) + 0.5 * value * b[i]!,
  );
  const target = truth.map((value, i) => value + 0.2 * source.normal(i, 40));
  const table: FeatureTable = {
    count,
    features: [
      { kind: 'number', name: 'a', values: known },
      { kind: 'number', name: 'b', values: b },
    ],
  };
  const { model, held } = fitLinear({ table, target, weight: ones, folds });
  const predicted = predictLinear(model, table, everyRow(count));
  const error = predicted.reduce((sum, value, i) => sum + (value - truth[i]!) ** 2, 0) / count;
  expect(Math.sqrt(error)).toBeLessThan(0.3);
  const heldError = held.reduce(
    (sum, part, f) => part.reduce((s, value, i) => s + (value - truth[folds[f]![i]!]!) ** 2, sum),
    0,
  );
  expect(Math.sqrt(heldError / count)).toBeLessThan(0.35);
});

test('an extreme value has no longer arm than the usual largest one', () => {
  const values = Float64Array.from({ length: 1000 }, (_, i) => i % 100);
  const table: FeatureTable = { count: 1000, features: [{ kind: 'number', name: 'x', values }] };
  const basis = learnBasis(table, everyRow(1000), 20);
  const odd: FeatureTable = { count: 2, features: [{ kind: 'number', name: 'x', values: Float64Array.of(99, 1e9) }] };
  for (const made of basisMatrix(basis, odd, everyRow(2))) expect(made[1]).toBeCloseTo(made[0]!, 9);
});

test('the penalty is that of the whole path, which is left where weaker ones only fit noise', () => {
  // Many columns of noise beside one that tells: weak penalties are far worse.
  const columns = Array.from({ length: 24 }, (_, i) => column(100 + i));
  const target = Float64Array.from(columns[0]!, (value, i) => 0.5 * value + source.normal(i, 900));
  const table: FeatureTable = {
    count,
    features: columns.map((values, i) => ({ kind: 'number', name: `x${i}`, values })),
  };
  const { model } = fitLinear({ table, target, weight: ones, folds });
  const matrix = basisMatrix(model.basis, table, everyRow(count));
  const grams = folds.map((rows) => gramOf(matrix, target, ones, rows));
  const path = lambdaPath(centre(addGrams(grams)), 18, 5e-4);
  const tried = [0.1, 1].flatMap((lassoShare) => {
    const starts = folds.map(() => new Float64Array(matrix.length));
    return path.map((lambda) => {
      const error = folds.reduce((sum, rows, f) => {
        const others = centre(addGrams(grams.filter((_, i) => i !== f)));
        const found = elasticNet(others, { lambda, lassoShare }, starts[f]!);
        const constant = others.targetMean - found.reduce((all, value, i) => all + value * others.means[i]!, 0);
        return rows.reduce((all, row) => {
          const fitted = found.reduce((part, value, i) => part + value * matrix[i]![row]!, constant);
          return all + (target[row]! - fitted) ** 2;
        }, sum);
      }, 0);
      return { lambda, lassoShare, error };
    });
  });
  const best = tried.reduce((a, b) => (b.error < a.error ? b : a));
  expect(model.penalty).toEqual({ lambda: best.lambda, lassoShare: best.lassoShare });
  expect(tried.at(-1)!.error).toBeGreaterThan(1.05 * best.error);
});
