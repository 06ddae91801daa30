/** A year of school: who enters a level, stays, finishes it, goes on, leaves early or comes back. */
import { drawBits, type DrawKey } from '../../chance/keyed-draws.ts';
import { threshold } from '../../microsimulation/thresholds.ts';
import { AGE_OF, WORKING_AGE } from '../ages.ts';
import { AGE_BITS as COMPONENT_AGE_BITS, COMPONENTS, componentAt, type ComponentTables } from '../aid/components.ts';
import { BROUGHT, type HouseholdLives, type Members, type PersonLives } from '../columns.ts';
import { FIRST_MASK } from '../health/health.ts';
import {
  CONDITIONS,
  conditionOf,
  EDUCATION_MASK,
  educationOf,
  HEALTH_AT,
  OTHER_BITS,
  SCHOOL_AT,
  SCHOOL_MASK,
  schooling,
  SCHOOLINGS,
  schoolOf,
  withEducation,
  withSchool,
} from '../person-state.ts';
import {
  ASKS,
  EDUCATIONS,
  FIRST_AGE,
  GIVES,
  HIGHER,
  LAST_AGE,
  levelOfAge,
  LEVELS,
  NO_SCHOOL,
  PAUD,
  SCHOOL_ENDS,
  SD,
} from './education.ts';
import type { LivelihoodParameters } from '../parameters.ts';
import { shareAt, withOdds } from '../schedule.ts';
import { listOfRows } from '../rows-at-hand.ts';
import { CHILD_TALLY, YOUNG } from '../tally.ts';

const AGE_BITS = 5;
/** Bits of `next` are those of a state, and above them the level whose seats limit who goes. */
const SEATS_AT = 10;
export const levelThen = (next: number): number => schoolOf(next & SCHOOL_MASK);
export const educationThen = (next: number): number => educationOf(next & EDUCATION_MASK);

/** Index of all columns: ((isPoor × schooling) × age now. */
export interface SchoolTables {
  /** Is at school this year: bits < goes. */
  readonly goes: Uint32Array;
  /**
   * In which level, then; what he has finished at this age, whether he goes on or not; and the level whose seats limit who
   * goes, or none for who is in the level already: three parts of one number.
   */
  readonly next: Uint16Array;
}

const ENTRIES = (2 * SCHOOLINGS) << AGE_BITS;
export const schoolIndex = (isPoor: number, level: number, education: number, age: number): number =>
  (((isPoor * SCHOOLINGS) | schooling(level, education)) << AGE_BITS) | age;

/** @param poorOdds times the odds of not going for a child of a poor household */
export function schoolTables(parameters: LivelihoodParameters['schooling'], poorOdds: number): SchoolTables {
  const tables = { goes: new Uint32Array(ENTRIES), next: new Uint16Array(ENTRIES) };
  for (const isPoor of [0, 1])
    for (let from = 0; from < LEVELS.length; from++)
      for (let had = 0; had < EDUCATIONS.length; had++)
        for (let age = 0; age <= SCHOOL_ENDS; age++) {
          const at = schoolIndex(isPoor, from, had, age);
          const isOver = from !== NO_SCHOOL && age > LAST_AGE[from]!;
          const has = isOver ? Math.max(had, GIVES[from]!) : had;
          const level = levelOfAge(age);
          const share = shareWhoGo(parameters, from, has, age);
          tables.next[at] = withEducation(withSchool(0, share === 0 ? NO_SCHOOL : level), has);
          if (share === 0) continue;
          tables.goes[at] = threshold(1 - withOdds(1 - share, isPoor ? poorOdds : 1));
          if (level !== from && level !== HIGHER) tables.next[at]! |= level << SEATS_AT;
        }
  return tables;
}

/** Of those who were in `from` and have finished `has`, who go to the level of their age. */
function shareWhoGo(schooling: LivelihoodParameters['schooling'], from: number, has: number, age: number): number {
  const level = levelOfAge(age);
  if (level === NO_SCHOOL || has < ASKS[level]!) return 0;
  const { entersPaud, dropsOut, goesOn, returns } = schooling;
  const name = LEVELS[level] as Exclude<(typeof LEVELS)[number], 'none'>;
  if (from === level) return 1 - dropsOut[name];
  if (level === PAUD) return shareAt(entersPaud, age);
  const isInTime = from === level - 1 || (level === SD && from === NO_SCHOOL);
  if (age === FIRST_AGE[level] && isInTime) return goesOn[name as keyof typeof goesOn];
  // Who has missed the first class comes later, if at all, into the class of his age.
  return level === HIGHER ? 0 : returns[name as keyof typeof returns];
}

/** [region × level] 1 where there are seats for all; less where some children of the age find none. */
export type SeatShares = Float64Array;

export interface SchoolSetting {
  readonly tables: SchoolTables;
  readonly seatShares: SeatShares;
  /** Whether any of them is less than 1. */
  readonly isLimited: boolean;
  /** What who is at school or young brings his household. */
  readonly components: ComponentTables;
  /** [sexAge] asked for his health of the same draw: free bits < asked. */
  readonly asked: Uint16Array;
}

/** [sexAge] where in the tally of a kelurahan: apart those who are no adults, whose health is counted there. */
const TALLY_AT = Uint8Array.from(AGE_OF, (age) => (age < WORKING_AGE ? YOUNG : 0));

// Rows and tables at hand: the loop is compiled with the places of columns that are there once and for all.
const CHILDREN = listOfRows();
const ILL = listOfRows();
const GOES = new Uint32Array(ENTRIES);
const NEXT = new Uint16Array(ENTRIES);
const AMOUNTS = new Uint32Array(COMPONENTS);
const ASKED = new Uint16Array(AGE_OF.length);
/** Where the rows of children and students are listed, and then those of whom health is asked. */
export const childRows = (): Uint32Array => CHILDREN;
export const illChildren = (): Uint32Array => ILL;

/** To be called before the rows of a year are passed over. */
export function layOutSchool({ tables, components, asked }: SchoolSetting): void {
  GOES.set(tables.goes);
  NEXT.set(tables.next);
  AMOUNTS.set(components.amounts);
  ASKED.set(asked);
}

/**
 * The children and students at hand (childRows): they go to school or not, bring their components, and are counted.
 *
 * @param setting of which layOutSchool was told
 * @param number  how many they are
 * @param tally   [region × CHILD_TALLY] counted here
 * @returns of how many health is asked: illChildren
 */
export function schoolYear(
  { low, high, sexAge, region, household }: Members,
  { state }: PersonLives,
  { isPoor, brought }: HouseholdLives,
  { seatShares, isLimited }: SchoolSetting,
  key: DrawKey,
  number: number,
  tally: Uint32Array,
): number {
  // Names outside of a function are looked up each time that a loop comes by.
  const children = CHILDREN;
  const ill = ILL;
  const goes = GOES;
  const next = NEXT;
  const amounts = AMOUNTS;
  const asked = ASKED;
  const ages = AGE_OF;
  const tallyAt = TALLY_AT;
  // As whole numbers they are known to be before the loop begins.
  const schoolings = SCHOOLINGS | 0;
  const schoolAt = SCHOOL_AT | 0;
  const ageBits = AGE_BITS | 0;
  const seatsAt = SEATS_AT | 0;
  const levels = LEVELS.length | 0;
  const otherBits = OTHER_BITS | 0;
  const educationBits = EDUCATION_MASK | 0;
  const levelBits = SCHOOL_MASK | 0;
  const healthAt = HEALTH_AT | 0;
  const conditions = (CONDITIONS - 1) | 0;
  const componentAges = COMPONENT_AGE_BITS | 0;
  const tallies = CHILD_TALLY | 0;
  const freeMask = FIRST_MASK | 0;
  // Shifts and imul keep places whole numbers of 32 bits, where a product would be a float.
  let found = 0;
  for (let i = 0; i < number; i++) {
    const row = children[i]!;
    const before = state[row]!;
    const home = household[row]!;
    const cell = sexAge[row]!;
    const age = ages[cell]!;
    const at = ((Math.imul(isPoor[home]!, schoolings) | (before >>> schoolAt)) << ageBits) | age;
    const then = next[at]!;
    const area = region[row]!;
    let limit = goes[at]!;
    if (isLimited && then >>> seatsAt > 0)
      limit = (limit * seatShares[Math.imul(area, levels) + (then >>> seatsAt)]!) >>> 0;
    const bits = drawBits(key, low[row]!, high[row]!, 0);
    // No branch on what nobody can foresee: all bits of the level stay, or none.
    const now = (before & otherBits) | (then & educationBits) | (then & levelBits & -Number(bits < limit));
    state[row] = now;
    const condition = (now >>> healthAt) & conditions;
    brought[(home << 1) | 1]! += amounts[(condition << componentAges) | age]!;
    tally[Math.imul(area, tallies) | tallyAt[cell]! | condition]!++;
    // Written always, and kept where it counts.
    ill[found] = row;
    found += Number((bits & freeMask) < asked[cell]!);
  }
  return found;
}

/** As above, where nobody changes yet. */
export function countChildren(
  { sexAge, region, household }: Members,
  { state }: PersonLives,
  { brought }: HouseholdLives,
  { amounts }: ComponentTables,
  number: number,
  tally: Uint32Array,
): void {
  for (let i = 0; i < number; i++) {
    const row = CHILDREN[i]!;
    const condition = conditionOf(state[row]!);
    brought[household[row]! * BROUGHT + 1]! += amounts[componentAt(condition, AGE_OF[sexAge[row]!]!)]!;
    tally[region[row]! * CHILD_TALLY + TALLY_AT[sexAge[row]!]! + condition]!++;
  }
}
