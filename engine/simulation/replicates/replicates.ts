/** Replicates on several threads, or on this one: each is the same whichever thread simulates it. */
import { Worker } from 'node:worker_threads';
import type { PairOfRuns } from './pair-of-runs.ts';
import { replicateOf } from './replicate.ts';
import type { ReplicateReply } from './replicate-worker.ts';

export interface ReplicateOptions {
  /** Even a single replicate is simulated on another thread, so that this one stays free for questions. */
  readonly isApart?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * @param numbers which replicates
 * @param onDone  called for each as it is done, in any order
 * @throws the signal's reason when it is aborted: those that were done stay done
 */
export async function simulateReplicates(
  pair: PairOfRuns,
  numbers: readonly number[],
  threads: number,
  onDone: (replicate: number, values: Float32Array) => void,
  { isApart = false, signal }: ReplicateOptions = {},
): Promise<void> {
  signal?.throwIfAborted();
  if (numbers.length === 0) return;
  if (!isApart && (threads <= 1 || numbers.length <= 1)) {
    const replicate = replicateOf(pair);
    for (const number of numbers) {
      signal?.throwIfAborted();
      onDone(number, replicate(number));
    }
    return;
  }
  let next = 0;
  const serve = async (worker: Worker): Promise<void> => {
    while (next < numbers.length) {
      const number = numbers[next++]!;
      onDone(number, await ask(worker, number));
    }
  };
  const url = new URL('./replicate-worker.ts', import.meta.url);
  const workers = Array.from(
    { length: Math.min(threads, numbers.length) },
    () => new Worker(url, { workerData: pair }),
  );
  const stop = (): void => workers.forEach((worker) => void worker.terminate());
  signal?.addEventListener('abort', stop);
  try {
    await Promise.all(workers.map(serve));
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function ask(worker: Worker, number: number): Promise<Float32Array> {
  return new Promise((resolve, reject) => {
    const stop = (): void => void worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    const onMessage = (reply: ReplicateReply): void => {
      stop();
      if (reply.kind === 'done') resolve(reply.values);
      else reject(new Error(reply.message));
    };
    const onError = (error: unknown): void => {
      stop();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const onExit = (): void => onError(new Error('A thread ended before its replicate was done.'));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(number);
  });
}
