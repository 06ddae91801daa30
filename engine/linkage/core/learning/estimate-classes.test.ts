import { describe, expect, test } from 'vitest';
import { chance } from '../../../kernel/random.ts';
import type { ComparisonSpec } from '../comparison.ts';
import type { Patterns } from '../pairs.ts';
import type { FieldKind } from '../table.ts';
import { learn, type LearningInput, type Learnt } from './learn.ts';

const KINDS: Readonly<Record<string, FieldKind>> = {
  given: 'name-part',
  surname: 'name-part',
  born: 'date',
  sex: 'category',
  address: 'address',
};
const FIELDS = Object.keys(KINDS);

/** [comparison][level from 1] */
type Shares = readonly (readonly number[])[];
const M: Shares = [
  [0.04, 0.16, 0.8],
  [0.05, 0.1, 0.85],
  [0.05, 0.1, 0.85],
  [0.02, 0.98],
  [0.25, 0.05, 0.7],
];
const U: Shares = [
  [0.97, 0.02, 0.01],
  [0.975, 0.02, 0.005],
  [0.98, 0.0199, 0.0001],
  [0.5, 0.5],
  [0.98, 0.0195, 0.0005],
];
/** People of one household: surname and address are shared, the rest is not. */
const HOUSEHOLD: Shares = [U[0]!, [0.2, 0.05, 0.75], U[2]!, U[3]!, [0.03, 0.07, 0.9]];
/** Where the estimation starts: far from the truth. */
const START: Shares = [
  [0.2, 0.2, 0.6],
  [0.2, 0.2, 0.6],
  [0.2, 0.2, 0.6],
  [0.3, 0.7],
  [0.3, 0.2, 0.5],
];

const specs = (start = START, isLearnt = true): ComparisonSpec[] =>
  FIELDS.map((field, c) => ({
    name: field,
    measure: field,
    fields: [field],
    levels: start[c]!.map((m, l) => ({ name: String(l + 1), m, isLearnt })),
  }));

interface Kind {
  readonly pairs: number;
  readonly shares: Shares;
}

/** Patterns of pairs drawn from known shares, as one rule would count them. */
function drawPatterns(seed: number, kinds: readonly Kind[], missing = 0): Patterns {
  const counts = new Map<string, number>();
  kinds.forEach(({ pairs, shares }, k) => {
    const draw = chance(seed, 'patterns', k);
    for (let pair = 0; pair < pairs; pair++) {
      const levels = shares.map((each, c) =>
        draw.uniform(pair, 10 + c) < missing ? 0 : pickLevel(each, draw.uniform(pair, 30 + c)),
      );
      const key = String.fromCharCode(...levels);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  });
  const keys = [...counts.keys()].sort();
  return {
    count: keys.length,
    comparisons: FIELDS.length,
    levels: Uint8Array.from(keys.flatMap((key) => [...key].map((each) => each.charCodeAt(0)))),
    rules: 1,
    pairs: Float64Array.from(keys, (key) => counts.get(key)!),
  };
}

function pickLevel(shares: readonly number[], uniform: number): number {
  let sum = 0;
  for (let level = 0; level < shares.length; level++) {
    sum += shares[level]!;
    if (uniform < sum) return level + 1;
  }
  return shares.length;
}

const inputOf = (patterns: Patterns, allPairs: number, comparisons = specs(), u = U): LearningInput => ({
  patterns,
  comparisons,
  unrelated: u.map((shares) => ({
    u: Float64Array.of(0, ...shares),
    error: new Float64Array(shares.length + 1),
    averageBits: new Float64Array(shares.length + 1),
  })),
  allPairs,
  records: 10_000,
  kindOf: (field) => KINDS[field],
  training: { maximumRounds: 300, tolerance: 1e-7, priorMatches: 2 },
});

const learnFrom = (patterns: Patterns, allPairs: number, comparisons = specs()): Learnt =>
  learn(inputOf(patterns, allPairs, comparisons));

function largestError({ space, estimation }: Learnt): number {
  let largest = 0;
  M.forEach((shares, c) =>
    shares.forEach((share, l) => {
      largest = Math.max(largest, Math.abs(share - estimation.shares[0]![space.first[c]! + l + 1]!));
    }),
  );
  return largest;
}

describe('learning without labels', () => {
  test('recovers m, the number of matches and so the prior', () => {
    const learnt = learnFrom(
      drawPatterns(1, [
        { pairs: 5000, shares: M },
        { pairs: 200_000, shares: U },
      ]),
      205_000,
    );
    expect(largestError(learnt)).toBeLessThan(0.02);
    expect(learnt.estimation.matches / 5000).toBeCloseTo(1, 1);
    expect(learnt.estimation.classShares[0]! * 205_000).toBeCloseTo(learnt.estimation.matches, -1);
  });

  test('recovers them where a third of the values is missing', () => {
    const kinds = [
      { pairs: 5000, shares: M },
      { pairs: 200_000, shares: U },
    ];
    const learnt = learnFrom(drawPatterns(2, kinds, 0.33), 205_000);
    expect(largestError(learnt)).toBeLessThan(0.05);
    expect(Math.abs(learnt.estimation.matches / 5000 - 1)).toBeLessThan(0.1);
  });

  test('recovers them where most strangers were never candidates', () => {
    const all = drawPatterns(3, [
      { pairs: 5000, shares: M },
      { pairs: 200_000, shares: U },
    ]);
    // Only pairs that agree on given name or birth date are brought.
    const isBrought = (p: number): boolean => all.levels[p * 5] === 3 || all.levels[p * 5 + 2] === 3;
    const pairs = all.pairs.map((each, p) => (isBrought(p) ? each : 0));
    const learnt = learnFrom({ ...all, pairs }, 205_000);
    expect(Math.abs(learnt.estimation.matches / 5000 - 1)).toBeLessThan(0.05);
  });

  describe('among twice as many people of one household', () => {
    const kinds = [
      { pairs: 3000, shares: M },
      { pairs: 6000, shares: HOUSEHOLD },
      { pairs: 200_000, shares: U },
    ];
    const patterns = drawPatterns(4, kinds);

    test('finds the persons, not the households', () => {
      const learnt = learnFrom(patterns, 209_000);
      expect(largestError(learnt)).toBeLessThan(0.03);
      expect(Math.abs(learnt.estimation.matches / 3000 - 1)).toBeLessThan(0.05);
    });

    test('which it would not without a class for them: the negative control', () => {
      // With kinds that could be anything, no comparison is known to be of a household.
      const comparisons = specs();
      const learnt = learn({ ...inputOf(patterns, 209_000, comparisons), kindOf: () => 'code' });
      expect(learnt.estimation.matches).toBeGreaterThan(6000);
    });
  });

  describe('among strangers born on one day in one place', () => {
    const cohort: Shares = [U[0]!, U[1]!, [0.01, 0.01, 0.98], U[3]!, HOUSEHOLD[4]!];
    const kinds = [
      { pairs: 3000, shares: M },
      { pairs: 6000, shares: cohort },
      { pairs: 200_000, shares: U },
    ];
    const patterns = drawPatterns(10, kinds);

    test('finds the persons, whose names agree', () => {
      const learnt = learnFrom(patterns, 209_000);
      expect(largestError(learnt)).toBeLessThan(0.03);
      expect(Math.abs(learnt.estimation.matches / 3000 - 1)).toBeLessThan(0.05);
    });

    test('which it would not if no name were known to be one: the negative control', () => {
      const comparisons = specs();
      const kindOf = (field: string): FieldKind => (KINDS[field] === 'name-part' ? 'address' : KINDS[field]!);
      const learnt = learn({ ...inputOf(patterns, 209_000, comparisons), kindOf });
      expect(learnt.estimation.matches).toBeGreaterThan(5000);
    });
  });

  describe('among strangers who agree on given name and birth date together ten times as often as by chance', () => {
    // One pair in ten is of one people; given names and dates agree in no other.
    const people: Shares = [[0.55, 0.05, 0.4], U[1]!, [0.85, 0.05, 0.1], U[3]!, U[4]!];
    const others: Shares = [[0.98, 0.02, 0], U[1]!, [0.98, 0.02, 0], U[3]!, U[4]!];
    const all: Shares = U.map((u, c) =>
      c % 2 === 1 || c > 2 ? u : u.map((_, l) => 0.1 * people[c]![l]! + 0.9 * others[c]![l]!),
    );
    const kinds = (times: number) => [
      { pairs: 50 * times, shares: M },
      { pairs: 5000 * times, shares: people },
      { pairs: 45_000 * times, shares: others },
    ];
    // One pair in six tells nothing else but the sex.
    const [told, untold] = [drawPatterns(14, kinds(5)), drawPatterns(15, kinds(1))];
    for (let p = 0; p < untold.count; p++) untold.levels[p * 5 + 1] = untold.levels[p * 5 + 4] = 0;
    const patterns: Patterns = {
      ...told,
      count: told.count + untold.count,
      levels: Uint8Array.of(...told.levels, ...untold.levels),
      pairs: Float64Array.of(...told.pairs, ...untold.pairs),
    };
    const input = inputOf(patterns, 300_300, specs(), all);
    const joint = [{ left: 0, right: 2, times: 10 }];

    test('finds the matches', () => {
      const { together, estimation } = learn({ ...input, joint });
      expect(together).toEqual([{ left: 0, right: 2, bits: Math.log2(10) }]);
      expect(Math.abs(estimation.matches / 300 - 1)).toBeLessThan(0.15);
    });

    test('which it would not if it took the two for independent: the negative control', () => {
      expect(learn(input).estimation.matches).toBeGreaterThan(600);
    });
  });

  test('what matches add to the shares of all pairs is no chance', () => {
    // One pair in ten is a match: a number that is nobody else's agrees in seven pairs of a hundred nevertheless.
    const pairs = [
      { pairs: 20_000, shares: M },
      { pairs: 180_000, shares: U },
    ];
    const mixed = U.map((u, c) => u.map((share, l) => 0.9 * share + 0.1 * M[c]![l]!));
    const input = inputOf(drawPatterns(11, pairs), 200_000, specs(), mixed);
    const { u, space, estimation } = learn({ ...input, records: 633 });
    expect(Math.abs(estimation.matches / 20_000 - 1)).toBeLessThan(0.1);
    const same = u[space.first[1]! - 1]!;
    expect(same).toBeLessThan(mixed[0]![2]! / 2);
    // No less than two fifths of what agrees at all.
    expect(same).toBeGreaterThan(mixed[0]![2]! * 0.39);
  });

  test('values that few share tell matches from strangers that agree by chance', () => {
    const patterns = drawPatterns(12, [
      { pairs: 300, shares: M },
      { pairs: 300_000, shares: U },
    ]);
    const top = (p: number): boolean => patterns.levels[p * 5] === 3 && patterns.levels[p * 5 + 1] === 3;
    const pattern = Array.from(patterns.pairs, (pairs, p) => new Array<number>(pairs).fill(p)).flat();
    const rareOf = (bits: (isTop: boolean) => number) => ({
      pattern: Uint32Array.from(pattern),
      rarityBits: Float32Array.from(pattern, (p) => bits(top(p))),
    });
    const input = inputOf(patterns, 300_300);
    const plain = learn({ ...input, rare: rareOf(() => 0) }).estimation.matches;
    expect(learn(input).estimation.matches).toBeCloseTo(plain, 9);
    expect(learn({ ...input, rare: rareOf((isTop) => (isTop ? 6 : 0)) }).estimation.matches).toBeGreaterThan(plain);
    expect(learn({ ...input, rare: rareOf((isTop) => (isTop ? -6 : 0)) }).estimation.matches).toBeLessThan(plain);
  });

  test('tells twins from one person whose given name is wrong', () => {
    const twins: Shares = [U[0]!, HOUSEHOLD[1]!, [0.01, 0.01, 0.98], U[3]!, HOUSEHOLD[4]!];
    const kinds = [
      { pairs: 5000, shares: M },
      { pairs: 10_000, shares: HOUSEHOLD },
      { pairs: 500, shares: twins },
      { pairs: 200_000, shares: U },
    ];
    const learnt = learnFrom(drawPatterns(5, kinds), 215_500);
    expect(learnt.classes.map(({ name }) => name)).toContain('twins');
    expect(Math.abs(learnt.estimation.matches / 5000 - 1)).toBeLessThan(0.04);
  });

  test('tells twins also where more pairs are kin whose dates are near', () => {
    const twins: Shares = [U[0]!, HOUSEHOLD[1]!, M[2]!, U[3]!, HOUSEHOLD[4]!];
    const kin: Shares = [U[0]!, [0.6, 0.35, 0.05], [0.05, 0.9, 0.05], U[3]!, U[4]!];
    const kinds = [
      { pairs: 5000, shares: M },
      { pairs: 10_000, shares: HOUSEHOLD },
      { pairs: 400, shares: twins },
      { pairs: 4000, shares: kin },
      { pairs: 200_000, shares: U },
    ];
    const { classes, estimation } = learnFrom(drawPatterns(13, kinds), 219_400);
    const twinsAt = classes.findIndex(({ name }) => name === 'twins');
    expect(Math.abs((estimation.classShares[twinsAt]! * 219_400) / 400 - 1)).toBeLessThan(0.3);
    expect(Math.abs(estimation.matches / 5000 - 1)).toBeLessThan(0.04);
  });

  test('does not run away where there are no matches', () => {
    const learnt = learnFrom(drawPatterns(6, [{ pairs: 200_000, shares: U }]), 200_000);
    expect(learnt.estimation.matches).toBeLessThan(20);
  });

  test('a stronger level never weighs less than a weaker one', () => {
    const { space, weightBits } = learnFrom(
      drawPatterns(7, [
        { pairs: 50, shares: M },
        { pairs: 20_000, shares: U },
      ]),
      20_050,
    );
    for (let c = 0; c < space.comparisons; c++) {
      const bits = [...weightBits.subarray(space.first[c]! + 1, space.first[c + 1])];
      bits.slice(1).forEach((each, l) => expect(each).toBeGreaterThanOrEqual(bits[l]! - 1e-9));
    }
  });

  test('levels that are not learnt keep their m', () => {
    const fixed = specs(START, false);
    const { space, estimation } = learnFrom(
      drawPatterns(8, [
        { pairs: 500, shares: M },
        { pairs: 5000, shares: U },
      ]),
      5500,
      fixed,
    );
    START.forEach((shares, c) =>
      shares.forEach((share, l) => expect(estimation.shares[0]![space.first[c]! + l + 1]).toBeCloseTo(share, 12)),
    );
  });

  test('a field that no match tells is left out and said', () => {
    const untold = drawPatterns(9, [
      { pairs: 500, shares: M },
      { pairs: 20_000, shares: U },
    ]);
    for (let p = 0; p < untold.count; p++) untold.levels[p * 5 + 4] = 0;
    const { dropped, weightBits, space } = learnFrom(untold, 20_500);
    expect(dropped[4]).toBe('no match tells it');
    expect(weightBits.subarray(space.first[4], space.first[5]).every((bits) => bits === 0)).toBe(true);
  });
});
