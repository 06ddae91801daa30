/** A year of school: who enters a level, stays, finishes it, goes on, leaves early or comes back. */
import { drawBits, type DrawKey } from '../../chance/keyed-draws.ts';
import { threshold } from '../../microsimulation/thresholds.ts';
import { AGE_OF } from '../ages.ts';
import type { HouseholdLives, Members, PersonLives } from '../columns.ts';
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

const AGES = SCHOOL_ENDS + 1;
const STATES = LEVELS.length * EDUCATIONS.length;
/** What is asked before the places of a kelurahan count. */
const NOT_LIMITED = 0;
const PART = 15;
const EDUCATION_AT = 4;
const SEATS_AT = 8;
export const levelThen = (next: number): number => next & PART;
export const educationThen = (next: number): number => (next >>> EDUCATION_AT) & PART;

/** Index of all columns: ((isPoor × level) × education) × age now. */
export interface SchoolTables {
  /** Is at school this year: bits < goes. */
  readonly goes: Uint32Array;
  /**
   * In which level, then; what he has finished at this age, whether he goes on or not; and the level whose seats limit who
   * goes, or NOT_LIMITED for who is in the level already: three parts of one number.
   */
  readonly next: Uint16Array;
}

export const schoolIndex = (isPoor: number, level: number, education: number, age: number): number =>
  ((isPoor * LEVELS.length + level) * EDUCATIONS.length + education) * AGES + age;

/** @param poorOdds times the odds of not going for a child of a poor household */
export function schoolTables(schooling: LivelihoodParameters['schooling'], poorOdds: number): SchoolTables {
  const size = 2 * STATES * AGES;
  const tables = {
    goes: new Uint32Array(size),
    next: new Uint16Array(size),
  };
  for (const isPoor of [0, 1])
    for (let from = 0; from < LEVELS.length; from++)
      for (let had = 0; had < EDUCATIONS.length; had++)
        for (let age = 0; age < AGES; age++) {
          const at = schoolIndex(isPoor, from, had, age);
          const isOver = from !== NO_SCHOOL && age > LAST_AGE[from]!;
          const has = isOver ? Math.max(had, GIVES[from]!) : had;
          tables.next[at] = has << EDUCATION_AT;
          const level = levelOfAge(age);
          const share = shareWhoGo(schooling, from, has, age);
          if (share === 0) continue;
          tables.next[at]! |= level;
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

/**
 * The children and students among some rows.
 *
 * @param children their rows, the first `number`
 * @param pupils   [region × level] counted here
 */
export function schoolYear(
  { low, high, sexAge, region, household }: Members,
  { school, education }: PersonLives,
  { isPoor }: HouseholdLives,
  { goes, next }: SchoolTables,
  seatShares: SeatShares,
  key: DrawKey,
  children: Uint32Array,
  number: number,
  pupils: Uint32Array,
): void {
  // Names of other files are looked up each time that a loop comes by.
  const ages = AGE_OF;
  const levels = LEVELS.length;
  const perLevel = EDUCATIONS.length * AGES;
  const perWealth = levels * perLevel;
  for (let i = 0; i < number; i++) {
    const row = children[i]!;
    const area = region[row]! * levels;
    const at =
      isPoor[household[row]!]! * perWealth + school[row]! * perLevel + education[row]! * AGES + ages[sexAge[row]!]!;
    const then = next[at]!;
    let limit = goes[at]!;
    const seats = (then >>> SEATS_AT) & PART;
    if (seats !== NOT_LIMITED) limit *= seatShares[area + seats]!;
    const attends = limit > 0 && drawBits(key, low[row]!, high[row]!, 0) < limit ? then & PART : NO_SCHOOL;
    education[row] = (then >>> EDUCATION_AT) & PART;
    school[row] = attends;
    pupils[area + attends]!++;
  }
}
