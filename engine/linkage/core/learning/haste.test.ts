import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasteOfPatterns, type HasteInput } from './haste.ts';

/** Levels of a field: it differs, it has a slip, it is the same. */
const M = [0.05, 0.15, 0.8] as const;
const U = [0.96, 0.03, 0.01] as const;
const FIELDS = 5;

/** All patterns of five fields, and how many matches show each. */
function inputOf(matchesOf: (levels: readonly number[]) => number, m: readonly number[] = M): HasteInput {
  const first = Uint32Array.from({ length: FIELDS + 1 }, (_, c) => c * 4);
  const flat = (values: readonly number[]): Float64Array =>
    Float64Array.from({ length: FIELDS * 4 }, (_, place) => (place % 4 === 0 ? 0 : values[(place % 4) - 1]!));
  const rows = Array.from({ length: 3 ** FIELDS }, (_, row) =>
    Array.from({ length: FIELDS }, (__, c) => (Math.floor(row / 3 ** c) % 3) + 1),
  );
  return {
    space: { comparisons: FIELDS, first, size: FIELDS * 4 },
    m: flat(m),
    weightBits: flat(m.map((share, l) => Math.log2(share / U[l]!))),
    priorBits: -14,
    patterns: { count: rows.length, levels: Uint8Array.from(rows.flat()) },
    matches: Float64Array.from(rows, matchesOf),
  };
}

const product = (levels: readonly number[], m: readonly number[]): number =>
  levels.reduce((all, level) => all * m[level - 1]!, 1);

/** Matches three in ten of which err three times as often. */
const CAREFUL = [0.02, 0.1, 0.88];
const HASTY = [0.12, 0.26, 0.62];
const ofTwoKinds = (levels: readonly number[]): number => 0.7 * product(levels, CAREFUL) + 0.3 * product(levels, HASTY);
const MARGINAL = CAREFUL.map((share, l) => 0.7 * share + 0.3 * HASTY[l]!);

describe('errors that come together', () => {
  test('are learnt of certain matches, and tell how many of the doubtful ones there are', () => {
    const total = 10_000;
    const input = inputOf((levels) => total * ofTwoKinds(levels), MARGINAL);
    // What is doubtful is not seen: there is as much as its levels tell one by one.
    const isDoubtful = (row: number): boolean => {
      const levels = input.patterns.levels.subarray(row * FIELDS, (row + 1) * FIELDS);
      return levels.reduce((bits, level, c) => bits + input.weightBits[c * 4 + level]!, input.priorBits) < 0;
    };
    const rows = [...input.matches.keys()];
    const levelsOf = (row: number): number[] => [...input.patterns.levels.subarray(row * FIELDS, (row + 1) * FIELDS)];
    const matches = input.matches.map((each, row) =>
      isDoubtful(row) ? total * product(levelsOf(row), MARGINAL) : each,
    );
    const haste = hasteOfPatterns({ ...input, matches })!;
    const sum = (of: (row: number) => number): number => rows.filter(isDoubtful).reduce((all, row) => all + of(row), 0);
    const truth = sum((row) => input.matches[row]!);
    const oneByOne = sum((row) => matches[row]!);
    const told = sum((row) => matches[row]! * 2 ** haste[row]!);
    expect(oneByOne).toBeLessThan(0.65 * truth);
    expect(told).toBeGreaterThan(0.8 * truth);
    expect(told).toBeLessThan(1.25 * truth);
  });

  test('are none where each field errs by itself: the negative control', () => {
    expect(hasteOfPatterns(inputOf((levels) => 10_000 * product(levels, M)))).toBeUndefined();
    expect(hasteOfPatterns(inputOf(() => 0))).toBeUndefined();
  });

  test('are none where errors shun each other', () => {
    const matchesOf = (levels: readonly number[]): number =>
      levels.filter((level) => level < 3).length > 1 ? 0 : product(levels, M);
    const { patterns, matches } = inputOf(matchesOf);
    const m = [1, 2, 3].map((level) =>
      matches.reduce((sum, each, row) => sum + (patterns.levels[row * FIELDS] === level ? each : 0), 0),
    );
    const all = m.reduce((sum, each) => sum + each, 0);
    const input = inputOf(
      (levels) => (10_000 / all) * matchesOf(levels),
      m.map((each) => each / all),
    );
    expect(hasteOfPatterns(input)).toBeUndefined();
  });

  test('of few matches nothing is learnt', () => {
    expect(hasteOfPatterns(inputOf((levels) => 5 * ofTwoKinds(levels), MARGINAL))).toBeUndefined();
  });

  test('change nothing of how often each level is, nor of how many matches there are', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.double({ min: 0.01, max: 0.1, noNaN: true }), fc.double({ min: 0.05, max: 0.3, noNaN: true })),
        ([differing, slip]) => {
          const hasty = [3 * differing, slip, 1 - 3 * differing - slip];
          const careful = [differing / 3, slip / 2, 1 - differing / 3 - slip / 2];
          const m = careful.map((share, l) => 0.7 * share + 0.3 * hasty[l]!);
          const input = inputOf((levels) => 5000 * (0.7 * product(levels, careful) + 0.3 * product(levels, hasty)), m);
          const haste = hasteOfPatterns(input);
          fc.pre(haste !== undefined);
          const shares = new Float64Array(4);
          for (let row = 0; row < input.patterns.count; row++) {
            const levels = input.patterns.levels.subarray(row * FIELDS, (row + 1) * FIELDS);
            shares[levels[0]!]! += product([...levels], m) * 2 ** haste![row]!;
          }
          for (const level of [1, 2, 3]) expect(shares[level]).toBeCloseTo(m[level - 1]!, 6);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('of what is not told nothing is said', () => {
    const input = inputOf((levels) => 10_000 * ofTwoKinds(levels), MARGINAL);
    const levels = Uint8Array.of(...input.patterns.levels, 0, 0, 0, 0, 0);
    const haste = hasteOfPatterns({
      ...input,
      patterns: { count: input.patterns.count + 1, levels },
      matches: Float64Array.of(...input.matches, 0),
    })!;
    expect(haste.at(-1)).toBeCloseTo(0, 9);
  });
});
