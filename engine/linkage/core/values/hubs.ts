/** Values that stand in for something else: one number that stands beside very many names. */
import type { FieldColumn } from '../table.ts';
import { foldHashes } from './features.ts';

/**
 * @param most different values beside a value that is what it says it is; spellings of one word count as one
 * @returns hashes of the values beside which there are more, ascending
 */
export function hubsOf(
  { values, book }: Pick<FieldColumn, 'values' | 'book'>,
  beside: Pick<FieldColumn, 'values' | 'book'>,
  most: number,
): number[] {
  const rows = new Uint32Array(book.count);
  for (const value of values) rows[value]!++;
  const folds = foldHashes(beside.book);
  const seen = new Map<number, Set<number>>();
  for (let record = 0; record < values.length; record++) {
    const value = values[record]!;
    if (value === 0 || rows[value]! <= most || beside.values[record] === 0) continue;
    const others = seen.get(value) ?? new Set();
    seen.set(value, others.add(folds[beside.values[record]!]!));
  }
  return [...seen]
    .filter(([, others]) => others.size > most)
    .map(([value]) => book.hash[value]!)
    .sort((a, b) => a - b);
}
