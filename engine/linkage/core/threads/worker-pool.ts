/** Threads that do tasks as they are asked to: what a task is, and who does it, is up to whoever opens them. */
import { parentPort, Worker } from 'node:worker_threads';
import { TwinError, type ErrorKind, type ErrorText } from '../../../kernel/errors.ts';

interface TaskMessage {
  readonly id: number;
  readonly name: string;
  readonly task: unknown;
}

type TaskReply =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly kind: ErrorKind; readonly text: ErrorText }
  | { readonly id: number; readonly message: string };

export class WorkerPool {
  readonly #workers: readonly Worker[];
  #asked = 0;

  /** @param url module that calls `serveTasks` */
  constructor(url: URL, count: number, workerData?: unknown) {
    this.#workers = Array.from({ length: count }, () => {
      // Each task that waits listens, and many may wait for one thread: that is no leak to warn of.
      return new Worker(url, { workerData }).setMaxListeners(0);
    });
  }

  get count(): number {
    return this.#workers.length;
  }

  /**
   * Sends a task to a thread, which does one after the other.
   *
   * @throws what the task throws: a TwinError as it was, all else by its message
   */
  ask(worker: number, name: string, task: unknown): Promise<unknown> {
    return ask(this.#workers[worker]!, { id: this.#asked++, name, task });
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

function ask(worker: Worker, message: TaskMessage): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
    };
    const onMessage = (reply: TaskReply): void => {
      if (reply.id !== message.id) return;
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

/** In a thread: does the tasks that come. */
export function serveTasks(work: (name: string, task: unknown) => unknown): void {
  const port = parentPort!;
  port.on('message', ({ id, name, task }: TaskMessage) => {
    void Promise.resolve()
      .then(() => work(name, task))
      .then((result): TaskReply => ({ id, result }))
      .catch((error: unknown): TaskReply => failed(id, error))
      .then((reply) => port.postMessage(reply));
  });
}

function failed(id: number, error: unknown): TaskReply {
  if (error instanceof TwinError) return { id, kind: error.kind, text: error.text };
  return { id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
