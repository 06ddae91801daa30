/** A thread that learns folds as they come. */
import { parentPort, workerData } from 'node:worker_threads';
import { learnFold, type FoldTask, type LearntFold, type TrainingData } from './learn-fold.ts';

export type FoldReply =
  | { readonly kind: 'step'; readonly share: number }
  | { readonly kind: 'done'; readonly result: LearntFold }
  | { readonly kind: 'failed'; readonly message: string };

const port = parentPort!;
const data = workerData as TrainingData;
const reply = (message: FoldReply): void => port.postMessage(message);

port.on('message', (task: FoldTask) => {
  learnFold(data, task, (share) => reply({ kind: 'step', share }))
    .then((result) => reply({ kind: 'done', result }))
    .catch((error: unknown) =>
      reply({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
});
