import { describe, expect, test } from 'vitest';
import { amountsOfUse, bestUse, budgetFor } from './best-use.ts';
import { measure, spendingWithout, withTransfers } from './poverty.ts';
import { choice, COUNT, draw, inputs, LINE, pool, spending } from './test-pool.ts';
import { whatIf } from './what-if.ts';

describe('the best use of a budget', () => {
  const AMOUNT = 1_200_000;
  const alike = new Float64Array(COUNT).fill(AMOUNT);

  test('lowers the gap more than any of many lists of the same cost', () => {
    const best = bestUse(spending, LINE, alike, 30 * AMOUNT);
    expect(best.recipients).toBe(30);
    for (let list = 0; list < 200; list++) {
      const transfers = new Float64Array(COUNT);
      for (let i = 0; i < 30; i++) transfers[draw.below(COUNT, list, 20 + i)] = AMOUNT;
      expect(measure(withTransfers(spending, transfers), LINE).gapShare).toBeGreaterThanOrEqual(best.gapShareAfter);
    }
    const own = Float64Array.from(best.isChosen, (is) => is * AMOUNT);
    expect(measure(withTransfers(spending, own), LINE).gapShare).toBeCloseTo(best.gapShareAfter, 12);
  });

  test('spends a budget of whole families on all of them, whatever is lost in adding up parts of a rupiah', () => {
    for (const amount of [0.1, 1 / 3, 2_400_000 * 1.1])
      for (let families = 1; families <= 60; families++) {
        const rupiah = alike.map(() => amount);
        let budget = 0;
        for (let i = 0; i < families; i++) budget += amount;
        expect(bestUse(spending, LINE, rupiah, budget).recipients, `${families} of ${amount}`).toBe(families);
      }
  });

  test('of unequal amounts is a bound: no list of the cost does more, chosen by how much of its money is of use or at random', () => {
    const unequal = alike.map((rupiah, h) => (h % 5 === 0 ? 0 : rupiah * (1 + (h % 7))));
    const gapOf = (list: readonly number[]): number => {
      const transfers = new Float64Array(COUNT);
      for (const h of list) transfers[h] = unequal[h]!;
      return measure(withTransfers(spending, transfers), LINE).gapShare;
    };
    let closest = Infinity;
    for (let list = 0; list < 300; list++) {
      const order = Array.from({ length: COUNT }, (_, h) => h).filter((h) => unequal[h]! > 0);
      // Some lists are of the poor alone, the smaller amounts first.
      const key = (h: number): number =>
        list % 3 === 0 ? unequal[h]! + (spending.rupiahPerPersonPerMonth[h]! < LINE ? 0 : 1e9) : draw.uniform(h, list);
      const chosenOnes = order.sort((a, b) => key(a) - key(b)).slice(0, 5 + (list % 40));
      const cost = chosenOnes.reduce((sum, h) => sum + unequal[h]!, 0);
      const best = bestUse(spending, LINE, unequal, cost);
      expect(gapOf(chosenOnes)).toBeGreaterThanOrEqual(best.gapShareAfter - 1e-12);
      expect(best.costRupiahPerYear).toBeLessThanOrEqual(cost * (1 + 1e-9));
      closest = Math.min(closest, gapOf(chosenOnes) - best.gapShareAfter);
    }
    expect(closest).toBeLessThan(0.002);
  });

  test('holds the list itself among the uses of its money', () => {
    const found = whatIf(inputs(choice('current-list')));
    const present = inputs(choice('current-list')).presentRupiahPerYear;
    const without = spendingWithout(spending, present)!;
    const amounts = amountsOfUse(pool.receives, present, new Float64Array(COUNT));
    const best = bestUse(without, LINE, amounts, found.costNowRupiahPerYear);
    expect(best.gapShareAfter).toBeCloseTo(found.before!.gapShare, 12);
  });

  test('a target needs the least budget that reaches it, or is out of reach', () => {
    const { gapShare } = measure(spending, LINE);
    const needed = budgetFor(spending, LINE, alike, gapShare * 0.95);
    if (needed.kind !== 'enough') throw new Error(needed.kind);
    expect(needed.gapShareAfter).toBeLessThanOrEqual(gapShare * 0.95);
    expect(needed.costRupiahPerYear).toBe(needed.recipients * AMOUNT);
    const less = bestUse(spending, LINE, alike, needed.costRupiahPerYear - AMOUNT);
    expect(less.gapShareAfter).toBeGreaterThan(gapShare * 0.95);
    expect(budgetFor(spending, LINE, alike.fill(1000), 0).kind).toBe('out-of-reach');
    expect(budgetFor(spending, LINE, alike.fill(AMOUNT), 1)).toMatchObject({ kind: 'enough', recipients: 0 });
  });
});
