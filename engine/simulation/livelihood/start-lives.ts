/** How the residents of a snapshot live: as registers tell it, and by a keyed chance where none does. */
import { drawBits, thresholdOf, uniformOf } from '../chance/keyed-draws.ts';
import { normalQuantile } from '../../kernel/normal.ts';
import type { Population } from '../../population/columns.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { SEX_AGES } from '../microsimulation/persons.ts';
import { beginLife, type BeginningTables } from './beginnings.ts';
import { DISABLED, FRAIL, personLives, type Members, type PersonLives } from './columns.ts';
import {
  ASKS,
  EDUCATION_OF_CARD,
  EDUCATIONS,
  FIRST_AGE,
  GIVES,
  HIGHER,
  LAST_AGE,
  levelOfAge,
  NO_SCHOOL,
  UNTOLD,
} from './school/education.ts';
import type { LifeKeys } from './life-keys.ts';
import {
  educationOf,
  healthOf,
  payOf,
  placeOf,
  schoolOf,
  withEducation,
  withHealth,
  withSchool,
} from './person-state.ts';
import { AT_SCHOOL, WORK_CELLS } from './work/work-tables.ts';
import { WORKING_AGE } from './ages.ts';

const { count } = SINGLE_YEARS;

/** Codes of models/codes: no disability; occupations of the family card, from which on it is work. */
const NO_DISABILITY = 7;
const STUDENT = 3;
const FIRST_OCCUPATION = 5;

/** Of how many residents some register tells it. */
export interface Told {
  readonly education: number;
  readonly school: number;
  readonly work: number;
  readonly disability: number;
}

export interface StartedLives {
  readonly lives: PersonLives;
  readonly told: Told;
}

type Residents = Pick<Population['persons'], 'education' | 'occupation' | 'schoolLevel' | 'isJobSeeker' | 'disability'>;

/**
 * @param residents    [person] in the order of `persons`
 * @param isFrail      [person] 1 for whom a list tells that he cannot care for himself; undefined where none was received
 * @param hasPupils    whether a register of pupils is loaded: without it nobody's school is known
 * @param keys         of the start: no seed of a replicate is in them
 */
export function startLives(
  persons: Members,
  residents: Residents,
  isFrail: Uint8Array | undefined,
  hasPupils: boolean,
  tables: BeginningTables,
  keys: LifeKeys,
): StartedLives {
  const lives = personLives(persons.rows);
  const told = { education: 0, school: 0, work: 0, disability: 0 };
  const unlisted = hasPupils ? attendsThough(persons, residents, tables) : undefined;
  for (let row = 0; row < persons.rows; row++) {
    beginLife(persons, lives, tables, row, keys);
    let state = lives.state[row]!;
    const age = persons.sexAge[row]! % count;
    const card = EDUCATION_OF_CARD[residents.education[row]!] ?? UNTOLD;
    if (unlisted !== undefined && levelOfAge(age) !== NO_SCHOOL) {
      const isListed = isPupil(residents, row, age);
      const bits = drawBits(keys.school, persons.low[row]!, persons.high[row]!, 0);
      state = withSchool(state, isListed || bits < thresholdOf(unlisted[age]!) ? levelOfAge(age) : NO_SCHOOL);
      if (isListed) told.school++;
    }
    if (card !== UNTOLD) {
      state = withEducation(state, possible(card, age));
      told.education++;
    }
    // Cards lag behind: who is in a level has finished what it asks.
    state = withEducation(state, Math.max(educationOf(state), ASKS[schoolOf(state)]!));
    const disability = residents.disability[row]!;
    if (disability > 0) {
      told.disability++;
      state = withHealth(state, (healthOf(state) & FRAIL) | (disability < NO_DISABILITY ? DISABLED : 0));
    }
    if (isFrail?.[row] === 1) state = withHealth(state, healthOf(state) | FRAIL);
    lives.state[row] = state;
  }
  told.work = placeOnLabourMarket(persons, lives, residents, keys);
  return { lives, told };
}

/**
 * [age] of those who are on no list of pupils, share who are at school though: madrasah keep lists of their own, and a list
 * that lacks a child does not say that he stays at home. So many that the share of the age is that of the schedules.
 */
function attendsThough({ rows, sexAge }: Members, residents: Residents, { attends }: BeginningTables): Float64Array {
  const all = new Float64Array(count);
  const listed = new Float64Array(count);
  for (let row = 0; row < rows; row++) {
    const age = sexAge[row]! % count;
    if (levelOfAge(age) === NO_SCHOOL) continue;
    all[age]!++;
    if (isPupil(residents, row, age)) listed[age]!++;
  }
  return all.map((number, age) =>
    number === listed[age] ? 0 : Math.max(0, attends[age]! * number - listed[age]!) / (number - listed[age]!),
  );
}

/** Dapodik knows pupils up to SMA; that somebody studies stands on the card. */
function isPupil({ schoolLevel, occupation }: Residents, row: number, age: number): boolean {
  return age >= FIRST_AGE[HIGHER]! ? occupation[row] === STUDENT : schoolLevel[row]! > 0;
}

/** [education] youngest who may have finished it: some have a diploma while others of their age still study. */
const YOUNGEST = EDUCATIONS.map((_, education) =>
  education === 0 ? 0 : education === GIVES[HIGHER] ? LAST_AGE[HIGHER]! - 1 : LAST_AGE[GIVES.indexOf(education)]! + 1,
);

/** What the card says, as far as his age allows. */
function possible(education: number, age: number): number {
  let has = education;
  while (age < YOUNGEST[has]!) has--;
  return has;
}

/** Ages that are ranked together. */
const SPAN = 5;

/**
 * Who works by the card stands surest, then who is registered as looking for work, then all others; among those who are alike
 * chance decides. So the shares of each age, sex and education are those of the schedules, and the cards say who it is.
 *
 * @returns of how many of working age the card tells an occupation
 */
function placeOnLabourMarket(
  { rows, low, high, sexAge }: Members,
  lives: PersonLives,
  { occupation, isJobSeeker }: Residents,
  { labour }: LifeKeys,
): number {
  const groups = new Map<number, number[]>();
  const order = new Float64Array(rows);
  let told = 0;
  for (let row = 0; row < rows; row++) {
    const age = sexAge[row]! % count;
    if (age < WORKING_AGE) continue;
    if (occupation[row]! > 0) told++;
    const sure = isJobSeeker[row] === 1 ? 1 : occupation[row]! >= FIRST_OCCUPATION ? 0 : 2;
    order[row] = sure + uniformOf(drawBits(labour, low[row]!, high[row]!, 1));
    const span = Math.floor(sexAge[row]! / count) * SEX_AGES + Math.floor(age / SPAN);
    const key = groupOf(lives, row) * 2 * SEX_AGES + span;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(row);
  }
  for (const group of groups.values()) {
    group.sort((a, b) => order[a]! - order[b]! || low[a]! - low[b]! || high[a]! - high[b]!);
    group.forEach((row, i) => {
      lives.place[row] = placeOf(normalQuantile((i + 0.5) / group.length), payOf(lives.place[row]!));
    });
  }
  return told;
}

export const groupOf = ({ state }: PersonLives, row: number): number =>
  schoolOf(state[row]!) === NO_SCHOOL ? educationOf(state[row]!) : AT_SCHOOL;

/** [group × sexAge] persons. */
export function countGroups({ rows, sexAge }: Members, lives: PersonLives): Uint32Array {
  const counts = new Uint32Array(WORK_CELLS);
  for (let row = 0; row < rows; row++) counts[groupOf(lives, row) * SEX_AGES + sexAge[row]!]!++;
  return counts;
}
