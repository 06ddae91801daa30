/** Folds on several threads, or on this one: results come in the order of the tasks, the same for any number of threads. */
import { Worker } from 'node:worker_threads';
import type { FoldReply } from './fold-worker.ts';
import { learnFold, type FoldTask, type LearntFold, type TrainingData } from './learn-fold.ts';

/** @param onShare how much of all tasks is done, 0 to 1 */
export async function learnFolds(
  data: TrainingData,
  tasks: readonly FoldTask[],
  threads: number,
  onShare: (share: number) => void,
): Promise<LearntFold[]> {
  const shares = new Float64Array(tasks.length);
  const step = (index: number, share: number): void => {
    shares[index] = share;
    onShare(shares.reduce((sum, each) => sum + each, 0) / tasks.length);
  };
  const results = new Array<LearntFold>(tasks.length);
  if (threads <= 1 || tasks.length === 1) {
    for (const [i, task] of tasks.entries()) {
      results[i] = await learnFold(data, task, (share) => step(i, share));
      step(i, 1);
    }
    return results;
  }
  let next = 0;
  const serve = async (worker: Worker): Promise<void> => {
    while (next < tasks.length) {
      const i = next++;
      results[i] = await ask(worker, tasks[i]!, (share) => step(i, share));
      step(i, 1);
    }
  };
  const url = new URL('./fold-worker.ts', import.meta.url);
  const options = { workerData: data, env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' } };
  const workers = Array.from({ length: Math.min(threads, tasks.length) }, () => new Worker(url, options));
  try {
    await Promise.all(workers.map(serve));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return results;
}

function ask(worker: Worker, task: FoldTask, onStep: (share: number) => void): Promise<LearntFold> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
    };
    const onMessage = (reply: FoldReply): void => {
      if (reply.kind === 'step') return onStep(reply.share);
      stop();
      if (reply.kind === 'done') resolve(reply.result);
      else reject(new Error(reply.message));
    };
    const onError = (error: unknown): void => {
      stop();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const onExit = (): void => onError(new Error('A thread ended before its fold was learnt.'));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(task);
  });
}
