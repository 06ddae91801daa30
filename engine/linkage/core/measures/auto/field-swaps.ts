/** Which fields hold each other's values now and then: given name and surname, first and second line of an address. */
import type { FieldColumn } from '../../table.ts';
import { frequenciesOf } from '../../values/features.ts';

/** Times as many as chance makes, and pairs of records, from which on fields are seen to change places. */
const TIMES_CHANCE = 3;
const FEWEST_PAIRS = 2;

/**
 * How far beyond chance records hold the same two values in opposite fields; 0 where no more than chance explains.
 *
 * @param first, second columns of one book
 */
export function swapsSeen(first: FieldColumn, second: FieldColumn): number {
  const width = first.book.count;
  const counts = new Map<number, number>();
  // Values that change places stand in both fields: of most fields next to none do.
  const [inFirst, inSecond] = [valuesIn(first), valuesIn(second)];
  for (let record = 0; record < first.values.length; record++) {
    const [a, b] = [first.values[record]!, second.values[record]!];
    if (inSecond[a] === 0 || inFirst[b] === 0 || a === b) continue;
    counts.set(a * width + b, (counts.get(a * width + b) ?? 0) + 1);
  }
  let pairs = 0;
  for (const [key, count] of counts) {
    const [a, b] = [Math.floor(key / width), key % width];
    if (a < b) pairs += count * (counts.get(b * width + a) ?? 0);
  }
  const expected = pairsByChance(first, second);
  return pairs >= FEWEST_PAIRS && pairs > expected * TIMES_CHANCE ? pairs - expected : 0;
}

/** [value] 1 where a record holds it; 0 for blank. */
function valuesIn({ values, book }: FieldColumn): Uint8Array {
  const held = new Uint8Array(book.count);
  for (const value of values) held[value] = 1;
  held[0] = 0;
  return held;
}

function pairsByChance(first: FieldColumn, second: FieldColumn): number {
  const [ofFirst, ofSecond] = [frequenciesOf(first), frequenciesOf(second)];
  let shared = 0;
  for (let value = 1; value < first.book.count; value++) shared += ofFirst.counts[value]! * ofSecond.counts[value]!;
  return (shared / Math.max(1, first.values.length)) ** 2 / 2;
}
