/** A thread that simulates replicates as they come, of one run after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import type { AskedPair, PairGround } from './pair-of-runs.ts';
import { replicatesOf } from './replicate.ts';
import { simulateOne, type OneReplicate, type SimulatedOne } from './simulate-one.ts';

export interface Job extends OneReplicate {
  readonly job: number;
  /** Which run: what was prepared for it serves its next replicate. */
  readonly run: number;
  readonly asked: AskedPair;
}

export type ReplicateReply = { readonly job: number } & (
  ({ readonly kind: 'done' } & SimulatedOne) | { readonly kind: 'failed'; readonly message: string }
);

const port = parentPort!;
const ground = workerData as PairGround;
let prepared: { readonly run: number; readonly replicated: ReturnType<typeof replicatesOf> } | undefined;

port.on('message', (message: Job) => {
  const { job, run, asked } = message;
  try {
    const pair = { ...ground, ...asked };
    if (prepared?.run !== run) prepared = { run, replicated: replicatesOf(pair) };
    const { values, baseline } = simulateOne(prepared.replicated, pair, message);
    port.postMessage({ kind: 'done', job, values, baseline } satisfies ReplicateReply, [values.buffer as ArrayBuffer]);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    port.postMessage({ kind: 'failed', job, message: text } satisfies ReplicateReply);
  }
});
