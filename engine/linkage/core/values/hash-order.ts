/** The order of hashes: one that the order of rows leaves no trace in. */

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
/** So few are sorted sooner than counted. */
const FEW = 256;

/**
 * Sorts numbers 0 to n - 1 by their hashes.
 *
 * @param isBefore settles the few that share a hash
 */
export function orderOfHashes(hashes: Uint32Array, isBefore: (left: number, right: number) => boolean): Uint32Array {
  if (hashes.length <= FEW) {
    const isSooner = (left: number, right: number): number => (isBefore(left, right) ? -1 : 1);
    return Uint32Array.from(hashes.keys()).sort(
      (left, right) => hashes[left]! - hashes[right]! || isSooner(left, right),
    );
  }
  let order = Uint32Array.from(hashes.keys());
  let next = new Uint32Array(order.length);
  for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
    const starts = new Uint32Array(DIGITS + 1);
    for (let i = 0; i < hashes.length; i++) starts[((hashes[i]! >>> shift) & (DIGITS - 1)) + 1]!++;
    for (let digit = 0; digit < DIGITS; digit++) starts[digit + 1]! += starts[digit]!;
    for (let i = 0; i < order.length; i++) {
      const number = order[i]!;
      next[starts[(hashes[number]! >>> shift) & (DIGITS - 1)]!++] = number;
    }
    [order, next] = [next, order];
  }
  for (let start = 0, end = 1; start < order.length; start = end++) {
    while (end < order.length && hashes[order[end]!] === hashes[order[start]!]) end++;
    if (end - start > 1) order.subarray(start, end).sort((left, right) => (isBefore(left, right) ? -1 : 1));
  }
  return order;
}
