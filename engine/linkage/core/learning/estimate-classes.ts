/**
 * Learns without labels how often records of one entity agree: expectation and maximisation on counted patterns, with
 * classes of pairs that are alike without being one entity (a household, a neighbourhood) beside matches and strangers.
 */
import type { LevelSpace } from './level-space.ts';
import { monotoneShares } from './monotone.ts';
import type { PatternPlaces } from './pattern-places.ts';

/** One kind of pairs: how they come to agree. */
export interface PairClass {
  readonly name: 'match' | 'household' | 'area' | 'twins';
  /** Flat: where the shares of its levels start. */
  readonly start: Float64Array;
  /** Flat: 1 where they are learnt; elsewhere they stay as they start. */
  readonly isLearnt: Uint8Array;
  /** Flat: what `priorPairs` pairs are taken to show before any is seen. */
  readonly prior: Float64Array;
  readonly priorPairs: number;
  /** Share of all pairs, to begin with. */
  readonly share: number;
}

export interface EstimationInput {
  readonly patterns: PatternPlaces;
  readonly space: LevelSpace;
  /** Flat: shares of levels among strangers, as value frequencies say; not learnt. */
  readonly u: Float64Array;
  /** Classes besides strangers, matches first. */
  readonly classes: readonly PairClass[];
  /** Pairs of records that are compared when nothing is blocked; those that no rule brings are strangers. */
  readonly allPairs: number;
  readonly maximumRounds: number;
  /** Largest change of a share of m at which the estimation has come to rest. */
  readonly tolerance: number;
}

export interface Estimation {
  /** [class] flat: share of its pairs that show each level, among those that tell the field. */
  readonly shares: readonly Float64Array[];
  /** [class] share of all pairs. */
  readonly classShares: Float64Array;
  /** [pattern] chance that its pairs are matches. */
  readonly posterior: Float64Array;
  /** Pairs that are matches, in expectation. */
  readonly matches: number;
  /** Flat: matches in expectation that show each level. */
  readonly matchesAt: Float64Array;
  readonly rounds: number;
}

/**
 * The likelihood is that of all pairs: those of one pattern are strangers as often as the frequencies of values make
 * them, so that what blocking brings needs no u of its own. A level that is not told counts for nothing.
 *
 * Source: Winkler (1988), "Using the EM algorithm for weight computation in the Fellegi–Sunter model", ASA Survey
 *         Research Methods; more than two classes as in Winkler (1993), "Improved decision rules", for pairs within and
 *         between households.
 */
export function estimateClasses(input: EstimationInput): Estimation {
  const { patterns, classes, space, maximumRounds, tolerance } = input;
  let shares = classes.map(({ start }) => start);
  let classShares = Float64Array.from(classes, ({ share }) => share);
  for (let round = 1; ; round++) {
    const posteriors = posteriorsOf(input, shares, classShares);
    const counts = posteriors.map((posterior) => countPlaces(patterns, posterior, space.size));
    const next = counts.map(({ places }, k) => sharesOf(input, classes[k]!, places));
    const change = largestChange(next[0]!, shares[0]!);
    if (round >= maximumRounds || change <= tolerance) {
      const [posterior, count] = [posteriors[0]!, counts[0]!];
      return { shares, classShares, posterior, matches: count.pairs, matchesAt: count.places, rounds: round };
    }
    shares = next;
    // Half a pair keeps a class from dying out for good.
    classShares = Float64Array.from(counts, ({ pairs }) => Math.min(0.5, (pairs + 0.5) / input.allPairs));
  }
}

/** What shares that are known already make of patterns. */
export function classify(
  { patterns, space, u }: Pick<EstimationInput, 'patterns' | 'space' | 'u'>,
  shares: readonly Float64Array[],
  classShares: Float64Array,
): Pick<Estimation, 'posterior' | 'matches' | 'matchesAt'> {
  const posterior = posteriorsOf({ patterns, u }, shares, classShares)[0]!;
  const { pairs, places } = countPlaces(patterns, posterior, space.size);
  return { posterior, matches: pairs, matchesAt: places };
}

const largestChange = (next: Float64Array, last: Float64Array): number =>
  next.reduce((largest, share, place) => Math.max(largest, Math.abs(share - last[place]!)), 0);

/** [class][pattern] chance that pairs of the pattern are of the class. */
function posteriorsOf(
  { patterns, u }: Pick<EstimationInput, 'patterns' | 'u'>,
  shares: readonly Float64Array[],
  classShares: Float64Array,
): Float64Array[] {
  const { count, comparisons, places } = patterns;
  const strangers = 1 - classShares.reduce((sum, share) => sum + share, 0);
  const logOdds = shares.map((share) => share.map((each, place) => (each > 0 ? Math.log(each / u[place]!) : 0)));
  const prior = classShares.map((share) => Math.log(share / strangers));
  const posteriors = shares.map(() => new Float64Array(count));
  for (let pattern = 0, at = 0; pattern < count; pattern++, at += comparisons) {
    let sum = 1;
    for (let k = 0; k < shares.length; k++) {
      let odds = prior[k]!;
      const ofClass = logOdds[k]!;
      for (let i = at; i < at + comparisons; i++) odds += ofClass[places[i]!]!;
      sum += posteriors[k]![pattern] = Math.exp(Math.min(700, odds));
    }
    for (let k = 0; k < shares.length; k++) posteriors[k]![pattern]! /= sum;
  }
  return posteriors;
}

/** Pairs of a class in expectation, in all and at each place. */
function countPlaces({ count, comparisons, places, pairs }: PatternPlaces, posterior: Float64Array, size: number) {
  const at = new Float64Array(size);
  let all = 0;
  for (let pattern = 0, first = 0; pattern < count; pattern++, first += comparisons) {
    const expected = pairs[pattern]! * posterior[pattern]!;
    all += expected;
    for (let i = first; i < first + comparisons; i++) at[places[i]!]! += expected;
  }
  return { pairs: all, places: at };
}

function sharesOf({ space, u }: EstimationInput, pairClass: PairClass, counts: Float64Array): Float64Array {
  const shares = withPrior(space, pairClass, counts);
  return pairClass.name === 'match' ? monotoneShares(space, shares, u, pairClass.isLearnt) : shares;
}

/** Shares from counts and prior pairs; level 0 stays 0, and fixed levels keep theirs. */
function withPrior({ comparisons, first }: LevelSpace, pairClass: PairClass, counts: Float64Array): Float64Array {
  const { start, isLearnt, prior, priorPairs } = pairClass;
  const shares = start.slice();
  for (let c = 0; c < comparisons; c++) {
    let [total, priorTotal, kept] = [0, 0, 0];
    for (let place = first[c]! + 1; place < first[c + 1]!; place++) {
      if (isLearnt[place] === 0) kept += start[place]!;
      else [total, priorTotal] = [total + counts[place]!, priorTotal + prior[place]!];
    }
    // Shares of the learnt levels fill what the fixed ones leave.
    for (let place = first[c]! + 1; place < first[c + 1]!; place++) {
      if (isLearnt[place] === 0) continue;
      const expected = counts[place]! + (priorPairs * prior[place]!) / priorTotal;
      shares[place] = ((1 - kept) * expected) / (total + priorPairs);
    }
  }
  return shares;
}
