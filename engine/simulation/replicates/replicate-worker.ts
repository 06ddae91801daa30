/** A thread that simulates replicates, or one side of them, as they come, of one run after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import type { AskedPair, PairGround, PairOfRuns } from './pair-of-runs.ts';
import { replicatorOf, type Replicator } from './replicate.ts';
import { StoppedError, stoppable, tellScenario, waitForBaseline, type SideLink } from './side-link.ts';
import { simulateBaseline, simulateOne, type OneReplicate, type SimulatedOne } from './simulate-one.ts';

export interface Job extends OneReplicate {
  readonly job: number;
  /** Which run: what was prepared for it serves its next replicate. */
  readonly run: number;
  readonly asked: AskedPair;
  /** 1 when the run is over: the thread lets go between two years. */
  readonly stop: Int32Array;
  readonly part: Part;
}

/** Both sides, or one of them: a scenario has its baseline from another thread at the same time. */
export type Part =
  | { readonly kind: 'pair' }
  | { readonly kind: 'baseline'; readonly link?: SideLink }
  | { readonly kind: 'scenario'; readonly link: SideLink };

export type ReplicateReply = { readonly job: number } & (
  | ({ readonly kind: 'done' } & SimulatedOne)
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly message: string }
);

const port = parentPort!;
const ground = workerData as PairGround;
let prepared: { readonly run: number; readonly pair: PairOfRuns; readonly replicator: Replicator } | undefined;

function prepare({ run, asked }: Job): NonNullable<typeof prepared> {
  if (prepared?.run === run) return prepared;
  const pair = { ...ground, ...asked };
  return (prepared = { run, pair, replicator: replicatorOf(pair) });
}

function simulatePart(job: Job): SimulatedOne {
  const { part, number, stop } = job;
  try {
    const { pair, replicator } = prepare(job);
    if (part.kind === 'pair') return simulateOne(replicator, pair, job, stoppable(stop));
    if (part.kind === 'scenario')
      return { values: replicator.scenario(number, waitForBaseline(part.link, stop)), baseline: undefined };
    return simulateBaseline(replicator, job, stoppable(stop, part.link && tellScenario(part.link)));
  } finally {
    // The other end, which may still be read from, closes with this one.
    if (part.kind === 'scenario') part.link.port.close();
  }
}

port.on('message', (message: Job) => {
  const { job } = message;
  try {
    const { values, baseline } = simulatePart(message);
    port.postMessage({ kind: 'done', job, values, baseline } satisfies ReplicateReply, [values.buffer as ArrayBuffer]);
  } catch (error) {
    if (error instanceof StoppedError) return port.postMessage({ kind: 'stopped', job } satisfies ReplicateReply);
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    port.postMessage({ kind: 'failed', job, message: text } satisfies ReplicateReply);
  }
});
