/** Threads that help this one to read files: each of them, and this one, does its share at the same time. */
import { existsSync, statSync } from 'node:fs';
import { WorkerPool } from '../../core/threads/worker-pool.ts';
import { groupsToRead, readGroup, tableOf } from '../../core/values/make-table.ts';
import type { FieldGroup, ReadGroup, TableInput, TextColumn, ToldTable } from '../../core/values/make-table.ts';
import { readTruth, type Truth, type TruthSource } from '../truth.ts';
import { doFileTask, type FileTaskName, type FileTasks } from './file-tasks.ts';
import { shareOut } from './share-out.ts';

/** Files that are smaller together are sooner read than another thread starts. */
const FEWEST_BYTES = 8_000_000;

/** Tasks that a helper has before it, so that it does not wait for this thread to look up from its own. */
const ASKED_AHEAD = 2;

/** So many more at first, where this thread has something else to do before it looks up. */
const MOST_ASKED_AT_FIRST = 16;

export class FileThreads {
  readonly #pool: WorkerPool | undefined;

  /** @param threads in all, this one among them */
  constructor(threads: number, paths: readonly string[], fewestBytes = FEWEST_BYTES) {
    const bytes = paths.reduce((sum, path) => sum + (existsSync(path) ? statSync(path).size : 0), 0);
    if (threads > 1 && bytes >= fewestBytes)
      this.#pool = new WorkerPool(new URL('./file-worker.ts', import.meta.url), threads - 1);
  }

  /** How many beside this one. */
  get helpers(): number {
    return this.#pool?.count ?? 0;
  }

  ask<N extends FileTaskName>(helper: number, name: N, task: FileTasks[N]['task']): Promise<FileTasks[N]['result']> {
    return this.#pool!.ask(helper, name, task) as Promise<FileTasks[N]['result']>;
  }

  /**
   * Does tasks on all threads, this one among them.
   *
   * @param begin told to each thread before its first
   * @param take  results in the order of the tasks, whoever did them
   * @param meanwhile what this thread does while the others are at their first tasks
   * @throws what the first of them to fail threw, once none is at work any more
   */
  async inOrder<B extends FileTaskName, N extends FileTaskName>(
    begin: { readonly name: B; readonly task: FileTasks[B]['task'] },
    name: N,
    tasks: readonly FileTasks[N]['task'][],
    take: (result: FileTasks[N]['result']) => void,
    meanwhile?: () => void,
  ): Promise<void> {
    const done = new Map<number, FileTasks[N]['result']>();
    let [next, taken] = [0, 0];
    const keep = (task: number, result: FileTasks[N]['result']): void => {
      done.set(task, result);
      for (; done.has(taken); done.delete(taken++)) take(done.get(taken)!);
    };
    const atFirst =
      meanwhile === undefined ? 0 : Math.min(MOST_ASKED_AT_FIRST, Math.floor(tasks.length / (2 * (this.helpers + 1))));
    const help = async (helper: number): Promise<void> => {
      const begun = this.ask(helper, begin.name, begin.task);
      const serveOne = async (): Promise<void> => {
        const task = next++;
        keep(task, await this.ask(helper, name, tasks[task]!));
      };
      const first = Array.from({ length: atFirst }, serveOne);
      const serve = async (): Promise<void> => {
        // A helper that is at something else is not waited for: others do what it would.
        await begun;
        while (next < tasks.length) await serveOne();
      };
      await Promise.all([begun, ...first, ...Array.from({ length: ASKED_AHEAD }, serve)]);
    };
    const doOwn = async (): Promise<void> => {
      meanwhile?.();
      await doFileTask(begin.name, begin.task);
      while (next < tasks.length) {
        const task = next++;
        keep(task, await doFileTask(name, tasks[task]!));
        // What helpers have done by now is looked at.
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const hands = [...Array.from({ length: this.helpers }, (_, helper) => help(helper)), doOwn()];
    // Where one fails the others begin nothing more, and what they are at is waited for.
    for (const hand of hands) hand.catch(() => (next = tasks.length));
    const failed = (await Promise.allSettled(hands)).find(({ status }) => status === 'rejected');
    if (failed !== undefined) throw (failed as PromiseRejectedResult).reason;
  }

  async close(): Promise<void> {
    await this.#pool?.close();
  }
}

/**
 * As makeTable, the same to the byte, with the fields shared out.
 *
 * @param readsTruth where the first helper is at the truth, as `readTruthOn` has it
 */
export async function makeTableOn(threads: FileThreads, input: TableInput, readsTruth = false): Promise<ToldTable> {
  const groups = groupsToRead(input);
  const records = groups[0]?.sourceStart.at(-1) ?? 0;
  const shares = shareOut(groups.map(weightOf), threads.helpers + 1, readsTruth ? records * ROWS_A_TRUTH : 0);
  const own = shares.pop()!;
  const read = new Array<ReadGroup>(groups.length);
  const help = async (share: readonly number[], helper: number): Promise<void> => {
    for (const group of share) read[group] = await threads.ask(helper, 'group', groups[group]!);
  };
  // Those who help get theirs before this thread begins with its own.
  const readOwn = async (): Promise<void> => {
    for (const group of own) read[group] = await Promise.resolve(readGroup(groups[group]!));
  };
  await Promise.all([...shares.map(help), readOwn()]);
  return tableOf(input, read);
}

/** A text takes as long as that many rows, and so does the truth about a record. */
const ROWS_A_TEXT = 10;
const ROWS_A_TRUTH = 7;

function weightOf({ fields, sources, sourceStart }: FieldGroup): number {
  let texts = 0;
  for (const { columns } of sources) {
    for (const column of columns.values()) texts += textsIn(column);
  }
  return texts * ROWS_A_TEXT + fields.length * sourceStart.at(-1)!;
}

function textsIn(column: TextColumn): number {
  if ('texts' in column) return column.texts.count;
  return 'codes' in column ? column.dictionary.length : column.length;
}

/** As `readTruth`, beside whatever this thread does meanwhile; whoever asks waits for it. */
export function readTruthOn(threads: FileThreads, path: string, sources: readonly TruthSource[]): Promise<Truth> {
  const task = { path, sources: sources.map(({ name, file, idTexts }) => ({ name, file, idTexts })) };
  const reading = threads.helpers === 0 ? readTruth(path, task.sources) : threads.ask(0, 'truth', task);
  // Thrown where it is waited for; until then it is no error that nobody looks at.
  reading.catch(() => undefined);
  return reading;
}
