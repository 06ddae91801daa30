/** Records that tell too little: weighed against a copy of themselves they do not reach the threshold. */
import type { UnrelatedShares } from '../comparison.ts';
import { PatternBook } from '../comparing/pattern-book.ts';
import type { PairComparer } from '../comparing/compare-pairs.ts';
import { ownBits } from './own-bits.ts';
import type { PairWeights } from './pair-weights.ts';

/** What a thread needs to weigh the records from `from` to before `to` against themselves. */
export interface UnlinkableTask {
  readonly unrelated: readonly UnrelatedShares[];
  /** Facts of all records, where they are laid down. */
  readonly rows: Uint32Array | undefined;
  readonly weights: PairWeights;
  readonly thresholdBits: number;
  readonly from: number;
  readonly to: number;
}

/** How many of the records are weighed below the threshold. */
export function unlinkableAmong(comparer: PairComparer, task: Omit<UnlinkableTask, 'unrelated'>): number {
  const { rows, weights, thresholdBits, from, to } = task;
  const { width, levels, rarityBits } = comparer;
  const count = to - from;
  const book = new PatternBook(width);
  const [pattern, rarity, records] = [new Uint32Array(count), new Float32Array(count), new Uint32Array(count)];
  for (let i = 0; i < count; i++) records[i] = from + i;
  const keep = (start: number, end: number): void => {
    for (let i = start, row = 0; i < end; i++, row++) {
      pattern[i] = book.codeOf(levels, row * width);
      rarity[i] = rarityBits[row]!;
    }
  };
  comparer.compare(records, records, 0, count, keep, rows);
  const bits = ownBits(pattern, rarity, book, weights);
  let unlinkable = 0;
  for (const each of bits) if (each < thresholdBits) unlinkable++;
  return unlinkable;
}
