/** What tests compare of runs: figures by region, sex and age, and who is there. */
import type { PopulationCounts, StepFlows, StepRates } from '../cohort-component/shapes.ts';
import { projectStep } from '../cohort-component/step.ts';
import { FEMALE, MALE, SINGLE_YEARS } from '../demography/ages.ts';
import type { YearAccount } from './account.ts';
import { SEX_AGES, VACANT, type SimulatedPersons } from './persons.ts';

const { count } = SINGLE_YEARS;

export const sum = (column: ArrayLike<number>): number => Array.from(column).reduce((total, each) => total + each, 0);

/** Five-year age groups by region and sex. */
export function fiveYearGroups(persons: ArrayLike<number>): Float64Array {
  const groups = new Float64Array((persons.length / count) * 21);
  Array.from(persons).forEach((each, cell) => {
    groups[Math.floor(cell / count) * 21 + Math.floor((cell % count) / 5)]! += each;
  });
  return groups;
}

export interface ProjectedYears {
  readonly end: PopulationCounts;
  /** [year] */
  readonly flows: readonly StepFlows[];
}

/** What cohort-component expects. */
export function projectedYears(start: PopulationCounts, rates: readonly StepRates[]): ProjectedYears {
  let end = start;
  const flows = rates.map((each) => {
    const step = projectStep(SINGLE_YEARS, end, each);
    end = step.end;
    return step.flows;
  });
  return { end, flows };
}

/** The largest deviation of the means of replicates, in their standard errors. */
export function largestDeviate(runs: readonly Float64Array[], wanted: Float64Array): number {
  let largest = 0;
  wanted.forEach((want, i) => {
    const mean = sum(runs.map((each) => each[i]!)) / runs.length;
    const variance = sum(runs.map((each) => (each[i]! - mean) ** 2)) / (runs.length - 1);
    // Where hardly anybody is expected the replicates show too little of the variance: that of a Poisson number, then.
    const error = Math.sqrt(Math.max(variance, Math.min(want, 1)) / runs.length);
    if (want > 0) largest = Math.max(largest, Math.abs(mean - want) / error);
    else if (mean !== 0) largest = Infinity;
  });
  return largest;
}

/** Rows that somebody has. */
export const livingRows = ({ rows, sexAge }: SimulatedPersons): number[] =>
  Array.from({ length: rows }, (_, row) => row).filter((row) => sexAge[row] !== VACANT);

/** Who is there, as `identity sexAge region` in an order of their own. */
export const people = (persons: SimulatedPersons): string[] =>
  livingRows(persons)
    .map((row) => `${persons.low[row]},${persons.high[row]} ${persons.sexAge[row]} ${persons.region[row]}`)
    .sort();

function changeOf(flows: StepFlows, regions: number, region: number, sex: number): number {
  const cell = region * 2 + sex;
  let moved = 0;
  for (let other = 0; other < regions; other++)
    moved += flows.moves[(other * regions + region) * 2 + sex]! - flows.moves[(region * regions + other) * 2 + sex]!;
  return flows.births[cell]! - flows.deaths[cell]! + flows.arrivals[cell]! - flows.departures[cell]! + moved;
}

const ofSex = (end: ArrayLike<number>, region: number, sex: number): number =>
  sum(Array.from(end).slice(region * SEX_AGES + sex * count, region * SEX_AGES + (sex + 1) * count));

/** Persons whom the accounts do not explain, over all years, regions and sexes. */
export function unexplained(start: ArrayLike<number>, years: readonly YearAccount[], regions: number): number {
  let wrong = 0;
  years.forEach(({ flows, end }, year) => {
    const before = year === 0 ? start : years[year - 1]!.end;
    for (let region = 0; region < regions; region++)
      for (const sex of [MALE, FEMALE])
        wrong += Math.abs(ofSex(end, region, sex) - ofSex(before, region, sex) - changeOf(flows, regions, region, sex));
  });
  return wrong;
}
