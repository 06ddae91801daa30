/**
 * What 200 pairs of a scenario and its baseline cost, full model and all outputs, by processor time: a few pairs are simulated
 * on one thread, bands and tables are made of so many as are asked of a run. One scenario acts on how people live alone, one
 * on births, both from the second year on.
 */
import { projectPath } from '../kernel/files.ts';
import { CENTRAL } from '../simulation/demography/levels.ts';
import { loadDemography } from '../simulation/demography/parameters.ts';
import { CENTRAL_LIVELIHOOD, livelihoodLevels } from '../simulation/livelihood/levels.ts';
import { inventedPopulation } from '../simulation/livelihood/test-life-city.ts';
import { familyTables } from '../simulation/microsimulation/families/family-tables.ts';
import { simulateFamilies } from '../simulation/microsimulation/families/simulate-families.ts';
import { fullStart, type FullStart } from '../simulation/replicates/full-start.ts';
import { runFullSides, type FullSides } from '../simulation/replicates/full-sides.ts';
import type { KeptBaseline } from '../simulation/replicates/kept-baseline.ts';
import { moveLines } from '../simulation/replicates/move-lines.ts';
import { countsOf, policiesOfSides, ratesOfSides, type PairOfRuns } from '../simulation/replicates/pair-of-runs.ts';
import { parameterDraws } from '../simulation/replicates/parameter-draws.ts';
import { expectedOfSides, replicateOf, replicatesOf, tablesOfSides } from '../simulation/replicates/replicate.ts';
import { resultLines } from '../simulation/replicates/results.ts';
import { layoutOf, SIDES, UNCERTAINTIES } from '../simulation/replicates/sides.ts';
import { bandColumns } from '../simulation/runs/band-columns.ts';
import { datesOf } from '../simulation/runs/pair-of.ts';
import type { MovedLever, Scenario } from '../simulation/scenarios/scenario-file.ts';

const REGIONS = 27;
const YEARS = 25;
/** Pairs that a run has if nobody asks for more or fewer. */
const ASKED = 200;
const CORES = 2;
const WARM_UP_YEARS = 10;

export interface PairsResult {
  readonly residents: number;
  readonly replicates: number;
  /** Processor seconds. */
  readonly scenarios: readonly {
    readonly name: string;
    readonly pair: number;
    /** With the baseline kept from another scenario. */
    readonly warm: number;
    readonly apart: number;
  }[];
  /** Of one draw of parameters, shared by two pairs: rates, tables, expected numbers. */
  readonly draw: number;
  /** Of one side, families without how people live. */
  readonly families: number;
  /** Of a run of 200: bands for the web, all of them once; the table of all bands, and that of moves. */
  readonly bands: number;
  readonly tables: number;
}

const named = (name: string): Omit<Scenario, 'levers'> => ({
  name: { id: name, en: name },
  description: { id: '-', en: '-' },
});
export const scenario = (name: string, ...levers: Omit<MovedLever, 'source' | 'fromYear'>[]): Scenario => ({
  ...named(name),
  levers: levers.map((each) => ({ ...each, fromYear: 2027, source: 'asumsi' })),
});
export const SCENARIOS = [
  scenario('sembako for twice as many families', { lever: 'sembako-quota', value: 2 }),
  scenario('births a tenth fewer', { lever: 'fertility', value: 0.9 }),
];

export function pairsBench(residents: number, replicates: number): PairsResult {
  const pair = pairOf(residents);
  const full = pair.full!;
  for (const scenario of SCENARIOS) replicateOf({ ...pair, years: WARM_UP_YEARS, scenario })(0);
  const simulated: Float32Array[] = [];
  const scenarios = SCENARIOS.map((scenario) => {
    const asked = { ...pair, scenario };
    const replicated = replicatesOf(asked);
    const kept: KeptBaseline[] = [];
    const seconds = secondsOf(() => {
      for (let number = 0; number < replicates; number++) {
        const { values, baseline } = replicated(number);
        simulated.push(values);
        kept.push(baseline!);
      }
    });
    const warm = secondsOf(() => kept.forEach((baseline, number) => void replicated(number, baseline)));
    return {
      name: scenario.name.en,
      pair: seconds / replicates,
      warm: warm / replicates,
      apart: secondsOf(() => runApart(asked, full)),
    };
  });
  const counts = countsOf(pair.start);
  const draw = secondsOf(() => {
    const rates = ratesOfSides({ ...pair, scenario: SCENARIOS[1]! }, counts, parameterDraws(1, 0));
    tablesOfSides(rates);
    expectedOfSides(pair, counts, rates);
  });
  const ofFamilies = familyTables(full.familyParameters, full.families);
  const [tables] = tablesOfSides(ratesOfSides(pair, counts, CENTRAL));
  const families = secondsOf(() => void simulateFamilies(full.families, ofFamilies, tables!, 1));
  return { residents, replicates, scenarios, draw, families, ...outputsOf(pair, simulated) };
}

/** An invented city with all that the full model starts from. */
export function pairOf(residents: number): PairOfRuns {
  const population = inventedPopulation(residents, REGIONS);
  const { full } = fullStart(population, REGIONS, projectPath('models'));
  return {
    start: full.families.persons,
    parameters: loadDemography(projectPath('models')),
    startDay: population.referenceDay,
    years: YEARS,
    seed: 1,
    areaCodes: Array.from({ length: REGIONS }, (_, region) => String(region)),
    alignment: [],
    baseline: scenario('baseline'),
    scenario: scenario('baseline'),
    full,
  };
}

/** What both sides of a pair follow from, with rates as they are expected. */
export function centralSides(pair: PairOfRuns, full: FullStart): Omit<FullSides, 'seed'> {
  return {
    families: full.families,
    familyTables: familyTables(full.familyParameters, full.families),
    life: full.life,
    tables: tablesOfSides(ratesOfSides(pair, countsOf(pair.start), CENTRAL)),
    policies: policiesOfSides(pair, full),
    levels: livelihoodLevels(full.life.parameters, CENTRAL_LIVELIHOOD),
  };
}

/** As if nothing were shared: both sides on their own from the start. */
function runApart(pair: PairOfRuns, full: FullStart): void {
  const places = SIDES.map(() => new Float32Array(layoutOf(pair).side));
  runFullSides({ ...centralSides(pair, full), seed: 1n }, places, { families: 1, life: 1 });
}

/** Of as many replicates as a run has: those that are there, again and again. */
function outputsOf(pair: PairOfRuns, simulated: readonly Float32Array[]): Pick<PairsResult, 'bands' | 'tables'> {
  const many = Array.from({ length: ASKED }, (_, i) => simulated[i % simulated.length]!);
  const areas = REGIONS + 1;
  const all = { years: YEARS + 1, areas, firstArea: 0, areaCount: areas };
  const city = { ...all, firstArea: REGIONS, areaCount: 1 };
  const bands = secondsOf(() =>
    UNCERTAINTIES.forEach((name, i) => bandColumns(many, i, name === 'together' ? all : city)),
  );
  const shape = { areaCodes: [...pair.areaCodes, 'city'], dates: datesOf(pair) };
  const tables = secondsOf(() => [resultLines(many, shape), moveLines(many, shape)].forEach(lengthOf));
  return { bands, tables };
}

/** As it goes to a file: line by line. */
function lengthOf(lines: Iterable<string>): number {
  let length = 0;
  for (const line of lines) length += line.length + 1;
  return length;
}

function secondsOf(work: () => void): number {
  const { user, system } = process.cpuUsage();
  work();
  const used = process.cpuUsage({ user, system });
  return (used.user + used.system) / 1e6;
}

export function pairsLines({ residents, replicates, scenarios, draw, families, bands, tables }: PairsResult): string {
  const seconds = (value: number): string => `${value.toFixed(2)} s`;
  return [
    `Pairs of baseline and scenario, full model, ${residents.toLocaleString('en')} residents, ${YEARS} years; processor time, mean of ${replicates}`,
    ...scenarios.map(
      ({ name, pair, warm, apart }) =>
        `  ${name}: ${seconds(pair)} a pair, ${seconds(warm)} with the baseline kept from another scenario, ${(apart / pair).toFixed(2)} times as much with both sides apart (${seconds(apart)})`,
    ),
    `  of which rates, tables and expected numbers, for two pairs: ${seconds(draw)}; families of one side alone: ${seconds(families)}`,
    `  of ${ASKED} pairs: bands for the web once ${seconds(bands)}, tables of all bands and moves ${seconds(tables)}`,
    ...scenarios.map(({ name, pair }) => {
      const all = ASKED * pair + bands + tables;
      return `  ${ASKED} pairs and all outputs, ${name}: ${all.toFixed(0)} s of processor time, ${(all / CORES).toFixed(0)} s on ${CORES} cores`;
    }),
  ].join('\n');
}
