/** Where work, income and welfare join the year: a pass over persons and households when all of its events are done. */
import type { SimulatedHouseholds } from '../households.ts';
import type { FamilyPersons } from './family-persons.ts';

/**
 * Called once at the start (step 0) and once at the end of each year, when everybody is a year older and lives where he lives
 * at its end. Rows with sexAge VACANT and households of size 0 are nobody's. It may keep columns of its own beside those of
 * persons and households, as long as theirs: who has a row now is new there when `arrived` lists it. It changes
 * nothing of them but `education` and `desil`.
 *
 * @param step 1 for the first year
 * @param seed of the replicate: draws are keyed by it
 */
export type YearPass = (
  persons: FamilyPersons,
  households: SimulatedHouseholds,
  step: number,
  seed: number | bigint,
) => void;
