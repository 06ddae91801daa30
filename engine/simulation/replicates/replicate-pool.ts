/**
 * Threads that simulate replicates, kept from run to run: they read residents and rates once, from memory that all of them
 * share, and their programs are warm when a run comes.
 *
 * The first replicates are simulated by two threads each, baseline and scenario at the same time, so that there is something to
 * see as soon as may be; where the baseline is kept the scenario is alone anyway. Then each thread takes whole pairs, which
 * costs less: years before the first lever are simulated once.
 */
import { MessageChannel } from 'node:worker_threads';
import type { BaselineStore } from './baseline-store.ts';
import type { AskedPair, PairGround } from './pair-of-runs.ts';
import { PoolThread } from './pool-thread.ts';
import { joinSides } from './replicate.ts';
import type { Job, Part } from './replicate-worker.ts';
import { drawOfParameters } from './samples.ts';
import { sharedCopy } from './shared-copy.ts';
import { sharedNumber, stopAll, type SideLink } from './side-link.ts';
import { layoutOf } from './sides.ts';

export interface SimulateOptions {
  readonly signal?: AbortSignal;
  /** Where baselines are looked for, and kept for another scenario. */
  readonly baselines?: BaselineStore;
}

/** A run as its threads know it. */
interface PoolRun extends SimulateOptions {
  readonly run: number;
  readonly asked: AskedPair;
  readonly stop: Int32Array;
  readonly links: Pick<SideLink, 'told'>[];
  readonly put: (number: number, values: Float32Array) => void;
  isOver: boolean;
}

/** Years that a thread simulates to be warm, of two sides that differ in every one of them. */
const WARM_UP_YEARS = 4;
const NAMELESS = { name: { id: '-', en: '-' }, description: { id: '-', en: '-' } };
const NOTHING = { ...NAMELESS, levers: [] };
const SOMETHING = { ...NAMELESS, levers: [{ lever: 'fertility', value: 0.9, fromYear: 0, source: 'asumsi' } as const] };

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

  /** Starts all threads and lets each that has done nothing yet simulate a few years of nothing in particular. @throws as `simulate` */
  async warmUp(signal?: AbortSignal): Promise<void> {
    const asked = { baseline: NOTHING, scenario: SOMETHING, years: WARM_UP_YEARS, seed: 0, alignment: [] };
    await this.#during({ asked, put: () => undefined, ...(signal === undefined ? {} : { signal }) }, async (run) => {
      const cold = this.#started(this.#size).filter(({ isWarm }) => !isWarm);
      await Promise.all(cold.map((thread) => this.#ask(thread, run, 0, { kind: 'pair' })));
    });
  }

  /**
   * @param numbers which replicates, in the order in which they are begun; those with one draw of parameters that follow each
   *                other go to one thread, which prepares it once
   * @param onDone  called for each as it is done, in any order
   * @throws the signal's reason as soon as it is aborted: those that were done stay done; threads let go within a year
   */
  async simulate(
    asked: AskedPair,
    numbers: readonly number[],
    onDone: (replicate: number, values: Float32Array) => void,
    options: SimulateOptions = {},
  ): Promise<void> {
    const tasks = tasksOf(numbers);
    await this.#during({ asked, put: onDone, ...options }, async (run) => {
      const splits = this.#splits(tasks, run);
      const threads = this.#started(2 * splits.length + tasks.filter(({ length }) => length > 0).length);
      const serve = async (thread: PoolThread): Promise<void> => {
        for (let task = tasks.shift(); task !== undefined; task = tasks.shift())
          for (const number of task) await this.#simulatePair(thread, run, number);
      };
      const pairs = splits.map((number, i) =>
        this.#simulateApart([threads[2 * i]!, threads[2 * i + 1]!], run, number, serve),
      );
      await Promise.all([...pairs, ...threads.slice(2 * splits.length).map(serve)]);
    });
  }

  /**
   * Simulates baselines that are not kept yet, one after the other on each thread, until there is no more room for them.
   *
   * @param asked whose scenario is its baseline
   * @param isToGoOn asked before each
   * @throws as `simulate`
   */
  async keepBaselines(
    asked: AskedPair,
    numbers: readonly number[],
    threads: number,
    { baselines, signal, isToGoOn }: { baselines: BaselineStore; signal: AbortSignal; isToGoOn: () => boolean },
  ): Promise<void> {
    const left = numbers.filter((number) => !baselines.has(number));
    await this.#during({ asked, put: () => undefined, baselines, signal }, async (run) => {
      const serve = async (thread: PoolThread): Promise<void> => {
        let number: number | undefined;
        while (!run.isOver && isToGoOn() && (number = left.shift()) !== undefined) {
          const { baseline } = await this.#ask(thread, run, number, { kind: 'baseline' });
          if (run.isOver || baseline === undefined || !baselines.keep(number, baseline)) return;
        }
      };
      await Promise.all(this.#started(Math.min(threads, left.length)).map(serve));
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
    this.#threads = [];
  }

  /** Lets threads work for a run until that is done, fails, or its signal is aborted; then they let go. */
  async #during(
    { asked, put, signal, baselines }: Pick<PoolRun, 'asked' | 'put'> & SimulateOptions,
    work: (run: PoolRun) => Promise<void>,
  ): Promise<void> {
    signal?.throwIfAborted();
    const run: PoolRun = {
      ...{ run: this.#runs++, asked, put, stop: sharedNumber(), links: [], isOver: false },
      ...(baselines === undefined ? {} : { baselines }),
    };
    let onAbort: (() => void) | undefined;
    const aborted = new Promise<never>((_, reject) => {
      onAbort = () => reject(signal!.reason as Error);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
    try {
      await Promise.race([aborted, work(run)]);
    } finally {
      signal?.removeEventListener('abort', onAbort!);
      run.isOver = true;
      stopAll(run.stop, run.links);
    }
  }

  /** Takes replicates whose sides are simulated apart out of the tasks: the first ones, as long as there are two threads for each. */
  #splits(tasks: number[][], { baselines, asked }: PoolRun): number[] {
    const splits: number[] = [];
    if (this.#ground.full === undefined || asked.years === 0) return splits;
    for (const task of tasks.slice(0, Math.floor(this.#size / 2))) {
      if (baselines?.has(task[0]!) === true) break;
      splits.push(task.shift()!);
    }
    return splits;
  }

  async #simulatePair(thread: PoolThread, run: PoolRun, number: number): Promise<void> {
    if (run.isOver) return;
    const baseline = run.baselines?.find(number);
    const simulated = await this.#ask(thread, run, number, { kind: 'pair' }, baseline);
    if (run.isOver) return;
    if (simulated.baseline !== undefined) run.baselines?.keep(number, simulated.baseline);
    run.put(number, simulated.values);
  }

  /** @param after what each of both threads does when its side is done */
  async #simulateApart(
    [one, other]: readonly [PoolThread, PoolThread],
    run: PoolRun,
    number: number,
    after: (thread: PoolThread) => Promise<void>,
  ): Promise<void> {
    const { port1, port2 } = new MessageChannel();
    const told = sharedNumber();
    run.links.push({ told });
    const ofBaseline = this.#ask(one, run, number, { kind: 'baseline', link: { port: port1, told } });
    const ofScenario = this.#ask(other, run, number, { kind: 'scenario', link: { port: port2, told } });
    const join = async (): Promise<void> => {
      const [{ values: before, baseline }, { values }] = await Promise.all([ofBaseline, ofScenario]);
      if (run.isOver) return;
      if (baseline !== undefined) run.baselines?.keep(number, baseline);
      joinSides(values, before, layoutOf({ years: run.asked.years, areaCodes: this.#ground.areaCodes }));
      run.put(number, values);
    };
    await Promise.all([join(), ofBaseline.then(() => after(one)), ofScenario.then(() => after(other))]);
  }

  #ask(
    thread: PoolThread,
    run: PoolRun,
    number: number,
    part: Part,
    baseline?: Uint8Array,
  ): ReturnType<PoolThread['ask']> {
    const isBaselineWanted = run.baselines !== undefined && baseline === undefined;
    const job: Job = {
      ...{ job: this.#jobs++, run: run.run, asked: run.asked, stop: run.stop },
      ...{ number, part, isBaselineWanted, baseline },
    };
    return thread.ask(job);
  }

  #started(wanted: number): readonly PoolThread[] {
    this.#threads = this.#threads.filter(({ isAlive }) => isAlive);
    while (this.#threads.length < Math.min(wanted, this.#size)) this.#threads.push(new PoolThread(this.#ground));
    return this.#threads.slice(0, wanted);
  }
}

/** Replicates that share a draw of parameters, and follow each other. */
function tasksOf(numbers: readonly number[]): number[][] {
  const tasks: number[][] = [];
  for (const number of numbers) {
    const last = tasks.at(-1);
    if (last !== undefined && drawOfParameters(last[0]!) === drawOfParameters(number)) last.push(number);
    else tasks.push([number]);
  }
  return tasks;
}
