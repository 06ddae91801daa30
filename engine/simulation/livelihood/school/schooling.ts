/** What a year of school goes by (the year itself: school-loop.ts): who enters a level, stays, finishes it, goes on, leaves early or comes back. */
import { threshold } from '../../microsimulation/thresholds.ts';
import type { ComponentTables } from '../aid/components.ts';
import {
  EDUCATION_MASK,
  educationOf,
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

export const AGE_BITS = 5;
/** Bits of `next` are those of a state, and above them the level whose seats limit who goes. */
export const SEATS_AT = 10;
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

export const SCHOOL_ENTRIES = (2 * SCHOOLINGS) << AGE_BITS;
export const schoolIndex = (isPoor: number, level: number, education: number, age: number): number =>
  (((isPoor * SCHOOLINGS) | schooling(level, education)) << AGE_BITS) | age;

/** @param poorOdds times the odds of not going for a child of a poor household */
export function schoolTables(parameters: LivelihoodParameters['schooling'], poorOdds: number): SchoolTables {
  const tables = { goes: new Uint32Array(SCHOOL_ENTRIES), next: new Uint16Array(SCHOOL_ENTRIES) };
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
