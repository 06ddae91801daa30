/** A thread that makes the keys of all rows, and seals them. */
import { serveTasks } from './linkage/core/threads/worker-pool.ts';
import { sealedRowKeys, type RowsToSeal } from './row-keys-file.ts';

serveTasks((_, task) => sealedRowKeys(task as RowsToSeal));
