/** Learns without labels how often records of one entity agree: expectation and maximisation on counted patterns. */
import type { Cells } from './cells.ts';
import type { LevelSpace } from './level-space.ts';
import { monotoneShares } from './monotone.ts';

export interface EstimationInput {
  readonly cells: Cells;
  readonly space: LevelSpace;
  /** Flat: where m starts, and u of unrelated pairs as value frequencies say. */
  readonly m: Float64Array;
  readonly u: Float64Array;
  /** Flat: 0 where m stands as it starts. */
  readonly isLearnt: Uint8Array;
  /** Chance that two records taken at random are one entity, to begin with. */
  readonly priorShare: number;
  /** Matches that the start counts as. */
  readonly priorMatches: number;
  /** [rule] true where the rule's pairs are a fair sample of all pairs, so that u is what value frequencies say. */
  readonly isUKnown: readonly boolean[];
  readonly maximumRounds: number;
  /** Largest change of a share of m at which the estimation has come to rest. */
  readonly tolerance: number;
}

export interface Estimation {
  /** Flat: share of matches among those that tell the field. */
  readonly m: Float64Array;
  /** [cell] chance that its pairs are matches. */
  readonly posterior: Float64Array;
  /** [rule] pairs that are matches, in expectation. */
  readonly matchesOfRule: Float64Array;
  readonly matches: number;
  /** Flat: matches in expectation that show each level. */
  readonly matchesAt: Float64Array;
  readonly rounds: number;
}

/** What one round works on and the next replaces. */
interface State {
  m: Float64Array;
  /** [rule] flat */
  u: Float64Array[];
  /** [rule] chance that a pair first found by it is a match. */
  matchShare: Float64Array;
}

/** Pairs that u of value frequencies counts as within a rule: little, since keys make unrelated pairs agree. */
const PRIOR_UNRELATED = 2;

/**
 * Estimates m from patterns of agreement, shared by all rules, while the share of matches and the non-matches' u are
 * each rule's own: pairs that a rule brings agree on its keys, related or not, so that u is estimated to be accounted for
 * and dropped afterwards. A level that is not told counts for nothing.
 *
 * Source: Winkler (1988), "Using the EM algorithm for weight computation in the Fellegi–Sunter model", ASA Survey
 *         Research Methods; groups by blocking rule as in Linacre et al. (2022), "Splink", IJPDS 7.
 */
export function estimateM(input: EstimationInput): Estimation {
  const { cells, m, u, priorShare, maximumRounds, tolerance } = input;
  const state: State = {
    m: m.slice(),
    u: Array.from({ length: cells.rules }, () => u),
    matchShare: new Float64Array(cells.rules).fill(priorShare),
  };
  for (let round = 1; ; round++) {
    const posterior = posteriorOfCells(cells, state);
    const change = maximise(input, posterior, state);
    if (round < maximumRounds && change > tolerance) continue;
    return { m: state.m, posterior, rounds: round, ...expectedMatches(input, posterior) };
  }
}

function posteriorOfCells({ count, pattern, rule, places, comparisons }: Cells, { m, u, matchShare }: State) {
  const weights = u.map((shares) => m.map((share, place) => (share > 0 ? Math.log(share / shares[place]!) : 0)));
  const prior = matchShare.map((share) => Math.log(share / (1 - share)));
  const posterior = new Float64Array(count);
  for (let cell = 0; cell < count; cell++) {
    const weight = weights[rule[cell]!]!;
    const first = pattern[cell]! * comparisons;
    let logOdds = prior[rule[cell]!]!;
    for (let at = first; at < first + comparisons; at++) logOdds += weight[places[at]!]!;
    posterior[cell] = 1 / (1 + Math.exp(-logOdds));
  }
  return posterior;
}

/** Replaces the state by what the posterior makes likeliest; returns the largest change of a share of m. */
function maximise(input: EstimationInput, posterior: Float64Array, state: State): number {
  const { cells, space, m: start, u, isLearnt, priorMatches, isUKnown } = input;
  const { matched, unmatched } = countPlaces(cells, posterior, space.size);
  const next = monotoneShares(space, sharesOf(space, matched, start, priorMatches, isLearnt), u, isLearnt);
  const change = next.reduce((largest, share, place) => Math.max(largest, Math.abs(share - state.m[place]!)), 0);
  state.m = next;
  const { matches, pairs } = sumsOfRules(cells, posterior);
  // Half a pair of each kind keeps a rule that brings only matches, or none, from certainty.
  state.matchShare = matches.map((each, rule) => (each + 0.5) / (pairs[rule]! + 1));
  state.u = unmatched.map((counts, rule) =>
    isUKnown[rule] === true ? u : sharesOf(space, counts, u, PRIOR_UNRELATED, undefined),
  );
  return change;
}

/** Pairs in expectation at each place: matches of all rules together, non-matches rule by rule. */
function countPlaces(
  { count, rules, pattern, rule, pairs, places, comparisons }: Cells,
  posterior: Float64Array,
  size: number,
) {
  const matched = new Float64Array(size);
  const unmatched = Array.from({ length: rules }, () => new Float64Array(size));
  for (let cell = 0; cell < count; cell++) {
    const matches = pairs[cell]! * posterior[cell]!;
    const others = pairs[cell]! - matches;
    const counts = unmatched[rule[cell]!]!;
    const first = pattern[cell]! * comparisons;
    for (let at = first; at < first + comparisons; at++) {
      matched[places[at]!]! += matches;
      counts[places[at]!]! += others;
    }
  }
  return { matched, unmatched };
}

/** Shares from counts, with the start counting as `priorCount` pairs; level 0 stays 0, and fixed levels keep theirs. */
function sharesOf(
  { comparisons, first }: LevelSpace,
  counts: Float64Array,
  start: Float64Array,
  priorCount: number,
  isLearnt: Uint8Array | undefined,
): Float64Array {
  const shares = start.slice();
  for (let c = 0; c < comparisons; c++) {
    let [total, startTotal, kept] = [0, 0, 0];
    for (let place = first[c]! + 1; place < first[c + 1]!; place++) {
      if (isLearnt?.[place] === 0) kept += start[place]!;
      else [total, startTotal] = [total + counts[place]!, startTotal + start[place]!];
    }
    // Shares of the learnt levels fill what the fixed ones leave.
    for (let place = first[c]! + 1; place < first[c + 1]!; place++) {
      if (isLearnt?.[place] === 0) continue;
      const prior = (priorCount * start[place]!) / startTotal;
      shares[place] = ((1 - kept) * (counts[place]! + prior)) / (total + priorCount);
    }
  }
  return shares;
}

function sumsOfRules({ count, rules, rule, pairs }: Cells, posterior: Float64Array) {
  const sums = { matches: new Float64Array(rules), pairs: new Float64Array(rules) };
  for (let cell = 0; cell < count; cell++) {
    sums.matches[rule[cell]!]! += pairs[cell]! * posterior[cell]!;
    sums.pairs[rule[cell]!]! += pairs[cell]!;
  }
  return sums;
}

function expectedMatches({ cells, space }: EstimationInput, posterior: Float64Array) {
  const { matches: matchesOfRule } = sumsOfRules(cells, posterior);
  const { matched: matchesAt } = countPlaces(cells, posterior, space.size);
  return { matchesOfRule, matches: matchesOfRule.reduce((sum, each) => sum + each, 0), matchesAt };
}
