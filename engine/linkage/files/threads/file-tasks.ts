/** What a thread beside this one can be asked to do for files. Tasks and results are plain data. */
import { readGroup, type FieldGroup, type ReadGroup } from '../../core/values/make-table.ts';
import { readTruth, type Truth, type TruthSource } from '../truth.ts';
import { readColumns, type ColumnsRead, type ColumnsTask } from '../reading/read-columns.ts';

export interface FileTasks {
  /** Some of the columns of a file. */
  columns: { task: ColumnsTask; result: ColumnsRead };
  /** Fields that share a book. */
  group: { task: FieldGroup; result: ReadGroup };
  truth: { task: TruthTask; result: Truth };
}

export interface TruthTask {
  readonly path: string;
  readonly sources: readonly TruthSource[];
}

const readTruthOf = ({ path, sources }: TruthTask): Promise<Truth> => readTruth(path, sources);

export type FileTaskName = keyof FileTasks;

const DOERS: {
  readonly [N in FileTaskName]: (
    task: FileTasks[N]['task'],
  ) => FileTasks[N]['result'] | Promise<FileTasks[N]['result']>;
} = { columns: readColumns, group: readGroup, truth: readTruthOf };

export const doFileTask = (name: FileTaskName, task: unknown): unknown => DOERS[name](task as never);
