/**
 * How long somebody at the screen waits: from asking for a run to the first replicate, to the first interval and to bands of
 * ten, each as the bytes that go to a browser, by the clock and by processor time. With threads that begin with the run; with
 * warm ones; and with warm ones and the baseline simulated ahead, as it is some seconds after the page was opened. And, where that
 * is asked, a whole run of 200 with all bands.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AreaTable } from '../layers/area-table.ts';
import { encodeResults } from '../layers/simulated/encode-results.ts';
import { shownResults, type StartShown } from '../layers/simulated/shown-results.ts';
import { resultsOf } from '../scenario-runs/run-results.ts';
import { BaselineStore } from '../simulation/replicates/baseline-store.ts';
import { askedOf, groundOf, type PairOfRuns } from '../simulation/replicates/pair-of-runs.ts';
import { ReplicatePool, type SimulateOptions } from '../simulation/replicates/replicate-pool.ts';
import { isMilestone, replicateOrder } from '../simulation/runs/replicate-order.ts';
import { pairOf, SCENARIOS } from './pairs.bench.ts';

const LOOKS = [1, 3, 10] as const;
const WHOLE_RUN = 200;
const LIMIT = 10;

/** Since the run was asked for. */
export interface Waited {
  readonly what: string;
  /** [look] seconds by the clock until so many replicates can be seen, and of the processors. */
  readonly seconds: readonly number[];
  readonly processorSeconds: readonly number[];
}

export interface FirstBandsResult {
  readonly residents: number;
  readonly threads: number;
  readonly waited: readonly Waited[];
  /** Of a run of 200 pairs and all bands on the way, without baselines that are kept and with them; none where it was not asked for. */
  readonly whole: readonly Waited[];
}

/** Looks at so many replicates, as the web does. */
interface Wait {
  readonly pair: PairOfRuns;
  readonly replicates: number;
  readonly looks: readonly number[];
}

export async function firstBandsBench(residents: number, threads: number, isWhole: boolean): Promise<FirstBandsResult> {
  const pair = { ...pairOf(residents), scenario: SCENARIOS[1]! };
  const pool = new ReplicatePool(groundOf(pair), threads);
  const folder = mkdtempSync(join(tmpdir(), 'first-bands-'));
  try {
    const waitFor = (what: string, wait: Wait, options?: SimulateOptions): Promise<Waited> =>
      waitedFor(pool, what, wait, options);
    // Another seed each time: nothing of the run before is prepared.
    const first = (seed: number): Wait => ({ pair: { ...pair, seed }, replicates: LOOKS.at(-1)!, looks: LOOKS });
    const cold = await waitFor('threads that begin with the run', first(1));
    await pool.warmUp();
    const warm = await waitFor('threads that are warm', first(2));
    const wait = first(3);
    const ahead = { baselines: new BaselineStore(folder, 'ahead') };
    await keepAhead(pool, wait.pair, replicateOrder(LOOKS.at(-1)!), ahead.baselines, threads);
    const kept = await waitFor('warm, and baselines simulated ahead', wait, ahead);
    const whole: Waited[] = [];
    if (isWhole) {
      const wait = { pair: { ...pair, seed: 4 }, replicates: WHOLE_RUN, looks: [WHOLE_RUN] };
      const both = { baselines: new BaselineStore(folder, 'whole') };
      whole.push(await waitFor('both sides', wait, both), await waitFor('with baselines kept', wait, both));
    }
    return { residents, threads, waited: [cold, warm, kept], whole };
  } finally {
    await pool.close();
    rmSync(folder, { recursive: true });
  }
}

const keepAhead = (
  pool: ReplicatePool,
  pair: PairOfRuns,
  numbers: readonly number[],
  baselines: BaselineStore,
  threads: number,
): Promise<void> => {
  const { signal } = new AbortController();
  const asked = askedOf({ ...pair, scenario: pair.baseline });
  return pool.keepBaselines(asked, numbers, threads, { baselines, signal, isToGoOn: () => true });
};

async function waitedFor(
  pool: ReplicatePool,
  what: string,
  { pair, replicates, looks }: Wait,
  options?: SimulateOptions,
): Promise<Waited> {
  const since = clock();
  const [seconds, processorSeconds]: [number[], number[]] = [[], []];
  const order = replicateOrder(replicates);
  const found: Float32Array[] = [];
  let whole = 0;
  const onDone = (number: number, values: Float32Array): void => {
    found[number] = values;
    let look = 0;
    for (; whole < replicates && found[order[whole]!] !== undefined; whole++)
      if (isMilestone(whole + 1) || whole + 1 === replicates) look = whole + 1;
    if (look === 0) return;
    bytesOf(pair, found, order.slice(0, look));
    for (const each of looks.slice(seconds.length)) {
      if (each > look) break;
      seconds.push(since().seconds);
      processorSeconds.push(since().processorSeconds);
    }
  };
  await pool.simulate(askedOf(pair), order, onDone, options);
  return { what, seconds, processorSeconds };
}

/** As the web gets them. */
function bytesOf(pair: PairOfRuns, found: readonly Float32Array[], numbers: readonly number[]): Uint8Array {
  const start = startOf(pair);
  const sorted = numbers.toSorted((a, b) => a - b);
  return encodeResults(shownResults(resultsOf(pair, found, sorted, start), start));
}

/** Of which nothing of the start is shown: later years are. */
function startOf({ areaCodes }: PairOfRuns): StartShown {
  const table = (level: AreaTable['level'], codes: readonly string[]): AreaTable => ({
    ...{ level, areaCodes: codes, years: [0], columns: [] },
    provenance: {} as AreaTable['provenance'],
  });
  return { city: table('city', ['city']), kelurahan: table('kelurahan', areaCodes), limit: LIMIT };
}

function clock(): () => { readonly seconds: number; readonly processorSeconds: number } {
  const start = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { seconds: (performance.now() - start) / 1000, processorSeconds: (user + system) / 1e6 };
  };
}

export function firstBandsLines({ residents, threads, waited, whole }: FirstBandsResult): string {
  const both = ({ seconds, processorSeconds }: Waited, look: number): string =>
    `${seconds[look]!.toFixed(2)} s (${processorSeconds[look]!.toFixed(1)} CPU-s)`;
  return [
    `From asking for a run to what is seen of it, full model, ${residents.toLocaleString('en')} residents, 25 years, ${threads} threads, by the clock`,
    ...waited.map(
      (each) =>
        `  ${each.what}: first replicate after ${both(each, 0)}, first interval, of ${LOOKS[1]}, after ${both(each, 1)}, bands of ${LOOKS[2]} after ${both(each, 2)}`,
    ),
    ...whole.map(
      (each) =>
        `  a whole run of ${WHOLE_RUN} pairs with all bands, ${each.what}: ${both(each, 0)} (aim 60 s on two cores)`,
    ),
  ].join('\n');
}
