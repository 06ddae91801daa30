/** A thread that simulates the shards it is given, one after the other, and tells the sum of all in the end. */
import { parentPort, workerData } from 'node:worker_threads';
import { addSums, emptySums, runShard, templateOf, type FullTask } from './full-shard.ts';

const task = workerData as FullTask;
const template = templateOf(task);
const sums = emptySums(task.upTo.length, task.years);

parentPort!.on('message', (shard: number | 'end') => {
  if (shard === 'end') {
    parentPort!.postMessage(sums);
    parentPort!.close();
    return;
  }
  addSums(sums, runShard(task, template, shard));
  parentPort!.postMessage('next');
});
