/** A thread that gives back what it is asked, and fails where that is told. */
import { serveTasks } from './worker-pool.ts';

serveTasks((name, task) => {
  if (name === 'fail') throw new RangeError('told to fail');
  return task;
});
