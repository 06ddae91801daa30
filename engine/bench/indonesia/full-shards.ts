/** The shards of a country dealt to threads as these become free; the sums are the same for any number of threads. */
import { Worker } from 'node:worker_threads';
import { addSums, emptySums, type FullSums, type FullTask } from './full-shard.ts';

/** @param onShard told how many shards are done */
export async function simulateFullShards(
  task: FullTask,
  threads: number,
  onShard: (done: number) => void = () => undefined,
): Promise<FullSums> {
  const sums = emptySums(task.upTo.length, task.years);
  let next = 0;
  let done = 0;
  const work = (): Promise<FullSums> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./full-worker.ts', import.meta.url), { workerData: task });
      const give = (): void => {
        worker.postMessage(next < task.shards ? next++ : 'end');
      };
      worker.on('message', (told: 'next' | FullSums) => {
        if (told !== 'next') return resolve(told);
        onShard(++done);
        give();
      });
      worker.on('error', reject);
      worker.on('exit', () => {
        reject(new Error('A thread ended before its shards were done.'));
      });
      give();
    });
  const found = await Promise.all(Array.from({ length: Math.min(threads, task.shards) }, work));
  for (const each of found) addSums(sums, each);
  return sums;
}
