/** Patterns as the estimation goes through them. */
import type { Patterns } from '../pairs.ts';
import type { LevelSpace } from './level-space.ts';

export interface PatternPlaces {
  readonly count: number;
  readonly comparisons: number;
  /** [pattern × comparison] place of the level in the space. */
  readonly places: Uint16Array;
  /** [pattern] pairs that show it, whichever rule found them. */
  readonly pairs: Float64Array;
}

export function placesOf({ count, comparisons, levels, rules, pairs }: Patterns, space: LevelSpace): PatternPlaces {
  const sums = new Float64Array(count);
  for (let i = 0; i < pairs.length; i++) sums[Math.floor(i / rules)]! += pairs[i]!;
  const places = Uint16Array.from(levels, (level, i) => space.first[i % comparisons]! + level);
  return { count, comparisons, places, pairs: sums };
}
