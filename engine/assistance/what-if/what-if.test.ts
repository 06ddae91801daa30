import { describe, expect, test } from 'vitest';
import { chance } from '../../kernel/random.ts';
import { NO, UNKNOWN, YES } from '../evaluation/truth.ts';
import { amountsOfUse, bestUse, budgetFor } from './best-use.ts';
import { bootstrap } from './bootstrap.ts';
import { lineUp, measure, spendingWithout, withTransfers, type Spending } from './poverty.ts';
import { meetingCandidates, METHODS, selectHouseholds, type Choice, type Pool } from './select.ts';
import { whatIf, type WhatIfInputs } from './what-if.ts';

const LINE = 600_000;
const spendingOf = (rupiah: readonly number[], size = rupiah.map(() => 1)): Spending => ({
  size,
  rupiahPerPersonPerMonth: Float64Array.from(rupiah),
});

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

const COUNT = 400;
const draw = chance(2, 'pool');
const pool: Pool = {
  count: COUNT,
  kelurahan: Uint16Array.from({ length: COUNT }, (_, h) => draw.below(4, h)),
  receives: Uint8Array.from({ length: COUNT }, (_, h) => Number(draw.uniform(h, 1) < 0.2)),
  desil: Float64Array.from({ length: COUNT }, (_, h) => (draw.uniform(h, 2) < 0.1 ? NaN : 1 + draw.below(10, h, 3))),
  fits: Uint8Array.from({ length: COUNT }, (_, h) => Number(draw.uniform(h, 4) < 0.3)),
  isFor: new Uint8Array(COUNT).fill(1),
  score: Float64Array.from({ length: COUNT }, (_, h) => draw.normal(h, 5)),
  communityRank: Float64Array.from({ length: COUNT }, (_, h) => 1 + draw.below(COUNT, h, 8)),
};
const choice = (method: Choice['method'], more: Partial<Choice> = {}): Choice => ({
  method,
  desilLimit: 4,
  seed: 7,
  ...more,
});
const flat = new Float64Array(COUNT).fill(1_000_000);
const chosen = (of: Choice): number[] => {
  const { isChosen } = selectHouseholds(pool, of, flat);
  return Array.from(isChosen.keys()).filter((h) => isChosen[h] === 1);
};

describe('a method of choosing', () => {
  test.each(METHODS)('%s keeps to the places, and to the budget', (method) => {
    expect(chosen(choice(method, { places: 30 }))).toHaveLength(30);
    expect(chosen(choice(method, { places: 50, budgetRupiahPerYear: 20_500_000 }))).toHaveLength(20);
  });

  test('takes who it says', () => {
    expect(chosen(choice('universal'))).toHaveLength(COUNT);
    expect(chosen(choice('current-list')).every((h) => pool.receives[h] === 1)).toBe(true);
    expect(chosen(choice('desil')).every((h) => pool.desil[h]! <= 4)).toBe(true);
    expect(chosen(choice('categorical'))).toEqual(Array.from(pool.fits.keys()).filter((h) => pool.fits[h] === 1));
    const byScore = chosen(choice('score', { places: 10 })).map((h) => pool.score![h]!);
    expect(Math.max(...byScore)).toBe([...pool.score!].sort((a, b) => a - b)[9]);
  });

  test.each(METHODS.filter((method) => method !== 'current-list'))(
    '%s chooses nobody whom the programme is not for, and nobody who would get nothing',
    (method) => {
      const isFor = pool.isFor.map((_, h) => Number(h % 3 !== 0));
      const rupiah = flat.map((each, h) => (h % 5 === 0 ? 0 : each));
      const { isChosen } = selectHouseholds({ ...pool, isFor }, choice(method), rupiah);
      const found = Array.from(isChosen.keys()).filter((h) => isChosen[h] === 1);
      expect(found.length).toBeGreaterThan(0);
      expect(found.filter((h) => h % 3 === 0 || h % 5 === 0)).toEqual([]);
    },
  );

  test('the list of now is taken as it is, whatever facts say of who is on it', () => {
    const nobody = { ...pool, isFor: new Uint8Array(COUNT) };
    const { isChosen } = selectHouseholds(nobody, choice('current-list'), new Float64Array(COUNT));
    expect(isChosen).toEqual(pool.receives);
  });

  test('fills each kelurahan to its own places', () => {
    const placesByKelurahan = new Map([
      [0, 3],
      [2, 5],
    ]);
    const found = chosen(choice('score', { placesByKelurahan })).map((h) => pool.kelurahan[h]!);
    expect([0, 1, 2, 3].map((area) => found.filter((each) => each === area).length)).toEqual([3, 0, 5, 0]);
  });

  test('hybrid hears the meeting among those whom the score brings before it', () => {
    const hybrid = chosen(choice('hybrid', { places: 40 }));
    const byScore = new Set(chosen(choice('score', { places: 40 })));
    expect(hybrid.some((h) => !byScore.has(h))).toBe(true);
    const worst = Math.max(...hybrid.map((h) => pool.score![h]!));
    expect(worst).toBeLessThan(Math.max(...pool.score!));
  });

  test.each([
    ['whom the programme is not for', { isFor: 0, rupiah: 1_000_000 }],
    ['who would get nothing', { isFor: 1, rupiah: 0 }],
  ])('hybrid brings nobody before the meeting %s, and fills the places with others', (_, poorest) => {
    const places = 100;
    const inOrder = Array.from(pool.isFor.keys()).sort((a, b) => pool.score![a]! - pool.score![b]!);
    const isPoorest = new Set(inOrder.slice(0, 250));
    const own = { ...pool, isFor: pool.isFor.map((_each, h) => (isPoorest.has(h) ? poorest.isFor : 1)) };
    const rupiah = flat.map((each, h) => (isPoorest.has(h) ? poorest.rupiah : each));
    const candidates = meetingCandidates(own, choice('hybrid', { places }), rupiah);
    expect(candidates.filter((h) => isPoorest.has(h))).toEqual([]);
    // Half as many again as there are places, and in each kelurahan at most one more for what is rounded up.
    expect(candidates.length).toBeGreaterThanOrEqual(150);
    expect(candidates.length).toBeLessThan(154);
    for (const method of ['hybrid', 'score'] as const) {
      const { isChosen } = selectHouseholds(own, choice(method, { places }), rupiah);
      expect(isChosen.reduce((sum, each) => sum + each, 0)).toBe(places);
    }
  });

  test('hybrid keeps who would get an amount that no source tells', () => {
    const { isChosen } = selectHouseholds(
      pool,
      choice('hybrid', { places: 30 }),
      flat.map(() => NaN),
    );
    expect(isChosen.reduce((sum, each) => sum + each, 0)).toBe(30);
  });

  test('needs a score where it goes by one', () => {
    expect(() => selectHouseholds({ ...pool, score: undefined }, choice('score'), flat)).toThrow(/needs a score/);
  });

  test('says how many were alike at the cut, and draws among them by the seed', () => {
    const cut = (seed: number) => selectHouseholds(pool, choice('universal', { places: 10, seed }), flat);
    expect(cut(1).alikeAtCut).toBe(COUNT - 10);
    expect(cut(1).isChosen).toEqual(cut(1).isChosen);
    expect(cut(1).isChosen).not.toEqual(cut(2).isChosen);
  });

  test('says so at the cut of each kelurahan where places are by kelurahan', () => {
    // Who is taken last in the city is alike with nobody of the second kelurahan.
    const desil = Float64Array.from(pool.kelurahan, (area) => (area === 1 ? 2 : 3));
    const families = (area: number): number => Array.from(pool.kelurahan).filter((k) => k === area).length;
    const cut = (places: [number, number][], city?: number) =>
      selectHouseholds({ ...pool, desil }, choice('desil', { placesByKelurahan: new Map(places), places: city }), flat)
        .alikeAtCut;
    expect(
      cut([
        [0, 5],
        [1, 7],
      ]),
    ).toBe(families(0) - 5 + families(1) - 7);
    expect(
      cut([
        [0, 5],
        [1, families(1)],
      ]),
    ).toBe(families(0) - 5);
    // The places of the city run out before those of the first kelurahan do; those of the second are full.
    expect(
      cut(
        [
          [0, COUNT],
          [1, 7],
        ],
        10,
      ),
    ).toBe(families(0) - 3 + families(1) - 7);
  });
});

const spending = spendingOf(
  Array.from({ length: COUNT }, (_, h) => 200_000 + draw.below(2_000_000, h, 9)),
  Array.from({ length: COUNT }, (_, h) => 1 + draw.below(6, h, 10)),
);
const inputs = (of: Choice, more: Partial<WhatIfInputs> = {}): WhatIfInputs => ({
  pool,
  choice: of,
  rupiahPerYear: flat,
  presentRupiahPerYear: Float64Array.from(pool.receives, (receives) => receives * 1_000_000),
  due: Uint8Array.from(pool.fits, (fits, h) => (h % 10 === 0 ? UNKNOWN : fits === 1 ? YES : NO)),
  size: spending.size,
  spending,
  lineRupiahPerPersonPerMonth: LINE,
  kelurahanCount: 4,
  replicates: 0,
  seed: 3,
  ...more,
});

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

describe('bootstrap intervals', () => {
  const after = withTransfers(spending, flat);
  const { lists, areas } = whatIf(inputs(choice('universal'))).drawing;
  const drawn = (other = after, replicates = 1000, seed = 5) =>
    bootstrap(
      { lists, areas, hasAreas: false, welfare: { before: lineUp(spending, LINE), after: lineUp(other, LINE) } },
      replicates,
      seed,
    );
  const everybody = drawn();
  const found = everybody.welfare!;

  test('are the same for the same seed, and others for another', () => {
    const again = (seed: number) => drawn(after, 50, seed);
    expect(again(1)).toEqual(again(1));
    expect(again(1)).not.toEqual(again(2));
  });

  test('hold the measure itself, and are as wide as theory says', () => {
    const { headcountShare } = measure(spending, LINE);
    expect(found.before.headcountShare.low).toBeLessThan(headcountShare);
    expect(found.before.headcountShare.high).toBeGreaterThan(headcountShare);
    // Variance of a ratio of sums over families, each drawn a Poisson number of times.
    const persons = Array.from(spending.size).reduce((sum, each) => sum + each, 0);
    const variance = Array.from(spending.size).reduce((sum, size, h) => {
      const isPoor = spending.rupiahPerPersonPerMonth[h]! < LINE ? 1 : 0;
      return sum + (size * (isPoor - headcountShare)) ** 2;
    }, 0);
    const halfWidth = (1.96 * Math.sqrt(variance)) / persons;
    const width = found.before.headcountShare.high - found.before.headcountShare.low;
    expect(width / (2 * halfWidth)).toBeGreaterThan(0.88);
    expect(width / (2 * halfWidth)).toBeLessThan(1.12);
    const { after: recipients } = everybody.recipients;
    expect(recipients.high - recipients.low).toBeGreaterThan(2 * 1.6 * Math.sqrt(COUNT));
  });

  test('draw the same families before and after: money for the better-off changes no draw of poverty', () => {
    const transfers = Float64Array.from(spending.rupiahPerPersonPerMonth, (spent, h) =>
      spent >= LINE && h % 2 === 0 ? 60_000_000 : 0,
    );
    const other = withTransfers(spending, transfers);
    const { change } = drawn(other, 60).welfare!;
    for (const key of ['headcountShare', 'gapShare', 'severityShare'] as const) {
      expect(change[key].low).toBeCloseTo(0, 12);
      expect(change[key].high).toBeCloseTo(0, 12);
    }
    expect(change.gini.low).toBeGreaterThan(0);
  });

  test('of the change are narrower than those of either side, for both sides are the same families', () => {
    const width = ({ low, high }: { low: number; high: number }): number => high - low;
    expect(width(found.change.gini)).toBeLessThan(width(found.before.gini));
  });

  const asked = choice('desil', { places: 120 });
  const tried = (more: Partial<WhatIfInputs>) =>
    whatIf(inputs(asked, { replicates: 400, hasIntervalsByKelurahan: true, ...more }));

  test('of one kelurahan that holds everybody are those of the city, draw for draw', () => {
    const { intervals } = tried({ pool: { ...pool, kelurahan: new Uint16Array(COUNT) }, kelurahanCount: 1 });
    const [only] = intervals!.byKelurahan!;
    for (const key of Object.keys(only!) as (keyof typeof only)[])
      if (key in intervals!) expect(only![key], key).toEqual(intervals![key as 'recipients']);
    expect(only!.recipients.after.high).toBeGreaterThan(only!.recipients.after.low);
    for (const side of ['low', 'high'] as const) {
      expect(only!.headcountShareChange![side]).toBeCloseTo(intervals!.welfare!.change.headcountShare[side], 12);
      expect(only!.gapShareChange![side]).toBeCloseTo(intervals!.welfare!.change.gapShare[side], 12);
    }
  });

  test('by kelurahan hold what is counted there, as wide as theory says, and nothing where nothing changes', () => {
    // In the first kelurahan everybody keeps what he has.
    const isChosen = Uint8Array.from({ length: COUNT }, (_, h) =>
      pool.kelurahan[h] === 0 ? pool.receives[h]! : h % 3 === 0 ? 1 : 0,
    );
    const list = { ...pool, receives: isChosen };
    const present = inputs(asked).presentRupiahPerYear;
    const found = tried({
      pool: list,
      choice: choice('current-list'),
      rupiahPerYear: Float64Array.from(flat, (rupiah, h) => (pool.kelurahan[h] === 0 ? present[h]! : rupiah)),
      replicates: 1000,
    });
    found.intervals!.byKelurahan!.forEach(
      ({ recipients, inclusionErrors, exclusionErrors, undetermined, winners, losers }, k) => {
        const counted = found.byKelurahan[k]!;
        for (const [interval, count] of [
          [recipients.after, counted.recipients],
          [inclusionErrors.after, counted.inclusionErrors],
          [exclusionErrors.after, counted.exclusionErrors],
          [undetermined.after, counted.undetermined],
          [winners, counted.winners],
          [losers, counted.losers],
        ] as const) {
          expect(interval.low).toBeLessThanOrEqual(count);
          expect(interval.high).toBeGreaterThanOrEqual(count);
          expect((interval.high - interval.low) / (2 * 1.96 * Math.sqrt(count) || 1)).toBeLessThan(1.15);
          if (count > 20) expect((interval.high - interval.low) / (2 * 1.96 * Math.sqrt(count))).toBeGreaterThan(0.85);
        }
      },
    );
    expect(found.intervals!.byKelurahan![0]!.gapShareChange).toEqual({ low: 0, high: 0 });
    expect(found.intervals!.byKelurahan![1]!.gapShareChange!.low).toBeLessThan(0);
  });
});

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
