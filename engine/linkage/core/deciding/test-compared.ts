/** For tests: pairs as they are compared where it is said which pattern each shows, and how often strangers agree. */
import type { UnrelatedShares } from '../comparison.ts';
import type { ComparedPairs } from '../pairs.ts';

/** A pair by its records and its place among the patterns. */
export interface PatternedPair {
  readonly left: number;
  readonly right: number;
  readonly pattern: number;
}

/** @param patterns levels of each, a digit a comparison */
export function comparedOf(pairs: readonly PatternedPair[], patterns: readonly string[]): ComparedPairs {
  const pattern = Uint32Array.from(pairs, (pair) => pair.pattern);
  return {
    count: pairs.length,
    left: Uint32Array.from(pairs, ({ left }) => left),
    right: Uint32Array.from(pairs, ({ right }) => right),
    rule: new Uint8Array(pairs.length),
    pattern,
    rarityBits: new Float32Array(pairs.length),
    patterns: {
      count: patterns.length,
      comparisons: patterns[0]!.length,
      levels: Uint8Array.from(patterns.flatMap((levels) => [...levels].map(Number))),
      rules: 1,
      pairs: Float64Array.from(patterns, (_, at) => pattern.filter((own) => own === at).length),
    },
  };
}

/** Of fields that differ or are the same. @param agree share of strangers that agree */
export const unrelatedOfTwoLevels = (agree: readonly number[]): UnrelatedShares[] =>
  agree.map((share) => ({
    u: Float64Array.of(0, 1 - share, share),
    error: new Float64Array(3),
    averageBits: new Float64Array(3),
  }));

/** Fields that differ or are the same, as most of those of one entity are. */
export const comparisonsOfTwoLevels = (fields: readonly string[]) =>
  fields.map((name) => ({
    name,
    measure: name,
    fields: [name],
    levels: ['different', 'same'].map((level, l) => ({ name: level, m: [0.05, 0.95][l]!, isLearnt: true })),
  }));
