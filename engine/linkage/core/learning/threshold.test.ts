import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockingRecall } from './blocking-recall.ts';
import { chooseThreshold, countByChance } from './threshold.ts';

describe('the threshold without labels', () => {
  const chances = [0.99, 0.97, 0.9, 0.7, 0.55, 0.3, 0.2, 0.05, 0.02, 0.01];

  /** The slow, obvious form: F1 in expectation at each chance. */
  function bestByTrying(expectedMatches: number): number {
    const f1At = (least: number): number => {
      const kept = chances.filter((each) => each >= least);
      return (2 * kept.reduce((sum, each) => sum + each, 0)) / (kept.length + expectedMatches);
    };
    return chances.reduce((best, each) => (f1At(each) > f1At(best) ? each : best), chances[0]!);
  }

  test.each([4, 5, 8, 20])('is where F1 is highest in expectation, with %d matches', (matches) => {
    const best = bestByTrying(matches);
    const { probability } = chooseThreshold(
      countByChance(chances.length, (i) => chances[i]!),
      matches,
    );
    const kept = chances.filter((each) => each >= probability);
    expect(kept.at(-1)).toBe(best);
  });

  test('keeps what trying each chance in turn keeps, or nothing where that is likelier to be right', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 4096 }), { maxLength: 30 });
    fc.assert(
      fc.property(steps, fc.double({ min: 0, max: 10, noNaN: true }), (each, more) => {
        const told = each.map((step) => step / 4096);
        const sum = (of: readonly number[]): number => of.reduce((total, chance) => total + chance, 0);
        const matches = sum(told) + more;
        let [best, kept] = [Math.exp(-matches), 0];
        for (const least of told.filter((chance) => chance >= 0.05).toSorted((a, b) => b - a)) {
          const from = told.filter((chance) => chance >= least);
          const f1 = (2 * sum(from)) / (from.length + matches);
          if (f1 > best + 1e-12) [best, kept] = [f1, from.length];
        }
        const { probability } = chooseThreshold(
          countByChance(told.length, (i) => told[i]!),
          matches,
        );
        // Pairs as good as certain are linked in any case.
        const least = told.filter((chance) => chance > 1 - 1 / 4096).length;
        expect(told.filter((chance) => chance >= probability)).toHaveLength(Math.max(kept, least));
      }),
      { numRuns: 500 },
    );
  });

  test('falls as more matches are out of reach', () => {
    const at = (matches: number): number =>
      chooseThreshold(
        countByChance(chances.length, (i) => chances[i]!),
        matches,
      ).probability;
    expect(at(20)).toBeLessThan(at(4));
  });

  test('keeps nothing where a match is not to be expected, and one that is likely', () => {
    const least = (chance: number): number =>
      chooseThreshold(
        countByChance(1, () => chance),
        chance,
      ).probability;
    for (const chance of [0.01, 0.1, 0.3]) expect(least(chance)).toBeGreaterThan(0.99);
    for (const chance of [0.7, 0.9]) expect(least(chance)).toBeLessThan(chance);
  });

  test('keeps nothing where nothing tells records apart, though F1 is highest when all are one', () => {
    const chance = 1 / 1000;
    const { probability } = chooseThreshold(
      countByChance(20_000, () => chance),
      20,
    );
    expect(probability).toBeGreaterThan(0.99);
  });

  test('keeps nothing where there are no pairs', () => {
    expect(
      chooseThreshold(
        countByChance(0, () => 0),
        10,
      ).probability,
    ).toBeGreaterThan(0.99);
  });
});

describe('what blocking misses', () => {
  /** Matches by how many of `rules` independent rules find them, each with the same chance. */
  function independent(matches: number, rules: number, chance: number): Float64Array {
    const counts = new Float64Array(33);
    for (let found = 0; found <= rules; found++) {
      let ways = 1;
      for (let i = 0; i < found; i++) ways *= (rules - i) / (i + 1);
      counts[found] = matches * ways * chance ** found * (1 - chance) ** (rules - found);
    }
    return counts;
  }

  test.each([0.3, 0.5, 0.8])('is recovered where rules find %d of the matches, each by itself', (chance) => {
    const counts = independent(10_000, 6, chance);
    const truth = 1 - counts[0]! / 10_000;
    counts[0] = 0;
    const { value, low, high } = blockingRecall(counts);
    expect(value).toBeCloseTo(truth, 1);
    expect(low).toBeLessThanOrEqual(value);
    expect(high).toBeGreaterThanOrEqual(value);
  });

  test('is nothing where every match is found many times', () => {
    expect(blockingRecall([0, 0, 0, 50, 200]).value).toBe(1);
  });
});
