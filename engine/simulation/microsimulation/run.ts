/** A population carried on person by person over the years. */
import type { YearAccount } from './account.ts';
import { copyOf, type SimulatedPersons, type StartPersons } from './persons.ts';
import { simulateYear } from './year.ts';
import { yearKeys } from './year-keys.ts';
import type { YearTables } from './year-tables.ts';

export interface SimulatedRun {
  /** [year] what happened, the first year first. */
  readonly years: readonly YearAccount[];
  /** Who is there at the end. */
  readonly persons: SimulatedPersons;
}

/**
 * @param tables one for each year
 * @param seed   of the replicate: all chance follows from it
 */
export function simulate(start: StartPersons, tables: readonly YearTables[], seed: number | bigint): SimulatedRun {
  const persons = copyOf(start);
  const years = tables.map((each, step) => simulateYear(persons, each, yearKeys(seed, step + 1)));
  return { years, persons };
}
