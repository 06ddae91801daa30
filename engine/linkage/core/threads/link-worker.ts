/** A thread that does tasks of linkage as they come. */
import { parentPort, workerData } from 'node:worker_threads';
import { TwinError } from '../../../kernel/errors.ts';
import { loadMeasures } from './load-measures.ts';
import { LinkWork, type LinkContext, type TaskName, type TaskOf } from './link-tasks.ts';
import type { TaskMessage, TaskReply } from './threads.ts';

const port = parentPort!;
const context = workerData as LinkContext;
const work = loadMeasures(context.measuresModule).then((measures) => new LinkWork(context, measures));

port.on('message', ({ id, name, task }: TaskMessage) => {
  void work
    .then((each) => each.do(name, task as TaskOf<TaskName>))
    .then((result): TaskReply => ({ id, result }))
    .catch((error: unknown): TaskReply => failed(id, error))
    .then((reply) => port.postMessage(reply));
});

function failed(id: number, error: unknown): TaskReply {
  if (error instanceof TwinError) return { id, kind: error.kind, text: error.text };
  return { id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
