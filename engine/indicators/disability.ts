/** Persons with disability as the registers have them. */
import type { Population } from '../population/columns.ts';
import { share, type Counts, type Derived, type Leaves } from './counts.ts';

/** Code of TIDAK CACAT in models/codes; 1 to 6 are kinds of disability. */
const NONE = 7;

/** `disability`. */
export function countDisability({ persons }: Population, leaves: Leaves, leafOf: Uint32Array): Counts {
  const counts = new Float64Array(leaves.count);
  for (let p = 0; p < persons.count; p++) {
    const kind = persons.disability[p]!;
    if (kind > 0 && kind < NONE) counts[leafOf[persons.householdRow[p]!]!]!++;
  }
  return new Map([['disability', counts]]);
}

export const DISABILITY: readonly Derived[] = [share('disability-share', 'disability', 'residents')];
