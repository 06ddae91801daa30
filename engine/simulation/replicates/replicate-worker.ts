/** A thread that simulates replicates as they come. */
import { parentPort, workerData } from 'node:worker_threads';
import type { PairOfRuns } from './pair-of-runs.ts';
import { replicateOf } from './replicate.ts';

export type ReplicateReply =
  { readonly kind: 'done'; readonly values: Float32Array } | { readonly kind: 'failed'; readonly message: string };

const port = parentPort!;
const replicate = replicateOf(workerData as PairOfRuns);
const reply = (message: ReplicateReply): void => port.postMessage(message);

port.on('message', (number: number) => {
  try {
    reply({ kind: 'done', values: replicate(number) });
  } catch (error) {
    reply({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
