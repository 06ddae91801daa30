/** One replicate of a scenario and its baseline: the same people meet the same luck in both. */
import type { PopulationCounts, StepFlows, StepRates } from '../cohort-component/shapes.ts';
import { projectStep } from '../cohort-component/step.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { livelihoodLevels } from '../livelihood/levels.ts';
import { drawnFamilies } from '../microsimulation/families/drawn-families.ts';
import { familyTables } from '../microsimulation/families/family-tables.ts';
import { simulate } from '../microsimulation/run.ts';
import { yearTables, type YearTables } from '../microsimulation/year-tables.ts';
import { drawnLife } from './drawn-life.ts';
import type { FullStart } from './full-start.ts';
import {
  NEVER_PART,
  partingOf,
  runFullSides,
  runScenarioAlone,
  type FullSides,
  type GradientsOf,
  type RunSides,
  type TellYear,
} from './full-sides.ts';
import { measureYear, SIMULATED_INDICATORS } from './indicators.ts';
import type { KeptBaseline } from './kept-baseline.ts';
import { measureMoves } from './moves-between.ts';
import { countsOf, policiesOfSides, ratesOfSides, type PairOfRuns, type RatesOfSides } from './pair-of-runs.ts';
import { familyDraws, livelihoodDraws, parameterDraws, startDraws } from './parameter-draws.ts';
import { drawOfParameters } from './samples.ts';
import { EXPECTED_WIDTH, layoutOf, SIDES, type Layout } from './sides.ts';

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

/** What may be had of a replicate, whoever asks for it and whenever; `tellYear` hears of each year that is over. */
export interface Replicator {
  /** Both sides. @param known the baseline side, of a replicate that was simulated beside another scenario */
  readonly pair: (replicate: number, known?: KeptBaseline, tellYear?: TellYear) => Replicated;
  /** The baseline side, and what is expected of both: the rest stays NaN. Of the full model alone. */
  readonly baseline: (replicate: number, tellYear: TellYear) => Replicated;
  /** The scenario side, beside a baseline of the full model that is simulated elsewhere: the rest stays NaN. */
  readonly scenario: (replicate: number, gradientsOf: GradientsOf) => Float32Array;
}

/** As `replicateOf`; the baseline side of a replicate that was simulated beside another scenario is not simulated again. */
export const replicatesOf = (pair: PairOfRuns): Replicator['pair'] => replicatorOf(pair).pair;

export function replicatorOf(pair: PairOfRuns): Replicator {
  const counts = countsOf(pair.start);
  const layout = layoutOf(pair);
  const run = pair.full === undefined ? plainSides(pair, counts) : fullSides(pair, pair.full);
  const drawnFor = forDraw((draw): Drawn => {
    const rates = ratesOfSides(pair, counts, parameterDraws(pair.seed, draw));
    return { rates, tables: tablesOfSides(rates) };
  });
  const expectedFor = forDraw((draw) => expectedOfSides(pair, counts, drawnFor(draw).rates));
  const chancesOf = (replicate: number): Chances => {
    const draw = drawOfParameters(replicate);
    return { tables: drawnFor(draw).tables, seed: (BigInt(pair.seed) << 32n) | BigInt(replicate), draw };
  };
  // What is not simulated stays NaN.
  const emptyValues = (): Float32Array => new Float32Array(layout.values).fill(NaN);
  const { areaCodes } = pair;
  const tellMoves = (values: Float32Array, years: readonly (Flows | undefined)[]): void =>
    years.forEach((each, side) => {
      if (each !== undefined) measureMoves(each, areaCodes.length, movesIn(values, layout)[side]!);
    });
  const expect = (values: Float32Array, replicate: number): void =>
    values.set(expectedFor(drawOfParameters(replicate)), layout.expected);

  return {
    pair: (replicate, known, tellYear) => {
      const values = emptyValues();
      const gradientsOf = known && gradientsTold(known, tellYear);
      const { years, gradients } = run(chancesOf(replicate), sidesIn(values, layout), { gradientsOf, tellYear });
      tellMoves(values, years);
      expect(values, replicate);
      if (known !== undefined) putBaseline(values, known, layout);
      return { values, baseline: known ?? (gradients && baselineIn(values, gradients, layout)) };
    },
    baseline: (replicate, tellYear) => {
      const values = emptyValues();
      const [place] = sidesIn(values, layout);
      const apart = [place!, new Float32Array(layout.side)];
      const { years, gradients } = run(chancesOf(replicate), apart, { tellYear, isBaselineAlone: true });
      tellMoves(values, [years[0], undefined]);
      expect(values, replicate);
      return { values, baseline: gradients && baselineIn(values, gradients, layout) };
    },
    scenario: (replicate, gradientsOf) => {
      const values = emptyValues();
      const { years } = run(chancesOf(replicate), sidesIn(values, layout), { gradientsOf });
      tellMoves(values, years);
      return values;
    },
  };
}

/** [side] where its numbers stand in those of a replicate. */
const sidesIn = (values: Float32Array, { side }: Layout): Float32Array[] =>
  SIDES.map((_, i) => values.subarray(i * side, (i + 1) * side));
const movesIn = (values: Float32Array, { moves, movesSide }: Layout): Float32Array[] =>
  SIDES.map((_, i) => values.subarray(moves + i * movesSide, moves + (i + 1) * movesSide));

const baselineIn = (values: Float32Array, gradients: KeptBaseline['gradients'], layout: Layout): KeptBaseline => ({
  side: sidesIn(values, layout)[0]!,
  moves: movesIn(values, layout)[0]!,
  gradients,
});

/** Puts the baseline side into the values of a replicate that have the scenario alone. */
export function putBaseline(
  values: Float32Array,
  { side, moves }: Pick<KeptBaseline, 'side' | 'moves'>,
  layout: Layout,
): void {
  sidesIn(values, layout)[0]!.set(side);
  movesIn(values, layout)[0]!.set(moves);
}

/**
 * Values of a replicate whose sides were simulated apart.
 *
 * @param values of its scenario side, filled up
 */
export function joinSides(values: Float32Array, ofBaseline: Float32Array, layout: Layout): void {
  putBaseline(values, { side: sidesIn(ofBaseline, layout)[0]!, moves: movesIn(ofBaseline, layout)[0]! }, layout);
  values.set(ofBaseline.subarray(layout.expected, layout.moves), layout.expected);
}

/** Of years that are known, and told as they are asked for: then the year before is over. */
const gradientsTold =
  ({ gradients }: KeptBaseline, tellYear: TellYear | undefined): GradientsOf =>
  (year) => {
    tellYear?.(year, gradients[year]!);
    return gradients[year]!;
  };

interface Drawn {
  readonly rates: RatesOfSides;
  /** [side][year] the same object where the rates are. */
  readonly tables: readonly (readonly YearTables[])[];
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

/** Which sides are simulated: both, unless told otherwise; and who hears of it. */
interface Wanted {
  /** The scenario alone, beside a baseline whose gradients these are. */
  readonly gradientsOf?: GradientsOf | undefined;
  readonly isBaselineAlone?: boolean;
  readonly tellYear?: TellYear | undefined;
}

/**
 * Simulates sides and measures them into their places.
 *
 * @returns [side] what happened, of sides that were simulated; and the gradients of the baseline, where there are any
 */
type RunWanted = (
  chances: Chances,
  places: readonly Float32Array[],
  wanted: Wanted,
) => { readonly years: readonly (Flows | undefined)[]; readonly gradients?: RunSides['gradients'] };

const plainSides =
  (pair: PairOfRuns, counts: PopulationCounts): RunWanted =>
  ({ tables, seed }, places) => ({
    years: places.map((place, side) => {
      const { years } = simulate(pair.start, tables[side]!, seed);
      const measured = years.map(({ end, flows }) => ({ end: { persons: end }, flows }));
      measureYears(counts, measured, place, SIMULATED_INDICATORS.length);
      return years;
    }),
  });

function fullSides(pair: PairOfRuns, full: FullStart): RunWanted {
  const policies = policiesOfSides(pair, full);
  const drawnFor = forDraw((draw) => ({
    families: full.families,
    familyTables: familyTables(drawnFamilies(full.familyParameters, familyDraws(pair.seed, draw)), full.families),
    life: drawnLife(full.life, startDraws(pair.seed, draw)),
    levels: livelihoodLevels(full.life.parameters, livelihoodDraws(pair.seed, draw)),
  }));
  return ({ tables, seed, draw }, places, { gradientsOf, isBaselineAlone, tellYear }) => {
    const sides: FullSides = { ...drawnFor(draw), tables, policies, seed };
    if (gradientsOf !== undefined) return { years: [undefined, runScenarioAlone(sides, places[1]!, gradientsOf)] };
    return runFullSides(sides, places, isBaselineAlone === true ? NEVER_PART : partingOf(sides), tellYear);
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
