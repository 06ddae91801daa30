/** A thread that does tasks of linkage as they come. */
import { workerData } from 'node:worker_threads';
import { loadMeasures } from './load-measures.ts';
import { LinkWork, type LinkContext, type TaskName, type TaskOf } from './link-tasks.ts';
import { timed } from './timed.ts';
import { serveTasks } from './worker-pool.ts';

const context = workerData as LinkContext;
const work = loadMeasures(context.measuresModule).then((measures) => new LinkWork(context, measures));

serveTasks(async (name, task) => {
  const doer = await work;
  return timed(() => doer.do(name as TaskName, task as TaskOf<TaskName>));
});
