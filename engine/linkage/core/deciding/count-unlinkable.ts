/** How much records tell, and how many of all tell too little to be linked, on several threads. */
import type { UnrelatedShares } from '../comparison.ts';
import { rangesOf, rowsLaidDown } from '../comparing/compare-candidates.ts';
import type { Spent } from '../stopwatch.ts';
import type { LinkThreads } from '../threads/threads.ts';
import type { PairWeights } from './pair-weights.ts';
import type { ToldByRecords } from './unlinkable.ts';

export async function countUnlinkable(
  threads: LinkThreads,
  unrelated: readonly UnrelatedShares[],
  weights: PairWeights,
  thresholdBits: number,
  spent: Spent,
): Promise<ToldByRecords> {
  // Each thread is told all that it has to do: whoever asks is at something else meanwhile.
  const ranges = rangesOf(threads.records, Math.ceil(threads.records / threads.count));
  const rows = rowsLaidDown(threads);
  const parts = await threads.run(
    'unlinkable',
    ranges.map((range) => ({ unrelated, rows, weights, thresholdBits, ...range })),
    (_, __, cpuSeconds) => spent(cpuSeconds),
  );
  const toldBits = new Float32Array(threads.records);
  parts.forEach((part, range) => toldBits.set(part.toldBits, ranges[range]!.from));
  const byOwnBits = new Float64Array(parts[0]?.byOwnBits.length ?? 0);
  for (const part of parts) part.byOwnBits.forEach((records, bin) => (byOwnBits[bin]! += records));
  return { unlinkable: parts.reduce((sum, part) => sum + part.unlinkable, 0), toldBits, byOwnBits };
}
