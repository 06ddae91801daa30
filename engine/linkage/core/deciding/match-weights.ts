/** Evidence in bits: how much more likely a pair is to be one entity than two, and what chance that makes. */
import type { LevelSpace } from '../learning/level-space.ts';
import { togetherBits } from '../learning/together.ts';
import type { Patterns } from '../pairs.ts';
import type { PairWeights } from './pair-weights.ts';

/** Chance that a pair is a match; bits are log2 of its odds. */
export const probabilityOf = (bits: number): number => 1 / (1 + 2 ** -bits);

export const bitsOf = (probability: number): number => Math.log2(probability / (1 - probability));

/**
 * Match weight of each pattern, prior included, rarity of values not.
 *
 * @param weightBits flat: log2(m / u) of each level, 0 where it is not told
 * Source: Fellegi and Sunter (1969), "A Theory for Record Linkage", JASA 64.
 */
export function patternBits(
  { count, comparisons, levels }: Pick<Patterns, 'count' | 'comparisons' | 'levels'>,
  space: LevelSpace,
  weightBits: Float64Array,
  priorBits: number,
): Float64Array {
  const bits = new Float64Array(count).fill(priorBits);
  for (let pattern = 0, at = 0; pattern < count; pattern++) {
    for (let c = 0; c < comparisons; c++) bits[pattern]! += weightBits[space.first[c]! + levels[at++]!]!;
  }
  return bits;
}

/** Match weight of each pair. */
export function pairBits(pattern: Uint32Array, rarityBits: Float32Array, bitsOfPattern: Float64Array): Float32Array {
  const bits = new Float32Array(pattern.length);
  for (let pair = 0; pair < bits.length; pair++) bits[pair] = bitsOfPattern[pattern[pair]!]! + rarityBits[pair]!;
  return bits;
}

/** For whom a pattern may be taken besides strangers: [pattern] log2 of the chance of being of such a class, beside matches. */
export function rivalBits(
  { count, comparisons, levels }: Pick<Patterns, 'count' | 'comparisons' | 'levels'>,
  { space, shares, classShares, together, byChance }: Omit<PairWeights, 'weightBits' | 'priorBits'>,
): Float64Array {
  const bits = new Float64Array(count).fill(Infinity);
  for (let pattern = 0, at = 0; pattern < count; pattern++, at += comparisons) {
    let rivals = 0;
    for (let k = 1; k < shares.length; k++) {
      let odds = Math.log2(classShares[k]! / classShares[0]!);
      for (let c = 0; c < comparisons; c++) {
        const level = levels[at + c]!;
        if (level !== 0) odds += Math.log2(shares[k]![space.first[c]! + level]! / shares[0]![space.first[c]! + level]!);
      }
      odds += togetherBits(together, space, (c) => levels[at + c]!, byChance[k]!);
      rivals += 2 ** Math.min(1000, odds);
    }
    if (rivals > 0) bits[pattern] = -Math.log2(rivals);
  }
  return bits;
}

/** Weight against strangers and rivals together. */
export const withRivals = (bits: number, rival: number): number =>
  rival === Infinity ? bits : -Math.log2(2 ** -bits + 2 ** -rival);
