/**
 * A year of everybody: one process after the other, over so few rows at a time that their columns are still at hand. Whom a
 * process concerns is listed beforehand, without a branch on ages that nobody can foresee.
 */
import { SEX_AGES, VACANT } from '../microsimulation/persons.ts';
import type { PersonCounts } from './account.ts';
import { AGE_OF, WORKING_AGE } from './ages.ts';
import type { ComponentTables } from './aid/components.ts';
import { beginLife, type BeginningTables } from './beginnings.ts';
import type { HouseholdLives, Members, PersonLives } from './columns.ts';
import { healthYear, type HealthTables } from './health/health.ts';
import type { LifeKeys } from './life-keys.ts';
import { SCHOOL_ENDS } from './school/education.ts';
import { listOfRows, ROWS_AT_ONCE } from './rows-at-hand.ts';
import {
  childRows,
  countChildren,
  illChildren,
  layOutSchool,
  schoolYear,
  type SchoolSetting,
} from './school/schooling.ts';
import { addTally, emptyTally, type Tally } from './tally.ts';
import { adultRows, illAdults, layOutWork, workYear, type LabourSetting } from './work/labour.ts';

export interface PersonSetting {
  readonly beginnings: BeginningTables;
  readonly school: SchoolSetting;
  readonly labour: LabourSetting;
  readonly health: HealthTables;
  readonly components: ComponentTables;
}

/** No row is given to anybody in it. */
const NO_STEP = -1;
/** Of the rows at hand: those whose row was given to them this year, those who may go to school, and adults. */
const newcomers = listOfRows();
const children = childRows();
const adults = adultRows();
const numbers = { newcomers: 0, children: 0, adults: 0 };

/** [sexAge] bits: may go to school, is an adult. */
const CLASS_OF = Uint8Array.from(AGE_OF, (age, cell) =>
  cell >= SEX_AGES ? 0 : (age <= SCHOOL_ENDS ? 1 : 0) + (age >= WORKING_AGE ? 2 : 0),
);

const tallyOf = ({ byCell }: PersonCounts): Tally => emptyTally(byCell.length / SEX_AGES);

/** @param step those whose row was given to them in it begin with what chance gives them */
export function personYear(
  persons: Members,
  lives: PersonLives,
  homes: HouseholdLives,
  { beginnings, school, labour, health, components }: PersonSetting,
  step: number,
  keys: LifeKeys,
  counts: PersonCounts,
): void {
  const { rows } = persons;
  const tally = tallyOf(counts);
  homes.brought.fill(0);
  layOutSchool(school);
  layOutWork(labour);
  for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
    listPeople(persons, from, Math.min(rows, from + ROWS_AT_ONCE), step, counts);
    for (let i = 0; i < numbers.newcomers; i++) beginLife(persons, lives, beginnings, newcomers[i]!, keys);
    const young = schoolYear(persons, lives, homes, school, keys.school, numbers.children, tally.children);
    healthYear(persons, lives, homes, health, components, keys.health, illChildren(), young, counts);
    const grown = workYear(persons, lives, homes, labour, keys, numbers.adults, tally.adults);
    healthYear(persons, lives, homes, health, components, keys.health, illAdults(), grown, counts);
  }
  addTally(tally, counts);
}

/** What the people of the start do and bring their households; nobody changes yet. */
export function personStart(
  persons: Members,
  lives: PersonLives,
  homes: HouseholdLives,
  { labour, components }: Pick<PersonSetting, 'labour' | 'components'>,
  keys: LifeKeys,
  counts: PersonCounts,
): void {
  const tally = tallyOf(counts);
  layOutWork(labour);
  for (let from = 0; from < persons.rows; from += ROWS_AT_ONCE) {
    listPeople(persons, from, Math.min(persons.rows, from + ROWS_AT_ONCE), NO_STEP, counts);
    countChildren(persons, lives, homes, components, numbers.children, tally.children);
    workYear(persons, lives, homes, labour, keys, numbers.adults, tally.adults);
  }
  addTally(tally, counts);
}

/** Lists whom each process concerns, and counts everybody. */
function listPeople(
  { sexAge, region, arrivedStep }: Members,
  from: number,
  to: number,
  step: number,
  { byCell }: PersonCounts,
): void {
  // Names outside of a function are looked up each time that a loop comes by.
  const kinds = CLASS_OF;
  const nobody = VACANT | 0;
  const cells = SEX_AGES | 0;
  const arrived = newcomers;
  const young = children;
  const grown = adults;
  let newcomer = 0;
  let child = 0;
  let adult = 0;
  for (let row = from; row < to; row++) {
    const cell = sexAge[row]!;
    const kind = kinds[cell]!;
    // Written always, and kept where it counts.
    young[child] = row;
    child += kind & 1;
    grown[adult] = row;
    adult += kind >>> 1;
    if (cell === nobody) continue;
    byCell[Math.imul(region[row]!, cells) + cell]!++;
    if (arrivedStep[row] === step) arrived[newcomer++] = row;
  }
  numbers.newcomers = newcomer;
  numbers.children = child;
  numbers.adults = adult;
}
