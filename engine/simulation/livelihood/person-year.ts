/**
 * A year of everybody: one process after the other, over so few rows at a time that their columns are still at hand. Whom a
 * process concerns is listed beforehand, without a branch on ages that nobody can foresee.
 */
import { fillDrawBits } from '../chance/keyed-draws.ts';
import { SEX_AGES, VACANT } from '../microsimulation/persons.ts';
import { IMPAIRED, type PersonCounts } from './account.ts';
import { AGE_OF } from './ages.ts';
import { addComponents, type ComponentTables } from './aid/components.ts';
import { beginLife, type BeginningTables } from './beginnings.ts';
import { DISABLED, type HouseholdLives, type Members, type PersonLives } from './columns.ts';
import { healthYear, isAskedSeldom, OFTEN_FROM, type HealthTables } from './health/health.ts';
import type { LifeKeys } from './life-keys.ts';
import { LEVELS, SCHOOL_ENDS } from './school/education.ts';
import { schoolYear, type SchoolTables, type SeatShares } from './school/schooling.ts';
import { earn, findWork, type LabourSetting } from './work/labour.ts';
import { WORKING_AGE } from './work/work-tables.ts';

export interface PersonSetting {
  readonly beginnings: BeginningTables;
  readonly school: SchoolTables;
  readonly seatShares: SeatShares;
  readonly health: HealthTables;
  readonly labour: LabourSetting;
  readonly components: ComponentTables;
}

const ROWS_AT_ONCE = 2048;
const list = (): Uint32Array => new Uint32Array(ROWS_AT_ONCE + 1);

/** Of the rows at hand. */
interface AtHand {
  /** [row] a draw of each. */
  readonly bits: Uint32Array;
  /** Rows of those who may go to school, of adults, of the old, and of others whose health is asked this year or gone. */
  readonly children: Uint32Array;
  readonly adults: Uint32Array;
  readonly old: Uint32Array;
  readonly others: Uint32Array;
  readonly groups: Uint16Array;
  numbers: { children: number; adults: number; old: number; others: number };
}
const hand: AtHand = {
  bits: new Uint32Array(ROWS_AT_ONCE),
  children: list(),
  adults: list(),
  old: list(),
  others: list(),
  groups: new Uint16Array(ROWS_AT_ONCE),
  numbers: { children: 0, adults: 0, old: 0, others: 0 },
};

/** [sexAge] bits: may go to school, is an adult, is old. */
const CLASS_OF = Uint8Array.from(AGE_OF, (age, cell) =>
  cell >= SEX_AGES ? 0 : (age <= SCHOOL_ENDS ? 1 : 0) + (age >= WORKING_AGE ? 2 : 0) + (age >= OFTEN_FROM ? 4 : 0),
);

const NOBODY = 0;
/** Neither child nor old. */
const ADULT_ALONE = 2;

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
  const { rows, low, high, arrivedStep, sexAge } = persons;
  const { children, adults, old, others, numbers, bits, groups } = hand;
  homes.earned.fill(0);
  homes.components.fill(0);
  for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
    const to = Math.min(rows, from + ROWS_AT_ONCE);
    for (let row = from; row < to; row++)
      if (arrivedStep[row] === step && sexAge[row] !== VACANT) beginLife(persons, lives, beginnings, row, keys);
    fillDrawBits(keys.labour, 0, low.subarray(from, to), high.subarray(from, to), bits, 0, to - from);
    listPeople(persons, from, to, counts);
    schoolYear(persons, lives, homes, school, seatShares, keys.school, children, numbers.children, counts.pupils);
    findWork(persons, lives, labour, keys, adults, numbers.adults, bits, from, groups, counts.workers);
    earn(persons, lives, labour, keys, adults, numbers.adults, groups, homes.earned);
    healthYear(persons, lives, health, keys.health, old, numbers.old);
    healthYear(persons, lives, health, keys.health, others, numbers.others);
    bring(persons, lives, homes, components, from, to, counts);
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
  const { children, adults, numbers, bits, groups } = hand;
  bits.fill(0);
  for (let from = 0; from < persons.rows; from += ROWS_AT_ONCE) {
    const to = Math.min(persons.rows, from + ROWS_AT_ONCE);
    listPeople(persons, from, to, counts);
    for (let i = 0; i < numbers.children; i++)
      counts.pupils[persons.region[children[i]!]! * LEVELS.length + lives.school[children[i]!]!]!++;
    findWork(persons, lives, labour, keys, adults, numbers.adults, bits, from, groups, counts.workers);
    earn(persons, lives, labour, keys, adults, numbers.adults, groups, homes.earned);
    bring(persons, lives, homes, components, from, to, counts);
  }
}

/** Lists whom each process concerns, and counts everybody. */
function listPeople({ sexAge, region }: Members, from: number, to: number, { byCell }: PersonCounts): void {
  const { children, adults, old, others, numbers, bits } = hand;
  const kinds = CLASS_OF;
  const cells = SEX_AGES;
  let child = 0;
  let adult = 0;
  let elder = 0;
  let other = 0;
  for (let row = from; row < to; row++) {
    const cell = sexAge[row]!;
    const kind = kinds[cell]!;
    // Written always, and kept where it counts.
    children[child] = row;
    child += kind & 1;
    adults[adult] = row;
    adult += (kind >>> 1) & 1;
    old[elder] = row;
    elder += kind >>> 2;
    if (kind === NOBODY) continue;
    if (kind < 4 && isAskedSeldom(bits[row - from]!)) others[other++] = row;
    byCell[region[row]! * cells + cell]!++;
  }
  numbers.children = child;
  numbers.adults = adult;
  numbers.old = elder;
  numbers.others = other;
}

/** What members bring their households: children and the old, and others with a disability. */
function bring(
  persons: Members,
  lives: PersonLives,
  homes: HouseholdLives,
  components: ComponentTables,
  from: number,
  to: number,
  counts: PersonCounts,
): void {
  const { children, old, others, numbers } = hand;
  const { sexAge, region } = persons;
  const { health } = lives;
  addComponents(persons, lives, components, homes.components, children, numbers.children);
  addComponents(persons, lives, components, homes.components, old, numbers.old);
  let other = 0;
  for (let row = from; row < to; row++) {
    const state = health[row]!;
    if (state === 0) continue;
    const kind = CLASS_OF[sexAge[row]!]!;
    if (kind === NOBODY) continue;
    counts.impaired[region[row]! * IMPAIRED + state]!++;
    if (kind === ADULT_ALONE && (state & DISABLED) !== 0) others[other++] = row;
  }
  addComponents(persons, lives, components, homes.components, others, other);
}
