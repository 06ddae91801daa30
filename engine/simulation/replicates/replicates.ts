/** Replicates on several threads, or on this one: each is the same whichever thread simulates it. */
import type { BaselineStore } from './baseline-store.ts';
import { askedOf, groundOf, type PairOfRuns } from './pair-of-runs.ts';
import { replicatorOf } from './replicate.ts';
import { ReplicatePool } from './replicate-pool.ts';
import { simulateOne } from './simulate-one.ts';

/**
 * @param numbers   which replicates, in ascending order
 * @param onDone    called for each as it is done, in any order
 * @param baselines where they are looked for, and kept for another scenario
 */
export async function simulateReplicates(
  pair: PairOfRuns,
  numbers: readonly number[],
  threads: number,
  onDone: (replicate: number, values: Float32Array) => void,
  baselines?: BaselineStore,
): Promise<void> {
  if (numbers.length === 0) return;
  if (threads <= 1 || numbers.length <= 1) {
    const replicator = replicatorOf(pair);
    for (const number of numbers) {
      const baseline = baselines?.find(number);
      const isBaselineWanted = baselines !== undefined && baseline === undefined;
      const simulated = simulateOne(replicator, pair, { number, isBaselineWanted, baseline });
      if (simulated.baseline !== undefined) baselines?.keep(number, simulated.baseline);
      onDone(number, simulated.values);
    }
    return;
  }
  const pool = new ReplicatePool(groundOf(pair), threads);
  try {
    await pool.simulate(askedOf(pair), numbers, onDone, baselines === undefined ? {} : { baselines });
  } finally {
    await pool.close();
  }
}
