/** Better partners of the two records of a pair: where a record has one partner at most, they speak against the pair. */
import type { SourcePairs } from '../blocking/source-pairs.ts';
import type { LinkTable } from '../table.ts';
import type { PairEnds } from './components.ts';
import { CERTAIN_BITS } from './one-to-one.ts';

/**
 * Bits by which the best other partner of either record speaks against a pair that is as good as certain by itself: two
 * such pairs contradict each other. The best alone counts, as a sum would turn on the order of pairs. Pairs that are less
 * sure are left as they are: records without a partner are fewer than those that have one, so that to be the best that is
 * left speaks for a pair about as much as better partners of others speak against it.
 *
 * @param bits [pair] match weight by itself
 * @returns    [pair] 0 where nothing speaks against it, or its sources may hold an entity more than once
 */
export function betterPartners(
  { count: records, source }: Pick<LinkTable, 'count' | 'source'>,
  { sources, isOneToOne }: Pick<SourcePairs, 'sources' | 'isOneToOne'>,
  { count, left, right }: PairEnds,
  bits: Float32Array,
): Float32Array {
  const isCertain = (pair: number): boolean =>
    bits[pair]! >= CERTAIN_BITS && isOneToOne[source[left[pair]!]! * sources + source[right[pair]!]!] === 1;
  // Of each record the best and the second best weight with each other source.
  const best = new Float32Array(records * sources).fill(-Infinity);
  const second = new Float32Array(records * sources).fill(-Infinity);
  const placesOf = (pair: number): readonly [number, number] => {
    const [l, r] = [left[pair]!, right[pair]!];
    return [l * sources + source[r]!, r * sources + source[l]!];
  };
  for (let pair = 0; pair < count; pair++) {
    if (!isCertain(pair)) continue;
    for (const place of placesOf(pair)) {
      if (bits[pair]! > best[place]!) [best[place], second[place]] = [bits[pair]!, best[place]!];
      else if (bits[pair]! > second[place]!) second[place] = bits[pair]!;
    }
  }
  const against = new Float32Array(count);
  for (let pair = 0; pair < count; pair++) {
    if (!isCertain(pair)) continue;
    const [one, other] = placesOf(pair).map((place) => (bits[pair] === best[place] ? second[place]! : best[place]!));
    against[pair] = Math.log2(1 + (2 ** one! + 2 ** other!));
  }
  return against;
}
