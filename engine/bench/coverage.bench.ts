/**
 * Whether bands hold what they say. Many invented cities have rates of their own, drawn as far from the central ones as the
 * parameters are uncertain, and luck of their own; the forecast knows none of it. Counted is how often a city comes to lie within the
 * band of the forecast: with all uncertainty in it, and for comparison with chance alone, which is what others show.
 */
import { projectPath } from '../kernel/files.ts';
import { parseIsoDate } from '../kernel/time.ts';
import { loadDemography } from '../simulation/demography/parameters.ts';
import { inventedPersons } from '../simulation/microsimulation/test-city.ts';
import { coverageOf, type Coverage } from '../simulation/replicates/coverage.ts';
import { SIMULATED_INDICATORS } from '../simulation/replicates/indicators.ts';
import type { PairOfRuns } from '../simulation/replicates/pair-of-runs.ts';
import { SIDES, sizeOfSide, UNCERTAINTIES } from '../simulation/replicates/sides.ts';
import { simulateReplicates } from '../simulation/replicates/replicates.ts';
import type { Scenario } from '../simulation/scenarios/scenario-file.ts';

export interface CoverageResult {
  readonly residents: number;
  readonly cities: number;
  readonly replicates: number;
  /** All areas and indicators, 5, 10 … 25 years on. */
  readonly together: readonly Coverage[];
  readonly chanceAlone: readonly Coverage[];
}

const CITIES = 300;
const REPLICATES = 200;
const REGIONS = 3;
const YEARS = 25;
const TOLD_EVERY = 5;
const BANDS = [0.5, 0.8, 0.95];
const NOTHING: Scenario = { name: { id: 'baseline', en: 'baseline' }, description: { id: '-', en: '-' }, levers: [] };

export async function coverageBench(residents: number, threads: number): Promise<CoverageResult> {
  const pairOf = (seed: number): PairOfRuns => ({
    start: inventedPersons(residents, REGIONS),
    parameters: loadDemography(projectPath('models')),
    startDay: parseIsoDate('2025-12-31')!,
    years: YEARS,
    seed,
    areaCodes: Array.from({ length: REGIONS }, (_, region) => String(region)),
    alignment: [],
    baseline: NOTHING,
    scenario: NOTHING,
  });
  const truths = await replicatesOf(pairOf(1), CITIES, threads);
  const forecasts = await replicatesOf(pairOf(2), REPLICATES, threads);
  const over = (uncertainty: (typeof UNCERTAINTIES)[number]): Coverage[] =>
    BANDS.map((nominal) =>
      coverageOf(truths.map(baselineOf('together')), forecasts.map(baselineOf(uncertainty)), nominal, toldCells()),
    );
  return { residents, cities: CITIES, replicates: REPLICATES, together: over('together'), chanceAlone: over('chance') };
}

async function replicatesOf(pair: PairOfRuns, number: number, threads: number): Promise<Float32Array[]> {
  const found: Float32Array[] = [];
  await simulateReplicates(pair, [...Array(number).keys()], threads, (replicate, values) => {
    found[replicate] = values;
  });
  return found;
}

/** One side of one uncertainty: [year × area × indicator]. */
const baselineOf =
  (uncertainty: (typeof UNCERTAINTIES)[number]) =>
  (values: Float32Array): Float32Array => {
    const size = sizeOfSide(values.length, REGIONS + 1);
    const at = UNCERTAINTIES.indexOf(uncertainty) * SIDES.length * size;
    return values.subarray(at, at + size);
  };

function toldCells(): number[] {
  const width = (REGIONS + 1) * SIMULATED_INDICATORS.length;
  return Array.from({ length: YEARS / TOLD_EVERY }, (_, i) => (i + 1) * TOLD_EVERY).flatMap((year) =>
    Array.from({ length: width }, (_, cell) => year * width + cell),
  );
}

export const coverageLines = (result: CoverageResult): string => {
  const line = ({ nominal, mean, low, high, cells }: Coverage): string =>
    `    ${Math.round(nominal * 100)} % bands hold ${(mean * 100).toFixed(1)} % (${(low * 100).toFixed(0)} to ${(high * 100).toFixed(0)} % in four of five of ${cells} cells)`;
  return [
    `Bands against ${result.cities} invented cities of ${result.residents.toLocaleString('en')} with rates and luck of their own; ${result.replicates} replicates`,
    '  chance and parameters together:',
    ...result.together.map(line),
    '  chance alone:',
    ...result.chanceAlone.map(line),
  ].join('\n');
};
