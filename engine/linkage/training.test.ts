import { describe, expect, test } from 'vitest';
import { chance } from '../kernel/random.ts';
import { matchWeights, probabilityOf, weightsOf, type LevelShares } from './fellegi-sunter.ts';
import { countPatterns, type PatternCounts } from './patterns.ts';
import { estimateM } from './training.ts';

const M: LevelShares = [
  [0, 0.05, 0.05, 0.9],
  [0, 0.1, 0.9],
  [0, 0.02, 0.08, 0.9],
  [0, 0.01, 0.99],
].map((shares) => Float64Array.from(shares));
const U: LevelShares = [
  [0, 0.97, 0.02, 0.01],
  [0, 0.95, 0.05],
  [0, 0.9, 0.07, 0.03],
  [0, 0.5, 0.5],
].map((shares) => Float64Array.from(shares));
/** Where the estimation starts: far from the truth. */
const START: LevelShares = [
  [0, 0.2, 0.2, 0.6],
  [0, 0.3, 0.7],
  [0, 0.2, 0.2, 0.6],
  [0, 0.3, 0.7],
].map((shares) => Float64Array.from(shares));

interface Kind {
  readonly pairs: number;
  readonly matchShare: number;
  readonly u: LevelShares;
  readonly missing: number;
}

/** Patterns drawn from known m and u, one group a kind. */
function drawPatterns(seed: number, kinds: readonly Kind[]): PatternCounts {
  const sets = kinds.map(({ pairs, matchShare, u, missing }, g) => {
    const draw = chance(seed, 'patterns', g);
    const levels = new Uint8Array(pairs * M.length);
    for (let pair = 0; pair < pairs; pair++) {
      const shares = draw.uniform(pair, 1) < matchShare ? M : u;
      for (let c = 0; c < M.length; c++) {
        const isMissing = draw.uniform(pair, 10 + c) < missing;
        levels[pair * M.length + c] = isMissing ? 0 : pickLevel(shares[c]!, draw.uniform(pair, 20 + c));
      }
    }
    const rule = new Uint8Array(pairs).fill(g);
    const none = new Uint32Array(pairs);
    return {
      pairs: { count: pairs, left: none, right: none, rule },
      agreement: { levels, rarityBits: new Float32Array(pairs) },
    };
  });
  return countPatterns(
    sets,
    M.map(({ length }) => length),
    kinds.length,
  );
}

function pickLevel(shares: Float64Array, uniform: number): number {
  let sum = 0;
  for (let level = 1; level < shares.length; level++) {
    sum += shares[level]!;
    if (uniform < sum) return level;
  }
  return shares.length - 1;
}

const learns = M.map((shares) => [...shares].map(() => true));
const settings = { m: START, u: U, learns, priorShare: 0.1, priorMatches: 1, maximumRounds: 200, tolerance: 1e-7 };

const largestError = (m: LevelShares): number =>
  Math.max(...m.flatMap((shares, c) => [...shares].map((share, level) => Math.abs(share - M[c]![level]!))));

describe('expectation and maximisation', () => {
  test('recovers m and the number of matches where u is known', () => {
    const patterns = drawPatterns(1, [{ pairs: 60_000, matchShare: 0.2, u: U, missing: 0 }]);
    const { m, matches } = estimateM({ ...settings, patterns, isUKnown: true });
    expect(largestError(m)).toBeLessThan(0.01);
    expect(matches / 60_000).toBeCloseTo(0.2, 2);
  });

  test('recovers them where a third of the values is missing', () => {
    const patterns = drawPatterns(2, [{ pairs: 60_000, matchShare: 0.2, u: U, missing: 0.33 }]);
    const { m, matches, matchesTold } = estimateM({ ...settings, patterns, isUKnown: true });
    expect(largestError(m)).toBeLessThan(0.015);
    expect(matches / 60_000).toBeCloseTo(0.2, 2);
    expect(matchesTold[0]! / matches).toBeCloseTo(0.67, 1);
  });

  describe('on pairs found by blocking, where unrelated pairs agree far more than by chance', () => {
    const blocked = U.map((shares, c) => (c === 0 ? Float64Array.of(0, 0.1, 0.1, 0.8) : shares));
    const otherwise = U.map((shares, c) => (c === 2 ? Float64Array.of(0, 0.2, 0.2, 0.6) : shares));
    const patterns = drawPatterns(3, [
      { pairs: 40_000, matchShare: 0.6, u: blocked, missing: 0 },
      { pairs: 40_000, matchShare: 0.05, u: otherwise, missing: 0 },
    ]);

    test('recovers m when u of each group is accounted for', () => {
      const { m, matchesOfGroup } = estimateM({ ...settings, patterns, isUKnown: false });
      expect(largestError(m)).toBeLessThan(0.02);
      expect(matchesOfGroup[0]! / 40_000).toBeCloseTo(0.6, 1);
      expect(matchesOfGroup[1]! / 40_000).toBeCloseTo(0.05, 1);
    });

    test('does not when u is taken for that of random pairs: the negative control', () => {
      const { m } = estimateM({ ...settings, patterns, isUKnown: true });
      expect(largestError(m)).toBeGreaterThan(0.05);
    });
  });

  test('a fixed level keeps its share, and the others fill what it leaves', () => {
    const patterns = drawPatterns(4, [{ pairs: 20_000, matchShare: 0.3, u: U, missing: 0 }]);
    const fixed = learns.map((each, c) => each.map((_, level) => !(c === 0 && level === 2)));
    const { m } = estimateM({ ...settings, learns: fixed, patterns, isUKnown: true });
    expect(m[0]![2]).toBe(START[0]![2]);
    expect(m[0]!.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
  });

  test('nothing to learn from leaves the start as it is', () => {
    const { m, matches } = estimateM({ ...settings, patterns: drawPatterns(5, []), isUKnown: false });
    m.forEach((shares, c) => shares.forEach((share, level) => expect(share).toBeCloseTo(START[c]![level]!, 12)));
    expect(matches).toBe(0);
  });

  test('the order of pairs does not change a bit of the result', () => {
    const kinds = [{ pairs: 5000, matchShare: 0.2, u: U, missing: 0.1 }];
    const patterns = drawPatterns(6, kinds);
    const twice = countPatterns(
      [reversed(patterns)],
      M.map(({ length }) => length),
      1,
    );
    expect(estimateM({ ...settings, patterns: twice, isUKnown: true }).m).toEqual(
      estimateM({ ...settings, patterns, isUKnown: true }).m,
    );
  });
});

/** The pairs behind the patterns, last pattern first. */
function reversed({ count, levels, pairs }: PatternCounts) {
  const rows = Array.from({ length: count }, (_, pattern) => count - 1 - pattern).flatMap((pattern) =>
    Array.from({ length: pairs[pattern]! }, () => [...levels.slice(pattern * M.length, (pattern + 1) * M.length)]),
  );
  const none = new Uint32Array(rows.length);
  return {
    pairs: { count: rows.length, left: none, right: none, rule: new Uint8Array(rows.length) },
    agreement: { levels: Uint8Array.from(rows.flat()), rarityBits: new Float32Array(rows.length) },
  };
}

describe('match weights', () => {
  const weights = weightsOf(M, U);

  test('are the sum of log2(m / u), the prior and the rarity of values', () => {
    const [bits] = matchWeights(Uint8Array.of(3, 2, 3, 2), weights, Float32Array.of(1.5), -4);
    const expected = Math.log2(0.9 / 0.01) + Math.log2(0.9 / 0.05) + Math.log2(0.9 / 0.03) + Math.log2(0.99 / 0.5);
    expect(bits).toBeCloseTo(expected + 1.5 - 4, 4);
  });

  test('a field that is not told adds nothing', () => {
    expect(matchWeights(Uint8Array.of(0, 0, 0, 0), weights, Float32Array.of(0), -4)[0]).toBe(-4);
  });

  test('levels that are not whole pairs are an error', () => {
    expect(() => matchWeights(new Uint8Array(5), weights, new Float32Array(1), 0)).toThrow(RangeError);
  });

  test('bits are log2 of the odds', () => {
    expect(probabilityOf(0)).toBe(0.5);
    expect(probabilityOf(7)).toBeCloseTo(128 / 129, 10);
    expect(probabilityOf(-2000)).toBe(0);
    expect(probabilityOf(2000)).toBe(1);
  });
});
