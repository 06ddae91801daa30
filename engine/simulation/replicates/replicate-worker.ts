/** A thread that simulates replicates as they come, of one run after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import type { AskedPair, PairGround } from './pair-of-runs.ts';
import { replicateOf } from './replicate.ts';

export interface Job {
  readonly job: number;
  /** Which run: what was prepared for it serves its next replicate. */
  readonly run: number;
  readonly asked: AskedPair;
  readonly number: number;
}

export type ReplicateReply = { readonly job: number } & (
  { readonly kind: 'done'; readonly values: Float32Array } | { readonly kind: 'failed'; readonly message: string }
);

const port = parentPort!;
const ground = workerData as PairGround;
let prepared: { readonly run: number; readonly replicate: (number: number) => Float32Array } | undefined;

port.on('message', ({ job, run, asked, number }: Job) => {
  try {
    if (prepared?.run !== run) prepared = { run, replicate: replicateOf({ ...ground, ...asked }) };
    const values = prepared.replicate(number);
    port.postMessage({ kind: 'done', job, values } satisfies ReplicateReply, [values.buffer as ArrayBuffer]);
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    port.postMessage({ kind: 'failed', job, message } satisfies ReplicateReply);
  }
});
