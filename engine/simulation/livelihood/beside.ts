/**
 * How people live beside a future of the same families, whose year is over: only those are asked who stood otherwise before it,
 * or who live where somebody is poor in the one and not in the other and may go to school. All others do what they do there, by
 * the same draws. What they bring and who is counted is that of the other future, less what these few are there and more
 * what they are here: whole numbers, so that the bytes are those of a year of everybody.
 */
import { addRow, growingRows, type GrowingRows } from '../microsimulation/growing-rows.ts';
import { VACANT } from '../microsimulation/persons.ts';
import { IMPAIRED, type LifeAccount, type PersonCounts } from './account.ts';
import { AGE_OF, WORKING_AGE } from './ages.ts';
import { componentAt } from './aid/components.ts';
import { BROUGHT, WORK_STATES, WORKING, type HouseholdLives, type Members, type PersonLives } from './columns.ts';
import type { LifeKeys } from './life-keys.ts';
import { conditionOf, healthOf, schoolingOf, schoolOf, workOf } from './person-state.ts';
import { personYear, type PersonSetting } from './person-year.ts';
import type { LifePolicy } from './policy.ts';
import { LEVELS, SCHOOL_ENDS } from './school/education.ts';
import { earned } from './work/earnings.ts';
import { GROUP_CELL, GROWN_AGE } from './work/labour.ts';

/** How people live in one future at the end of a year. */
export interface LivesThen {
  readonly lives: PersonLives;
  readonly homes: HouseholdLives;
}

/** Where two futures of the same families differ at the end of a year. */
export interface Differing {
  /** Rows of persons who do or have something else. */
  readonly persons: GrowingRows;
  /** Rows of households that are poor in one of them alone. */
  readonly households: GrowingRows;
}
export const noneDiffers = (): Differing => ({ persons: growingRows(), households: growingRows() });

/** Whether everybody who stands alike before a year does so after it: policies leave school and work as they are in both. */
export const leaveAlike = (one: LifePolicy, other: LifePolicy): boolean =>
  isPlain(one) &&
  isPlain(other) &&
  isSame(one.seats, other.seats) &&
  isSame(one.unemploymentPoints, other.unemploymentPoints);

const isPlain = ({ jobs, training, minimumWageFactor }: LifePolicy): boolean =>
  jobs.length === 0 && training.length === 0 && minimumWageFactor === 1;
const isSame = (one: Float64Array, other: Float64Array): boolean => one.every((each, i) => each === other[i]);

/** [sexAge] 1 for who may go to school, and for anybody at all. */
const IS_YOUNG = Uint8Array.from(AGE_OF, (age) => (age <= SCHOOL_ENDS ? 1 : 0));
const IS_SOMEBODY = Uint8Array.from(AGE_OF, (_, cell) => (cell === VACANT ? 0 : 1));

/** Rows of who must be asked in the year that begins. */
function rowsToAsk(
  { rows, sexAge, household }: Members,
  { isPoor: { length: homes } }: HouseholdLives,
  { persons, households }: Differing,
): Uint32Array {
  const differs = marked(persons, rows);
  const isOtherwisePoor = marked(households, homes);
  const found = new Uint32Array(rows + 1);
  let number = 0;
  for (let row = 0; row < rows; row++) {
    const cell = sexAge[row]!;
    // Written always, and kept where it counts.
    found[number] = row;
    number += IS_SOMEBODY[cell]! & (differs[row]! | (IS_YOUNG[cell]! & isOtherwisePoor[household[row]!]!));
  }
  return found.subarray(0, number);
}

function marked({ rows, count }: GrowingRows, length: number): Uint8Array {
  const marks = new Uint8Array(length);
  for (let i = 0; i < count; i++) marks[rows[i]!] = 1;
  return marks;
}

type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array;
function pick<T extends Column>(column: T, rows: Uint32Array): T {
  const picked = column.slice(0, rows.length) as T;
  for (let i = 0; i < rows.length; i++) picked[i] = column[rows[i]!]!;
  return picked;
}

/** Those rows as a city of their own, whose people live in the same households. */
const membersAt = (persons: Members, rows: Uint32Array): Members => ({
  rows: rows.length,
  low: pick(persons.low, rows),
  high: pick(persons.high, rows),
  sexAge: pick(persons.sexAge, rows),
  region: pick(persons.region, rows),
  household: pick(persons.household, rows),
  arrivedStep: pick(persons.arrivedStep, rows),
});

/**
 * @param own     as it was before the year; then as after it, but for what households do
 * @param other   as it is after it
 * @param counted of the people of the other
 * @param differing at the end of the last year; then the persons who differ at the end of this one
 * @param account nothing counted in it yet
 */
export function personYearBeside(
  persons: Members,
  own: LivesThen,
  other: LivesThen,
  counted: PersonCounts,
  differing: Differing,
  setting: PersonSetting,
  step: number,
  keys: LifeKeys,
  account: LifeAccount,
): void {
  const rows = rowsToAsk(persons, own.homes, differing);
  const members = membersAt(persons, rows);
  const lives = { state: pick(own.lives.state, rows), place: pick(own.lives.place, rows) };
  personYear(members, lives, own.homes, setting, step, keys, account);
  addOthers(members, pickLives(other.lives, rows), own.homes, other.homes, counted, setting, account);
  const { state, place } = own.lives;
  state.set(other.lives.state.subarray(0, persons.rows));
  place.set(other.lives.place.subarray(0, persons.rows));
  differing.persons.count = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (state[row] === lives.state[i] && place[row] === lives.place[i]) continue;
    state[row] = lives.state[i]!;
    place[row] = lives.place[i]!;
    addRow(differing.persons, row);
  }
}

const pickLives = ({ state, place }: PersonLives, rows: Uint32Array): PersonLives => ({
  state: pick(state, rows),
  place: pick(place, rows),
});

/** What all bring and are counted as in the other future, less what the members are there. */
function addOthers(
  members: Members,
  { state, place }: PersonLives,
  { brought }: HouseholdLives,
  { brought: broughtThere }: HouseholdLives,
  counted: PersonCounts,
  { labour: { earnings, components } }: PersonSetting,
  { byCell, pupils, workers, impaired }: PersonCounts,
): void {
  byCell.set(counted.byCell);
  addTo(pupils, counted.pupils);
  addTo(workers, counted.workers);
  addTo(impaired, counted.impaired);
  addTo(brought, broughtThere);
  const { sexAge, region, household, rows } = members;
  for (let i = 0; i < rows; i++) {
    const cell = sexAge[i]!;
    const age = AGE_OF[cell]!;
    const now = state[i]!;
    const area = region[i]!;
    const home = household[i]! * BROUGHT;
    impaired[area * IMPAIRED + healthOf(now)]!--;
    if (age <= SCHOOL_ENDS) pupils[area * LEVELS.length + schoolOf(now)]!--;
    brought[home + 1]! -=
      components.amounts[componentAt(conditionOf(now), age <= SCHOOL_ENDS ? age : GROWN_AGE[cell]!)]!;
    if (age < WORKING_AGE) continue;
    workers[area * WORK_STATES + workOf(now)]!--;
    if (workOf(now) === WORKING)
      brought[home]! -= earned(earnings, GROUP_CELL[schoolingOf(now)]! + cell, (place[i]! << 16) >> 16);
  }
}

function addTo(sums: Uint32Array, more: Uint32Array): void {
  for (let i = 0; i < more.length; i++) sums[i]! += more[i]!;
}

/** Of everybody: who differs, where it is not known from the year before. */
export function findDiffering({ rows }: { readonly rows: number }, own: PersonLives, other: PersonLives): GrowingRows {
  const found = growingRows();
  for (let row = 0; row < rows; row++)
    if (own.state[row] !== other.state[row] || own.place[row] !== other.place[row]) addRow(found, row);
  return found;
}

/** @param found filled with the rows of households that are poor in one alone */
export function findOtherwisePoor(
  { rows }: { readonly rows: number },
  { isPoor: own }: HouseholdLives,
  { isPoor: other }: HouseholdLives,
  found: GrowingRows,
): void {
  found.count = 0;
  for (let row = 0; row < rows; row++) if (own[row] !== other[row]) addRow(found, row);
}
