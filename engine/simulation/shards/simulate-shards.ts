/**
 * A whole country on a small machine: its people are dealt out to threads by their number, wherever they live. What happens to
 * somebody asks nobody else, and a move is a number in his own column, so that threads need nothing of each other; only what
 * they count is added up. The sums are the same for any number of shards.
 */
import { Worker } from 'node:worker_threads';
import type { PopulationCounts } from '../cohort-component/shapes.ts';
import { emptyAccount, type YearAccount } from '../microsimulation/account.ts';
import type { YearTables } from '../microsimulation/year-tables.ts';
import type { Shard } from './persons-of-counts.ts';

export interface ShardTask {
  readonly counts: PopulationCounts;
  /** [year] */
  readonly tables: readonly YearTables[];
  readonly seed: number;
  readonly growth: number;
}

export interface ShardWork extends ShardTask, Shard {}

/** Of one shard, one after each year. */
export interface ShardYear {
  readonly year: number;
  readonly account: YearAccount;
}

/**
 * @param onYear called when all shards have done a year
 * @returns [year] over all people
 */
export async function simulateShards(
  task: ShardTask,
  shards: number,
  onYear: (done: number) => void = () => undefined,
): Promise<YearAccount[]> {
  const { regions } = task.counts;
  const years = task.tables.map(() => emptyAccount(regions));
  const waiting = task.tables.map(() => shards);
  const take = ({ year, account }: ShardYear): void => {
    addInto(years[year]!, account);
    if (--waiting[year]! === 0) onYear(year + 1);
  };
  await Promise.all(Array.from({ length: shards }, (_, shard) => runShard({ ...task, shard, shards }, take)));
  return years;
}

function runShard(work: ShardWork, onYear: (year: ShardYear) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./shard-worker.ts', import.meta.url), { workerData: work });
    let left = work.tables.length;
    worker.on('message', (year: ShardYear) => {
      onYear(year);
      left--;
    });
    worker.on('error', reject);
    worker.on('exit', () => (left === 0 ? resolve() : reject(new Error('A thread ended before its years were done.'))));
  });
}

function addInto(into: YearAccount, { flows, end }: YearAccount): void {
  for (const name of Object.keys(flows) as (keyof typeof flows)[])
    flows[name].forEach((each, i) => (into.flows[name][i]! += each));
  end.forEach((each, i) => (into.end[i]! += each));
}
