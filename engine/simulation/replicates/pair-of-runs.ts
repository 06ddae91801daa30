/** What a replicate follows from: a scenario and its baseline, whose people meet the same luck; and the rates of both. */
import type { PopulationCounts, StepRates } from '../cohort-component/shapes.ts';
import { cityRates, type CityRates } from '../demography/city-rates.ts';
import { CENTRAL, decimalYear, type ParameterDraws } from '../demography/levels.ts';
import type { DemographyParameters } from '../demography/parameters.ts';
import { census, copyOf, type StartPersons } from '../microsimulation/persons.ts';
import type { LifePolicy } from '../livelihood/policy.ts';
import { yearTables } from '../microsimulation/year-tables.ts';
import { applyFactors, drawsOfYear, factorsFor, requireFactors, type AlignedYear } from '../scenarios/alignment.ts';
import { applyLevers } from '../scenarios/apply-levers.ts';
import { withFlood } from '../scenarios/flood.ts';
import { lifePolicyOf } from '../scenarios/life-policy.ts';
import type { Scenario } from '../scenarios/scenario-file.ts';
import type { FullStart } from './full-start.ts';
import { layoutOf } from './sides.ts';

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

/** What somebody asks of a pair, and what is the same whoever asks: residents and rates. */
export type AskedPair = Pick<PairOfRuns, 'baseline' | 'scenario' | 'years' | 'seed' | 'alignment'>;
export type PairGround = Omit<PairOfRuns, keyof AskedPair>;

export const askedOf = ({ baseline, scenario, years, seed, alignment }: PairOfRuns): AskedPair => ({
  ...{ baseline, scenario, years, seed, alignment },
});

export function groundOf(pair: PairOfRuns): PairGround {
  const { start, parameters, startDay, areaCodes, full } = pair;
  return { start, parameters, startDay, areaCodes, ...(full === undefined ? {} : { full }) };
}

/** Middle of a step, 1 the first. */
export const momentOf = (startDay: number, step: number): number => decimalYear(startDay) + step - 0.5;

/** Numbers that a replicate has: sides.ts says how they lie. */
export const valuesOfReplicate = (pair: Pick<PairOfRuns, 'years' | 'areaCodes'>): number => layoutOf(pair).values;

export type RatesOfSides = readonly (readonly StepRates[])[];

/** [side][year] rates of the baseline and the scenario: one and the same object in years in which no lever tells them apart. */
export function ratesOfSides(pair: PairOfRuns, counts: PopulationCounts, draws: ParameterDraws): RatesOfSides {
  const { parameters, startDay, areaCodes, baseline, scenario, full, alignment } = pair;
  const moments = Array.from({ length: pair.years }, (_, i) => momentOf(startDay, i + 1));
  const years = moments.map(Math.floor);
  const ratesWith = new Map<ParameterDraws, CityRates>();
  const steps = moments.map((moment, i) => {
    const ofYear = drawsOfYear(draws, alignment, years[i]!);
    const rates = ratesWith.get(ofYear) ?? cityRates(parameters, counts, ofYear);
    ratesWith.set(ofYear, rates);
    return rates.step(moment);
  });
  const moveLevers = (side: Scenario, step: StepRates, i: number): StepRates => {
    const moved = applyLevers(step, side, areaCodes, moments[i]!);
    return full === undefined ? moved : withFlood(moved, side, { areaCodes, levers: full.levers }, moments[i]!);
  };
  const aligned = alignedSteps(steps);
  return [baseline, scenario].map((side) => aligned.map((step, i) => moveLevers(side, step, i)));

  function alignedSteps(unaligned: readonly StepRates[]): readonly StepRates[] {
    if (alignment.length === 0) return unaligned;
    const ofBaseline = (step: StepRates, i: number): StepRates => moveLevers(baseline, step, i);
    const factors = factorsFor(counts, unaligned, years, alignment, ofBaseline);
    // What is drawn may be a little wilder than what is asked for.
    if (draws === CENTRAL) requireFactors(factors, years);
    return unaligned.map((step, i) => applyFactors(step, factors[i]!));
  }
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

/** Whether the levers change nothing at all in the years that are simulated. */
export function isSame(pair: PairOfRuns): boolean {
  const [baseline, scenario] = ratesOfSides(pair, countsOf(pair.start), CENTRAL);
  const haveSameRates = baseline!.every(
    (step, i) => step === scenario![i] || isEqual(yearTables(step), yearTables(scenario![i]!)),
  );
  if (!haveSameRates || pair.full === undefined) return haveSameRates;
  const [before, after] = policiesOfSides(pair, pair.full);
  return isEqual(before, after);
}

/** Columns of numbers, and objects of such. */
export function isEqual(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object') return one === other;
  const [left, right] = [Object.entries(one ?? {}), Object.entries(other ?? {})];
  return (
    left.length === right.length &&
    left.every(([key, value], i) => right[i]![0] === key && isEqual(value, right[i]![1]))
  );
}
