/** For tests: what learning finds where the patterns of levels and their pairs are given. */
import type { ComparisonSpec } from '../comparison.ts';
import type { FieldKind } from '../table.ts';
import { learn } from './learn.ts';

export interface GivenPatterns extends Pick<Parameters<typeof learn>[0], 'allPairs' | 'records' | 'kindOf'> {
  readonly comparisons: readonly ComparisonSpec[];
  /** Levels of one pattern, a digit a comparison, and the pairs that show it. */
  readonly patterns: readonly (readonly [levels: string, pairs: number])[];
  /** [comparison][level] share of strangers. */
  readonly u: readonly (readonly number[])[];
  readonly priorMatches: number;
}

/** All pairs are brought by one rule, and u is exact. */
export const learnFromPatterns = ({ patterns, u, priorMatches, ...given }: GivenPatterns): ReturnType<typeof learn> =>
  learn({
    ...given,
    patterns: {
      count: patterns.length,
      comparisons: given.comparisons.length,
      levels: Uint8Array.from(patterns.flatMap(([levels]) => [...levels].map(Number))),
      rules: 1,
      pairs: Float64Array.from(patterns, ([, pairs]) => pairs),
    },
    unrelated: u.map((shares) => ({
      u: Float64Array.of(0, ...shares),
      error: new Float64Array(shares.length + 1),
      averageBits: new Float64Array(shares.length + 1),
    })),
    training: { maximumRounds: 300, tolerance: 1e-7, priorMatches },
  });

/** Of each comparison, the share of pairs that show a level, from 1 on. */
type SharesOfLevels = readonly (readonly number[])[];

/** Kinds of pairs spread over all patterns as each comparison by itself says. */
export function spreadOver(
  kinds: readonly (readonly [pairs: number, shares: SharesOfLevels])[],
): GivenPatterns['patterns'] {
  const counts = new Map<string, number>();
  const add = (key: string, pairs: number, shares: SharesOfLevels): void => {
    const levels = shares[key.length];
    if (levels === undefined) counts.set(key, (counts.get(key) ?? 0) + pairs);
    else levels.forEach((share, l) => add(`${key}${String(l + 1)}`, pairs * share, shares));
  };
  for (const [pairs, shares] of kinds) add('', pairs, shares);
  return [...counts].filter(([, pairs]) => pairs >= 0.01);
}

/** Of matches that tell a field: different, a slip, the same; of a field without slips the last two alone. */
const START = [0.05, 0.1, 0.85] as const;

/** What is learnt of fields each of which is one comparison, where as many pairs of each kind as given agree so often. */
export function learnFromFields(
  kindOf: Readonly<Record<string, FieldKind>>,
  {
    pairs,
    strangers,
    records,
  }: { pairs: Parameters<typeof spreadOver>[0]; strangers: SharesOfLevels; records: number },
): ReturnType<typeof learn> {
  const allPairs = (records * (records - 1)) / 2;
  const others = pairs.reduce((left, [each]) => left - each, allPairs);
  return learnFromPatterns({
    patterns: spreadOver([...pairs, [others, strangers]]),
    u: strangers,
    comparisons: Object.keys(kindOf).map((name, c) => ({
      name,
      measure: name,
      fields: [name],
      levels: START.slice(3 - strangers[c]!.length).map((m, l) => ({ name: String(l), m, isLearnt: true })),
    })),
    allPairs,
    records,
    kindOf: (field) => kindOf[field],
    priorMatches: 20,
  });
}
