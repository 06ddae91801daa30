/**
 * Whether bands hold what they say. Many invented cities have rates of their own, drawn as far from the central ones as the
 * parameters are uncertain, and luck of their own; the forecast knows none of it. Counted is how often a city comes to lie within the
 * band of the forecast: with all uncertainty in it, and for comparison with chance alone, which is what others show.
 */
import { projectPath } from '../kernel/files.ts';
import { parseIsoDate } from '../kernel/time.ts';
import { loadDemography } from '../simulation/demography/parameters.ts';
import { inventedPopulation } from '../simulation/livelihood/test-life-city.ts';
import { inventedPersons } from '../simulation/microsimulation/test-city.ts';
import { coverageOf, type Coverage } from '../simulation/replicates/coverage.ts';
import { fullStart } from '../simulation/replicates/full-start.ts';
import { FAMILIES_FROM, LIFE_FROM, SIMULATED_INDICATORS } from '../simulation/replicates/indicators.ts';
import type { PairOfRuns } from '../simulation/replicates/pair-of-runs.ts';
import { LUCKS, sampler } from '../simulation/replicates/samples.ts';
import { UNCERTAINTIES, type Uncertainty } from '../simulation/replicates/sides.ts';
import { simulateReplicates } from '../simulation/replicates/replicates.ts';
import type { Scenario } from '../simulation/scenarios/scenario-file.ts';

/** Persons alone, or the full model. */
export const COVERED = ['persons', 'full'] as const;
export type Covered = (typeof COVERED)[number];

export interface CoverageResult {
  readonly covered: Covered;
  readonly residents: number;
  readonly cities: number;
  readonly replicates: number;
  /** All areas, 5, 10 … 25 years on; of indicators of one kind each. */
  readonly kinds: readonly {
    readonly kind: (typeof KINDS)[number]['kind'];
    readonly together: readonly Coverage[];
    readonly chanceAlone: readonly Coverage[];
  }[];
}

const CITIES = 300;
const REPLICATES = 200;
const REGIONS = 3;
const YEARS = 25;
const TOLD_EVERY = 5;
const BANDS = [0.5, 0.8, 0.95];
const WIDTH = SIMULATED_INDICATORS.length;
const KINDS = [
  { kind: 'people', from: 0, to: FAMILIES_FROM },
  { kind: 'families', from: FAMILIES_FROM, to: LIFE_FROM },
  { kind: 'how people live', from: LIFE_FROM, to: WIDTH },
] as const;
const NOTHING: Scenario = { name: { id: 'baseline', en: 'baseline' }, description: { id: '-', en: '-' }, levers: [] };

function pairOf(covered: Covered, residents: number): Omit<PairOfRuns, 'seed'> {
  const shared = {
    parameters: loadDemography(projectPath('models')),
    startDay: parseIsoDate('2025-12-31')!,
    years: YEARS,
    areaCodes: Array.from({ length: REGIONS }, (_, region) => String(region)),
    alignment: [],
    baseline: NOTHING,
    scenario: NOTHING,
  };
  if (covered === 'persons') return { ...shared, start: inventedPersons(residents, REGIONS) };
  const { full } = fullStart(inventedPopulation(residents, REGIONS), REGIONS, projectPath('models'));
  return { ...shared, start: full.families.persons, full };
}

export async function coverageBench(covered: Covered, residents: number, threads: number): Promise<CoverageResult> {
  const pair = pairOf(covered, residents);
  // Of those that share a draw of parameters one is a city.
  const truths = (await replicatesOf({ ...pair, seed: 1 }, CITIES * LUCKS, LUCKS, threads)).map((each) =>
    each.subarray(0, (YEARS + 1) * (REGIONS + 1) * WIDTH),
  );
  const forecasts = await replicatesOf({ ...pair, seed: 2 }, REPLICATES, 1, threads);
  const sample = sampler(forecasts, REGIONS + 1);
  const over = (name: Uncertainty, from: number, to: number): Coverage[] => {
    const uncertainty = UNCERTAINTIES.indexOf(name);
    const forecast = (place: number): Float64Array => {
      const [cell, indicator] = [Math.floor(place / WIDTH), place % WIDTH];
      const [year, area] = [Math.floor(cell / (REGIONS + 1)), cell % (REGIONS + 1)];
      return sample({ uncertainty, variant: 0, year, area, indicator });
    };
    return BANDS.map((nominal) => coverageOf(truths, forecast, nominal, toldCells(from, to)));
  };
  const kinds = KINDS.slice(0, covered === 'persons' ? 1 : KINDS.length).map(({ kind, from, to }) => ({
    kind,
    together: over('together', from, to),
    chanceAlone: over('chance', from, to),
  }));
  return { covered, residents, cities: CITIES, replicates: REPLICATES, kinds };
}

/** Every `each`-th of so many. */
async function replicatesOf(pair: PairOfRuns, number: number, each: number, threads: number): Promise<Float32Array[]> {
  const found: Float32Array[] = [];
  const numbers = Array.from({ length: number / each }, (_, i) => i * each);
  await simulateReplicates(pair, numbers, threads, (replicate, values) => {
    found[replicate / each] = values;
  });
  return found;
}

function toldCells(from: number, to: number): number[] {
  const areas = REGIONS + 1;
  return Array.from({ length: YEARS / TOLD_EVERY }, (_, i) => (i + 1) * TOLD_EVERY * areas * WIDTH).flatMap((year) =>
    Array.from({ length: areas }, (_, area) => year + area * WIDTH).flatMap((area) =>
      Array.from({ length: to - from }, (_, i) => area + from + i),
    ),
  );
}

export const coverageLines = ({ covered, residents, cities, replicates, kinds }: CoverageResult): string => {
  const line = ({ nominal, mean, low, high, cells }: Coverage): string =>
    `    ${Math.round(nominal * 100)} % bands hold ${(mean * 100).toFixed(1)} % (${(low * 100).toFixed(0)} to ${(high * 100).toFixed(0)} % in four of five of ${cells} cells)`;
  return [
    `Bands of ${covered === 'full' ? 'the full model' : 'persons alone'} against ${cities} invented cities of ${residents.toLocaleString('en')} with rates and luck of their own; ${replicates} replicates`,
    ...kinds.flatMap(({ kind, together, chanceAlone }) => [
      `  ${kind}, chance and parameters together:`,
      ...together.map(line),
      `  ${kind}, chance alone:`,
      ...chanceAlone.map(line),
    ]),
  ].join('\n');
};
