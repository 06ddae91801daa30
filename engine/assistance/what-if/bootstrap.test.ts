import { describe, expect, test } from 'vitest';
import { bootstrap } from './bootstrap.ts';
import { lineUp, measure, withTransfers } from './poverty.ts';
import { choice, COUNT, flat, inputs, LINE, pool, spending } from './test-pool.ts';
import { whatIf, type WhatIfInputs } from './what-if.ts';

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
