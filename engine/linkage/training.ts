/** Learns without labels how often rows about one person agree: expectation and maximisation on counted patterns. */
import type { LevelShares } from './fellegi-sunter.ts';
import type { PatternCounts } from './patterns.ts';

export interface TrainingOptions {
  readonly patterns: PatternCounts;
  /** Where the estimation starts: [comparison][level]. */
  readonly m: LevelShares;
  readonly u: LevelShares;
  /** [comparison][level] false where m stands as it starts. */
  readonly learns: readonly (readonly boolean[])[];
  /** Chance, to begin with, that a pair is one person. */
  readonly priorShare: number;
  /** Matches that the start counts as. */
  readonly priorMatches: number;
  /**
   * True where the pairs are a fair sample of all pairs, so that u is what value frequencies say. Pairs found by
   * blocking are not: those that are two people agree on the keys of the rule that found them, so u is estimated in
   * each group to be accounted for, and dropped afterwards.
   */
  readonly isUKnown: boolean;
  readonly maximumRounds: number;
  /** Largest change of a share at which the estimation has come to rest. */
  readonly tolerance: number;
}

export interface TrainedShares {
  /** [comparison][level] share of matches among those that tell the field. */
  readonly m: Float64Array[];
  /** Pairs of one person, in expectation, in all patterns and by group. */
  readonly matches: number;
  readonly matchesOfGroup: Float64Array;
  /** [comparison] matches that tell the field, in expectation. */
  readonly matchesTold: Float64Array;
  readonly rounds: number;
}

/** What one round works on; m and u are replaced by the next round. */
interface State {
  m: Float64Array[];
  /** [group][comparison][level] */
  u: LevelShares[];
  /** [group] */
  matchShare: Float64Array;
}

/**
 * Estimates m from patterns of agreement, with m shared by all groups, and the share of matches and (where unknown) u of
 * each group its own. A level that is not told counts for nothing.
 *
 * Source: Winkler (1988), "Using the EM algorithm for weight computation in the Fellegi–Sunter model", ASA Survey
 *         Research Methods; groups by blocking rule as in Linacre et al. (2022), "Splink", IJPDS 7.
 */
export function estimateM(options: TrainingOptions): TrainedShares {
  const { patterns, m, u, priorShare, maximumRounds, tolerance } = options;
  const state: State = {
    m: m.map((shares) => shares.slice()),
    u: Array.from({ length: patterns.groups }, () => u),
    matchShare: new Float64Array(patterns.groups).fill(priorShare),
  };
  for (let round = 1; ; round++) {
    const posterior = matchPosterior(patterns, state);
    const change = maximise(options, posterior, state);
    if (round < maximumRounds && change > tolerance) continue;
    return { m: state.m, rounds: round, ...expectedMatches(patterns, posterior, m.length) };
  }
}

/** [pattern] chance that its pairs are one person each. */
function matchPosterior({ count, levels, group }: PatternCounts, { m, u, matchShare }: State): Float64Array {
  const width = m.length;
  const weights = u.map((shares) => m.map((each, c) => each.map((share, l) => Math.log(share / shares[c]![l]!))));
  const posterior = new Float64Array(count);
  for (let pattern = 0, at = 0; pattern < count; pattern++) {
    const g = group[pattern]!;
    let logOdds = Math.log(matchShare[g]! / (1 - matchShare[g]!));
    for (let c = 0; c < width; c++) {
      const level = levels[at++]!;
      if (level !== 0) logOdds += weights[g]![c]![level]!;
    }
    posterior[pattern] = 1 / (1 + Math.exp(-logOdds));
  }
  return posterior;
}

/** Replaces the state by what the posterior makes likeliest; returns the largest change of a share of m. */
function maximise(options: TrainingOptions, posterior: Float64Array, state: State): number {
  const { patterns, m: start, u, learns, priorMatches, isUKnown } = options;
  const m = countLevels(patterns, start, (pattern) => posterior[pattern]!);
  const next = m.map((counts, c) => sharesOf(counts, start[c]!, priorMatches, learns[c]!));
  const change = largestDifference(next, state.m);
  state.m = next;
  for (let g = 0; g < patterns.groups; g++) {
    const [matches, pairs] = sumsOfGroup(patterns, posterior, g);
    // Half a pair of each kind keeps a group that is all matches, or none, from certainty.
    state.matchShare[g] = (matches + 0.5) / (pairs + 1);
    if (isUKnown) continue;
    const inGroup = (pattern: number): number => (patterns.group[pattern] === g ? 1 - posterior[pattern]! : 0);
    state.u[g] = countLevels(patterns, start, inGroup).map((counts, c) => sharesOf(counts, u[c]!, 1, undefined));
  }
  return change;
}

/** [comparison][level] pairs in expectation. */
function countLevels(
  { count, levels, pairs }: PatternCounts,
  like: LevelShares,
  weight: (pattern: number) => number,
): Float64Array[] {
  const counts = like.map((shares) => new Float64Array(shares.length));
  for (let pattern = 0, at = 0; pattern < count; pattern++) {
    const expected = pairs[pattern]! * weight(pattern);
    for (let c = 0; c < counts.length; c++) counts[c]![levels[at++]!]! += expected;
  }
  return counts;
}

/** Shares from counts, with the start counting as `priorCount` pairs; level 0 stays 0, and fixed levels keep theirs. */
function sharesOf(
  counts: Float64Array,
  start: Float64Array,
  priorCount: number,
  learns: readonly boolean[] | undefined,
): Float64Array {
  const isLearnt = (level: number): boolean => level > 0 && start[level]! > 0 && learns?.[level] !== false;
  let total = 0;
  let kept = 0;
  let startTotal = 0;
  counts.forEach((count, level) => {
    if (isLearnt(level)) [total, startTotal] = [total + count, startTotal + start[level]!];
    else if (level > 0) kept += start[level]!;
  });
  // Shares of the learnt levels fill what the fixed ones leave.
  return start.map((share, level) =>
    isLearnt(level)
      ? ((1 - kept) * (counts[level]! + (priorCount * share) / startTotal)) / (total + priorCount)
      : share,
  );
}

function largestDifference(left: LevelShares, right: LevelShares): number {
  let largest = 0;
  left.forEach((shares, c) =>
    shares.forEach((share, level) => {
      largest = Math.max(largest, Math.abs(share - right[c]![level]!));
    }),
  );
  return largest;
}

function sumsOfGroup({ count, group, pairs }: PatternCounts, posterior: Float64Array, g: number): [number, number] {
  let [matches, total] = [0, 0];
  for (let pattern = 0; pattern < count; pattern++) {
    if (group[pattern] !== g) continue;
    matches += pairs[pattern]! * posterior[pattern]!;
    total += pairs[pattern]!;
  }
  return [matches, total];
}

function expectedMatches(patterns: PatternCounts, posterior: Float64Array, width: number) {
  const matchesOfGroup = new Float64Array(patterns.groups);
  const matchesTold = new Float64Array(width);
  for (let pattern = 0, at = 0; pattern < patterns.count; pattern++) {
    const expected = patterns.pairs[pattern]! * posterior[pattern]!;
    matchesOfGroup[patterns.group[pattern]!]! += expected;
    for (let c = 0; c < width; c++) if (patterns.levels[at++] !== 0) matchesTold[c]! += expected;
  }
  return { matches: matchesOfGroup.reduce((sum, each) => sum + each, 0), matchesOfGroup, matchesTold };
}
