/** The weight of a pair by itself: its pattern and the rarity of what agrees, against strangers and those who live together. */
import type { LevelSpace } from '../learning/level-space.ts';
import type { Patterns } from '../pairs.ts';
import { pairBits, patternBits, rivalBits, withRivals } from './match-weights.ts';

/** What a model knows of levels and kinds of pairs. */
export interface PairWeights {
  readonly space: LevelSpace;
  /** Flat: log2(m / u) of each level. */
  readonly weightBits: Float64Array;
  /** [class] flat: share of its pairs that show each level; matches first. */
  readonly shares: readonly Float64Array[];
  readonly classShares: Float64Array;
  readonly priorBits: number;
}

/** @param pattern [pair] row in `patterns` */
export function ownBits(
  pattern: Uint32Array,
  rarityBits: Float32Array,
  patterns: Pick<Patterns, 'count' | 'levels'>,
  { space, weightBits, shares, classShares, priorBits }: PairWeights,
): Float32Array {
  const shape = { count: patterns.count, levels: patterns.levels, comparisons: space.comparisons };
  const bits = pairBits(pattern, rarityBits, patternBits(shape, space, weightBits, priorBits));
  const rivals = rivalBits(shape, space, shares, classShares);
  for (let pair = 0; pair < bits.length; pair++) bits[pair] = withRivals(bits[pair]!, rivals[pattern[pair]!]!);
  return bits;
}
