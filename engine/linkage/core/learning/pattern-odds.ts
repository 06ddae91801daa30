/**
 * Odds of every pattern for each class of pairs, and what is expected of the classes from them. Patterns stand in the order of their levels, so that
 * one differs from the one before in its last few comparisons alone: products over the comparisons are kept as far as two patterns begin alike, and so are
 * sums over the patterns. Products need no exponentials, which took most of the time; beyond what a number holds they come to rest at 0 or at certain.
 */
import type { PatternPlaces } from './pattern-places.ts';

/** What odds are made of. */
export interface OddsInput {
  readonly patterns: PatternPlaces;
  /** Flat: share of strangers that show each level. */
  readonly u: Float64Array;
}

/** Pairs of a class in expectation, in all and at each place. */
export interface ClassCounts {
  readonly pairs: number;
  readonly places: Float64Array;
}

/** As good as certain; with the rarity of values it still fits into a number. */
const MOST_ODDS = 2 ** 860;

/**
 * Goes through the patterns with their odds for each class against strangers, and those of all classes together.
 *
 * @param shares       [class] flat: share of its pairs that show each level
 * @param classShares  [class] share of all pairs
 * @param together     [pattern × class] by how much what strangers agree on together multiplies the odds
 */
export function forEachOdds(
  { patterns, u }: OddsInput,
  shares: readonly Float64Array[],
  classShares: Float64Array,
  together: Float64Array | undefined,
  visit: (pattern: number, odds: Float64Array, all: number) => void,
): void {
  const { count, comparisons, places, alike } = patterns;
  const classes = shares.length;
  const strangers = 1 - classShares.reduce((sum, share) => sum + share, 0);
  /** [place × class] */
  const times = new Float64Array(u.length * classes).fill(1);
  for (let place = 0; place < u.length; place++)
    for (let k = 0; k < classes; k++) {
      const share = shares[k]![place]!;
      if (share > 0) times[place * classes + k] = share / u[place]!;
    }
  /** [comparison + 1][class] odds by the comparisons before. */
  const until = new Float64Array((comparisons + 1) * classes);
  for (let k = 0; k < classes; k++) until[k] = classShares[k]! / strangers;
  const odds = new Float64Array(classes);
  const whole = comparisons * classes;
  for (let pattern = 0; pattern < count; pattern++) {
    for (let c = alike[pattern]!; c < comparisons; c++) {
      const at = places[pattern * comparisons + c]! * classes;
      const [from, to] = [c * classes, (c + 1) * classes];
      for (let k = 0; k < classes; k++) until[to + k] = until[from + k]! * times[at + k]!;
    }
    let all = 0;
    for (let k = 0; k < classes; k++) {
      const product = until[whole + k]! * (together === undefined ? 1 : together[pattern * classes + k]!);
      all += odds[k] = Math.min(MOST_ODDS, product);
    }
    visit(pattern, odds, all);
  }
}

/** @returns [class] as many as `shares` */
export function countClasses(
  input: OddsInput,
  shares: readonly Float64Array[],
  classShares: Float64Array,
  together: Float64Array | undefined,
): ClassCounts[] {
  const { comparisons, places, alike } = input.patterns;
  const classes = shares.length;
  /** [place × class] */
  const counts = new Float64Array(input.u.length * classes);
  /** [comparison + 1][class] of the patterns that begin as the last one does: what is not counted at its places yet. */
  const open = new Float64Array((comparisons + 1) * classes);
  const whole = comparisons * classes;
  const close = (pattern: number, alikeUntil: number): void => {
    for (let c = comparisons - 1; c >= alikeUntil; c--) {
      const at = places[pattern * comparisons + c]! * classes;
      const [before, own] = [c * classes, (c + 1) * classes];
      for (let k = 0; k < classes; k++) {
        const pairs = open[own + k]!;
        counts[at + k]! += pairs;
        open[before + k]! += pairs;
        open[own + k] = 0;
      }
    }
  };
  const expected = new Float64Array(classes);
  forEachOdds(input, shares, classShares, together, (pattern, odds, all) => {
    if (pattern > 0) close(pattern - 1, alike[pattern]!);
    expectOf(input.patterns, pattern, odds, all, expected);
    for (let k = 0; k < classes; k++) open[whole + k]! += expected[k]!;
  });
  if (input.patterns.count > 0) close(input.patterns.count - 1, 0);
  return shares.map((_, k) => ({
    pairs: open[k]!,
    places: input.u.map((__, place) => counts[place * classes + k]!),
  }));
}

/**
 * Pairs of a pattern that are of each class, in expectation. Values rarer than usual tell a pair of any class from
 * strangers, who agree on them by chance less often.
 */
function expectOf(
  { groupStarts, pairs, rarity, alone }: PatternPlaces,
  pattern: number,
  odds: Float64Array,
  all: number,
  expected: Float64Array,
): void {
  let [related, matches, besides] = [0, 0, 0];
  if (alone !== undefined) for (let k = 1; k < odds.length; k++) besides += odds[k]!;
  for (let group = groupStarts[pattern]!; group < groupStarts[pattern + 1]!; group++) {
    if (alone === undefined) {
      const times = all * rarity[group]!;
      related += (pairs[group]! * times) / (1 + times);
      continue;
    }
    const match = odds[0]! * rarity[group]! * alone[group]!;
    const strangers = pairs[group]! / (1 + match + besides * rarity[group]!);
    matches += strangers * match;
    related += strangers * rarity[group]!;
  }
  // Where none has any odds, all are strangers.
  const each = alone === undefined ? related / Math.max(all, Number.MIN_VALUE) : related;
  for (let k = 0; k < odds.length; k++) expected[k] = each * odds[k]!;
  if (alone !== undefined) expected[0] = matches;
}
