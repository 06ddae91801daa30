/**
 * Errors come together: whoever takes down one field in haste takes down the next one so, and a match differs in two fields at
 * once more often than each of them tells. How much more is learnt of pairs that are matches beyond doubt, and tells of the
 * doubtful ones how many there are.
 */
import type { Patterns } from '../pairs.ts';
import type { LevelSpace } from './level-space.ts';

/** What is learnt of levels, and which pairs are matches. */
export interface HasteInput {
  readonly space: LevelSpace;
  /** Flat: shares of levels among matches. */
  readonly m: Float64Array;
  /** Flat: log2(m / u), 0 where a level says nothing. */
  readonly weightBits: Float64Array;
  readonly priorBits: number;
  readonly patterns: Pick<Patterns, 'count' | 'levels'>;
  /** [pattern] matches in expectation. */
  readonly matches: Float64Array;
}

/** Patterns from here on are matches but for one pair in a hundred: what they show is seen, not guessed. */
const CERTAIN_BITS = 6.64;
/**
 * The share of matches that are hasty is sought in steps of so much, from every fifth to every second one: what befalls fewer is
 * no haste but something of its own, such as a removal, and certain matches do not tell how far it goes.
 */
const SHARE_A_STEP = 0.05;
const [LEAST_STEPS, MOST_STEPS] = [4, 10];
/** How far hasty matches lie towards strangers: so large a part of the weight of each level. */
const WAY = 0.4;
/** Logarithm of the likelihood that haste has to add, as 95 of 100 files without it do not. */
const LEAST_GAIN = 1.92;
/** Fields that are told together, in so many ways at most: the most frequent ones. */
const MOST_MASKS = 48;
/** Steps a bit, in which weights are added up. */
const STEPS_A_BIT = 2;

/**
 * Matches are of two kinds, of which one is hasty. Each level is as often among all of them as was learnt, so that haste
 * changes nothing but what comes together; how many are hasty is what makes the certain matches likeliest, each among those
 * of its kind that would be certain as well.
 *
 * @returns [pattern] log2 of how many times as often it is among matches as its levels tell one by one; undefined where
 *          certain matches show no haste
 */
export function hasteOfPatterns(input: HasteInput): Float64Array | undefined {
  const certain = certainOf(input);
  const { kinds, likelihood } = likeliestShare((steps) => {
    const each = kindsOf(input, steps * SHARE_A_STEP);
    return { kinds: each, likelihood: likelihoodOf(input, certain, each) };
  });
  if (likelihood - certain.withoutHaste < LEAST_GAIN) return undefined;
  const { comparisons } = input.space;
  const { count, levels } = input.patterns;
  return Float64Array.from({ length: count }, (_, pattern) =>
    timesBits(input.space, levels.subarray(pattern * comparisons, (pattern + 1) * comparisons), kinds),
  );
}

/** The likelihood has one summit: it is left where the step before and the step behind are lower. */
function likeliestShare<T extends { readonly likelihood: number }>(at: (steps: number) => T): T {
  let [low, high] = [LEAST_STEPS, MOST_STEPS];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(middle).likelihood < at(middle + 1).likelihood) low = middle + 1;
    else high = middle;
  }
  return at(low);
}

/** Flat: log2 of how often a level is among hasty and other matches, against all. */
interface Kinds {
  readonly share: number;
  readonly others: Float64Array;
  readonly hasty: Float64Array;
}

/** No level is so much rarer among one kind that the sum runs out of numbers. */
const MOST_BITS = 60;

function kindsOf({ space, m, weightBits }: HasteInput, share: number): Kinds {
  const [others, hasty] = [new Float64Array(space.size), new Float64Array(space.size)];
  for (let c = 0; c < space.comparisons; c++) {
    const [from, to] = [space.first[c]! + 1, space.first[c + 1]!];
    const towards = (place: number): number => -WAY * Math.max(-MOST_BITS, Math.min(MOST_BITS, weightBits[place]!));
    let [low, high] = [-MOST_BITS, MOST_BITS];
    let total = 0;
    for (let place = from; place < to; place++) total += m[place]!;
    if (total === 0) continue;
    // By how much all levels of the hasty are rarer, so that those that are not add up to all.
    for (let round = 0; round < 40; round++) {
      const middle = (low + high) / 2;
      let sum = 0;
      for (let place = from; place < to; place++)
        sum += m[place]! / (1 - share + share * 2 ** (middle + towards(place)));
      if (sum > total) low = middle;
      else high = middle;
    }
    for (let place = from; place < to; place++) {
      const times = low + towards(place);
      others[place] = -Math.log2(1 - share + share * 2 ** times);
      hasty[place] = times + others[place]!;
    }
  }
  return { share, others, hasty };
}

function timesBits({ first, comparisons }: LevelSpace, levels: Uint8Array, { share, others, hasty }: Kinds): number {
  let [ofOthers, ofHasty] = [0, 0];
  for (let c = 0; c < comparisons; c++) {
    const place = first[c]! + levels[c]!;
    ofOthers += others[place]!;
    ofHasty += hasty[place]!;
  }
  return Math.log2((1 - share) * 2 ** ofOthers + share * 2 ** ofHasty);
}

interface Certain {
  /** Rows of patterns that are certain, with the mask of each. */
  readonly patterns: readonly { readonly pattern: number; readonly mask: number }[];
  /** Comparisons that are told together, and matches that are certain. */
  readonly masks: readonly { readonly told: readonly number[]; readonly matches: number }[];
  /** Steps from which on a pattern is certain. */
  readonly least: number;
  readonly withoutHaste: number;
}

const stepsOf = (bits: number): number => Math.round(bits * STEPS_A_BIT);

function certainOf(input: HasteInput): Certain {
  const { space, weightBits, priorBits, patterns, matches } = input;
  const least = Math.ceil((CERTAIN_BITS - priorBits) * STEPS_A_BIT);
  const byMask = new Map<string, { told: number[]; matches: number; patterns: number[] }>();
  for (let pattern = 0; pattern < patterns.count; pattern++) {
    const told: number[] = [];
    let steps = 0;
    for (let c = 0; c < space.comparisons; c++) {
      const level = patterns.levels[pattern * space.comparisons + c]!;
      if (level === 0) continue;
      told.push(c);
      steps += stepsOf(weightBits[space.first[c]! + level]!);
    }
    if (steps < least || matches[pattern] === 0) continue;
    const key = told.join(' ');
    const known = byMask.get(key) ?? { told, matches: 0, patterns: [] };
    known.matches += matches[pattern]!;
    known.patterns.push(pattern);
    byMask.set(key, known);
  }
  const masks = [...byMask.entries()]
    .sort(([a, one], [b, other]) => other.matches - one.matches || (a < b ? -1 : 1))
    .slice(0, MOST_MASKS)
    .map(([, mask]) => mask);
  const certain = {
    masks,
    patterns: masks.flatMap((each, mask) => each.patterns.map((pattern) => ({ pattern, mask }))),
    least,
    withoutHaste: 0,
  };
  const none = new Float64Array(space.size);
  return { ...certain, withoutHaste: likelihoodOf(input, certain, { share: 0, others: none, hasty: none }) };
}

/** Natural logarithm of the likelihood of the certain matches among those that would be certain. */
function likelihoodOf(input: HasteInput, { patterns, masks, least }: Certain, kinds: Kinds): number {
  const { space, patterns: book, matches } = input;
  let bits = 0;
  for (const { pattern } of patterns) {
    const levels = book.levels.subarray(pattern * space.comparisons, (pattern + 1) * space.comparisons);
    bits += matches[pattern]! * timesBits(space, levels, kinds);
  }
  for (const mask of masks) {
    const ofOthers = shareFrom(input, mask.told, kinds.others, least);
    const ofHasty = kinds.share === 0 ? 0 : shareFrom(input, mask.told, kinds.hasty, least);
    bits -= mask.matches * Math.log2((1 - kinds.share) * ofOthers + kinds.share * ofHasty);
  }
  return bits * Math.LN2;
}

/** Share of the pairs of a kind whose weight is so many steps or more, by adding up one comparison after the other. */
function shareFrom(
  { space, m, weightBits }: HasteInput,
  told: readonly number[],
  kind: Float64Array,
  least: number,
): number {
  let [lowest, shares] = [0, Float64Array.of(1)];
  for (const c of told) {
    const levels: { steps: number; share: number }[] = [];
    let total = 0;
    for (let place = space.first[c]! + 1; place < space.first[c + 1]!; place++) {
      total += m[place]!;
      levels.push({ steps: stepsOf(weightBits[place]!), share: m[place]! * 2 ** kind[place]! });
    }
    if (total === 0) continue;
    const from = Math.min(...levels.map(({ steps }) => steps));
    const to = Math.max(...levels.map(({ steps }) => steps));
    const next = new Float64Array(shares.length + to - from);
    for (const { steps, share } of levels) {
      const times = share / total;
      for (let i = 0, at = steps - from; i < shares.length; i++, at++) next[at]! += shares[i]! * times;
    }
    lowest += from;
    shares = next;
  }
  let sum = 0;
  for (let i = Math.max(0, least - lowest); i < shares.length; i++) sum += shares[i]!;
  return Math.max(Number.MIN_VALUE, sum);
}
