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
  const { space, weightBits, together, priorBits } = weights;
  const shape = { count: patterns.count, levels: patterns.levels, comparisons: space.comparisons };
  const ofPattern = patternBits(shape, space, weightBits, priorBits);
  if (together.length > 0) {
    for (let each = 0; each < shape.count; each++) {
      ofPattern[each]! -= togetherBits(together, space, (c) => shape.levels[each * shape.comparisons + c]!);
    }
  }
  const bits = pairBits(pattern, rarityBits, ofPattern);
  const rivals = rivalBits(shape, weights);
  for (let pair = 0; pair < bits.length; pair++) bits[pair] = withRivals(bits[pair]!, rivals[pattern[pair]!]!);
  return bits;
}
