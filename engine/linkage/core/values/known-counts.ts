/** How often values occur, as a trained model remembers it: rarity then stays what it was, whatever rows come later. */
import type { ValueBook } from '../table.ts';
import { checkHash } from './text-hash.ts';

/** Counts of what two records and more hold, ascending by `high`, then `low`; what is not there is held by one. */
export interface KnownCounts {
  /** Records that tell the field. */
  readonly told: number;
  /** Two hashes of a value together tell a million values apart but for one chance in thirty million. */
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  readonly counts: Uint32Array;
}

/** Counts of columns that are read as one: of their combinations, and of their words. */
export interface KnownJoined {
  readonly combinations: KnownCounts;
  readonly words: KnownCounts;
}

export interface KnownFrequencies {
  /** By field. */
  readonly columns: ReadonlyMap<string, KnownCounts>;
  /** By `joinedKey` of the fields. */
  readonly joined: ReadonlyMap<string, KnownJoined>;
}

export const joinedKey = (fields: readonly string[]): string => fields.join('\n');

/** Under which two numbers a value is known. */
export interface ValueKeys {
  high(value: number): number;
  low(value: number): number;
}

export const keysOfBook = ({ hash, starts, letters }: ValueBook): ValueKeys => ({
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
