/** Candidate pairs with their agreement, and how the pairs of one row are gone through. */
import type { CandidatePairs } from './blocking.ts';
import type { ComparableRecords } from './comparable.ts';
import type { Agreement } from './comparisons.ts';

export interface ComparedPairs {
  readonly pairs: CandidatePairs;
  readonly agreement: Agreement;
}

/** Numbers below `count` for which something holds, ascending. */
export function rowsWhere(count: number, holds: (row: number) => boolean): Uint32Array {
  const rows = new Uint32Array(count);
  let found = 0;
  for (let row = 0; row < count; row++) if (holds(row)) rows[found++] = row;
  return rows.slice(0, found);
}

/** Rows of the population register. */
export const anchorRows = ({ count, isAnchor }: ComparableRecords): Uint32Array =>
  rowsWhere(count, (row) => isAnchor[row] === 1);

/** Calls `visit` with the range of pairs of each left row. */
export function forEachRow({ count, left }: CandidatePairs, visit: (start: number, end: number) => void): void {
  for (let start = 0; start < count;) {
    let end = start + 1;
    while (end < count && left[end] === left[start]) end++;
    visit(start, end);
    start = end;
  }
}

/**
 * The pairs for which something holds.
 *
 * @param width number of comparisons
 */
export function keepPairs(
  { pairs, agreement }: ComparedPairs,
  width: number,
  keeps: (pair: number) => boolean,
): ComparedPairs {
  const kept = rowsWhere(pairs.count, keeps);
  const levels = new Uint8Array(kept.length * width);
  let at = 0;
  for (const pair of kept) for (let c = 0; c < width; c++) levels[at++] = agreement.levels[pair * width + c]!;
  return {
    pairs: {
      count: kept.length,
      left: kept.map((pair) => pairs.left[pair]!),
      right: kept.map((pair) => pairs.right[pair]!),
      rule: pairs.rule.filter((_, pair) => keeps(pair)),
    },
    agreement: { levels, rarityBits: agreement.rarityBits.filter((_, pair) => keeps(pair)) },
  };
}
