/** A year of everybody: one process after the other, over so few rows at a time that their columns are still at hand. */
import { fillDrawBits } from '../chance/keyed-draws.ts';
import { countPersons, type PersonCounts } from './account.ts';
import { beginLives, type BeginningTables } from './beginnings.ts';
import type { HouseholdLives, Members, PersonLives } from './columns.ts';
import { addComponents, type ComponentTables } from './aid/components.ts';
import { healthYear, type HealthTables } from './health/health.ts';
import { earn, findWork, moveStanding, type LabourSetting } from './work/labour.ts';
import type { LifeKeys } from './life-keys.ts';
import { schoolYear, type SchoolTables, type SeatShares } from './school/schooling.ts';

export interface PersonSetting {
  readonly beginnings: BeginningTables;
  readonly school: SchoolTables;
  readonly seatShares: SeatShares;
  readonly health: HealthTables;
  readonly labour: LabourSetting;
  readonly components: ComponentTables;
}

const ROWS_AT_ONCE = 2048;
const bits = new Uint32Array(ROWS_AT_ONCE);
const groups = new Uint16Array(ROWS_AT_ONCE);

/** @param step those whose row was given to them in it begin with what chance gives them */
export function personYear(
  persons: Members,
  lives: PersonLives,
  homes: HouseholdLives,
  { beginnings, school, seatShares, health, labour, components }: PersonSetting,
  step: number,
  keys: LifeKeys,
  counts: PersonCounts,
): void {
  const { rows, low, high } = persons;
  homes.earned.fill(0);
  homes.components.fill(0);
  for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
    const to = Math.min(rows, from + ROWS_AT_ONCE);
    beginLives(persons, lives, beginnings, step, keys, from, to);
    schoolYear(persons, lives, homes, school, seatShares, keys.school, from, to);
    fillDrawBits(keys.labour, 0, low.subarray(from, to), high.subarray(from, to), bits, 0, to - from);
    moveStanding(lives, labour, bits, from, to);
    findWork(persons, lives, labour, groups, keys, from, to);
    earn(persons, lives, labour, groups, homes.earned, keys, from, to);
    healthYear(persons, lives, health, bits, keys.health, from, to);
    addComponents(persons, lives, components, homes.components, from, to);
    countPersons(persons, lives, counts, from, to);
  }
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
  for (let from = 0; from < persons.rows; from += ROWS_AT_ONCE) {
    const to = Math.min(persons.rows, from + ROWS_AT_ONCE);
    findWork(persons, lives, labour, groups, keys, from, to);
    earn(persons, lives, labour, groups, homes.earned, keys, from, to);
    addComponents(persons, lives, components, homes.components, from, to);
    countPersons(persons, lives, counts, from, to);
  }
}
