import { beforeAll, describe, expect, test } from 'vitest';
import { chance } from '../../kernel/random.ts';
import type { FeatureTable } from '../features/feature-table.ts';
import { everyRow, fitLinear, predictLinear } from '../linear/linear-model.ts';
import { openBackend } from '../network/backend.ts';
import { fitWelfare, scoreWelfare } from '../stack/fit-welfare.ts';
import { binTable, learnBinning, type BinnedTable } from '../trees/binning.ts';
import { boost } from '../trees/boost.ts';
import { isLeft, predictForest, type Forest } from '../trees/forest.ts';
import { explainWelfare } from './contributions.ts';
import { linearContributions } from './linear-contributions.ts';
import { addTreeContributions, pathsOf } from './tree-contributions.ts';
import { featureWords } from './words.ts';

const COUNT = 400;
const source = chance(8, 'explain-test');
const column = (draw: number): Float64Array =>
  Float64Array.from({ length: COUNT }, (_, i) => source.normal(i, 3 * draw));
const [a, b] = [column(1).map((value, i) => (i % 12 === 0 ? NaN : value)), column(2)];
const codes = Int32Array.from({ length: COUNT }, (_, i) => (i % 17 === 0 ? -1 : source.below(3, i, 50)));
const table: FeatureTable = {
  count: COUNT,
  features: [
    { kind: 'number', name: 'a', values: a },
    { kind: 'number', name: 'b', values: b },
    { kind: 'category', name: 'wall', levels: ['bamboo', 'brick', 'wood'], codes },
    { kind: 'number', name: 'noise', values: column(3) },
  ],
};
const target = Float64Array.from(
  a,
  (value, i) => (Number.isNaN(value) ? 1 : value * b[i]!) + codes[i]! + 0.2 * source.normal(i, 60),
);
const weight = new Float64Array(COUNT).fill(1);
const rows = everyRow(COUNT);
const folds = [0, 1, 2].map((fold) => rows.filter((row) => row % 3 === fold));

function grown(): { forest: Forest; binned: BinnedTable } {
  const binned = binTable(table, learnBinning(table, rows, 5));
  const settings = {
    rounds: 25,
    learningRate: 0.2,
    mostLeaves: 10,
    mostDepth: 5,
    rowShare: 0.8,
    featureShare: 1,
    leastLeafRows: 5,
    lambda: 1,
    categoryLambda: 3,
  };
  return { binned, forest: boost({ table: binned, target, weight, rows, seed: 2 }, settings).forest };
}

/** Prediction when only some facts are known: both ways are gone where a question is about another. */
function knowing(forest: Forest, table: BinnedTable, row: number, known: (feature: number) => boolean): number {
  const below = (node: number): number => {
    const feature = forest.feature[node]!;
    if (feature < 0) return forest.value[node]!;
    const [left, right] = [forest.left[node]!, forest.right[node]!];
    if (known(feature)) return below(isLeft(forest, node, table.bins[feature * table.count + row]!) ? left : right);
    const share = forest.cover[left]! / forest.cover[node]!;
    return share * below(left) + (1 - share) * below(right);
  };
  return forest.roots.reduce((sum, root) => sum + below(root), forest.base);
}

/** Shapley's formula over all coalitions. */
function slowShapley(features: number, worth: (set: number) => number): number[] {
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
  return Array.from({ length: features }, (_, i) => {
    let sum = 0;
    for (let set = 0; set < 1 << features; set++) {
      if ((set >> i) & 1) continue;
      const size = set.toString(2).replaceAll('0', '').length;
      const share = (factorial(size) * factorial(features - size - 1)) / factorial(features);
      sum += share * (worth(set | (1 << i)) - worth(set));
    }
    return sum;
  });
}

describe('contributions of trees', () => {
  const { forest, binned } = grown();
  const values = new Float64Array(COUNT * 4);
  const paths = pathsOf(forest);
  addTreeContributions(paths, binned, rows, 1, values);

  test('are those that the formula over all sets of facts gives', () => {
    for (const row of [0, 1, 17, 24, 200, 399]) {
      const slow = slowShapley(4, (set) => knowing(forest, binned, row, (feature) => ((set >> feature) & 1) === 1));
      slow.forEach((value, feature) => expect(values[row * 4 + feature]).toBeCloseTo(value, 9));
    }
  });

  test('add up to the prediction of every household', () => {
    predictForest(forest, binned, rows).forEach((prediction, row) => {
      const sum = values.subarray(row * 4, row * 4 + 4).reduce((total, value) => total + value, paths.expected);
      expect(sum).toBeCloseTo(prediction, 9);
    });
  });
});

test('contributions of the linear model add up, its products included', () => {
  const { model } = fitLinear({ table, target, weight, folds });
  expect(model.basis.columns.some(({ kind }, i) => kind === 'product' && model.coefficients[i] !== 0)).toBe(true);
  const { base, values } = linearContributions(model, table, rows);
  predictLinear(model, table, rows).forEach((prediction, row) => {
    expect(values.subarray(row * 4, row * 4 + 4).reduce((sum, value) => sum + value, base)).toBeCloseTo(prediction, 9);
  });
});

describe('the mixture', () => {
  beforeAll(async () => void (await openBackend()));

  test('is explained by contributions that add up to its scores', () => {
    const clusters = Int32Array.from(rows, (row) => row % 40);
    const model = fitWelfare({
      table,
      ownFeatures: 4,
      target,
      weight,
      clusters,
      rows,
      innerFolds: 3,
      level: 0.9,
      seed: 1,
    });
    expect(model.mixture.weights.at(-1)).toBeGreaterThan(0);
    const some = rows.slice(0, 60);
    const { base, values } = explainWelfare(model, table, some, { background: rows.slice(100, 110), seed: 1 });
    scoreWelfare(model, table, some).prediction.forEach((prediction, i) => {
      const sum = values.subarray(i * 4, i * 4 + 4).reduce((total, value) => total + value, base);
      expect(Math.abs(sum - prediction)).toBeLessThan(1e-4);
    });
    // What households share on the way is reckoned once; each gets what it would get alone.
    const settings = { background: rows.slice(100, 110), seed: 1, walks: 4 };
    const together = explainWelfare(model, table, some, settings).values;
    for (const i of [0, 7, 31])
      expect(together.subarray(i * 4, i * 4 + 4)).toEqual(
        explainWelfare(model, table, some.subarray(i, i + 1), settings).values,
      );
    // A fact that tells nothing is given next to nothing.
    const size = (feature: number): number =>
      values.reduce((sum, value, i) => sum + (i % 4 === feature ? Math.abs(value) : 0), 0);
    expect(size(3)).toBeLessThan(0.25 * size(2));
  });
});

test('words name what raised and what lowered, the largest first, by the names that MODEL gives', () => {
  const words = featureWords(table, new Map([['wall', 'bahan dinding']]), 'log');
  const { raised, lowered } = words(1, [-0.05, 0.001, -0.2, 0.3]);
  const wall = ['bamboo', 'brick', 'wood'][codes[1]!]!;
  expect(raised).toMatch(new RegExp(`^bahan dinding ${wall} \\(−18 %\\); a -?[\\d,]+ \\(−5 %\\)$`));
  expect(lowered).toMatch(/^noise .* \(\+35 %\)$/);
});
