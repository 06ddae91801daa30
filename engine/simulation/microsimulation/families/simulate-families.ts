/**
 * A population with its families carried on person by person over the years.
 *
 * Order of events in a year: all are asked as they are at its start (ask-everybody.ts); then deaths and departures; a flood; moves
 * between kelurahan; divorces and leaving home; weddings; births; newcomers; places for those who need one. The numbers by
 * age, sex and kelurahan that are expected are those of the cohort-component projection, but for moves to a partner, which
 * go as often one way as the other.
 */
import type { SimulatedHouseholds } from '../households.ts';
import type { YearTables } from '../year-tables.ts';
import type { FamilyPersons } from './family-persons.ts';
import { beginFamilies, nextYear } from './family-state.ts';
import type { FamilyTables } from './family-tables.ts';
import type { FamilyAccount, FamilyYearAccount } from './family-year.ts';
import type { Gradients } from './gradients.ts';
import type { StartFamilies } from './start-families.ts';
import type { YearPass } from './year-pass.ts';

export interface SimulatedFamilies {
  /** How families live at the start. */
  readonly start: FamilyAccount;
  /** [year] what happened, the first year first. */
  readonly years: readonly FamilyYearAccount[];
  /** [year] how births and deaths were told apart within an age: a scenario takes those of its baseline. */
  readonly gradients: readonly Gradients[];
  /** Who is there at the end. */
  readonly persons: FamilyPersons;
  readonly households: SimulatedHouseholds;
}

export interface BaselineRun {
  /** [year] */
  readonly gradients: readonly Gradients[];
  readonly tables: readonly YearTables[];
}

export interface FamilyOptions {
  /** Of a scenario: the run of its baseline with the same seed, and its rates. A baseline has none. */
  readonly baseline?: BaselineRun | undefined;
  /** Work, income and welfare; without it the year ends with its families. */
  readonly pass?: YearPass | undefined;
}

/**
 * @param tables one for each year
 * @param seed   of the replicate: all chance follows from it
 */
export function simulateFamilies(
  start: StartFamilies,
  families: FamilyTables,
  tables: readonly YearTables[],
  seed: number | bigint,
  { baseline, pass }: FamilyOptions = {},
): SimulatedFamilies {
  const { state, account: atStart } = beginFamilies(start, tables);
  const { persons, households } = state;
  pass?.(persons, households, 0, seed);
  const gradients: Gradients[] = [];
  const years = tables.map((each, i) => {
    const before =
      baseline === undefined ? undefined : { gradients: baseline.gradients[i]!, tables: baseline.tables[i]! };
    const account = nextYear(state, families, each, seed, before);
    gradients.push(state.gradients!);
    pass?.(persons, households, i + 1, seed);
    return account;
  });
  return { start: atStart.families, years, gradients, persons, households };
}
