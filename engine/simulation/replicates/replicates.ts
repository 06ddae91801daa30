/** Replicates on several threads, or on this one: each is the same whichever thread simulates it. */
import { askedOf, groundOf, type PairOfRuns } from './pair-of-runs.ts';
import { replicateOf } from './replicate.ts';
import { ReplicatePool } from './replicate-pool.ts';

/**
 * @param numbers which replicates, in ascending order
 * @param onDone  called for each as it is done, in any order
 */
export async function simulateReplicates(
  pair: PairOfRuns,
  numbers: readonly number[],
  threads: number,
  onDone: (replicate: number, values: Float32Array) => void,
): Promise<void> {
  if (numbers.length === 0) return;
  if (threads <= 1 || numbers.length <= 1) {
    const replicate = replicateOf(pair);
    for (const number of numbers) onDone(number, replicate(number));
    return;
  }
  const pool = new ReplicatePool(groundOf(pair), threads);
  try {
    await pool.simulate(askedOf(pair), numbers, onDone);
  } finally {
    await pool.close();
  }
}
