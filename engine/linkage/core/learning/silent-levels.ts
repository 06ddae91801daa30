/** Levels that carry no information: those that no pair shows, and those that matches show as often as everybody else. */
import type { Estimation } from './estimate-classes.ts';
import type { LevelSpace } from './level-space.ts';
import type { PatternPlaces } from './pattern-places.ts';

/** Why a level says nothing by itself. */
export type SilentReason =
  /** No pair shows it: it is worth what its neighbour is. */
  | { readonly kind: 'unseen'; readonly into: number }
  /** Matches show it as often as strangers and every other kind of pairs: it weighs nothing. */
  | { readonly kind: 'uninformative' };

/** Matches that are expected at a level from which on it says something that no pair shows it: nineteen times of twenty one would. */
const FEWEST_EXPECTED = 3;
/** Weights smaller than this are not worth a word. */
const LEAST_BITS = 0.1;
/** Standard errors within which two shares cannot be told apart. */
const STANDARD_ERRORS = 1.96;

export interface SilentInput {
  readonly space: LevelSpace;
  readonly patterns: PatternPlaces;
  readonly estimation: Estimation;
  /** Flat: largest error of u. */
  readonly uError: Float64Array;
  /** Flat: share of matches that were expected at a level before any pair was seen. */
  readonly start: Float64Array;
  /** Flat: 1 where m is learnt; what a model fixes is left as it says. */
  readonly isLearnt: Uint8Array;
}

/** @returns [place] undefined where the level says something */
export function silentLevels(input: SilentInput): (SilentReason | undefined)[] {
  const { space, isLearnt, start, estimation } = input;
  const pairs = pairsAt(input);
  const found = new Array<SilentReason | undefined>(space.size).fill(undefined);
  for (let c = 0; c < space.comparisons; c++) {
    const [from, to] = [space.first[c]! + 1, space.first[c + 1]!];
    if (isLearnt.subarray(from, to).includes(0)) continue;
    const told = estimation.matchesAt.subarray(from, to).reduce((sum, each) => sum + each, 0);
    for (let place = from; place < to; place++) {
      if (pairs[place]! > 0) {
        if (isUninformative(input, place, told)) found[place] = { kind: 'uninformative' };
      } else if (start[place]! * told >= FEWEST_EXPECTED) {
        found[place] = { kind: 'unseen', into: neighbourOf(place, from, to, pairs) };
      }
    }
  }
  return found;
}

/** Flat: pairs that show each level. */
function pairsAt({ space, patterns: { count, comparisons, places, groupStarts, pairs } }: SilentInput): Float64Array {
  const at = new Float64Array(space.size);
  for (let pattern = 0; pattern < count; pattern++) {
    let all = 0;
    for (let group = groupStarts[pattern]!; group < groupStarts[pattern + 1]!; group++) all += pairs[group]!;
    for (let c = 0; c < comparisons; c++) at[places[pattern * comparisons + c]!]! += all;
  }
  return at;
}

/** The next weaker level that some pair shows; the next stronger one where there is none. */
function neighbourOf(place: number, from: number, to: number, pairs: Float64Array): number {
  for (let weaker = place - 1; weaker >= from; weaker--) if (pairs[weaker]! > 0) return weaker;
  for (let stronger = place + 1; stronger < to; stronger++) if (pairs[stronger]! > 0) return stronger;
  return place;
}

/** @param told matches in expectation that tell the comparison */
function isUninformative({ estimation, uError }: SilentInput, place: number, told: number): boolean {
  const { shares, u } = estimation;
  const m = shares[0]![place]!;
  const error = STANDARD_ERRORS * Math.sqrt((m * (1 - m)) / Math.max(1, told)) + uError[place]!;
  const isSmall = [u, ...shares.slice(1)].every((of) => Math.abs(Math.log2(m / of[place]!)) < LEAST_BITS);
  return isSmall && Math.abs(m - u[place]!) <= error;
}

/**
 * Levels that no pair shows are one with their neighbours: of each class they have together what they had apart, parted
 * between them as strangers show them, so that both weigh the same.
 *
 * @returns [class] flat
 */
export function mergedShares(
  { shares, u }: Pick<Estimation, 'shares' | 'u'>,
  silent: readonly (SilentReason | undefined)[],
): Float64Array[] {
  const groups = new Map<number, number[]>();
  silent.forEach((reason, place) => {
    if (reason?.kind !== 'unseen' || reason.into === place) return;
    groups.set(reason.into, [...(groups.get(reason.into) ?? [reason.into]), place]);
  });
  return shares.map((of) => {
    const merged = of.slice();
    for (const places of groups.values()) {
      const [share, ofStrangers] = [of, u].map((each) => places.reduce((sum, place) => sum + each[place]!, 0));
      for (const place of places) merged[place] = (share! * u[place]!) / ofStrangers!;
    }
    return merged;
  });
}
