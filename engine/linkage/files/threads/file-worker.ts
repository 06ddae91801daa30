/** A thread that reads columns of files as it is asked to. */
import { serveTasks } from '../../core/threads/worker-pool.ts';
import { doFileTask, type FileTaskName } from './file-tasks.ts';

serveTasks((name, task) => doFileTask(name as FileTaskName, task as never));
