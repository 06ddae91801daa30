/** One run from residents to what a browser may see: replicates, as many as are not there yet; bands, sharper and sharper. */
import { availableParallelism } from 'node:os';
import { TwinError } from '../kernel/errors.ts';
import { FOR_OWNER, writeFileAtomic } from '../kernel/files.ts';
import { decodeAreaTable } from '../layers/encode.ts';
import { encodeResults } from '../layers/simulated/encode-results.ts';
import { shownResults, type StartShown } from '../layers/simulated/shown-results.ts';
import { readPopulation } from '../population/parquet.ts';
import { BaselineStore } from '../simulation/replicates/baseline-store.ts';
import { requireMemory } from '../simulation/replicates/memory.ts';
import {
  askedOf,
  groundOf,
  isSame,
  valuesOfReplicate,
  type PairOfRuns,
} from '../simulation/replicates/pair-of-runs.ts';
import { ReplicatePool } from '../simulation/replicates/replicate-pool.ts';
import { findReplicate, openRunFolder, saveReplicate } from '../simulation/replicates/run-folder.ts';
import { pairOf } from '../simulation/runs/pair-of.ts';
import { isMilestone, replicateOrder } from '../simulation/runs/replicate-order.ts';
import type { RunSpec } from '../simulation/runs/run-identity.ts';
import type { RunReports } from '../simulation/runs/run-queue.ts';
import { damagedFiles } from '../snapshot-files.ts';
import type { RunOrder, SnapshotAtHand } from './protocol.ts';
import { expectedOf, resultsOf } from './run-results.ts';

/** A snapshot whose residents are in memory, as they start. */
export interface LoadedSnapshot {
  /** What is the same for all runs: residents and rates; and threads that have them at hand. */
  readonly ground: PairOfRuns;
  readonly pool: ReplicatePool;
  readonly start: StartShown;
}

const UNNAMED = { id: '-', en: '-' };
const AS_USUAL = { name: UNNAMED, description: UNNAMED, levers: [] };
const NOTHING_ASKED: RunSpec = { baseline: AS_USUAL, scenario: AS_USUAL, years: 0, seed: 0, alignment: [] };

/** @throws TwinError storage when the columns are gone or damaged */
export async function loadSnapshot(snapshot: SnapshotAtHand): Promise<LoadedSnapshot> {
  const { modelsFolder, populationFolder, limit } = snapshot;
  const [damaged] = await damagedFiles(populationFolder);
  if (damaged !== undefined)
    throw new TwinError('storage', {
      code: 'population-unreadable',
      what: 'The columns of the snapshot are gone or are no more what was written.',
      where: { file: damaged },
      todo: 'Build the snapshot again: npm run twin -- build.',
    });
  const start = {
    city: decodeAreaTable(snapshot.cityTable),
    kelurahan: decodeAreaTable(snapshot.kelurahanTable),
    limit,
  };
  const population = await readPopulation(populationFolder);
  const { pair } = pairOf(population, start.kelurahan.areaCodes, modelsFolder, NOTHING_ASKED);
  return { start, ground: pair, pool: new ReplicatePool(groundOf(pair), availableParallelism()) };
}

const pairIn = ({ ground }: LoadedSnapshot, spec: RunSpec): PairOfRuns => ({ ...ground, ...spec });

/** @throws TwinError input `scenario-same`, `too-many-replicates` */
export function checkRun(
  loaded: LoadedSnapshot,
  spec: RunSpec,
  replicates: number,
  availableBytes = process.availableMemory(),
): void {
  const pair = pairIn(loaded, spec);
  if (isSame(pair)) throw sameAsBaseline();
  requireMemory(pair, replicates, availableParallelism(), availableBytes);
}

export const sameAsBaseline = (): TwinError =>
  new TwinError('input', {
    code: 'scenario-same',
    what: 'The scenario differs from its baseline in nothing within the years that are simulated: nothing was run.',
    todo: 'Move a lever, or simulate more years.',
  });

/**
 * Simulates what is missing. Expected numbers are shown at once, until the first replicate is there. Bands on the way are those of the first so many
 * replicates of their order, whichever thread was faster, so that they too are the same each time.
 */
export async function simulateRun(
  loaded: LoadedSnapshot,
  { spec, replicates, identity, baselineIdentity, folder, baselines, shownFile }: RunOrder,
  { onDone, onShown }: RunReports,
  signal: AbortSignal,
): Promise<void> {
  const pair = pairIn(loaded, spec);
  requireMemory(pair, replicates, availableParallelism(), process.availableMemory());
  openRunFolder(folder, identity);
  const length = valuesOfReplicate(pair);
  const found = Array.from({ length: replicates }, (_, i) => findReplicate(folder, i, length));
  const order = replicateOrder(replicates);
  const missing = order.filter((i) => found[i] === undefined);
  const show = (count: number): void => {
    const numbers = order.slice(0, count).sort((a, b) => a - b);
    const results = count === 0 ? expectedOf(pair, loaded.start) : resultsOf(pair, found, numbers, loaded.start);
    writeFileAtomic(shownFile, encodeResults(shownResults(results, loaded.start)), FOR_OWNER);
    onShown(count);
  };
  let done = replicates - missing.length;
  let whole = 0;
  const advance = (): void => {
    let milestone = 0;
    for (; whole < replicates && found[order[whole]!] !== undefined; whole++)
      if (isMilestone(whole + 1) && whole + 1 < replicates) milestone = whole + 1;
    if (milestone > 0) show(milestone);
  };
  onDone(done);
  const stop = new AbortController();
  // Threads begin at once; what is there already is shown meanwhile.
  const simulating = loaded.pool.simulate(
    askedOf(pair),
    missing,
    (replicate, values) => {
      saveReplicate(folder, replicate, values);
      found[replicate] = values;
      onDone(++done);
      advance();
    },
    { signal: AbortSignal.any([signal, stop.signal]), baselines: new BaselineStore(baselines, baselineIdentity) },
  );
  // What goes wrong there is heard below.
  simulating.catch(() => undefined);
  try {
    if (found[0] === undefined) show(0);
    else if (missing.length > 0) advance();
    await simulating;
  } finally {
    stop.abort();
  }
  show(replicates);
}
