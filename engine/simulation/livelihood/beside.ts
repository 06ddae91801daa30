/**
 * How people live beside a future of the same families, whose year is over: only those are asked who stood otherwise before it,
 * or who live where somebody is poor in the one and not in the other and may go to school. All others do what they do there, by
 * the same draws. What they bring and who is counted is that of the other future, less what these few are there and more
 * what they are here: whole numbers, so that the bytes are those of a year of everybody.
 */
import { addRow, growingRows, type GrowingRows } from '../microsimulation/growing-rows.ts';
import { NONE } from '../microsimulation/households.ts';
import { VACANT } from '../microsimulation/persons.ts';
import { IMPAIRED, type LifeAccount, type PersonCounts } from './account.ts';
import { AGE_OF, WORKING_AGE } from './ages.ts';
import { componentAt } from './aid/components.ts';
import { changeMember } from './aid/members.ts';
import {
  BROUGHT,
  FITS_AT,
  householdLives,
  WORK_STATES,
  WORKING,
  type HouseholdLives,
  type Members,
  type PersonLives,
} from './columns.ts';
import type { LifeKeys } from './life-keys.ts';
import { conditionOf, healthOf, schoolingOf, schoolOf, workOf } from './person-state.ts';
import { personYear, type PersonSetting } from './person-year.ts';
import { givesCourses, type LifePolicy } from './policy.ts';
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
  /** Room for the rows of who is asked. */
  readonly asked: GrowingRows;
  /** Rows of households that stand otherwise beside their income, or in the ranking. */
  readonly unlike: GrowingRows;
}
export const noneDiffers = (): Differing => ({
  persons: growingRows(),
  households: growingRows(),
  asked: growingRows(),
  unlike: growingRows(),
});

/** Whether everybody who stands alike before a year does so after it: policies leave school and work as they are in both. */
export const leaveAlike = (one: LifePolicy, other: LifePolicy): boolean =>
  isPlain(one) &&
  isPlain(other) &&
  isSame(one.seats, other.seats) &&
  isSame(one.unemploymentPoints, other.unemploymentPoints);

const isPlain = (policy: LifePolicy): boolean =>
  policy.jobs.length === 0 && !givesCourses(policy) && policy.minimumWageFactor === 1;
const isSame = (one: Float64Array, other: Float64Array): boolean => one.every((each, i) => each === other[i]);

/** [sexAge] 1 for who may go to school. */
const IS_YOUNG = Uint8Array.from(AGE_OF, (age) => (age <= SCHOOL_ENDS ? 1 : 0));

/** Who lives with whom: the members of a household from its first on, and the next of each. */
export interface Lists {
  readonly first: Uint32Array;
  readonly next: Uint32Array;
}

/** [household] 1 for those that are poor in one future alone; used again from year to year. */
let isOtherwisePoor = new Uint8Array(0);

/** Rows of who must be asked in the year that begins, each once. */
function rowsToAsk(
  { sexAge, household }: Members,
  { first, next }: Lists,
  homes: number,
  { asked, households, persons }: Differing,
): Uint32Array {
  if (isOtherwisePoor.length < homes) isOtherwisePoor = new Uint8Array(homes);
  isOtherwisePoor.fill(0);
  asked.count = 0;
  for (let i = 0; i < households.count; i++) {
    const home = households.rows[i]!;
    isOtherwisePoor[home] = 1;
    for (let row = first[home]!; row !== NONE; row = next[row]!) if (IS_YOUNG[sexAge[row]!] === 1) addRow(asked, row);
  }
  for (let i = 0; i < persons.count; i++) {
    const row = persons.rows[i]!;
    const cell = sexAge[row]!;
    if (cell !== VACANT && (IS_YOUNG[cell]! & isOtherwisePoor[household[row]!]!) === 0) addRow(asked, row);
  }
  return asked.rows.subarray(0, asked.count);
}

type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array;
function pick<T extends Column>(column: T, rows: Uint32Array): T {
  const picked = column.slice(0, rows.length) as T;
  for (let i = 0; i < rows.length; i++) picked[i] = column[rows[i]!]!;
  return picked;
}

/** Some people as a city of their own, in whose columns households are numbered anew. */
interface SmallCity {
  readonly members: Members;
  /** [household of the small city] its row in the large one, and how it lives. */
  readonly rows: Uint32Array;
  readonly homes: HouseholdLives;
}

function smallCity(persons: Members, { isPoor }: HouseholdLives, rows: Uint32Array, step: number): SmallCity {
  const household = pick(persons.household, rows);
  const numbers = new Map<number, number>();
  household.forEach((row, i) => {
    if (!numbers.has(row)) numbers.set(row, numbers.size);
    household[i] = numbers.get(row)!;
  });
  const homeRows = Uint32Array.from(numbers.keys());
  const arrivedStep = pick(persons.arrivedStep, rows);
  const arrived = growingRows();
  arrivedStep.forEach((arrivedIn, i) => {
    if (arrivedIn === step) addRow(arrived, i);
  });
  return {
    members: {
      rows: rows.length,
      low: pick(persons.low, rows),
      high: pick(persons.high, rows),
      sexAge: pick(persons.sexAge, rows),
      region: pick(persons.region, rows),
      household,
      arrivedStep,
      arrived,
    },
    rows: homeRows,
    homes: { ...householdLives(homeRows.length), isPoor: pick(isPoor, homeRows) },
  };
}

/**
 * @param lists   of the people as they live at the end of the year
 * @param own     as it was before the year; then as after it, but for what households do
 * @param other   as it is after it
 * @param counted of the people of the other
 * @param differing at the end of the last year; then the persons who differ at the end of this one
 * @param account nothing counted in it yet
 * @returns rows of the households of who was asked
 */
export function personYearBeside(
  persons: Members,
  lists: Lists,
  own: LivesThen,
  other: LivesThen,
  counted: PersonCounts,
  differing: Differing,
  setting: PersonSetting,
  step: number,
  keys: LifeKeys,
  account: LifeAccount,
): Uint32Array {
  const rows = rowsToAsk(persons, lists, own.homes.isPoor.length, differing);
  const city = smallCity(persons, own.homes, rows, step);
  const lives = pickLives(own.lives, rows);
  personYear(city.members, lives, city.homes, setting, keys, account);
  addOthers(city, pickLives(other.lives, rows), counted, setting, account);
  const { brought } = own.homes;
  brought.set(other.homes.brought);
  city.rows.forEach((row, home) => {
    // Who fits a programme is told of persons who differ, below.
    for (let i = 0; i < FITS_AT; i++) brought[row * BROUGHT + i]! += city.homes.brought[home * BROUGHT + i]!;
  });
  const { state, place } = own.lives;
  state.set(other.lives.state.subarray(0, persons.rows));
  place.set(other.lives.place.subarray(0, persons.rows));
  differing.persons.count = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (state[row] === lives.state[i] && place[row] === lives.place[i]) continue;
    changeMember(persons, own.homes, setting.members, row, state[row]!, lives.state[i]!);
    state[row] = lives.state[i]!;
    place[row] = lives.place[i]!;
    addRow(differing.persons, row);
  }
  return city.rows;
}

const pickLives = ({ state, place }: PersonLives, rows: Uint32Array): PersonLives => ({
  state: pick(state, rows),
  place: pick(place, rows),
});

/** Adds how everybody is counted in the other future, and takes off what these few are there and bring there. */
function addOthers(
  { members, homes: { brought } }: SmallCity,
  { state, place }: PersonLives,
  counted: PersonCounts,
  { labour: { earnings, components } }: PersonSetting,
  { byCell, pupils, workers, impaired }: PersonCounts,
): void {
  byCell.set(counted.byCell);
  addTo(pupils, counted.pupils);
  addTo(workers, counted.workers);
  addTo(impaired, counted.impaired);
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

/** @param found filled with the rows of households that stand otherwise, where it is not known from the year before */
export function findUnlike(
  { rows }: { readonly rows: number },
  own: HouseholdLives,
  other: HouseholdLives,
  found: GrowingRows,
): void {
  found.count = 0;
  for (let row = 0; row < rows; row++)
    if (own.welfare[row] !== other.welfare[row] || own.rankError[row] !== other.rankError[row]) addRow(found, row);
}
