/** One replicate of a scenario and its baseline: the same people meet the same luck in both. */
import type { PopulationCounts, StepFlows, StepRates } from '../cohort-component/shapes.ts';
import { projectStep } from '../cohort-component/step.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { livelihoodLevels } from '../livelihood/levels.ts';
import { drawnFamilies } from '../microsimulation/families/drawn-families.ts';
import { familyTables } from '../microsimulation/families/family-tables.ts';
import type { Gradients } from '../microsimulation/families/gradients.ts';
import { simulate } from '../microsimulation/run.ts';
import { yearTables, type YearTables } from '../microsimulation/year-tables.ts';
import { drawnLife } from './drawn-life.ts';
import type { FullStart } from './full-start.ts';
import { partingOf, runFullSides, runScenarioAlone, type FullSides } from './full-sides.ts';
import { measureYear, SIMULATED_INDICATORS } from './indicators.ts';
import type { KeptBaseline } from './kept-baseline.ts';
import { measureMoves } from './moves-between.ts';
import { countsOf, policiesOfSides, ratesOfSides, type PairOfRuns, type RatesOfSides } from './pair-of-runs.ts';
import { familyDraws, livelihoodDraws, parameterDraws, startDraws } from './parameter-draws.ts';
import { drawOfParameters } from './samples.ts';
import { EXPECTED_WIDTH, layoutOf, SIDES } from './sides.ts';

export interface Replicated {
  readonly values: Float32Array;
  /** What another scenario beside the same baseline may be told; undefined where only people are simulated. */
  readonly baseline: KeptBaseline | undefined;
}

/** @returns a function that gives the values of a replicate, numbered from 0, whoever calls it and whenever */
export function replicateOf(pair: PairOfRuns): (replicate: number) => Float32Array {
  const replicated = replicatesOf(pair);
  return (replicate) => replicated(replicate).values;
}

/** As `replicateOf`; the baseline side of a replicate that was simulated beside another scenario is not simulated again. */
export function replicatesOf(pair: PairOfRuns): (replicate: number, baseline?: KeptBaseline) => Replicated {
  const counts = countsOf(pair.start);
  const layout = layoutOf(pair);
  const runSides = pair.full === undefined ? plainSides(pair, counts) : fullSides(pair, pair.full);
  const drawnFor = forDraw((draw): Drawn => {
    const rates = ratesOfSides(pair, counts, parameterDraws(pair.seed, draw));
    return { tables: tablesOfSides(rates), expected: expectedOfSides(pair, counts, rates) };
  });
  const size = layout.movesSide;
  return (replicate, known) => {
    const seed = (BigInt(pair.seed) << 32n) | BigInt(replicate);
    const draw = drawOfParameters(replicate);
    const { tables, expected } = drawnFor(draw);
    // What is not simulated stays NaN.
    const values = new Float32Array(layout.values).fill(NaN);
    values.set(expected, layout.expected);
    const places = SIDES.map((_, side) => values.subarray(side * layout.side, (side + 1) * layout.side));
    const moves = SIDES.map((_, side) => values.subarray(layout.moves + side * size, layout.moves + (side + 1) * size));
    const { years, gradients } = runSides({ tables, seed, draw }, places, known?.gradients);
    years.forEach((each, side) => {
      if (each !== undefined) measureMoves(each, pair.areaCodes.length, moves[side]!);
    });
    if (known !== undefined) {
      places[0]!.set(known.side);
      moves[0]!.set(known.moves);
    }
    const baseline = gradients && { side: places[0]!, moves: moves[0]!, gradients };
    return { values, baseline: known ?? baseline };
  };
}

interface Drawn {
  /** [side][year] the same object where the rates are. */
  readonly tables: readonly (readonly YearTables[])[];
  /** [side × year × area × indicator of people] */
  readonly expected: Float32Array;
}

/** Replicates that share a draw of parameters follow each other: what it gives is kept for the next. */
function forDraw<T>(prepare: (draw: number) => T): (draw: number) => T {
  let last: { readonly draw: number; readonly prepared: T } | undefined;
  return (draw) => {
    if (last?.draw !== draw) last = { draw, prepared: prepare(draw) };
    return last.prepared;
  };
}

export function tablesOfSides([baseline, scenario]: RatesOfSides): readonly (readonly YearTables[])[] {
  const tables = baseline!.map(yearTables);
  return [tables, scenario!.map((step, i) => (step === baseline![i] ? tables[i]! : yearTables(step)))];
}

/** [side × year, the start first × area × indicator of people] expected numbers, in which no luck is. */
export function expectedOfSides(pair: PairOfRuns, counts: PopulationCounts, rates: RatesOfSides): Float32Array {
  const { expectedSide } = layoutOf(pair);
  const values = new Float32Array(SIDES.length * expectedSide);
  const baseline = projected(counts, rates[0]!);
  [baseline, projected(counts, rates[1]!, { rates: rates[0]!, years: baseline })].forEach((years, side) =>
    measureYears(counts, years, values.subarray(side * expectedSide, (side + 1) * expectedSide), EXPECTED_WIDTH),
  );
  return values;
}

type StepResult = ReturnType<typeof projectStep>;

/** Years of another run that begin alike, and its rates. */
interface Known {
  readonly rates: readonly StepRates[];
  readonly years: readonly StepResult[];
}

function projected(start: PopulationCounts, rates: readonly StepRates[], known?: Known): StepResult[] {
  let counts = start;
  let isKnown = known !== undefined;
  return rates.map((each, i) => {
    isKnown &&= each === known!.rates[i];
    const year = isKnown ? known!.years[i]! : projectStep(SINGLE_YEARS, counts, each);
    counts = year.end;
    return year;
  });
}

/** Luck, and rates as they were drawn. */
interface Chances {
  readonly tables: Drawn['tables'];
  readonly seed: bigint;
  readonly draw: number;
}

type Flows = readonly { readonly flows: StepFlows }[];

/**
 * Simulates both sides and measures them into their places, or the scenario alone where the gradients of its baseline are known.
 *
 * @returns [side] what happened, of sides that were simulated; and the gradients of the baseline, where there are any
 */
type RunSides = (
  chances: Chances,
  places: readonly Float32Array[],
  known: readonly Gradients[] | undefined,
) => { readonly years: readonly (Flows | undefined)[]; readonly gradients?: readonly Gradients[] };

const plainSides =
  (pair: PairOfRuns, counts: PopulationCounts): RunSides =>
  ({ tables, seed }, places) => ({
    years: places.map((place, side) => {
      const { years } = simulate(pair.start, tables[side]!, seed);
      const measured = years.map(({ end, flows }) => ({ end: { persons: end }, flows }));
      measureYears(counts, measured, place, SIMULATED_INDICATORS.length);
      return years;
    }),
  });

function fullSides(pair: PairOfRuns, full: FullStart): RunSides {
  const policies = policiesOfSides(pair, full);
  const drawnFor = forDraw((draw) => ({
    families: full.families,
    familyTables: familyTables(drawnFamilies(full.familyParameters, familyDraws(pair.seed, draw)), full.families),
    life: drawnLife(full.life, startDraws(pair.seed, draw)),
    levels: livelihoodLevels(full.life.parameters, livelihoodDraws(pair.seed, draw)),
  }));
  return ({ tables, seed, draw }, places, known) => {
    const sides: FullSides = { ...drawnFor(draw), tables, policies, seed };
    if (known === undefined) return runFullSides(sides, places, partingOf(sides));
    return { years: [undefined, runScenarioAlone(sides, places[1]!, known)] };
  };
}

interface MeasuredYear {
  readonly end: { readonly persons: ArrayLike<number> };
  readonly flows: StepFlows;
}

/** @param into [year, the start first × area × width] */
function measureYears(
  { regions, persons }: PopulationCounts,
  years: readonly MeasuredYear[],
  into: Float32Array,
  width: number,
): void {
  const perYear = (regions + 1) * width;
  const yearOf = (step: number): Float32Array => into.subarray(step * perYear, (step + 1) * perYear);
  measureYear(regions, persons, undefined, yearOf(0), width);
  years.forEach(({ end, flows }, i) => measureYear(regions, end.persons, flows, yearOf(i + 1), width));
}
