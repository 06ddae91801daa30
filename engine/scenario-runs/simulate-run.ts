/** One run from residents to what a browser may see: replicates, as many as are not there yet; bands, sharper and sharper. */
import { availableParallelism } from 'node:os';
import { TwinError } from '../kernel/errors.ts';
import { FOR_OWNER, writeFileAtomic } from '../kernel/files.ts';
import { decodeAreaTable } from '../layers/encode.ts';
import { encodeResults } from '../layers/simulated/encode-results.ts';
import { MOVE_QUANTILES, type SimulatedResults } from '../layers/simulated/results-shape.ts';
import { shownResults, type StartShown } from '../layers/simulated/shown-results.ts';
import { readPopulation } from '../population/parquet.ts';
import { BaselineStore } from '../simulation/replicates/baseline-store.ts';
import { shownOf, SIMULATED_INDICATORS } from '../simulation/replicates/indicators.ts';
import { requireMemory } from '../simulation/replicates/memory.ts';
import {
  askedOf,
  groundOf,
  isSame,
  valuesOfReplicate,
  type PairOfRuns,
} from '../simulation/replicates/pair-of-runs.ts';
import { periodSpans } from '../simulation/replicates/moves-between.ts';
import { restsOn } from '../simulation/replicates/samples.ts';
import { ReplicatePool } from '../simulation/replicates/replicate-pool.ts';
import { findReplicate, openRunFolder, saveReplicate } from '../simulation/replicates/run-folder.ts';
import { UNCERTAINTIES } from '../simulation/replicates/sides.ts';
import { bandColumns, type BandShape } from '../simulation/runs/band-columns.ts';
import { expectedValues } from '../simulation/runs/expected-values.ts';
import { moveColumns } from '../simulation/runs/move-columns.ts';
import { datesOf, pairOf } from '../simulation/runs/pair-of.ts';
import type { RunSpec } from '../simulation/runs/run-identity.ts';
import type { RunReports } from '../simulation/runs/run-queue.ts';
import { damagedFiles } from '../snapshot-files.ts';
import type { RunOrder, SnapshotAtHand } from './protocol.ts';

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

/** How many replicates bands are made of on the way: 1, 10, 25, then twice as many each time from 50 on. */
export const isMilestone = (replicates: number): boolean =>
  [1, 10, 25].includes(replicates) || (replicates >= 50 && Number.isInteger(Math.log2(replicates / 50)));

/**
 * Simulates what is missing. Expected numbers are shown at once, until the first replicate is there. Bands on the way are those of the first so many replicates, whichever thread was faster, so
 * that they too are the same each time.
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
  const missing = [...found.keys()].filter((i) => found[i] === undefined);
  const show = (count: number): void => {
    const values = count === 0 ? [expectedValues(pair)] : (found.slice(0, count) as Float32Array[]);
    const results = {
      ...resultsOf(pair, values, loaded.start),
      replicates: count,
      restsOn: restsOn(count),
    };
    writeFileAtomic(shownFile, encodeResults(shownResults(results, loaded.start)), FOR_OWNER);
    onShown(count);
  };
  let done = replicates - missing.length;
  let whole = 0;
  const advance = (): void => {
    let milestone = 0;
    for (; whole < replicates && found[whole] !== undefined; whole++)
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

function resultsOf(pair: PairOfRuns, replicates: readonly Float32Array[], start: StartShown): SimulatedResults {
  const areaCodes = [...pair.areaCodes, start.city.areaCodes[0]!];
  const areas = areaCodes.length;
  const years = pair.years + 1;
  const dates = datesOf(pair);
  const all: BandShape = { years, areas, firstArea: 0, areaCount: areas };
  const city: BandShape = { ...all, firstArea: areas - 1, areaCount: 1 };
  const block = (name: (typeof UNCERTAINTIES)[number], shape: BandShape): SimulatedResults['together'] => ({
    areas: shape.areaCount,
    values: bandColumns(replicates, UNCERTAINTIES.indexOf(name), shape),
  });
  return {
    areaCodes,
    dates,
    indicators: SIMULATED_INDICATORS.map(shownOf),
    replicates: replicates.length,
    restsOn: restsOn(replicates.length),
    together: block('together', all),
    chance: block('chance', city),
    parameters: block('parameters', city),
    moves: {
      periods: periodSpans(pair.years).map(({ first, last }) => ({ first: dates[first]!, last: dates[last]! })),
      values: moveColumns(replicates, pair, MOVE_QUANTILES),
    },
  };
}
