/**
 * Threads that simulate replicates, kept from run to run: they read residents and rates once, from memory that all of them
 * share, and their programs are warm when a run comes.
 */
import { Worker } from 'node:worker_threads';
import type { AskedPair, PairGround } from './pair-of-runs.ts';
import type { Job, ReplicateReply } from './replicate-worker.ts';
import type { BaselineStore } from './baseline-store.ts';
import { drawOfParameters } from './samples.ts';
import { sharedCopy } from './shared-copy.ts';
import type { SimulatedOne } from './simulate-one.ts';

export interface SimulateOptions {
  readonly signal?: AbortSignal;
  /** Where baselines are looked for, and kept for another scenario. */
  readonly baselines?: BaselineStore;
}

interface Pending {
  readonly resolve: (simulated: SimulatedOne) => void;
  readonly reject: (error: Error) => void;
}

/** One thread and what it has been asked. */
class PoolThread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  isAlive = true;

  constructor(ground: PairGround) {
    this.#worker = new Worker(new URL('./replicate-worker.ts', import.meta.url), { workerData: ground });
    this.#worker.on('message', (reply: ReplicateReply) => {
      const pending = this.#pending.get(reply.job);
      this.#pending.delete(reply.job);
      if (reply.kind === 'done') pending?.resolve(reply);
      else pending?.reject(new Error(reply.message));
    });
    this.#worker.on('error', (error) => this.#end(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', () => this.#end(new Error('A thread ended before its replicate was done.')));
  }

  ask(job: Job): Promise<SimulatedOne> {
    const answered = new Promise<SimulatedOne>((resolve, reject) => this.#pending.set(job.job, { resolve, reject }));
    this.#worker.postMessage(job);
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

/** Years that a thread simulates to be warm. */
const WARM_UP_YEARS = 4;
const ALONE = { isBaselineWanted: false, baseline: undefined };
const NOTHING = { name: { id: '-', en: '-' }, description: { id: '-', en: '-' }, levers: [] };

export class ReplicatePool {
  readonly #ground: PairGround;
  readonly #size: number;
  #threads: PoolThread[] = [];
  #jobs = 0;
  #runs = 0;

  /** @param size threads that there may be; they start with the first run */
  constructor(ground: PairGround, size: number) {
    this.#ground = sharedCopy(ground);
    this.#size = size;
  }

  /** Starts all threads and lets each simulate a few years of nothing in particular. */
  async warmUp(): Promise<void> {
    const asked = { baseline: NOTHING, scenario: NOTHING, years: WARM_UP_YEARS, seed: 0, alignment: [] };
    const run = this.#runs++;
    await Promise.all(
      this.#started(this.#size).map((thread) => thread.ask({ ...ALONE, job: this.#jobs++, run, asked, number: 0 })),
    );
  }

  /**
   * @param numbers which replicates, in ascending order
   * @param onDone  called for each as it is done, in any order
   * @throws the signal's reason as soon as it is aborted: those that were done stay done; a thread ends what it is about
   */
  async simulate(
    asked: AskedPair,
    numbers: readonly number[],
    onDone: (replicate: number, values: Float32Array) => void,
    { signal, baselines }: SimulateOptions = {},
  ): Promise<void> {
    signal?.throwIfAborted();
    const tasks = tasksOf(numbers);
    const run = this.#runs++;
    const stopped = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    let isOver = false;
    const serve = async (thread: PoolThread): Promise<void> => {
      for (let task = tasks.shift(); task !== undefined; task = tasks.shift())
        for (const number of task) {
          if (isOver) return;
          const baseline = baselines?.find(number);
          const isBaselineWanted = baselines !== undefined && baseline === undefined;
          const one = { number, isBaselineWanted, baseline };
          const simulated = await thread.ask({ ...one, job: this.#jobs++, run, asked });
          if (isOver) return;
          if (simulated.baseline !== undefined) baselines?.keep(number, simulated.baseline);
          onDone(number, simulated.values);
        }
    };
    try {
      await Promise.race([stopped, Promise.all(this.#started(tasks.length).map(serve))]);
    } finally {
      isOver = true;
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
    this.#threads = [];
  }

  #started(wanted: number): readonly PoolThread[] {
    this.#threads = this.#threads.filter(({ isAlive }) => isAlive);
    while (this.#threads.length < Math.min(wanted, this.#size)) this.#threads.push(new PoolThread(this.#ground));
    return this.#threads.slice(0, wanted);
  }
}

/** Replicates that share a draw of parameters go to one thread, which prepares it once. */
function tasksOf(numbers: readonly number[]): number[][] {
  const tasks = new Map<number, number[]>();
  for (const number of numbers) {
    const draw = drawOfParameters(number);
    const task = tasks.get(draw);
    if (task === undefined) tasks.set(draw, [number]);
    else task.push(number);
  }
  return [...tasks.values()];
}
