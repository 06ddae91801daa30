/** How often values occur, as a trained model remembers it: rarity then stays what it was, whatever rows come later. */
import type { KnownCounts } from '../table.ts';
import { checkHash } from './text-hash.ts';

export const joinedKey = (fields: readonly string[]): string => fields.join('\n');

/** Under which two numbers a value is known. */
export interface ValueKeys {
  high(value: number): number;
  low(value: number): number;
}

/** What of a ValueBook tells its values apart. */
interface BookHashes {
  readonly hash: Uint32Array;
  readonly starts: Uint32Array;
  readonly letters: Uint16Array;
}

export const keysOfBook = ({ hash, starts, letters }: BookHashes): ValueKeys => ({
  high: (value) => hash[value]!,
  low: (value) => checkHash(letters, starts[value]!, starts[value + 1]!),
});

/** Records that hold what has these hashes: 1 where the model does not know it. */
export function countIn({ high, low, counts }: KnownCounts, highOf: number, lowOf: number): number {
  let [from, to] = [0, high.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const isBefore = high[middle]! < highOf || (high[middle] === highOf && low[middle]! < lowOf);
    if (isBefore) from = middle + 1;
    else to = middle;
  }
  return high[from] === highOf && low[from] === lowOf ? counts[from]! : 1;
}

/** [value] records that hold it, as the model knows; 0 for blank. */
export function countsOfValues(known: KnownCounts, values: number, keys: ValueKeys): Uint32Array {
  const counts = new Uint32Array(values);
  for (let value = 1; value < values; value++) counts[value] = countIn(known, keys.high(value), keys.low(value));
  return counts;
}

/** What is to be remembered of counts. */
export function knownCounts(counts: Uint32Array, told: number, keys: ValueKeys): KnownCounts {
  const kept: number[] = [];
  for (let value = 1; value < counts.length; value++) if (counts[value]! > 1) kept.push(value);
  const [high, low] = [Float64Array.from(kept, keys.high), Float64Array.from(kept, keys.low)];
  const order = Uint32Array.from(kept.keys()).sort((a, b) => high[a]! - high[b]! || low[a]! - low[b]!);
  return {
    told,
    high: Uint32Array.from(order, (i) => high[i]!),
    low: Uint32Array.from(order, (i) => low[i]!),
    counts: Uint32Array.from(order, (i) => counts[kept[i]!]!),
  };
}
