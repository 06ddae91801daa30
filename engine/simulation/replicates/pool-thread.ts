/** One thread that simulates, and what it has been asked. */
import { Worker } from 'node:worker_threads';
import type { PairGround } from './pair-of-runs.ts';
import type { Job, ReplicateReply } from './replicate-worker.ts';
import { StoppedError } from './side-link.ts';
import type { SimulatedOne } from './simulate-one.ts';

interface Pending {
  readonly resolve: (simulated: SimulatedOne) => void;
  readonly reject: (error: Error) => void;
}

export class PoolThread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  isAlive = true;
  /** It has simulated something: its program is compiled for speed. */
  isWarm = false;

  constructor(ground: PairGround) {
    this.#worker = new Worker(new URL('./replicate-worker.ts', import.meta.url), { workerData: ground });
    this.#worker.on('message', (reply: ReplicateReply) => {
      const pending = this.#pending.get(reply.job);
      this.#pending.delete(reply.job);
      this.isWarm ||= reply.kind === 'done';
      if (reply.kind === 'done') pending?.resolve(reply);
      else if (reply.kind === 'stopped') pending?.reject(new StoppedError('The run was over before its replicate.'));
      else pending?.reject(new Error(reply.message));
    });
    this.#worker.on('error', (error) => this.#end(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', () => this.#end(new Error('A thread ended before its replicate was done.')));
  }

  /** @throws StoppedError when the run is over first; Error with what went wrong in the thread */
  ask(job: Job): Promise<SimulatedOne> {
    const answered = new Promise<SimulatedOne>((resolve, reject) => this.#pending.set(job.job, { resolve, reject }));
    const link = job.part.kind === 'pair' ? undefined : job.part.link;
    this.#worker.postMessage(job, link === undefined ? [] : [link.port]);
    return answered;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #end(error: Error): void {
    this.isAlive = false;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}
