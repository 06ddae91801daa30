/** Work as registers tell it. What a family card says is often years old: "belum/tidak bekerja" is not unemployment. */
import type { Population } from '../population/columns.ts';
import { share, type Counts, type Derived, type Leaves } from './counts.ts';
import { WORKING_AGE } from './dependency.ts';

/** Codes of `occupation` in models/codes that are no occupation; every later code is one. */
const STATES = [
  { key: 'occupation/not-working', code: 1 },
  { key: 'occupation/household', code: 2 },
  { key: 'occupation/student', code: 3 },
  { key: 'occupation/retired', code: 4 },
] as const;
const FIRST_OCCUPATION = 5;

/** `occupation/working`, `occupation/not-working` … of residents aged 15–64; they add up to `occupation-recorded`. */
export function countOccupations({ persons }: Population, leaves: Leaves, leafOf: Uint32Array): Counts {
  const recorded = new Float64Array(leaves.count);
  const byState = [...STATES, undefined].map(() => new Float64Array(leaves.count));
  for (let p = 0; p < persons.count; p++) {
    const age = persons.ageYears[p]!;
    const occupation = persons.occupation[p]!;
    if (age < WORKING_AGE.from || age > WORKING_AGE.to || occupation === 0) continue;
    const leaf = leafOf[persons.householdRow[p]!]!;
    recorded[leaf]!++;
    byState[Math.min(occupation, FIRST_OCCUPATION) - 1]![leaf]!++;
  }
  return new Map([
    ...STATES.map(({ key }, s): [string, Float64Array] => [key, byState[s]!]),
    ['occupation/working', byState[STATES.length]!],
    ['occupation-recorded', recorded],
  ]);
}

/** `job-seekers` aged 15–64. */
export function countJobSeekers({ persons }: Population, leaves: Leaves, leafOf: Uint32Array): Counts {
  const seekers = new Float64Array(leaves.count);
  for (let p = 0; p < persons.count; p++) {
    const age = persons.ageYears[p]!;
    if (persons.isJobSeeker[p] === 1 && age >= WORKING_AGE.from && age <= WORKING_AGE.to)
      seekers[leafOf[persons.householdRow[p]!]!]!++;
  }
  return new Map([['job-seekers', seekers]]);
}

export const WORK: readonly Derived[] = [
  share('not-working-share', 'occupation/not-working', 'occupation-recorded'),
  share('job-seekers-share', 'job-seekers', 'age/15-64'),
];
