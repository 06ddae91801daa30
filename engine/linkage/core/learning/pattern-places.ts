/** Patterns as the estimation goes through them. */
import type { ComparedPairs, Patterns } from '../pairs.ts';
import type { LevelSpace } from './level-space.ts';

export interface PatternPlaces {
  readonly count: number;
  readonly comparisons: number;
  /** [pattern × comparison] place of the level in the space. */
  readonly places: Uint16Array;
  /** [pattern + 1] where its groups begin: pairs that agree on values about equally rare. */
  readonly groupStarts: Uint32Array;
  /** [group] pairs, whichever rule found them. */
  readonly pairs: Float64Array;
  /** [group] by how much rarer values than usual multiply the odds. */
  readonly rarity: Float64Array;
}

/** Bits of rarity are counted in steps of so many, and cut beyond the first and the last step. */
const BITS_A_STEP = 2;
const [LEAST_STEP, MOST_STEP] = [-8, 16];
const STEPS = MOST_STEP - LEAST_STEP + 1;

/** @param rare the rarity of each pair beside its pattern; where it is left out, no value is rarer than another */
export function placesOf(
  { count, comparisons, levels, rules, pairs }: Patterns,
  space: LevelSpace,
  rare?: Pick<ComparedPairs, 'pattern' | 'rarityBits'>,
): PatternPlaces {
  const places = Uint16Array.from(levels, (level, i) => space.first[i % comparisons]! + level);
  const byStep = rare === undefined ? sumsOfRules(count, rules, pairs) : countSteps(count, rare);
  const groups = byStep.reduce((sum, each) => sum + (each > 0 ? 1 : 0), 0);
  const [ofGroup, rarity] = [new Float64Array(groups), new Float64Array(groups)];
  const groupStarts = new Uint32Array(count + 1);
  let group = 0;
  for (let pattern = 0; pattern < count; pattern++) {
    for (let step = 0; step < STEPS; step++) {
      const pairsHere = byStep[pattern * STEPS + step]!;
      if (pairsHere === 0) continue;
      ofGroup[group] = pairsHere;
      rarity[group++] = 2 ** ((step + LEAST_STEP) * BITS_A_STEP);
    }
    groupStarts[pattern + 1] = group;
  }
  return { count, comparisons, places, groupStarts, pairs: ofGroup, rarity };
}

function sumsOfRules(count: number, rules: number, pairs: Float64Array): Float64Array {
  const byStep = new Float64Array(count * STEPS);
  for (let i = 0; i < pairs.length; i++) byStep[Math.floor(i / rules) * STEPS - LEAST_STEP]! += pairs[i]!;
  return byStep;
}

function countSteps(count: number, { pattern, rarityBits }: Pick<ComparedPairs, 'pattern' | 'rarityBits'>) {
  const byStep = new Float64Array(count * STEPS);
  for (let pair = 0; pair < pattern.length; pair++) {
    const step = Math.round(rarityBits[pair]! / BITS_A_STEP);
    byStep[pattern[pair]! * STEPS + Math.min(MOST_STEP, Math.max(LEAST_STEP, step)) - LEAST_STEP]!++;
  }
  return byStep;
}
