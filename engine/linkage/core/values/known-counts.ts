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
  let kept = 0;
  for (let value = 1; value < counts.length; value++) if (counts[value]! > 1) kept++;
  const known = { high: new Uint32Array(kept), low: new Uint32Array(kept), counts: new Uint32Array(kept) };
  for (let value = 1, at = 0; value < counts.length; value++) {
    if (counts[value]! < 2) continue;
    known.high[at] = keys.high(value);
    known.low[at] = keys.low(value);
    known.counts[at++] = counts[value]!;
  }
  sortByHashes(known);
  return { told, ...known };
}

/** By insertion: values are numbered by their hashes, so that none but those that share one are out of their order. */
function sortByHashes({ high, low, counts }: Omit<KnownCounts, 'told'>): void {
  for (let end = 1; end < high.length; end++) {
    const [h, l, count] = [high[end]!, low[end]!, counts[end]!];
    let at = end;
    for (; at > 0 && (high[at - 1]! > h || (high[at - 1] === h && low[at - 1]! > l)); at--) {
      high[at] = high[at - 1]!;
      low[at] = low[at - 1]!;
      counts[at] = counts[at - 1]!;
    }
    high[at] = h;
    low[at] = l;
    counts[at] = count;
  }
}
