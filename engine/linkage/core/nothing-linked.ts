/** What keeps apart rows that are alike in all else, where nothing is linked. */
import type { Learnt } from './learning/learn.ts';

/** With no match found, one record in ten is taken for a second of its entity: what is alike enough is held against that. */
const MATCHES_A_RECORD = 0.1;

/**
 * The comparison that speaks against the most pairs that would be likelier than not without it.
 *
 * @returns undefined where no pair would be
 */
export function heldApartBy(
  { space, places, weightBits }: Pick<Learnt, 'space' | 'places' | 'weightBits'>,
  records: number,
  allPairs: number,
): { readonly comparison: number; readonly pairs: number } | undefined {
  const { comparisons } = space;
  const needed = -Math.log2(Math.min(0.5, (MATCHES_A_RECORD * records) / Math.max(1, allPairs)));
  const held = new Float64Array(comparisons);
  for (let pattern = 0; pattern < places.count; pattern++) {
    const levels = places.places.subarray(pattern * comparisons, (pattern + 1) * comparisons);
    const sum = levels.reduce((bits, place) => bits + weightBits[place]!, 0);
    const pairs = places.pairs
      .subarray(places.groupStarts[pattern], places.groupStarts[pattern + 1])
      .reduce((all, each) => all + each, 0);
    levels.forEach((place, c) => {
      const own = weightBits[place]!;
      if (own < 0 && sum - own >= needed) held[c]! += pairs;
    });
  }
  const most = held.reduce((best, pairs, c) => (pairs > held[best]! ? c : best), 0);
  return held[most]! > 0 ? { comparison: most, pairs: held[most]! } : undefined;
}
