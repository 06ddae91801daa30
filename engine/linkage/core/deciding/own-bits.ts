/** The weight of a pair by itself: its pattern and the rarity of what agrees, against strangers and those who live together. */
import { togetherBits } from '../learning/together.ts';
import type { Patterns } from '../pairs.ts';
import { pairBits, patternBits, rivalBits, withRivals } from './match-weights.ts';
import type { PairWeights } from './pair-weights.ts';

/** @param pattern [pair] row in `patterns` */
export function ownBits(
  pattern: Uint32Array,
  rarityBits: Float32Array,
  patterns: Pick<Patterns, 'count' | 'levels'>,
  weights: PairWeights,
): Float32Array {
  const bits = bitsBesideStrangers(pattern, rarityBits, patterns, weights);
  const { count, levels } = patterns;
  const rivals = rivalBits({ count, levels, comparisons: weights.space.comparisons }, weights);
  for (let pair = 0; pair < bits.length; pair++) bits[pair] = withRivals(bits[pair]!, rivals[pattern[pair]!]!);
  return bits;
}

/** As above against strangers alone, which is never less. */
export function bitsBesideStrangers(
  pattern: Uint32Array,
  rarityBits: Float32Array,
  { count, levels }: Pick<Patterns, 'count' | 'levels'>,
  { space, weightBits, together, priorBits }: PairWeights,
): Float32Array {
  const { comparisons } = space;
  const ofPattern = patternBits({ count, levels, comparisons }, space, weightBits, priorBits);
  if (together.length > 0) {
    for (let each = 0; each < count; each++) {
      ofPattern[each]! -= togetherBits(together, space, (c) => levels[each * comparisons + c]!);
    }
  }
  return pairBits(pattern, rarityBits, ofPattern);
}
