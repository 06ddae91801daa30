/** A thread that carries one shard on and tells what it counted, year by year. */
import { parentPort, workerData } from 'node:worker_threads';
import { simulateYear } from '../microsimulation/year.ts';
import { yearKeys } from '../microsimulation/year-keys.ts';
import type { YearTables } from '../microsimulation/year-tables.ts';
import { personsOfCounts } from './persons-of-counts.ts';
import type { ShardWork, ShardYear } from './simulate-shards.ts';

const work = workerData as ShardWork;

/** Newcomers are nobody's share of the people at the start: the first shard has them all. */
const withoutNewcomers = (tables: YearTables): YearTables => ({
  ...tables,
  arrivals: { ...tables.arrivals, expected: new Float64Array(tables.regions) },
});

const persons = personsOfCounts(work.counts, work, work.growth);
work.tables.forEach((tables, year) => {
  const own = work.shard === 0 ? tables : withoutNewcomers(tables);
  const account = simulateYear(persons, own, yearKeys(work.seed, year + 1));
  parentPort!.postMessage({ year, account } satisfies ShardYear);
});
