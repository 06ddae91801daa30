/**
 * A year of everybody, in one run over the rows: children go to school or leave it; adults keep their work, lose or find it,
 * and earn; some lose their health. What they bring their households is added up on the way, and so is the account.
 */
import { fillDrawBits, type DrawKey } from '../chance/keyed-draws.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { SEX_AGES, VACANT } from '../microsimulation/persons.ts';
import { CELL_STATES, IMPAIRED, stateOf, type PersonCounts } from './account.ts';
import { beginLife, type BeginningTables } from './beginnings.ts';
import { DISABLED, OUTSIDE, SEEKING, WORKING, type HouseholdLives, type Members, type PersonLives } from './columns.ts';
import { addComponent, type ComponentTables } from './components.ts';
import { earned } from './earnings.ts';
import { FIRST_AGE, NO_SCHOOL, PAUD, SCHOOL_ENDS } from './education.ts';
import { loseHealth, OFTEN_FROM, type HealthTables } from './health.ts';
import { isHelped, lifted, type LabourSetting } from './labour.ts';
import type { LifeKeys } from './life-keys.ts';
import { firstNormal, secondNormal } from './normal-table.ts';
import { attend, type SchoolTables, type SeatShares } from './schooling.ts';
import { AT_SCHOOL, WORKING_AGE } from './work-tables.ts';

const { count } = SINGLE_YEARS;
const FIRST_SCHOOL_AGE = FIRST_AGE[PAUD]!;
/** Of the 12 bits that a draw of work leaves, so few are one in 256. */
const SELDOM_BITS = 16;
const FREE_MASK = 0xfff;
/** Draws are made for so many rows at once: a loop without a branch, whose numbers are still at hand when they are used. */
const BATCH = 1024;
const batch = new Uint32Array(BATCH);

export interface PersonSetting {
  readonly beginnings: BeginningTables;
  readonly school: SchoolTables;
  readonly seatShares: SeatShares;
  readonly health: HealthTables;
  readonly labour: LabourSetting;
  readonly components: ComponentTables;
}

/** @param step those whose row was given to them in it begin with what chance gives them */
export function personYear(
  persons: Members,
  lives: PersonLives,
  homes: HouseholdLives,
  setting: PersonSetting,
  step: number,
  keys: LifeKeys,
  { byCell, byState, impaired }: PersonCounts,
): void {
  const { rows, low, high, sexAge, region, household, arrivedStep } = persons;
  const { school, education, standing, work, pay, health } = lives;
  const { labour, components } = setting;
  const { tables, earnings, persistence, payPersistence, training, wageFloor } = labour;
  const { offset, works, inForce } = tables;
  const earnedOf = homes.earned;
  const componentsOf = homes.components;
  const noise = Math.sqrt(1 - persistence * persistence);
  const payNoise = Math.sqrt(1 - payPersistence * payPersistence);
  const labourKey = keys.labour;
  const isPlain = training === undefined && wageFloor === undefined;
  earnedOf.fill(0);
  componentsOf.fill(0);
  for (let row = 0; row < rows; row++) {
    const inBatch = row & (BATCH - 1);
    if (inBatch === 0) drawBatch(labourKey, low, high, row, rows);
    const cell = sexAge[row]!;
    if (cell === VACANT) continue;
    if (arrivedStep[row] === step) beginLife(persons, lives, setting.beginnings, row, keys);
    const age = cell < count ? cell : cell - count;
    const area = region[row]!;
    const home = household[row]!;
    if (age <= SCHOOL_ENDS && age >= FIRST_SCHOOL_AGE)
      attend(persons, lives, homes, setting.school, setting.seatShares, row, age, keys.school);
    const attends = school[row]!;
    let does = OUTSIDE;
    if (age >= WORKING_AGE) {
      const bits = batch[inBatch]!;
      const group = attends === NO_SCHOOL ? education[row]! : AT_SCHOOL;
      const inGroup = group * SEX_AGES + cell;
      const at = offset[area]! + inGroup;
      let stands = persistence * standing[row]! + noise * firstNormal(bits);
      const pays = payPersistence * pay[row]! + payNoise * secondNormal(bits);
      pay[row] = pays;
      // No branch on what nobody can foresee: WORKING is 1, SEEKING 2.
      const isWorking = Number(stands < works[at]!);
      does = 2 * Number(stands < inForce[at]!) - isWorking;
      const plain = earned(earnings, inGroup, pays);
      if (!isPlain) {
        if (does === SEEKING && training !== undefined && isHelped(persons, row, training, keys)) {
          does = WORKING;
          // As far inside as he was outside.
          stands = 2 * works[at]! - stands;
        }
        if (does === WORKING)
          earnedOf[home]! += wageFloor === undefined ? plain : lifted(persons, row, plain, group, wageFloor, keys);
      } else earnedOf[home]! += isWorking * plain;
      standing[row] = stands;
      if (age >= OFTEN_FROM || (bits & FREE_MASK) < SELDOM_BITS)
        loseHealth(persons, lives, setting.health, row, age, keys.health);
    }
    work[row] = does;
    const isDisabled = health[row]! & DISABLED;
    if (health[row] !== 0) impaired[area * IMPAIRED + health[row]!]!++;
    addComponent(components, componentsOf, home, age, attends, isDisabled);
    byCell[area * SEX_AGES + cell]!++;
    byState[area * CELL_STATES + stateOf(age >= WORKING_AGE, does, attends)]!++;
  }
}

function drawBatch(key: DrawKey, low: Uint32Array, high: Uint32Array, from: number, rows: number): void {
  const to = Math.min(rows, from + BATCH);
  fillDrawBits(key, 0, low.subarray(from, to), high.subarray(from, to), batch.subarray(0, to - from));
}
