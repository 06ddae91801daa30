/**
 * A year of everybody: one process after the other, over so few rows at a time that their columns are still at hand. Whom a
 * process concerns is listed beforehand, without a branch on ages that nobody can foresee.
 */
import { SEX_AGES, VACANT } from '../microsimulation/persons.ts';
import type { LifeAccount, PersonCounts } from './account.ts';
import type { ComponentTables } from './aid/components.ts';
import { addOrphans, type MemberTables } from './aid/members.ts';
import { layOutBrings, type Brings } from './aid/brings-table.ts';
import { beginLife, type BeginningTables } from './beginnings.ts';
import type { HouseholdLives, Members, PersonLives } from './columns.ts';
import { healthYear, type HealthTables } from './health/health.ts';
import type { LifeKeys } from './life-keys.ts';
import {
  broughtAtHand,
  closeHand,
  columnsAtHand,
  listPeople,
  listsAtHand,
  openHand,
  putBack,
  takePeople,
  talliesAtHand,
  type YearAtHand,
} from './people-at-hand.ts';
import { ROWS_AT_ONCE } from './rows-at-hand.ts';
import type { SchoolSetting } from './school/schooling.ts';
import { countChildren, layOutSchool, schoolBytes, schoolYear } from './school/school-loop.ts';
import { trainSeekers } from './work/courses.ts';
import { liftWages, type LabourSetting } from './work/labour.ts';
import { layOutWork, plainWorkYear, workBytes } from './work/work-loop.ts';

export interface PersonSetting {
  readonly beginnings: BeginningTables;
  readonly school: SchoolSetting;
  readonly labour: LabourSetting;
  readonly health: HealthTables;
  readonly components: ComponentTables;
  readonly members: MemberTables;
}

/** Who came within the year begins with what chance gives him. */
export function personYear(
  persons: Members,
  lives: PersonLives,
  homes: HouseholdLives,
  { beginnings, school, labour, health, components, members }: PersonSetting,
  keys: LifeKeys,
  account: Pick<LifeAccount, keyof PersonCounts | 'homes'>,
): void {
  const at = layOut(homes, school, labour, { components, members }, account);
  const brought = { ...homes, brought: broughtAtHand(at.year) };
  const { ill, adults } = listsAtHand();
  beginLives(persons, lives, beginnings, keys);
  const laid = columnsAtHand();
  for (let from = 0; from < persons.rows; from += ROWS_AT_ONCE) {
    const to = Math.min(persons.rows, from + ROWS_AT_ONCE);
    takePeople(laid, persons, lives, from, to);
    const [young, grown] = listPeople(to - from, at.year);
    const illChildren = schoolYear(at.year, school, keys.school, at.school, from, to - from, young);
    const allIll = plainWorkYear(at.year, labour, keys.labour, at.work, from, to - from, grown, illChildren);
    putBack(laid, lives, from, to);
    if (labour.wageFloor !== undefined)
      liftWages(persons, lives, labour, labour.wageFloor, keys, adults, from, grown, brought.brought);
    healthYear(persons, lives, brought, health, { components, members }, keys.health, ill, allIll, account);
  }
  closeHand(at.year, homes, account);
  addOrphans(persons, lives, homes, members);
  if (labour.training !== undefined)
    trainSeekers(persons, lives, homes, { labour, members }, labour.training, keys, account);
}

/** What the people of the start do and bring their households; nobody changes yet. */
export function personStart(
  persons: Members,
  lives: PersonLives,
  homes: HouseholdLives,
  { labour, components, members }: Pick<PersonSetting, 'labour' | 'components' | 'members'>,
  keys: LifeKeys,
  counts: PersonCounts,
): void {
  const at = layOut(homes, undefined, labour, { components, members }, counts);
  const { children } = listsAtHand();
  const laid = columnsAtHand();
  for (let from = 0; from < persons.rows; from += ROWS_AT_ONCE) {
    const to = Math.min(persons.rows, from + ROWS_AT_ONCE);
    takePeople(laid, persons, lives, from, to);
    const [young, grown] = listPeople(to - from, at.year);
    countChildren(laid, broughtAtHand(at.year), { components, members }, children, young, at.children);
    plainWorkYear(at.year, labour, keys.labour, at.work, from, to - from, grown, 0);
    putBack(laid, lives, from, to);
  }
  closeHand(at.year, homes, counts);
  addOrphans(persons, lives, homes, members);
}

interface LaidOut {
  readonly year: YearAtHand;
  /** Where the shares of seats begin, and the tables of work. */
  readonly school: number;
  readonly work: number;
  readonly children: Uint32Array;
  readonly adults: Uint32Array;
}

function layOut(
  homes: HouseholdLives,
  school: SchoolSetting | undefined,
  labour: LabourSetting,
  brings: Brings,
  { byCell }: PersonCounts,
): LaidOut {
  const regions = byCell.length / SEX_AGES;
  const seats = schoolBytes(regions);
  const year = openHand(homes, regions, seats + workBytes(labour));
  if (school !== undefined) layOutSchool(school, year.free);
  layOutWork(labour, year.free + seats);
  layOutBrings(brings);
  return { year, school: year.free, work: year.free + seats, ...talliesAtHand(year) };
}

function beginLives(persons: Members, lives: PersonLives, beginnings: BeginningTables, keys: LifeKeys): void {
  const { arrived, sexAge } = persons;
  for (let i = 0; i < arrived.count; i++) {
    const row = arrived.rows[i]!;
    if (sexAge[row] !== VACANT) beginLife(persons, lives, beginnings, row, keys);
  }
}
