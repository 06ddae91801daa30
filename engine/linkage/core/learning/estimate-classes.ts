/**
 * Learns without labels how often records of one entity agree: expectation and maximisation on counted patterns, with
 * classes of pairs that are alike without being one entity (a household, a neighbourhood) beside matches and strangers.
 */
import type { LevelSpace } from './level-space.ts';
import { monotoneShares } from './monotone.ts';
import { noLessThanStrangers } from './no-less-than-strangers.ts';
import { countClasses } from './pattern-odds.ts';
import type { PatternPlaces } from './pattern-places.ts';
import { togetherBits, type Together } from './together.ts';

/** One kind of pairs: how they come to agree. */
export interface PairClass {
  readonly name: 'match' | 'household' | 'area' | 'cohort' | 'twins' | 'kin' | 'namesakes';
  /** Flat: where the shares of its levels start. */
  readonly start: Float64Array;
  /** Flat: 1 where they are learnt; elsewhere they stay as they start. */
  readonly isLearnt: Uint8Array;
  /** Flat: what `priorPairs` pairs are taken to show before any is seen. */
  readonly prior: Float64Array;
  readonly priorPairs: number;
  /** Share of all pairs, to begin with. */
  readonly share: number;
  /** Shares of all pairs between which it is learnt: what is known of people, where pairs hardly tell it from other classes. */
  readonly shareWithin?: { readonly least: number; readonly most: number };
  /** [comparison] 1 where its pairs agree as strangers do. */
  readonly byChance: Uint8Array;
}

export interface EstimationInput {
  readonly patterns: PatternPlaces;
  readonly space: LevelSpace;
  /** Flat: shares of levels among all pairs of records, matches among them, as value frequencies say. */
  readonly u: Float64Array;
  /** Pairs of records that those shares are of. */
  readonly recordPairs: number;
  /** What strangers agree on together; nothing where it is left out. */
  readonly together?: readonly Together[];
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
  /** Flat: share of strangers that show each level. */
  readonly u: Float64Array;
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
  const { classes, maximumRounds, tolerance } = input;
  const together = timesOfTogether(input);
  let shares = classes.map(({ start }) => start);
  let classShares = Float64Array.from(classes, ({ share }) => share);
  let { u } = input;
  for (let round = 1; ; round++) {
    const counts = countClasses({ ...input, u }, shares, classShares, together);
    const next = counts.map(({ places }, k) => sharesOf({ ...input, u }, classes[k]!, places));
    const change = largestChange(next[0]!, shares[0]!);
    if (round >= maximumRounds || change <= tolerance) {
      const { pairs, places } = counts[0]!;
      return { shares, classShares, u, matches: pairs, matchesAt: places, rounds: round };
    }
    shares = next;
    u = sharesOfStrangers(input, next[0]!, counts[0]!.pairs);
    // Half a pair keeps a class from dying out for good.
    classShares = Float64Array.from(counts, ({ pairs }, k) => {
      const { least, most } = classes[k]!.shareWithin ?? { least: 0, most: 0.5 };
      return Math.min(most, Math.max(least, (pairs + 0.5) / input.allPairs));
    });
  }
}

/** What agrees by chance is no less than this share of what agrees at all, as m and the number of matches are estimates. */
const LEAST_BY_CHANCE = 0.4;

/**
 * Shares of levels among strangers: those of all pairs of records without what matches add. Of a number of identity that
 * is nearly all; of a name hardly anything, but for files in which everybody stands many times.
 */
function sharesOfStrangers({ u, recordPairs, space }: EstimationInput, m: Float64Array, matches: number): Float64Array {
  const share = Math.min(0.5, matches / recordPairs);
  const ofStrangers = u.map((all, place) => Math.max(LEAST_BY_CHANCE * all, (all - share * m[place]!) / (1 - share)));
  for (let c = 0; c < space.comparisons; c++) {
    const levels = ofStrangers.subarray(space.first[c]! + 1, space.first[c + 1]);
    const sum = levels.reduce((total, each) => total + each, 0);
    for (let level = 0; level < levels.length; level++) levels[level]! /= sum;
  }
  return ofStrangers;
}

/** What shares that are known already make of patterns. */
export function classify(
  input: Pick<EstimationInput, 'patterns' | 'space' | 'u' | 'together'> & {
    readonly classes: readonly Pick<PairClass, 'byChance'>[];
  },
  shares: readonly Float64Array[],
  classShares: Float64Array,
): Pick<Estimation, 'matches' | 'matchesAt'> {
  const { pairs, places } = countClasses(input, shares, classShares, timesOfTogether(input))[0]!;
  return { matches: pairs, matchesAt: places };
}

/**
 * What strangers agree on together, against each class.
 *
 * @returns [pattern × class] by how much the odds of the class are multiplied; undefined where nothing depends on anything
 */
export function timesOfTogether({
  patterns,
  space,
  together = [],
  classes,
}: Pick<EstimationInput, 'patterns' | 'space' | 'together'> & {
  readonly classes: readonly Pick<PairClass, 'byChance'>[];
}): Float64Array | undefined {
  if (together.length === 0) return undefined;
  const { count, comparisons, places } = patterns;
  const times = new Float64Array(count * classes.length).fill(1);
  for (let pattern = 0; pattern < count; pattern++) {
    const levelAt = (c: number): number => places[pattern * comparisons + c]! - space.first[c]!;
    const strangers = togetherBits(together, space, levelAt);
    if (strangers === 0) continue;
    classes.forEach(({ byChance }, k) => {
      const bits = strangers - togetherBits(together, space, levelAt, byChance);
      times[pattern * classes.length + k] = 2 ** -bits;
    });
  }
  return times;
}

const largestChange = (next: Float64Array, last: Float64Array): number =>
  next.reduce((largest, share, place) => Math.max(largest, Math.abs(share - last[place]!)), 0);

function sharesOf(
  { space, u }: Pick<EstimationInput, 'space' | 'u'>,
  pairClass: PairClass,
  counts: Float64Array,
): Float64Array {
  const shares = withPrior(space, pairClass, counts);
  if (pairClass.name === 'match') return monotoneShares(space, shares, u, pairClass.isLearnt);
  return pairClass.name === 'household' ? noLessThanStrangers(space, shares, u) : shares;
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
