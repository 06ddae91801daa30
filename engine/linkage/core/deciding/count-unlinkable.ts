/** How much records tell, and how many of all tell too little to be linked, on several threads. */
import type { UnrelatedShares } from '../comparison.ts';
import { rangesOf, rowsLaidDown } from '../comparing/compare-candidates.ts';
import type { LinkThreads } from '../threads/threads.ts';
import type { PairWeights } from './pair-weights.ts';
import type { ToldByRecords } from './unlinkable.ts';

const RECORDS_A_RANGE = 65_536;

export async function countUnlinkable(
  threads: LinkThreads,
  unrelated: readonly UnrelatedShares[],
  weights: PairWeights,
  thresholdBits: number,
  onRecords: (done: number) => void,
): Promise<ToldByRecords> {
  const ranges = rangesOf(threads.records, RECORDS_A_RANGE);
  const rows = rowsLaidDown(threads);
  let done = 0;
  const parts = await threads.run(
    'unlinkable',
    ranges.map((range) => ({ unrelated, rows, weights, thresholdBits, ...range })),
    (_, range) => onRecords((done += ranges[range]!.to - ranges[range]!.from)),
  );
  const toldBits = new Float32Array(threads.records);
  parts.forEach((part, range) => toldBits.set(part.toldBits, ranges[range]!.from));
  return { unlinkable: parts.reduce((sum, part) => sum + part.unlinkable, 0), toldBits };
}
