import { describe, expect, test } from 'vitest';
import { NO, UNKNOWN, YES } from '../evaluation/truth.ts';
import { choice, COUNT, flat, inputs, pool, spending } from './test-pool.ts';
import type { Choice } from './select.ts';
import { whatIf, type WhatIfInputs } from './what-if.ts';

describe('a what-if', () => {
  test('of the list of now changes nothing, and nobody gains or loses', () => {
    const found = whatIf(inputs(choice('current-list')));
    expect(found.after).toEqual(found.before);
    expect([found.winners, found.losers]).toEqual([0, 0]);
    expect(found.recipients).toBe(pool.receives.reduce((sum, each) => sum + each, 0));
  });

  test('counts both errors, what nobody can tell, and the cost', () => {
    const found = whatIf(inputs(choice('desil', { places: 90 })));
    const on = Array.from(found.isChosen.keys()).filter((h) => found.isChosen[h] === 1);
    const { due } = inputs(choice('desil'));
    expect(found.inclusionErrors).toBe(on.filter((h) => due[h] === NO).length);
    expect(found.undetermined).toBe(on.filter((h) => due[h] === UNKNOWN).length);
    expect(found.exclusionErrors).toBe(due.filter((each, h) => each === YES && found.isChosen[h] === 0).length);
    expect(found.costRupiahPerYear).toBe(90_000_000);
  });

  test('adds up over the kelurahan', () => {
    const found = whatIf(inputs(choice('score', { places: 77 })));
    for (const key of ['recipients', 'winners', 'losers', 'costRupiahPerYear'] as const)
      expect(found.byKelurahan.reduce((sum, each) => sum + each[key], 0)).toBe(found[key]);
  });

  test('has no measure of poverty where nobody has estimated spending, and the same intervals of what is counted', () => {
    const ask = (more: Partial<WhatIfInputs>) =>
      whatIf(inputs(choice('desil', { places: 90 }), { replicates: 60, hasIntervalsByKelurahan: true, ...more }));
    const found = ask({ spending: undefined });
    expect([found.before, found.after, found.intervals!.welfare]).toEqual([undefined, undefined, undefined]);
    const known = ask({}).intervals!;
    expect({ ...found.intervals!, byKelurahan: undefined }).toEqual({
      ...known,
      welfare: undefined,
      byKelurahan: undefined,
    });
    found.intervals!.byKelurahan!.forEach(({ recipients, inclusionErrors, costRupiahPerYear }, k) => {
      expect(known.byKelurahan![k]).toMatchObject({ recipients, inclusionErrors, costRupiahPerYear });
    });
  });

  test('gives a place to a family of whose amount nobody knows all, and pays for it to the full', () => {
    const most = flat.map((rupiah, h) => (h % 4 === 0 ? 2 * rupiah : rupiah));
    const sure = flat.map((rupiah, h) => (h % 4 === 0 ? 0 : rupiah));
    const ask = (of: Choice) => whatIf(inputs(of, { rupiahPerYear: sure, mostRupiahPerYear: most }));
    const all = ask(choice('universal'));
    expect([all.recipients, all.amountUnknown, all.amountUnknownNow]).toEqual([COUNT, COUNT / 4, 0]);
    expect([all.costRupiahPerYear, all.mostCostRupiahPerYear]).toEqual([0.75 * COUNT * 1e6, 1.25 * COUNT * 1e6]);
    expect(all.winners).toBe(COUNT - all.recipientsNow);
    const some = ask(choice('universal', { budgetRupiahPerYear: 50_000_000 }));
    expect(some.mostCostRupiahPerYear).toBeLessThanOrEqual(50_000_000);
    expect(some.amountUnknown).toBeGreaterThan(5);
  });

  test('of an amount that no source tells costs nobody knows what', () => {
    expect(whatIf(inputs(choice('desil'), { rupiahPerYear: flat.map(() => NaN) })).costRupiahPerYear).toBeNaN();
  });

  test('money for the poorest lowers the gap more than the same money for anybody', () => {
    const none = new Float64Array(COUNT);
    const poorest = { ...pool, score: spending.rupiahPerPersonPerMonth };
    const by = (of: Choice) => whatIf(inputs(of, { pool: poorest, presentRupiahPerYear: none })).after!.gapShare;
    expect(by(choice('score', { places: 60 }))).toBeLessThan(by(choice('universal', { places: 60 })));
  });
});
