/** Gives work of different weight to several hands, so that all are done at about the same time. */

/**
 * @param before what the first hand has to do besides
 * @returns [hand] which pieces it gets, the heaviest first; the same for the same weights
 */
export function shareOut(weights: readonly number[], hands: number, before = 0): number[][] {
  const shares = Array.from({ length: hands }, (): number[] => []);
  const loads = new Float64Array(hands);
  loads[0] = before;
  const heaviestFirst = [...weights.keys()].sort((a, b) => weights[b]! - weights[a]! || a - b);
  for (const piece of heaviestFirst) {
    let hand = 0;
    for (let other = 1; other < hands; other++) if (loads[other]! < loads[hand]!) hand = other;
    shares[hand]!.push(piece);
    loads[hand]! += weights[piece]!;
  }
  return shares;
}
