/**
 * A population with its families carried on person by person over the years.
 *
 * Order of events in a year: all are asked as they are at its start (ask-everybody.ts); then deaths and departures; moves
 * between kelurahan; divorces and leaving home; weddings; births; newcomers; places for those who need one. The numbers by
 * age, sex and kelurahan that are expected are those of the cohort-component projection, but for moves to a partner, which
 * go as often one way as the other.
 */
import { emptyAccount } from '../account.ts';
import { growingRows } from '../growing-rows.ts';
import { copyOfHouseholds, type SimulatedHouseholds } from '../households.ts';
import { census, SEX_AGES } from '../persons.ts';
import type { YearTables } from '../year-tables.ts';
import { askEverybody } from './ask-everybody.ts';
import { depart } from './departures.ts';
import { endYear } from './end-of-year.ts';
import { receiveFamilies } from './family-arrivals.ts';
import { bear, deliveries } from './family-births.ts';
import { familyKeys } from './family-keys.ts';
import { copyOfFamilyPersons, type FamilyPersons } from './family-persons.ts';
import type { FamilyTables } from './family-tables.ts';
import {
  emptyFamilyAccount,
  HERE,
  nobodyAsked,
  type FamilyAccount,
  type FamilyYear,
  type FamilyYearAccount,
} from './family-year.ts';
import { gradientsFor, type Gradients } from './gradients.ts';
import { move } from './moves.ts';
import { partAndLeaveHome } from './partings.ts';
import { place } from './placing.ts';
import { scenarioGradients } from './scenario-gradients.ts';
import type { StartFamilies } from './start-families.ts';
import { marry } from './unions.ts';
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
  const { regions } = start.persons;
  const persons = copyOfFamilyPersons(start.persons);
  const households = copyOfHouseholds(start.households);
  const asked = nobodyAsked();
  const mayBear = Uint8Array.from({ length: SEX_AGES }, (_, cell) =>
    tables.some((each) => each.mayBear[cell] === 1) ? 1 : 0,
  );
  const accountOf = (): FamilyYearAccount => ({ ...emptyAccount(regions), families: emptyFamilyAccount(regions) });
  const counts = Uint32Array.from(census(persons, regions));
  const atStart = accountOf();
  endYear({ persons, households, step: 0, account: atStart, asked, mayBear }, counts);
  pass?.(persons, households, 0, seed);
  const gradients: Gradients[] = [];
  let gone = new Uint8Array(persons.sexAge.length);
  const years = tables.map((each, i) => {
    const step = i + 1;
    const present = { persons, households, bearing: asked.bearing };
    gradients.push(
      baseline === undefined
        ? gradientsFor(present, families, each, step, gradients.at(-1))
        : scenarioGradients(baseline.gradients[i]!, baseline.tables[i]!, present, each),
    );
    gone = gone.length < persons.rows ? new Uint8Array(persons.sexAge.length) : gone.fill(HERE);
    const year: FamilyYear = {
      persons,
      households,
      step,
      tables: each,
      families,
      gradients: gradients[i]!,
      keys: familyKeys(seed, step),
      account: accountOf(),
      asked,
      counts,
      gone,
      shrunk: growingRows(),
      offering: growingRows(),
      homeless: growingRows(),
    };
    simulateEvents(year);
    endYear({ persons, households, step, account: year.account, asked, mayBear }, counts);
    pass?.(persons, households, step, seed);
    return year.account;
  });
  return { start: atStart.families, years, gradients, persons, households };
}

function simulateEvents(year: FamilyYear): void {
  askEverybody(year);
  depart(year);
  move(year);
  partAndLeaveHome(year);
  marry(year);
  // Mothers are known by their rows until these are given to somebody else.
  const delivered = deliveries(year);
  bear(year, delivered);
  bear(year, receiveFamilies(year));
  place(year);
}
