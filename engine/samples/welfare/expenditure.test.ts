import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chance } from '../../kernel/random.ts';
import { loadSampleParameters } from '../parameters.ts';
import { TEST_MODELS } from '../test-city.ts';
import { byWelfare, deciles, expenditures, giniOf, normalScores } from './expenditure.ts';
import { standardNormalScore, standardNormalShare } from './normal.ts';

const { expenditure } = loadSampleParameters(TEST_MODELS).welfare;
const draws = chance(3, 'test');
const score = Float64Array.from({ length: 4000 }, (_, i) => draws.normal(i));
const people = Uint16Array.from({ length: 4000 }, (_, i) => 1 + draws.below(6, i, 5));

describe('the normal distribution', () => {
  test('turns shares into scores and back', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (share) => {
        expect(standardNormalShare(standardNormalScore(share))).toBeCloseTo(share, 6);
      }),
    );
  });

  test('has its known values', () => {
    expect(standardNormalShare(0)).toBeCloseTo(0.5, 7);
    expect(standardNormalShare(1.959964)).toBeCloseTo(0.975, 6);
    expect(standardNormalScore(0.0389)).toBeCloseTo(-1.7635, 3);
  });
});

describe('Gini index', () => {
  const all = (values: number[], counts: number[]): number =>
    giniOf(Float64Array.from(values), byWelfare(Float64Array.from(values)), counts);

  test('is 0 where all have the same, and near 1 where one has all', () => {
    expect(all([5, 5, 5], [1, 2, 3])).toBeCloseTo(0, 12);
    expect(all([...Array<number>(999).fill(0), 1], Array<number>(1000).fill(1))).toBeCloseTo(0.999, 6);
  });

  test('counts people, not rows', () => {
    expect(all([1, 3], [2, 1])).toBeCloseTo(all([1, 1, 3], [1, 1, 1]), 12);
  });

  test('of a lognormal is what the books say', () => {
    const values = Float64Array.from({ length: 20_000 }, (_, i) =>
      Math.exp(0.7 * standardNormalScore((i + 0.5) / 20_000)),
    );
    const expected = 2 * standardNormalShare(0.7 / Math.SQRT2) - 1;
    expect(giniOf(values, byWelfare(values), new Uint8Array(20_000).fill(1))).toBeCloseTo(expected, 3);
  });
});

describe('expenditure', () => {
  const welfare = normalScores(score, people);
  const spent = expenditures(welfare, people, expenditure);
  const total = people.reduce((a, b) => a + b, 0);

  test('has the Gini index and the share of the poor that were asked for', () => {
    expect(giniOf(spent, byWelfare(spent), people)).toBeCloseTo(0.394, 3);
    const poor = people.reduce((sum, count, i) => sum + (spent[i]! < 666_073 ? count : 0), 0);
    expect(Math.abs(poor / total - 0.0389)).toBeLessThan(6 / total);
  });

  test('has others where others are asked for', () => {
    const other = expenditures(welfare, people, { ...expenditure, giniIndex: 0.3, poorShare: 0.12 });
    expect(giniOf(other, byWelfare(other), people)).toBeCloseTo(0.3, 3);
    const poor = people.reduce((sum, count, i) => sum + (other[i]! < 666_073 ? count : 0), 0);
    expect(poor / total).toBeCloseTo(0.12, 2);
  });

  test('never contradicts welfare', () => {
    const order = byWelfare(welfare);
    for (let i = 1; i < order.length; i++) expect(spent[order[i]!]).toBeGreaterThanOrEqual(spent[order[i - 1]!]!);
  });

  test('of nobody is below the least', () => {
    for (const rupiah of spent) expect(rupiah).toBeGreaterThanOrEqual(expenditure.leastRupiahPerPersonPerMonth);
  });
});

test('scores are standard normal over people, and those without residents stand between', () => {
  const empty = people.slice();
  empty[7] = 0;
  const normal = normalScores(score, empty);
  const mean = normal.reduce((sum, value, i) => sum + value * empty[i]!, 0) / empty.reduce((a, b) => a + b, 0);
  expect(mean).toBeCloseTo(0, 2);
  expect(Number.isFinite(normal[7])).toBe(true);
});

test('deciles have the shares of the city, poorest first', () => {
  const shares = [0.02, 0.03, 0.05, 0.1, 0.1, 0.1, 0.1, 0.1, 0.2, 0.2];
  const desil = deciles(score, new Uint8Array(4000).fill(1), shares);
  shares.forEach((share, i) => expect(desil.filter((d) => d === i + 1).length / 4000).toBeCloseTo(share, 2));
  const order = byWelfare(score);
  expect(desil[order[0]!]).toBe(1);
  expect(desil[order.at(-1)!]).toBe(10);
});
