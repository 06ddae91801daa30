import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chance } from '../../kernel/random.ts';
import { rankCorrelation } from '../features/rank-correlation.ts';
import { intervalsOf, replicateWeights } from './bootstrap.ts';
import { fitOf, tenthsOf } from './calibration.ts';
import { fairnessOf } from './fairness.ts';
import { areaUnderCurve, ascending, poorest } from './membership.ts';
import { choose, judged, targetingErrors, welfareGain } from './targeting.ts';

const small = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 5 })),
  {
    minLength: 3,
    maxLength: 30,
  },
);

describe('the area under the curve', () => {
  test('is the share of pairs in the right order, ties half, weights counted', () => {
    fc.assert(
      fc.property(small, (rows) => {
        const [score, amount, weight] = [0, 1, 2].map((i) => Float64Array.from(rows, (row) => row[i]!));
        const due = amount!.map((value) => Number(value < 3));
        let [won, pairs] = [0, 0];
        rows.forEach((_, i) =>
          rows.forEach((__, j) => {
            if (due[i] === 0 || due[j] === 1) return;
            const both = weight![i]! * weight![j]!;
            pairs += both;
            won += both * (score![i]! < score![j]! ? 1 : score![i]! === score![j]! ? 0.5 : 0);
          }),
        );
        const found = areaUnderCurve(score!, ascending(score!), weight!, due);
        if (pairs === 0) expect(found).toBeNaN();
        else expect(found).toBeCloseTo(won / pairs, 9);
      }),
    );
  });
});

describe('the poorest by a share of the weight', () => {
  test('have exactly that share, whatever the ties', () => {
    fc.assert(
      fc.property(small, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (rows, share) => {
        const values = Float64Array.from(rows, (row) => row[0]);
        const weight = Float64Array.from(rows, (row) => row[2]);
        const member = poorest(values, ascending(values), weight, share);
        const total = weight.reduce((sum, w) => sum + w, 0);
        expect(weight.reduce((sum, w, i) => sum + w * member[i]!, 0)).toBeCloseTo(share * total, 9);
      }),
    );
  });
});

describe('errors at a coverage', () => {
  const amounts = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  const weight = new Float64Array(10).fill(1);

  test('a perfect score makes none, a reversed one nothing else', () => {
    const perfect = judged(amounts, amounts);
    const right = targetingErrors(perfect, weight, choose(perfect, weight, { coverage: 0.3 }));
    expect(right).toMatchObject({ inclusionError: 0, exclusionError: 0, auc: 1, leakedWeight: 0 });
    const reversed = judged(
      amounts,
      amounts.map((value) => -value),
    );
    const wrong = targetingErrors(reversed, weight, choose(reversed, weight, { coverage: 0.3 }));
    expect(wrong).toMatchObject({ inclusionError: 1, exclusionError: 1, auc: 0, missedWeight: 3 });
  });

  test('both errors part where more are due than are chosen', () => {
    const data = judged(amounts, amounts);
    const found = targetingErrors(data, weight, choose(data, weight, { coverage: 0.2, poor: 0.4 }));
    expect(found.inclusionError).toBeCloseTo(0, 9);
    expect(found.exclusionError).toBeCloseTo(0.5, 9);
    const byLine = targetingErrors(data, weight, choose(data, weight, { coverage: 0.4, line: 3 }));
    expect(byLine.inclusionError).toBeCloseTo(0.5, 9);
    expect(byLine.dueShare).toBeCloseTo(0.2, 9);
  });

  test('a household of weight 3 counts as three', () => {
    const data = judged(Float64Array.of(1, 2, 3), Float64Array.of(3, 1, 2));
    const weights = Float64Array.of(3, 1, 1);
    expect(targetingErrors(data, weights, choose(data, weights, { coverage: 0.4 })).exclusionError).toBeCloseTo(1, 9);
  });

  test('the welfare gain is whole where the poorest are reached and smaller elsewhere', () => {
    const data = judged(amounts, amounts);
    const gain = (score: Float64Array): number => {
      const each = judged(amounts, score);
      return welfareGain(data, weight, choose(each, weight, { coverage: 0.3 }).selected, 1);
    };
    expect(gain(amounts)).toBeCloseTo(1, 9);
    expect(gain(amounts.map((value) => -value))).toBeLessThan(0.1);
  });
});

test('calibration of predictions that are half of what they should be has slope 2', () => {
  const prediction = Float64Array.from({ length: 100 }, (_, i) => i);
  const target = prediction.map((value) => 2 * value + 1);
  const input = {
    target,
    prediction,
    low: target.map((value) => value - 1),
    high: target.map((value, i) => (i < 90 ? value : value - 0.5)),
  };
  const fit = fitOf(input, new Float64Array(100).fill(1));
  expect(fit.slope).toBeCloseTo(2, 9);
  expect(fit.intercept).toBeCloseTo(1, 9);
  expect(fit.covered).toBeCloseTo(0.9, 9);
  expect(tenthsOf(input, new Float64Array(100).fill(1)).map(({ households }) => households)).toEqual(
    new Array(10).fill(10),
  );
});

test('rank correlation is 1 along any rising curve, and shares ties', () => {
  const x = Float64Array.from({ length: 50 }, (_, i) => i);
  expect(rankCorrelation(x, x.map(Math.exp))).toBeCloseTo(1, 12);
  expect(rankCorrelation(Float64Array.of(1, 1, 2, 2), Float64Array.of(1, 2, 3, 4))).toBeCloseTo(2 / Math.sqrt(5), 9);
});

test('rank correlation with whole weights is that of each row written as often as it counts', () => {
  fc.assert(
    fc.property(small, fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 30, maxLength: 30 }), (rows, weights) => {
      const weight = Float64Array.from(rows, (_, i) => weights[i]!);
      const written = rows.flatMap((row, i) => Array.from({ length: weights[i]! }, () => row));
      fc.pre(written.length >= 3);
      const of = (table: typeof rows, column: 0 | 1): Float64Array => Float64Array.from(table, (row) => row[column]);
      const whole = rankCorrelation(of(written, 0), of(written, 1));
      expect(rankCorrelation(of(rows, 0), of(rows, 1), weight)).toBeCloseTo(whole, 12);
      // Fractions of the same weights: how many households they come to is of no matter.
      expect(
        rankCorrelation(
          of(rows, 0),
          of(rows, 1),
          weight.map((w) => w / 7),
        ),
      ).toBeCloseTo(whole, 12);
    }),
  );
  // Ranks of rows alone would say 0.
  const [x, y] = [Float64Array.of(1, 2, 3, 4), Float64Array.of(1, 3, 2, 4)];
  expect(rankCorrelation(x, y, Float64Array.of(1, 9, 9, 1))).toBeCloseTo(-0.33761, 5);
});

describe('the bootstrap', () => {
  const source = chance(9, 'bootstrap-test');
  const clusters = Int32Array.from({ length: 1000 }, (_, i) => Math.floor(i / 20));
  const values = Float64Array.from(clusters, (cluster, i) => source.normal(cluster, 50) + source.normal(i, 1));
  const weight = new Float64Array(1000).fill(1);
  const mean = (w: Float64Array): number =>
    values.reduce((sum, value, i) => sum + w[i]! * value, 0) / w.reduce((sum, each) => sum + each, 0);
  const widthBy = (by: Int32Array): number => {
    const drawn = replicateWeights({ weight, clusters: by, strata: new Int32Array(1000) }, 200, 1);
    const { low, high } = intervalsOf((w) => ({ mean: mean(w) }), weight, drawn).mean;
    return high - low;
  };

  test('by clusters is as wide as clusters make it; rows alone would promise too much', () => {
    // The standard error of the mean of 50 clusters is about sqrt(1.05 / 50).
    const expected = 2 * 1.96 * Math.sqrt(1.05 / 50);
    expect(widthBy(clusters)).toBeGreaterThan(0.75 * expected);
    expect(widthBy(clusters)).toBeLessThan(1.25 * expected);
    expect(widthBy(Int32Array.from(clusters.keys()))).toBeLessThan(0.45 * expected);
  });

  test('keeps each stratum as large as it is', () => {
    const strata = clusters.map((cluster) => cluster % 2);
    for (const drawn of replicateWeights({ weight, clusters, strata }, 20, 1)) {
      expect(drawn.reduce((sum, w, i) => sum + w * strata[i]!, 0)).toBe(500);
    }
  });
});

test('a group that the score misses is named, and where it is not missed it is not', () => {
  const count = 2000;
  const source = chance(4, 'fairness-test');
  const amounts = Float64Array.from({ length: count }, (_, i) => source.uniform(i));
  const codes = Int32Array.from(amounts.keys(), (i) => i % 2);
  const grouping = { column: 'g', names: ['a', 'b'], codes };
  const weight = new Float64Array(count).fill(1);
  const design = { weight, clusters: Int32Array.from(amounts.keys()), strata: new Int32Array(count) };
  const drawn = replicateWeights(design, 60, 1);
  const missed = (shift: number): boolean[] => {
    const score = amounts.map((value, i) => value + 0.1 * source.normal(i, 3) + shift * codes[i]!);
    const bias = score.map((value, i) => value - amounts[i]!);
    return fairnessOf(judged(amounts, score), bias, [grouping], { coverage: 0.2 }, weight, drawn)[0]!.map(
      (group) => group.isMissedMore,
    );
  };
  expect(missed(0.15)).toEqual([false, true]);
  expect(missed(0)).toEqual([false, false]);
});
