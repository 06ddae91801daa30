/** Records that tell too little: weighed against a copy of themselves they do not reach the threshold. */
import type { UnrelatedShares } from '../comparison.ts';
import { PatternBook } from '../comparing/pattern-book.ts';
import type { AllRows } from '../comparing/fact-rows.ts';
import type { PairComparer } from '../comparing/compare-pairs.ts';
import { patternBits } from './match-weights.ts';
import { ownBits } from './own-bits.ts';
import type { PairWeights } from './pair-weights.ts';

/** What a thread needs to weigh the records from `from` to before `to` against themselves. */
export interface UnlinkableTask {
  readonly unrelated: readonly UnrelatedShares[];
  /** Of all records, where they are laid down. */
  readonly rows: AllRows | undefined;
  readonly weights: PairWeights;
  readonly thresholdBits: number;
  readonly from: number;
  readonly to: number;
}

/** Of a range of records. */
export interface ToldByRecords {
  /** How many of them are weighed below the threshold. */
  readonly unlinkable: number;
  /** [record of the range] bits that agreement on all it tells would be worth, however rare its values are. */
  readonly toldBits: Float32Array;
  /** [bin] records by their weight against themselves: bins of a bit, from LEAST_OWN_BITS below the threshold on; the ends hold what is beyond. */
  readonly byOwnBits: Float64Array;
}

export const LEAST_OWN_BITS = -40;
const OWN_BINS = 120;

export function unlinkableAmong(comparer: PairComparer, task: Omit<UnlinkableTask, 'unrelated'>): ToldByRecords {
  const { rows, weights, thresholdBits, from, to } = task;
  const { width } = comparer;
  const count = to - from;
  const book = new PatternBook(width);
  const [pattern, rarity, records] = [new Uint32Array(count), new Float32Array(count), new Uint32Array(count)];
  for (let i = 0; i < count; i++) records[i] = from + i;
  const keep = (start: number, end: number): void => {
    book.codesOf(comparer.paddedLevels, pattern.subarray(start, end));
    rarity.set(comparer.rarityBits.subarray(0, end - start), start);
  };
  comparer.compare(records, records, 0, count, keep, rows);
  const bits = ownBits(pattern, rarity, book, weights);
  let unlinkable = 0;
  const byOwnBits = new Float64Array(OWN_BINS);
  for (const each of bits) {
    if (each < thresholdBits) unlinkable++;
    const bin = Math.floor(each - thresholdBits) - LEAST_OWN_BITS;
    byOwnBits[Math.min(OWN_BINS - 1, Math.max(0, bin))]!++;
  }
  const { space, weightBits } = weights;
  const ofPattern = patternBits({ count: book.count, comparisons: width, levels: book.levels }, space, weightBits, 0);
  return { unlinkable, byOwnBits, toldBits: Float32Array.from(pattern, (each) => ofPattern[each]!) };
}
