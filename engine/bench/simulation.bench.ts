/**
 * Births, deaths and migration of a whole city, person by person: ours against the limit, a bare loop over the same typed
 * arrays that makes the same number of keyed draws and compares each with a table, and does nothing with what it finds. And
 * the same people with their families, against themselves without.
 */
import { projectPath } from '../kernel/files.ts';
import { drawBits, drawKey } from '../simulation/chance/keyed-draws.ts';
import type { PopulationCounts, StepRates } from '../simulation/cohort-component/shapes.ts';
import { projectStep } from '../simulation/cohort-component/step.ts';
import { SINGLE_YEARS } from '../simulation/demography/ages.ts';
import { cityRates } from '../simulation/demography/city-rates.ts';
import { CENTRAL } from '../simulation/demography/levels.ts';
import { loadDemography } from '../simulation/demography/parameters.ts';
import { SEX_AGES, type StartPersons } from '../simulation/microsimulation/persons.ts';
import { simulate } from '../simulation/microsimulation/run.ts';
import { simulateFamilies } from '../simulation/microsimulation/families/simulate-families.ts';
import type { StartFamilies } from '../simulation/microsimulation/families/start-families.ts';
import { inventedFamilies, tablesFor } from '../simulation/microsimulation/families/test-families.ts';
import { countsOfStart } from '../simulation/microsimulation/test-city.ts';
import { yearTables, type YearTables } from '../simulation/microsimulation/year-tables.ts';
import { pair, type Paired } from './pairing.ts';

const REGIONS = 27;
const YEARS = 30;
const FIRST_MOMENT = 2026.5;

interface BenchedCity {
  readonly families: StartFamilies;
  readonly start: StartPersons;
  readonly rates: readonly StepRates[];
}

function benchedCity(residents: number): BenchedCity {
  const families = inventedFamilies(residents, REGIONS);
  const start = families.persons;
  const rates = cityRates(loadDemography(projectPath('models')), countsOfStart(start), CENTRAL);
  return { families, start, rates: Array.from({ length: YEARS }, (_, step) => rates.step(FIRST_MOMENT + step)) };
}

/** Two draws a person and year and a third of women who may bear, as many as stand in the rows at the start. */
function bareLoop(start: StartPersons, [tables]: readonly YearTables[], seed: number): void {
  const { low, high, sexAge } = start;
  const { dies, moves, halfBirths, mayBear } = tables!;
  const found = new Uint32Array(SEX_AGES);
  for (let year = 0; year < YEARS; year++) {
    const keys = ['fate', 'move', 'birth'].map((process) => drawKey(seed, process, year));
    const [fate, move, birth] = [keys[0]!, keys[1]!, keys[2]!];
    for (let row = 0; row < sexAge.length; row++) {
      const cell = sexAge[row]!;
      if (drawBits(fate, low[row]!, high[row]!, 0) < dies[cell]!) found[0]!++;
      if (drawBits(move, low[row]!, high[row]!, 0) < moves[cell]!) found[1]!++;
      if (mayBear[cell] === 1 && drawBits(birth, low[row]!, high[row]!, 0) < halfBirths[cell]!) found[2]!++;
    }
  }
}

export async function simulationBench(residents: number): Promise<Paired[]> {
  const { families, start, rates } = benchedCity(residents);
  const tables = rates.map(yearTables);
  const ofFamilies = tablesFor(families);
  return [
    await pair(
      { what: 'Births, deaths and migration over 30 years, 1 thread', unit: 'person-years', size: residents * YEARS },
      { name: 'every resident, newborn and newcomer by name', run: () => void simulate(start, tables, 1) },
      { name: 'bare loop with as many draws, the limit', run: () => bareLoop(start, tables, 1) },
      9,
    ),
    await pair(
      { what: 'The same with families over 30 years, 1 thread', unit: 'person-years', size: residents * YEARS },
      {
        name: 'unions, households and moves as well',
        run: () => void simulateFamilies(families, ofFamilies, tables, 1),
      },
      { name: 'persons alone', run: () => void simulate(start, tables, 1) },
      9,
    ),
  ];
}

/** Persons alone, or with their families. */
export const MODES = ['persons', 'families'] as const;

export interface ExpectationResult {
  readonly mode: (typeof MODES)[number];
  readonly residents: number;
  readonly replicates: number;
  readonly totalDeviation: number;
  /** Of five-year age–sex groups of the city with more than a thousand people. */
  readonly largestGroupDeviation: number;
  readonly groups: number;
}

/** How near the mean of replicates comes to cohort-component after 30 years, relative. */
export function expectationBench(
  residents: number,
  replicates: number,
  mode: (typeof MODES)[number],
): ExpectationResult {
  const { families, start, rates } = benchedCity(residents);
  const tables = rates.map(yearTables);
  const ofFamilies = tablesFor(families);
  const endOf = (seed: number): Uint32Array =>
    (mode === 'persons'
      ? simulate(start, tables, seed)
      : simulateFamilies(families, ofFamilies, tables, seed)
    ).years.at(-1)!.end;
  const projected = rates.reduce<PopulationCounts>(
    (counts, step) => projectStep(SINGLE_YEARS, counts, step).end,
    countsOfStart(start),
  );
  const expected = groupsOf(projected.persons);
  const mean = new Float64Array(expected.length);
  for (let seed = 0; seed < replicates; seed++)
    groupsOf(endOf(seed)).forEach((each, i) => (mean[i]! += each / replicates));
  const sum = (column: Float64Array): number => column.reduce((total, each) => total + each, 0);
  const large = [...expected.keys()].filter((i) => expected[i]! > 1000);
  return {
    mode,
    residents,
    replicates,
    totalDeviation: sum(mean) / sum(expected) - 1,
    largestGroupDeviation: Math.max(...large.map((i) => Math.abs(mean[i]! / expected[i]! - 1))),
    groups: large.length,
  };
}

function groupsOf(persons: ArrayLike<number>): Float64Array {
  const groups = new Float64Array(2 * 21);
  const { count } = SINGLE_YEARS;
  for (let cell = 0; cell < persons.length; cell++)
    groups[(Math.floor(cell / count) % 2) * 21 + Math.floor((cell % count) / 5)]! += persons[cell]!;
  return groups;
}

export const expectationLines = (result: ExpectationResult): string =>
  [
    `Mean of ${result.replicates} replicates of ${result.mode} against cohort-component, ${result.residents.toLocaleString('en')} residents, ${YEARS} years`,
    `  total ${(result.totalDeviation * 100).toFixed(3)} %; largest of ${result.groups} five-year groups over 1,000: ${(result.largestGroupDeviation * 100).toFixed(2)} %`,
  ].join('\n');
