/**
 * How long somebody at the screen waits: from asking for a run to the first replicate and to the first bands, of ten replicates,
 * by the clock; with threads that begin with the run, and with threads that are warm. And, where that is asked, a whole run of
 * 200 with all bands.
 */
import { bandColumns } from '../simulation/runs/band-columns.ts';
import { moveColumns } from '../simulation/runs/move-columns.ts';
import { askedOf, groundOf, type PairOfRuns } from '../simulation/replicates/pair-of-runs.ts';
import { ReplicatePool } from '../simulation/replicates/replicate-pool.ts';
import { UNCERTAINTIES } from '../simulation/replicates/sides.ts';
import { pairOf, SCENARIOS } from './pairs.bench.ts';

/** Of fewer no bands are shown. */
const FIRST_BANDS = 10;
const WHOLE_RUN = 200;

/** Seconds by the clock since the run was asked for. */
export interface Waited {
  readonly what: string;
  readonly firstReplicate: number;
  readonly firstBands: number;
}

export interface FirstBandsResult {
  readonly residents: number;
  readonly threads: number;
  readonly waited: readonly Waited[];
  /** Of a run of 200 pairs and all bands; undefined where it was not asked for. */
  readonly whole: number | undefined;
}

export async function firstBandsBench(residents: number, threads: number, isWhole: boolean): Promise<FirstBandsResult> {
  const pair = { ...pairOf(residents), scenario: SCENARIOS[1]! };
  const pool = new ReplicatePool(groundOf(pair), threads);
  try {
    const cold = await waitFor(pool, pair, 'threads that begin with the run');
    await pool.warmUp();
    // Another seed: nothing of the run before is prepared.
    const warm = await waitFor(pool, { ...pair, seed: pair.seed + 1 }, 'threads that are warm');
    const whole = isWhole ? await wholeRun(pool, { ...pair, seed: pair.seed + 2 }) : undefined;
    return { residents, threads, waited: [cold, warm], whole };
  } finally {
    await pool.close();
  }
}

async function waitFor(pool: ReplicatePool, pair: PairOfRuns, what: string): Promise<Waited> {
  const since = clock();
  let firstReplicate: number | undefined;
  const found: Float32Array[] = [];
  await pool.simulate(askedOf(pair), numbersTo(FIRST_BANDS), (number, values) => {
    firstReplicate ??= since();
    found[number] = values;
  });
  allBands(pair, found);
  return { what, firstReplicate: firstReplicate!, firstBands: since() };
}

async function wholeRun(pool: ReplicatePool, pair: PairOfRuns): Promise<number> {
  const since = clock();
  const found: Float32Array[] = [];
  await pool.simulate(askedOf(pair), numbersTo(WHOLE_RUN), (number, values) => (found[number] = values));
  allBands(pair, found);
  return since();
}

/** As the web shows them. */
function allBands(pair: PairOfRuns, replicates: readonly Float32Array[]): void {
  const areas = pair.areaCodes.length + 1;
  const all = { years: pair.years + 1, areas, firstArea: 0, areaCount: areas };
  UNCERTAINTIES.forEach((name, i) =>
    bandColumns(replicates, i, name === 'together' ? all : { ...all, firstArea: areas - 1, areaCount: 1 }),
  );
  moveColumns(replicates, pair, ['median', 'low80', 'high80']);
}

const numbersTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

function clock(): () => number {
  const start = performance.now();
  return () => (performance.now() - start) / 1000;
}

export function firstBandsLines({ residents, threads, waited, whole }: FirstBandsResult): string {
  const seconds = (value: number): string => `${value.toFixed(2)} s`;
  return [
    `From asking for a run to what is seen of it, full model, ${residents.toLocaleString('en')} residents, 25 years, ${threads} threads, by the clock`,
    ...waited.map(
      ({ what, firstReplicate, firstBands }) =>
        `  ${what}: first replicate after ${seconds(firstReplicate)}, bands of ${FIRST_BANDS} replicates after ${seconds(firstBands)}`,
    ),
    ...(whole === undefined
      ? []
      : [`  a whole run of ${WHOLE_RUN} pairs with all bands: ${seconds(whole)} (aim 60 s on two cores)`]),
  ].join('\n');
}
