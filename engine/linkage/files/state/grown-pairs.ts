/** The pairs of a result that grew: those that nothing touched as they were told, and between them those told anew. */
import type { LiveLinkage, LivePair } from '../../core/growing/live-linkage.ts';
import type { LinkResult } from '../../core/pairs.ts';

type Pairs = LinkResult['pairs'];

export interface GrownPairs {
  /** In the order of their records, the one that comes first on the left. */
  readonly pairs: Pairs;
  /** [pair] the pair that it was, or AFRESH. */
  readonly was: Uint32Array;
}

export const AFRESH = 0xffffffff;

/**
 * @param told      by their numbers, pairs that are told anew
 * @param before    by their numbers, in order, pairs as they were told
 * @param isTouched whether the pairs of a number are told anew
 * @param numberOf  [number] record
 */
export function grownPairs(
  live: Pick<LiveLinkage, 'weigher'>,
  told: Iterable<LivePair>,
  before: Pairs,
  isTouched: (number: number) => boolean,
  numberOf: Uint32Array,
): GrownPairs {
  const { patterns } = live.weigher;
  const fresh = [...told]
    .map((pair) => {
      const [one, other] = [numberOf[pair.left]!, numberOf[pair.right]!];
      return { ...pair, left: Math.min(one, other), right: Math.max(one, other) };
    })
    .sort((a, b) => a.left - b.left || a.right - b.right);
  const most = before.count + fresh.length;
  const [left, right, was] = [new Uint32Array(most), new Uint32Array(most), new Uint32Array(most)];
  const [weightBits, probability, rarityBits] = [
    new Float32Array(most),
    new Float32Array(most),
    new Float32Array(most),
  ];
  const [isLinked, levels] = [new Uint8Array(most), new Uint8Array(most * patterns.width)];
  let [count, next] = [0, 0];
  const tellBefore = (one: number, other: number): void => {
    for (; next < fresh.length; next++) {
      const pair = fresh[next]!;
      if (pair.left > one || (pair.left === one && pair.right > other)) return;
      [left[count], right[count], was[count]] = [pair.left, pair.right, AFRESH];
      [weightBits[count], probability[count], rarityBits[count]] = [pair.weightBits, pair.probability, pair.rarityBits];
      isLinked[count] = Number(pair.isLinked);
      const from = pair.pattern * patterns.width;
      levels.set(patterns.levels.subarray(from, from + patterns.width), count++ * patterns.width);
    }
  };
  for (let pair = 0; pair < before.count; pair++) {
    if (isTouched(before.left[pair]!) || isTouched(before.right[pair]!)) continue;
    const [one, other] = [numberOf[before.left[pair]!]!, numberOf[before.right[pair]!]!];
    tellBefore(one, other);
    left[count] = one;
    right[count] = other;
    was[count] = pair;
    weightBits[count] = before.weightBits[pair]!;
    probability[count] = before.probability[pair]!;
    rarityBits[count] = before.rarityBits[pair]!;
    isLinked[count] = before.isLinked[pair]!;
    const from = pair * patterns.width;
    for (let c = 0; c < patterns.width; c++) levels[count * patterns.width + c] = before.levels[from + c]!;
    count++;
  }
  tellBefore(Infinity, Infinity);
  const pairs: Pairs = {
    count,
    left: left.subarray(0, count),
    right: right.subarray(0, count),
    weightBits: weightBits.subarray(0, count),
    probability: probability.subarray(0, count),
    rarityBits: rarityBits.subarray(0, count),
    isLinked: isLinked.subarray(0, count),
    levels: levels.subarray(0, count * patterns.width),
  };
  return { pairs, was: was.subarray(0, count) };
}
