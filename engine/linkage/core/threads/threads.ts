/** Tasks of linkage on several threads, or on this one: results come in the order of the tasks, whoever did them. */
import { loadMeasures } from './load-measures.ts';
import { LinkWork, type LinkContext, type ResultOf, type TaskName, type TaskOf } from './link-tasks.ts';
import { timed, type Timed } from './timed.ts';
import { WorkerPool } from './worker-pool.ts';

export interface LinkThreads {
  readonly count: number;
  /** Records of the table that they know. */
  readonly records: number;
  /** Does the tasks, the first ones first, and calls `onDone` as each is done. */
  run<N extends TaskName>(name: N, tasks: readonly TaskOf<N>[], onDone?: OnDone<N>): Promise<ResultOf<N>[]>;
  /** The same without a result beyond what `onDone` keeps of it. */
  each<N extends TaskName>(name: N, tasks: readonly TaskOf<N>[], onDone: OnDone<N>): Promise<void>;
  /** Every thread does the same, before whatever it is asked for later. */
  tell<N extends TaskName>(name: N, task: TaskOf<N>): Promise<void>;
  close(): Promise<void>;
}

/** @param cpuSeconds of the thread that did it */
export type OnDone<N extends TaskName> = (result: ResultOf<N>, index: number, cpuSeconds: number) => void;

/** @param count threads; with one all is done in this one */
export async function openThreads(context: LinkContext, count: number): Promise<LinkThreads> {
  if (count > 1) return new WorkerThreads(context, count);
  return new OwnThread(new LinkWork(context, await loadMeasures(context.measuresModule)), context.table.count);
}

/** All results, in the order of the tasks. */
async function allOf<N extends TaskName>(
  threads: Pick<LinkThreads, 'each'>,
  name: N,
  tasks: readonly TaskOf<N>[],
  onDone?: OnDone<N>,
): Promise<ResultOf<N>[]> {
  const results = new Array<ResultOf<N>>(tasks.length);
  await threads.each(name, tasks, (result, task, cpuSeconds) => {
    results[task] = result;
    onDone?.(result, task, cpuSeconds);
  });
  return results;
}

class OwnThread implements LinkThreads {
  readonly count = 1;
  readonly records: number;
  readonly #work: LinkWork;

  constructor(work: LinkWork, records: number) {
    this.#work = work;
    this.records = records;
  }

  run<N extends TaskName>(name: N, tasks: readonly TaskOf<N>[], onDone?: OnDone<N>): Promise<ResultOf<N>[]> {
    return allOf(this, name, tasks, onDone);
  }

  async each<N extends TaskName>(name: N, tasks: readonly TaskOf<N>[], onDone: OnDone<N>): Promise<void> {
    for (let task = 0; task < tasks.length; task++) {
      const { result, cpuSeconds } = timed(() => this.#work.do(name, tasks[task]!));
      onDone(result, task, cpuSeconds);
      // Whoever watches the progress gets a turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async tell<N extends TaskName>(name: N, task: TaskOf<N>): Promise<void> {
    this.#work.do(name, task);
  }

  async close(): Promise<void> {}
}

class WorkerThreads implements LinkThreads {
  readonly count: number;
  readonly records: number;
  readonly #pool: WorkerPool;

  constructor(context: LinkContext, count: number) {
    this.count = count;
    this.records = context.table.count;
    this.#pool = new WorkerPool(new URL('./link-worker.ts', import.meta.url), count, context);
  }

  run<N extends TaskName>(name: N, tasks: readonly TaskOf<N>[], onDone?: OnDone<N>): Promise<ResultOf<N>[]> {
    return allOf(this, name, tasks, onDone);
  }

  async each<N extends TaskName>(name: N, tasks: readonly TaskOf<N>[], onDone: OnDone<N>): Promise<void> {
    let next = 0;
    const serve = async (worker: number): Promise<void> => {
      while (next < tasks.length) {
        const task = next++;
        const { result, cpuSeconds } = (await this.#pool.ask(worker, name, tasks[task])) as Timed<ResultOf<N>>;
        onDone(result, task, cpuSeconds);
      }
    };
    await Promise.all(Array.from({ length: this.count }, (_, worker) => serve(worker)));
  }

  async tell<N extends TaskName>(name: N, task: TaskOf<N>): Promise<void> {
    await Promise.all(Array.from({ length: this.count }, (_, worker) => this.#pool.ask(worker, name, task)));
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}
