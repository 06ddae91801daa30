/** Ages: who is young, who is old, and how many of working age stand beside them. */
import type { Population } from '../population/columns.ts';
import { share, type Counts, type Derived, type Leaves } from './counts.ts';
import { AGE_UNKNOWN } from './structure.ts';

/** Working age as BPS has it, in completed years, both included. */
export const WORKING_AGE = { from: 15, to: 64 } as const;
/** UU 13/1998: lanjut usia is 60 and over. */
export const ELDERLY_FROM = 60;
/** Single years of age that are told apart; older people stand in the last. */
export const SINGLE_YEARS = 121;

/** `age/0-14`, `age/15-64`, `age/65+`, `elderly`. */
export function countAges({ persons }: Population, leaves: Leaves, leafOf: Uint32Array): Counts {
  const young = new Float64Array(leaves.count);
  const working = new Float64Array(leaves.count);
  const old = new Float64Array(leaves.count);
  const elderly = new Float64Array(leaves.count);
  for (let p = 0; p < persons.count; p++) {
    const age = persons.ageYears[p]!;
    if (age === AGE_UNKNOWN) continue;
    const leaf = leafOf[persons.householdRow[p]!]!;
    if (age < WORKING_AGE.from) young[leaf]!++;
    else if (age <= WORKING_AGE.to) working[leaf]!++;
    else old[leaf]!++;
    if (age >= ELDERLY_FROM) elderly[leaf]!++;
  }
  return new Map([
    ['age/0-14', young],
    ['age/15-64', working],
    ['age/65+', old],
    ['elderly', elderly],
  ]);
}

/** [leaf × SINGLE_YEARS] people of each completed year of age. */
export function countSingleYears({ persons }: Population, leaves: Leaves, leafOf: Uint32Array): Float64Array {
  const years = new Float64Array(leaves.count * SINGLE_YEARS);
  for (let p = 0; p < persons.count; p++) {
    const age = persons.ageYears[p]!;
    if (age === AGE_UNKNOWN) continue;
    years[leafOf[persons.householdRow[p]!]! * SINGLE_YEARS + Math.min(age, SINGLE_YEARS - 1)]!++;
  }
  return years;
}

/**
 * Age that half of the people are under, with linear interpolation inside the year where the half is reached.
 *
 * @param years [single year of age] people
 * @returns     NaN where there is nobody
 */
export function medianAge(years: Float64Array): number {
  const half = years.reduce((sum, n) => sum + n, 0) / 2;
  if (half === 0) return NaN;
  let under = 0;
  for (let age = 0; ; age++) {
    const here = years[age]!;
    if (under + here >= half) return age + (half - under) / here;
    under += here;
  }
}

export const DEPENDENCY: readonly Derived[] = [
  {
    key: 'dependency-ratio',
    of: ['age/0-14', 'age/65+', 'age/15-64'],
    from: (young, old, working) => (working! > 0 ? ((young! + old!) / working!) * 100 : NaN),
  },
  share('elderly-share', 'elderly', 'residents'),
];
