import { describe, expect, test } from 'vitest';
import { chance } from '../../kernel/random.ts';
import { measure, withTransfers } from './poverty.ts';
import { LINE, spendingOf } from './test-pool.ts';

describe('poverty and inequality', () => {
  test('count persons, not families', () => {
    const found = measure(spendingOf([300_000, 600_000, 1_200_000], [4, 2, 2]), LINE);
    expect(found.headcountShare).toBeCloseTo(0.5);
    expect(found.gapShare).toBeCloseTo(0.25);
    expect(found.severityShare).toBeCloseTo(0.125);
  });

  test('the Gini is 0 where all spend alike, and follows the mean difference of all pairs of persons', () => {
    expect(measure(spendingOf([5, 5, 5], [1, 3, 2]), 1).gini).toBeCloseTo(0);
    const draw = chance(1, 'gini');
    const rupiah = Array.from({ length: 40 }, (_, i) => 1 + draw.below(1000, i));
    const size = Array.from({ length: 40 }, (_, i) => 1 + draw.below(5, i, 1));
    const persons = rupiah.flatMap((each, i) => Array.from({ length: size[i]! }, () => each));
    const mean = persons.reduce((sum, each) => sum + each, 0) / persons.length;
    const pairs = persons.flatMap((a) => persons.map((b) => Math.abs(a - b)));
    const plain = pairs.reduce((sum, each) => sum + each, 0) / (2 * persons.length ** 2 * mean);
    for (const line of [1, 500, 2000]) expect(measure(spendingOf(rupiah, size), line).gini).toBeCloseTo(plain, 10);
  });

  test('leave out families whose spending nobody knows', () => {
    expect(measure(spendingOf([300_000, NaN, 900_000]), LINE).headcountShare).toBeCloseTo(0.5);
  });

  test('a transfer is shared by the family, a twelfth each month', () => {
    const after = withTransfers(spendingOf([100_000, 100_000], [1, 4]), Float64Array.of(1_200_000, 1_200_000));
    expect([...after.rupiahPerPersonPerMonth]).toEqual([200_000, 125_000]);
  });
});
