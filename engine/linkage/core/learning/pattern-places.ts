/** Patterns as the estimation goes through them. */
import type { ComparedPairs, Patterns } from '../pairs.ts';
import type { LevelSpace } from './level-space.ts';

export interface PatternPlaces {
  readonly count: number;
  readonly comparisons: number;
  /** [pattern × comparison] place of the level in the space. */
  readonly places: Uint16Array;
  /** [pattern] how many of its first comparisons show what those of the pattern before show. */
  readonly alike: Uint16Array;
  /** [pattern + 1] where its groups begin: pairs that agree on values about equally rare. */
  readonly groupStarts: Uint32Array;
  /** [group] pairs, whichever rule found them. */
  readonly pairs: Float64Array;
  /** [group] by how much rarer values than usual multiply the odds. */
  readonly rarity: Float64Array;
  /**
   * [group] by how much other partners of the two records, or that there are none, multiply the odds of a match, and of a
   * match alone. Left out where a record may have any number of partners.
   */
  readonly alone?: Float64Array | undefined;
}

/** What pairs have besides their pattern. */
export interface BesidePattern extends Pick<ComparedPairs, 'pattern' | 'rarityBits'> {
  /**
   * [pair] bits by which other partners of its records speak against it, where a record has one partner at most; below 0 where
   * it speaks for it that there are none, or that a third record is as good as certain to be either.
   */
  readonly rivalBits?: Float32Array | undefined;
}

/** Bits of rarity are counted in steps of so many, and cut beyond the first and the last step. */
const BITS_A_STEP = 2;
const [LEAST_STEP, MOST_STEP] = [-8, 16];
const STEPS = MOST_STEP - LEAST_STEP + 1;
/** Bits of better partners are counted one by one, and cut beyond this. */
const MOST_RIVAL_BITS = 48;
/** That there is no better partner, or a third record, may speak for a pair by so many. */
const MOST_FOR_BITS = 32;

/** @param rare the rarity of each pair beside its pattern; where it is left out, no value is rarer than another */
export function placesOf(
  { count, comparisons, levels, rules, pairs }: Patterns,
  space: LevelSpace,
  rare?: BesidePattern,
): PatternPlaces {
  const places = Uint16Array.from(levels, (level, i) => space.first[i % comparisons]! + level);
  const alike = alikeBefore(places, count, comparisons);
  if (rare?.rivalBits !== undefined) return { count, comparisons, places, alike, ...groupsWithRivals(count, rare) };
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
      rarity[group++] = rarityOfStep(step);
    }
    groupStarts[pattern + 1] = group;
  }
  return { count, comparisons, places, alike, groupStarts, pairs: ofGroup, rarity };
}

function alikeBefore(places: Uint16Array, count: number, comparisons: number): Uint16Array {
  const alike = new Uint16Array(count);
  for (let pattern = 1; pattern < count; pattern++) {
    const at = pattern * comparisons;
    let c = 0;
    while (c < comparisons && places[at + c] === places[at + c - comparisons]) c++;
    alike[pattern] = c;
  }
  return alike;
}

const rarityOfStep = (step: number): number => 2 ** ((step + LEAST_STEP) * BITS_A_STEP);

/** 0 for the least step. */
const stepOf = (rarityBits: number): number =>
  Math.min(MOST_STEP, Math.max(LEAST_STEP, Math.round(rarityBits / BITS_A_STEP))) - LEAST_STEP;

const KEYS_A_STEP = MOST_RIVAL_BITS + MOST_FOR_BITS + 1;
const KEYS_A_PATTERN = STEPS * KEYS_A_STEP;

/** Few of the keys that there may be are there: pairs are sorted by theirs. */
function groupsWithRivals(
  count: number,
  { pattern, rarityBits, rivalBits }: BesidePattern,
): Pick<PatternPlaces, 'groupStarts' | 'pairs' | 'rarity' | 'alone'> {
  const keys = Float64Array.from(pattern, (own, pair) => {
    const rivals = Math.min(MOST_RIVAL_BITS, Math.max(-MOST_FOR_BITS, Math.round(rivalBits![pair]!))) + MOST_FOR_BITS;
    return own * KEYS_A_PATTERN + stepOf(rarityBits[pair]!) * KEYS_A_STEP + rivals;
  }).sort();
  const [pairs, rarity, alone]: [number[], number[], number[]] = [[], [], []];
  const groupStarts = new Uint32Array(count + 1);
  for (let from = 0, to = 0; from < keys.length; from = to) {
    const key = keys[from]!;
    for (to = from; to < keys.length && keys[to] === key; to++);
    const ofPattern = key % KEYS_A_PATTERN;
    pairs.push(to - from);
    rarity.push(rarityOfStep(Math.floor(ofPattern / KEYS_A_STEP)));
    alone.push(2 ** (MOST_FOR_BITS - (ofPattern % KEYS_A_STEP)));
    groupStarts[Math.floor(key / KEYS_A_PATTERN) + 1]!++;
  }
  for (let own = 0; own < count; own++) groupStarts[own + 1]! += groupStarts[own]!;
  return {
    groupStarts,
    pairs: Float64Array.from(pairs),
    rarity: Float64Array.from(rarity),
    alone: Float64Array.from(alone),
  };
}

function sumsOfRules(count: number, rules: number, pairs: Float64Array): Float64Array {
  const byStep = new Float64Array(count * STEPS);
  for (let i = 0; i < pairs.length; i++) byStep[Math.floor(i / rules) * STEPS - LEAST_STEP]! += pairs[i]!;
  return byStep;
}

function countSteps(count: number, { pattern, rarityBits }: BesidePattern) {
  const byStep = new Float64Array(count * STEPS);
  for (let pair = 0; pair < pattern.length; pair++) byStep[pattern[pair]! * STEPS + stepOf(rarityBits[pair]!)]!++;
  return byStep;
}
