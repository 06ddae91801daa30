/** Evidence in bits: how much more likely a pattern of agreement is for one person than for two. */

/** Share of pairs that show each level: [comparison][level], level 0 (not told) left at 0. */
export type LevelShares = readonly Float64Array[];

/** Weight of each level: [comparison][level] log2(m / u); 0 at level 0, which tells nothing. */
export function weightsOf(m: LevelShares, u: LevelShares): Float64Array[] {
  return m.map((shares, c) => shares.map((share, level) => (level === 0 ? 0 : Math.log2(share / u[c]![level]!))));
}

/**
 * Adds up the evidence that each candidate pair is one person.
 *
 * @param levels     [pair × comparison] agreement level, row by row; 0 where either side is blank
 * @param weightBits [comparison][level] log2(m / u); 0 at level 0
 * @param rarityBits [pair] what the rarity of the values agreed on adds to that
 * @returns          [pair] match weight in bits, prior included
 * @throws RangeError when `levels` does not hold whole pairs
 * Source: Fellegi and Sunter (1969), "A Theory for Record Linkage", JASA 64.
 */
export function matchWeights(
  levels: Uint8Array,
  weightBits: readonly Float64Array[],
  rarityBits: Float32Array,
  priorBits: number,
): Float32Array {
  const width = weightBits.length;
  if (levels.length !== rarityBits.length * width) {
    throw new RangeError(`${levels.length} levels are not ${rarityBits.length} pairs of ${width} comparisons`);
  }
  const weights = new Float32Array(rarityBits.length);
  for (let pair = 0, at = 0; pair < weights.length; pair++) {
    let bits = priorBits + rarityBits[pair]!;
    for (let c = 0; c < width; c++) bits += weightBits[c]![levels[at++]!]!;
    weights[pair] = bits;
  }
  return weights;
}

/** Chance that a pair is one person: bits are log2 of its odds. */
export const probabilityOf = (weightBits: number): number => 1 / (1 + 2 ** -weightBits);
