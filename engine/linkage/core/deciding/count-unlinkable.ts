/** How many records of all tell too little to be linked, counted on several threads. */
import type { UnrelatedShares } from '../comparison.ts';
import { rangesOf, rowsLaidDown } from '../comparing/compare-candidates.ts';
import type { LinkThreads } from '../threads/threads.ts';
import type { PairWeights } from './pair-weights.ts';

const RECORDS_A_RANGE = 65_536;

export async function countUnlinkable(
  threads: LinkThreads,
  unrelated: readonly UnrelatedShares[],
  weights: PairWeights,
  thresholdBits: number,
  onRecords: (done: number) => void,
): Promise<number> {
  const ranges = rangesOf(threads.records, RECORDS_A_RANGE);
  const rows = rowsLaidDown(threads);
  let done = 0;
  const counts = await threads.run(
    'unlinkable',
    ranges.map((range) => ({ unrelated, rows, weights, thresholdBits, ...range })),
    (_, range) => onRecords((done += ranges[range]!.to - ranges[range]!.from)),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
