/** The server's side of the thread that simulates: questions and their answers. */
import { Worker } from 'node:worker_threads';
import { TwinError } from '../kernel/errors.ts';
import type { RunReports } from '../simulation/runs/run-queue.ts';
import type { FromThread, Question, SnapshotAtHand, ToThread } from './protocol.ts';

interface Pending {
  readonly reports: RunReports;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

const NO_REPORTS: RunReports = { onDone: () => undefined, onShown: () => undefined };

export class SimulationThread {
  #worker: Worker | undefined;
  #number = 0;
  readonly #pending = new Map<number, Pending>();

  /**
   * @throws TwinError what the thread refuses, and why
   * @throws Error when it ended, or with what nobody foresaw; the reason of the signal when that is aborted
   */
  ask(snapshot: SnapshotAtHand, question: Question, reports = NO_REPORTS, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const worker = (this.#worker ??= this.#start());
    const number = this.#number++;
    const say = (message: ToThread): void => worker.postMessage(message);
    const onAbort = (): void => say({ kind: 'cancel', number });
    const answered = new Promise<void>((resolve, reject) => this.#pending.set(number, { reports, resolve, reject }));
    signal?.addEventListener('abort', onAbort);
    say({ kind: 'ask', number, snapshot, question });
    return answered.finally(() => {
      signal?.removeEventListener('abort', onAbort);
      this.#pending.delete(number);
    });
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./run-thread.ts', import.meta.url));
    // A server that is told to stop does not wait for a run: it goes on the next time.
    worker.unref();
    worker.on('message', (message: FromThread) => this.#hear(message));
    const end = (error: Error): void => {
      if (this.#worker === worker) this.#worker = undefined;
      for (const { reject } of this.#pending.values()) reject(error);
    };
    worker.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => end(new Error('The thread that simulates ended.')));
    return worker;
  }

  #hear(message: FromThread): void {
    const pending = this.#pending.get(message.number);
    if (pending === undefined) return;
    if (message.kind === 'done') pending.reports.onDone(message.replicates);
    else if (message.kind === 'shown') pending.reports.onShown(message.replicates);
    else if (message.kind === 'answered') pending.resolve();
    else if (message.kind === 'refused') pending.reject(new TwinError(message.errorKind, message.fault));
    else if (message.kind === 'failed') pending.reject(new Error(message.message));
    else pending.reject(new DOMException('The run was cancelled.', 'AbortError'));
  }
}
