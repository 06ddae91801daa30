/** One replicate of a scenario and its baseline: the same people meet the same luck in both. */
import type { PopulationCounts, StepFlows, StepRates } from '../cohort-component/shapes.ts';
import { projectStep } from '../cohort-component/step.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { cityRates } from '../demography/city-rates.ts';
import { CENTRAL, decimalYear, type ParameterDraws } from '../demography/levels.ts';
import type { DemographyParameters } from '../demography/parameters.ts';
import { census, copyOf, type StartPersons } from '../microsimulation/persons.ts';
import { measureLife } from '../livelihood/life-indicators.ts';
import { lifePass } from '../livelihood/life-run.ts';
import { CENTRAL_LIVELIHOOD, livelihoodLevels, type LivelihoodDraws } from '../livelihood/levels.ts';
import type { LifePolicy } from '../livelihood/policy.ts';
import { simulateFamilies, type BaselineRun } from '../microsimulation/families/simulate-families.ts';
import { simulate } from '../microsimulation/run.ts';
import { yearTables, type YearTables } from '../microsimulation/year-tables.ts';
import { applyFactors, factorsFor, requireFactors, type AlignedYear } from '../scenarios/alignment.ts';
import { applyLevers } from '../scenarios/apply-levers.ts';
import { lifePolicyOf } from '../scenarios/life-policy.ts';
import type { Scenario } from '../scenarios/scenario-file.ts';
import type { FullStart } from './full-start.ts';
import { measureFamilies } from './family-indicators.ts';
import { FAMILIES_FROM, LIFE_FROM, measureYear, SIMULATED_INDICATORS } from './indicators.ts';
import { measureMoves, movesOfSide } from './moves-between.ts';
import { SIDES, UNCERTAINTIES } from './sides.ts';
import { livelihoodDraws, parameterDraws } from './parameter-draws.ts';

/** All that a replicate follows from, besides its number. */
export interface PairOfRuns {
  readonly start: StartPersons;
  readonly parameters: DemographyParameters;
  /** Days since 1970-01-01 on which the start was counted. */
  readonly startDay: number;
  readonly years: number;
  readonly seed: number;
  /** Codes of the kelurahan, in the order of the regions. */
  readonly areaCodes: readonly string[];
  /** Totals from outside that the baseline has; empty where it follows from the rates alone. */
  readonly alignment: readonly AlignedYear[];
  readonly baseline: Scenario;
  readonly scenario: Scenario;
  /** Families and how people live; undefined where only births, deaths and migration are simulated. */
  readonly full?: FullStart;
}

export { SIDES, UNCERTAINTIES } from './sides.ts';

/** Middle of a step, 1 the first. */
export const momentOf = (startDay: number, step: number): number => decimalYear(startDay) + step - 0.5;

/** [uncertainty × side × year, the start first × area, the city last × indicator], then [side × from × to] moves of a year. */
export const valuesOfReplicate = ({ years, areaCodes }: Pick<PairOfRuns, 'years' | 'areaCodes'>): number =>
  UNCERTAINTIES.length * SIDES.length * valuesOfSide(years, areaCodes.length) +
  SIDES.length * movesOfSide(areaCodes.length);

const valuesOfSide = (years: number, regions: number): number =>
  (years + 1) * (regions + 1) * SIMULATED_INDICATORS.length;

type RatesOfSides = readonly (readonly StepRates[])[];

/** [side][year] rates of the baseline and the scenario. */
export function ratesOfSides(pair: PairOfRuns, counts: PopulationCounts, draws: ParameterDraws): RatesOfSides {
  const { parameters, startDay, areaCodes, baseline, scenario } = pair;
  const rates = cityRates(parameters, counts, draws);
  const moments = Array.from({ length: pair.years }, (_, i) => momentOf(startDay, i + 1));
  const steps = moments.map((moment) => rates.step(moment));
  const sides = [baseline, scenario].map((each) =>
    steps.map((step, i) => applyLevers(step, each, areaCodes, moments[i]!)),
  );
  if (pair.alignment.length === 0) return sides;
  const years = moments.map(Math.floor);
  const factors = factorsFor(counts, sides[0]!, years, pair.alignment);
  // What is drawn may be a little wilder than what is asked for.
  if (draws === CENTRAL) requireFactors(factors, years);
  return sides.map((side) => side.map((step, i) => applyFactors(step, factors[i]!)));
}

export const countsOf = (start: StartPersons): PopulationCounts => ({
  regions: start.regions,
  persons: census(copyOf(start), start.regions),
});

/** [side][year] what levers make of how people live. */
export function policiesOfSides(
  { startDay, years, areaCodes, baseline, scenario }: PairOfRuns,
  { life, levers }: FullStart,
): readonly (readonly LifePolicy[])[] {
  const ground = { areaCodes, aidRules: life.aidRules, levers };
  return [baseline, scenario].map((side) =>
    Array.from({ length: years }, (_, i) => lifePolicyOf(side, ground, momentOf(startDay, i + 1))),
  );
}

/** @returns a function that gives the values of a replicate, numbered from 0, whoever calls it and whenever */
export function replicateOf(pair: PairOfRuns): (replicate: number) => Float32Array {
  const counts = countsOf(pair.start);
  const central = ratesOfSides(pair, counts, CENTRAL).map((steps) => steps.map(yearTables));
  const runSides = pair.full === undefined ? plainSides(pair, counts) : fullSides(pair, counts, pair.full);
  return (replicate) => {
    const seed = (BigInt(pair.seed) << 32n) | BigInt(replicate);
    const drawn = ratesOfSides(pair, counts, parameterDraws(pair.seed, replicate));
    const size = valuesOfSide(pair.years, pair.areaCodes.length);
    // What expected numbers do not tell stays NaN.
    const values = new Float32Array(valuesOfReplicate(pair)).fill(NaN);
    const places = (uncertainty: number): Float32Array[] =>
      SIDES.map((_, side) => {
        const at = (uncertainty * SIDES.length + side) * size;
        return values.subarray(at, at + size);
      });
    runSides(central, seed, CENTRAL_LIVELIHOOD, places(0));
    places(1).forEach((place, side) => measureRun(pair, counts, projected(counts, drawn[side]!), place));
    const tables = drawn.map((steps) => steps.map(yearTables));
    const moves = movesOfSide(pair.areaCodes.length);
    runSides(tables, seed, livelihoodDraws(pair.seed, replicate), places(2)).forEach((years, side) => {
      const at = values.length - (SIDES.length - side) * moves;
      measureMoves(years, values.subarray(at, at + moves));
    });
    return values;
  };
}

/** Simulates both sides, measures them into their places and gives what happened in them. */
type RunSides = (
  tables: readonly (readonly YearTables[])[],
  seed: bigint,
  draws: LivelihoodDraws,
  places: readonly Float32Array[],
) => readonly (readonly MeasuredYear[])[];

const plainSides =
  (pair: PairOfRuns, counts: PopulationCounts): RunSides =>
  (tables, seed, _, places) =>
    places.map((place, side) => {
      const years = simulated(pair.start, tables[side]!, seed);
      measureRun(pair, counts, years, place);
      return years;
    });

function fullSides(pair: PairOfRuns, counts: PopulationCounts, full: FullStart): RunSides {
  const policies = policiesOfSides(pair, full);
  const width = SIMULATED_INDICATORS.length;
  const perYear = (pair.areaCodes.length + 1) * width;
  return (tables, seed, draws, places) => {
    const levels = livelihoodLevels(full.life.parameters, draws);
    let baseline: BaselineRun | undefined;
    return places.map((place, side) => {
      const pass = lifePass(full.life, policies[side]!, levels, (step, account) => {
        const year = place.subarray(step * perYear, (step + 1) * perYear);
        measureLife(full.life, step === 0 ? undefined : policies[side]![step - 1]!, account, year, width, LIFE_FROM);
      });
      const options = baseline === undefined ? { pass } : { pass, baseline };
      const run = simulateFamilies(full.families, full.familyTables, tables[side]!, seed, options);
      // The scenario tells births and deaths apart as its baseline does: a lever has no reach through them.
      baseline ??= { gradients: run.gradients, tables: tables[side]! };
      [run.start, ...run.years.map(({ families }) => families)].forEach((families, step) =>
        measureFamilies(families, place.subarray(step * perYear, (step + 1) * perYear), width, FAMILIES_FROM),
      );
      const years = run.years.map(({ end, flows }) => ({ persons: end, flows }));
      measureRun(pair, counts, years, place);
      return years;
    });
  };
}

interface MeasuredYear {
  readonly persons: ArrayLike<number>;
  readonly flows: StepFlows;
}

const simulated = (start: StartPersons, tables: readonly YearTables[], seed: bigint): MeasuredYear[] =>
  simulate(start, tables, seed).years.map(({ end, flows }) => ({ persons: end, flows }));

function projected(start: PopulationCounts, rates: readonly StepRates[]): MeasuredYear[] {
  let counts = start;
  return rates.map((each) => {
    const { end, flows } = projectStep(SINGLE_YEARS, counts, each);
    counts = end;
    return { persons: end.persons, flows };
  });
}

function measureRun(
  { areaCodes }: PairOfRuns,
  { regions, persons }: PopulationCounts,
  years: readonly MeasuredYear[],
  into: Float32Array,
): void {
  const width = (areaCodes.length + 1) * SIMULATED_INDICATORS.length;
  measureYear(regions, persons, undefined, into, 0);
  years.forEach((year, i) => measureYear(regions, year.persons, year.flows, into, (i + 1) * width));
}

/** Whether the levers change nothing at all in the years that are simulated. */
export function isSame(pair: PairOfRuns): boolean {
  const [baseline, scenario] = ratesOfSides(pair, countsOf(pair.start), CENTRAL);
  const haveSameRates = baseline!.every(
    (step, i) => step === scenario![i]! || isEqual(yearTables(step), yearTables(scenario![i]!)),
  );
  if (!haveSameRates || pair.full === undefined) return haveSameRates;
  const [before, after] = policiesOfSides(pair, pair.full);
  return isEqual(before, after);
}

/** Columns of numbers, and objects of such. */
function isEqual(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object') return one === other;
  const [left, right] = [Object.entries(one ?? {}), Object.entries(other ?? {})];
  return (
    left.length === right.length &&
    left.every(([key, value], i) => right[i]![0] === key && isEqual(value, right[i]![1]))
  );
}
