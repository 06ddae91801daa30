/** Counts how people live: persons first, then households with their aid. */
import { SINGLE_YEARS } from '../demography/ages.ts';
import { VACANT } from '../microsimulation/persons.ts';
import { AT, classOf, LIFE_WIDTH, SHARE_UNIT, SPENDING_CLASSES, type LifeAccount } from './account.ts';
import {
  DISABLED,
  FRAIL,
  SEEKING,
  WORKING,
  type Dwellings,
  type HouseholdLives,
  type Members,
  type PersonLives,
} from './columns.ts';
import { levelOfAge, NO_SCHOOL } from './education.ts';
import type { Components } from './aid.ts';
import { aidOf, type AidYear } from './recipients.ts';
import { LAST_JOB_AGE, WORKING_AGE } from './work-tables.ts';

const { count } = SINGLE_YEARS;
const LEVEL_OF_AGE = Uint8Array.from({ length: count }, (_, age) => levelOfAge(age));

export interface VisitTables {
  /** [age] hundredths of a visit a year. */
  readonly byAge: Float64Array;
  readonly disabledOrFrail: number;
}

export function countPersons(persons: Members, lives: PersonLives, visits: VisitTables, { sums }: LifeAccount): void {
  const { rows, sexAge, region } = persons;
  const { school, education, work, health } = lives;
  for (let row = 0; row < rows; row++) {
    const cell = sexAge[row]!;
    if (cell === VACANT) continue;
    const age = cell < count ? cell : cell - count;
    const at = region[row]! * LIFE_WIDTH;
    const level = LEVEL_OF_AGE[age]!;
    const attends = school[row]!;
    if (level !== NO_SCHOOL) sums[at + AT['children-none'] + level]!++;
    if (attends !== NO_SCHOOL) sums[at + AT['pupils-none'] + attends]!++;
    let wanted = visits.byAge[age]!;
    const state = health[row]!;
    if (state !== 0) {
      if ((state & DISABLED) !== 0) sums[at + AT.disabled]!++;
      if ((state & FRAIL) !== 0) sums[at + AT.frail]!++;
      wanted += visits.disabledOrFrail;
    }
    sums[at + AT.visits]! += wanted;
    if (age < WORKING_AGE) continue;
    const does = work[row]!;
    sums[at + (does === WORKING ? AT.working : does === SEEKING ? AT.seeking : AT.outside)]!++;
    if (age <= LAST_JOB_AGE && attends === NO_SCHOOL) sums[at + AT['adults-none'] + education[row]!]!++;
  }
}

/** Fills the components of PKH of each household anew. */
export function countComponents(
  persons: Members,
  { school, health }: PersonLives,
  homes: HouseholdLives,
  rules: Components,
): void {
  const { rows, sexAge, household } = persons;
  homes.components.fill(0);
  homes.componentMembers.fill(0);
  const ofAge = Uint32Array.from({ length: count }, (_, age) =>
    Math.round(Math.max(age <= rules.youngUpTo ? rules.youngChild : 0, age >= rules.elderlyFrom ? rules.elderly : 0)),
  );
  const ofLevel = Uint32Array.from(rules.school, Math.round);
  const disabled = Math.round(rules.disabled);
  for (let row = 0; row < rows; row++) {
    const cell = sexAge[row]!;
    if (cell === VACANT) continue;
    let most = ofAge[cell < count ? cell : cell - count]!;
    const attends = ofLevel[school[row]!]!;
    if (attends > most) most = attends;
    if ((health[row]! & DISABLED) !== 0 && disabled > most) most = disabled;
    if (most === 0) continue;
    homes.components[household[row]!]! += most;
    homes.componentMembers[household[row]!]!++;
  }
}

/** @param line poverty line, thousand rupiah a head and month */
export function countHouseholds(
  households: Dwellings,
  homes: HouseholdLives,
  aids: readonly AidYear[],
  line: number,
  { sums, classPersons, classSpent }: LifeAccount,
): void {
  const { rows, size, region } = households;
  for (let row = 0; row < rows; row++) {
    const persons = size[row]!;
    if (persons === 0) continue;
    const at = region[row]! * LIFE_WIDTH;
    let spends = homes.spent[row]!;
    const bits = homes.receives[row]!;
    if (bits !== 0) {
      let cash = 0;
      for (let i = 0; i < aids.length; i++) {
        if ((bits & (1 << i)) === 0) continue;
        const aid = aids[i]!;
        const thousand = aidOf(aid, homes, row, persons);
        sums[at + AT['recipients-pkh'] + i]! += aid.aid.isOfPersons ? persons : 1;
        sums[at + AT['cost-pkh'] + i]! += thousand;
        if (aid.aid.isCash) cash += thousand;
      }
      spends += cash / 12 / persons;
    }
    sums[at + AT.persons]! += persons;
    const short = 1 - spends / line;
    homes.isPoor[row] = short > 0 ? 1 : 0;
    if (short > 0) {
      sums[at + AT.poor]! += persons;
      sums[at + AT.gap]! += persons * Math.round(short * SHARE_UNIT);
      sums[at + AT.severity]! += persons * Math.round(short * short * SHARE_UNIT);
    }
    const whole = Math.round(spends);
    const classAt = region[row]! * SPENDING_CLASSES + classOf(whole);
    classPersons[classAt]! += persons;
    classSpent[classAt]! += persons * whole;
  }
}
