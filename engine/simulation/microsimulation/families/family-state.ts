/**
 * The families of a city between two years: what the next year goes on from. Two futures that are the same up to a year share
 * the state at its end: one goes on from a copy.
 */
import { emptyAccount } from '../account.ts';
import { copyOfTable } from '../columns.ts';
import { growingRows } from '../growing-rows.ts';
import { copyOfHouseholds, type SimulatedHouseholds } from '../households.ts';
import { census, SEX_AGES } from '../persons.ts';
import type { YearTables } from '../year-tables.ts';
import { askEverybody } from './asking/ask-everybody.ts';
import { depart } from './moves/departures.ts';
import { endYear } from './end-of-year.ts';
import { receiveFamilies } from './arrivals/family-arrivals.ts';
import { bear, deliveries } from './arrivals/family-births.ts';
import { familyKeys } from './family-keys.ts';
import { copyOfFamilyPersons, WIDOWED, type FamilyPersons } from './family-persons.ts';
import type { FamilyTables } from './family-tables.ts';
import {
  emptyFamilyAccount,
  HERE,
  nobodyAsked,
  type Asked,
  type FamilyYear,
  type FamilyYearAccount,
} from './family-year.ts';
import { nobodyDisplaced, type Displaced } from './moves/displaced.ts';
import { flood } from './moves/flood.ts';
import { apartIn, endMarriagesApart } from './unions/apart.ts';
import type { Apart } from './unions/living-apart.ts';
import { gradientsFor, WOMEN, type Gradients } from './gradients.ts';
import { move } from './moves/moves.ts';
import { partAndLeaveHome } from './unions/partings.ts';
import { place } from './moves/placing.ts';
import { scenarioGradients } from './scenario-gradients.ts';
import type { StartFamilies } from './start-families.ts';
import { marry } from './unions/unions.ts';

export interface FamilyState {
  readonly persons: FamilyPersons;
  readonly households: SimulatedHouseholds;
  /** Years that are over; 0 at the start. */
  step: number;
  /** How births and deaths were told apart within an age in the last year; undefined at the start. */
  gradients: Gradients | undefined;
  /** Lists that are used again from year to year. */
  readonly asked: Asked;
  /** [region × age × birth class] women who may bear in the next year. */
  readonly women: Uint32Array;
  /** [region × sexAge] */
  readonly counts: Uint32Array;
  /** [region] widowed persons. */
  readonly widowed: Uint32Array;
  /** Households that a flood has driven out, and that go back. */
  readonly displaced: Displaced;
  /** The married whose husband or wife is no resident. */
  readonly apart: Apart;
  gone: Uint8Array;
  /** [sexAge] 1 where a child may be born in some year. */
  readonly mayBear: Uint8Array;
}

/** The year of a baseline that a scenario takes its gradients from. */
export interface BaselineYear {
  readonly gradients: Gradients;
  readonly tables: YearTables;
}

const accountOf = (regions: number): FamilyYearAccount => ({
  ...emptyAccount(regions),
  families: emptyFamilyAccount(regions),
});

/** Whose columns a run begins with: those of a run that is over. */
export type SpareFamilies = Pick<FamilyState, 'persons' | 'households'>;

/**
 * @param tables of all years to come
 * @returns the state, and how families live then
 */
export function beginFamilies(
  start: StartFamilies,
  tables: readonly YearTables[],
  spare?: SpareFamilies,
): { readonly state: FamilyState; readonly account: FamilyYearAccount } {
  const { regions } = start.persons;
  const persons = copyOfFamilyPersons(start.persons, spare?.persons);
  const households = copyOfHouseholds(start.households, spare?.households);
  const state: FamilyState = {
    persons,
    households,
    step: 0,
    gradients: undefined,
    asked: nobodyAsked(),
    women: new Uint32Array(regions * WOMEN),
    counts: Uint32Array.from(census(persons, regions)),
    widowed: widowedOf(start),
    displaced: nobodyDisplaced(),
    apart: apartIn(persons),
    gone: new Uint8Array(persons.sexAge.length),
    mayBear: Uint8Array.from({ length: SEX_AGES }, (_, cell) =>
      tables.some((each) => each.mayBear[cell] === 1) ? 1 : 0,
    ),
  };
  const account = accountOf(regions);
  endYear({ ...state, account }, state.counts);
  return { state, account };
}

/** [region] */
function widowedOf({ persons: { regions, region, marital } }: StartFamilies): Uint32Array {
  const widowed = new Uint32Array(regions);
  marital.forEach((status, row) => (widowed[region[row]!]! += status === WIDOWED ? 1 : 0));
  return widowed;
}

/** Carries the families on by a year. @param baseline of a scenario; a baseline has none */
export function nextYear(
  state: FamilyState,
  families: FamilyTables,
  tables: YearTables,
  seed: number | bigint,
  baseline: BaselineYear | undefined,
): FamilyYearAccount {
  const { persons, households, women, asked, counts, widowed, displaced, apart } = state;
  const step = state.step + 1;
  const present = { persons, households, women };
  const gradients =
    baseline === undefined
      ? gradientsFor(present, families, tables, step, state.gradients)
      : scenarioGradients(baseline.gradients, baseline.tables, present, tables);
  const gone = state.gone.length < persons.rows ? new Uint8Array(persons.sexAge.length) : state.gone.fill(HERE);
  const account = accountOf(tables.regions);
  persons.arrived.count = 0;
  const shrunk = growingRows();
  const offering = growingRows();
  const homeless = growingRows();
  const keys = familyKeys(seed, step);
  simulateEvents({
    ...{ persons, households, step, tables, families, gradients, keys, account, asked, counts, gone },
    ...{ widowed, displaced, apart, shrunk, offering, homeless },
  });
  Object.assign(state, { step, gradients, gone });
  endYear({ ...state, account }, counts);
  return account;
}

function simulateEvents(year: FamilyYear): void {
  askEverybody(year);
  endMarriagesApart(year);
  depart(year);
  const isMoving = noneMoving(year.households.rows);
  flood(year, isMoving);
  move(year, isMoving);
  partAndLeaveHome(year);
  marry(year);
  // Mothers are known by their rows until these are given to somebody else.
  const delivered = deliveries(year);
  bear(year, delivered);
  bear(year, receiveFamilies(year));
  place(year);
}

let moving = new Uint8Array(0);

/** [household] 0; used again from year to year. */
function noneMoving(rows: number): Uint8Array {
  if (moving.length < rows) moving = new Uint8Array(Math.ceil(rows * 1.2));
  return moving.subarray(0, rows).fill(0);
}

/** Another future goes on from it: what is done to one touches nothing of the other. */
export function copyOfState(state: FamilyState, spare?: SpareFamilies): FamilyState {
  const { persons, households, women, counts, widowed, gone } = state;
  return {
    ...state,
    persons: copyOfTable(persons, spare?.persons),
    households: copyOfTable(households, spare?.households),
    asked: nobodyAsked(),
    women: women.slice(),
    counts: counts.slice(),
    widowed: widowed.slice(),
    displaced: copyOfTable(state.displaced),
    apart: copyOfTable(state.apart),
    gone: gone.slice(),
  };
}
