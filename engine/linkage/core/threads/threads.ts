/** Tasks of linkage on several threads, or on this one: results come in the order of the tasks, whoever did them. */
import { Worker } from 'node:worker_threads';
import { TwinError, type ErrorKind, type ErrorText } from '../../../kernel/errors.ts';
import { loadMeasures } from './load-measures.ts';
import { LinkWork, type LinkContext, type ResultOf, type TaskName, type TaskOf } from './link-tasks.ts';

export interface TaskMessage {
  readonly id: number;
  readonly name: TaskName;
  readonly task: unknown;
}

export type TaskReply =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly kind: ErrorKind; readonly text: ErrorText }
  | { readonly id: number; readonly message: string };

export interface LinkThreads {
  readonly count: number;
  /** Records of the table that they know. */
  readonly records: number;
  /** Does the tasks, the first ones first, and calls `onDone` as each is done. */
  run<N extends TaskName>(name: N, tasks: readonly TaskOf<N>[], onDone?: OnDone<N>): Promise<ResultOf<N>[]>;
  close(): Promise<void>;
}

export type OnDone<N extends TaskName> = (result: ResultOf<N>, index: number) => void;

/** @param count threads; with one all is done in this one */
export async function openThreads(context: LinkContext, count: number): Promise<LinkThreads> {
  if (count > 1) return new WorkerThreads(context, count);
  return new OwnThread(new LinkWork(context, await loadMeasures(context.measuresModule)), context.table.count);
}

class OwnThread implements LinkThreads {
  readonly count = 1;
  readonly records: number;
  readonly #work: LinkWork;

  constructor(work: LinkWork, records: number) {
    this.#work = work;
    this.records = records;
  }

  async run<N extends TaskName>(name: N, tasks: readonly TaskOf<N>[], onDone?: OnDone<N>): Promise<ResultOf<N>[]> {
    const results: ResultOf<N>[] = [];
    for (const task of tasks) {
      const result = this.#work.do(name, task);
      onDone?.(result, results.length);
      results.push(result);
      // Whoever watches the progress gets a turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return results;
  }

  async close(): Promise<void> {}
}

class WorkerThreads implements LinkThreads {
  readonly count: number;
  readonly records: number;
  readonly #workers: readonly Worker[];

  constructor(context: LinkContext, count: number) {
    this.count = count;
    this.records = context.table.count;
    const url = new URL('./link-worker.ts', import.meta.url);
    this.#workers = Array.from({ length: count }, () => new Worker(url, { workerData: context }));
  }

  run<N extends TaskName>(name: N, tasks: readonly TaskOf<N>[], onDone?: OnDone<N>): Promise<ResultOf<N>[]> {
    const results = new Array<ResultOf<N>>(tasks.length);
    let next = 0;
    const serve = async (worker: Worker): Promise<void> => {
      while (next < tasks.length) {
        const id = next++;
        results[id] = (await ask(worker, { id, name, task: tasks[id] })) as ResultOf<N>;
        onDone?.(results[id], id);
      }
    };
    return Promise.all(this.#workers.map(serve)).then(() => results);
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

/** Sends one task to a thread that has none and waits for what comes of it. */
function ask(worker: Worker, message: TaskMessage): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
    };
    const onMessage = (reply: TaskReply): void => {
      stop();
      if ('result' in reply) resolve(reply.result);
      else reject('kind' in reply ? new TwinError(reply.kind, reply.text) : new Error(reply.message));
    };
    const onError = (error: unknown): void => {
      stop();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const onExit = (): void => onError(new Error('A thread of linkage ended before its task.'));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(message);
  });
}
