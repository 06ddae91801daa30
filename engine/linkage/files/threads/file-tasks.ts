/** What a thread beside this one can be asked to do for files. Tasks and results are plain data. */
import { readGroup, type FieldGroup, type ReadGroup } from '../../core/values/make-table.ts';
import { beginGolden, goldenRows, type GoldenTask } from '../golden/golden-task.ts';
import type { ClusterRange, GoldenPart } from '../golden/golden-rows.ts';
import { writeLinkFiles, type LinksToWrite } from '../writing/write-links.ts';
import { readTruth, type Truth, type TruthSource } from '../truth.ts';
import { readColumns, type ColumnsRead, type ColumnsTask } from '../reading/read-columns.ts';

export interface FileTasks {
  /** Some of the columns of a file. */
  columns: { task: ColumnsTask; result: ColumnsRead };
  /** Fields that share a book. */
  group: { task: FieldGroup; result: ReadGroup };
  truth: { task: TruthTask; result: Truth };
  /** Files of pairs and clusters. */
  links: { task: LinksToWrite; result: undefined };
  /** What the golden records to come are made from. */
  'golden-begin': { task: GoldenTask; result: undefined };
  'golden-rows': { task: ClusterRange; result: GoldenPart };
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
} = {
  columns: readColumns,
  group: readGroup,
  truth: readTruthOf,
  links: (links) => void writeLinkFiles(links),
  'golden-begin': beginGolden,
  'golden-rows': goldenRows,
};

export const doFileTask = <N extends FileTaskName>(
  name: N,
  task: FileTasks[N]['task'],
): FileTasks[N]['result'] | Promise<FileTasks[N]['result']> => DOERS[name](task);
