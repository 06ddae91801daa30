/** Who goes to school, and how far everybody went. */
import { chance } from '../../kernel/random.ts';
import { ageYears, calendarDate, dayOf } from '../../kernel/time.ts';
import { MALE } from '../families/age-structure.ts';
import { lifeStateCode } from '../families/departures.ts';
import type { People } from '../families/people.ts';
import { cumulate, tabulate } from '../sampling.ts';
import { standardNormalShare } from '../welfare/normal.ts';
import type { WorkParameters } from './work-parameters.ts';

/** City.persons.schoolLevel. */
export const SCHOOL = { none: 0, kindergarten: 1, primary: 2, lowerSecondary: 3, upperSecondary: 4 } as const;

/** Row i of every column is one person. */
export interface Schooling {
  readonly schoolLevel: Uint8Array;
  readonly schoolGrade: Uint8Array;
  /** [person] 1 for a student of a university or college. */
  readonly isStudent: Uint8Array;
}

/** The first day of the school year that holds a day. */
function schoolYearStart(referenceDay: number, firstMonth: number): number {
  const { year, month } = calendarDate(referenceDay);
  return dayOf(month >= firstMonth ? year : year - 1, firstMonth, 1)!;
}

/** Level and grade 1 to 12 of a class; grade 0 and below is kindergarten. */
function levelOf(grade: number): number {
  if (grade < 1) return SCHOOL.kindergarten;
  return grade <= 6 ? SCHOOL.primary : grade <= 9 ? SCHOOL.lowerSecondary : SCHOOL.upperSecondary;
}

/** Odds times e^effect. */
const withEffect = (share: number, effect: number): number =>
  share === 0 ? 0 : 1 / (1 + ((1 - share) / share) * Math.exp(-effect));

/**
 * @param position [household] social position, standard normal
 */
export function drawSchooling(
  people: People,
  position: Float64Array,
  parameters: WorkParameters['schooling'],
  referenceDay: number,
  seed: number,
): Schooling {
  const draws = chance(seed, 'schooling');
  const start = schoolYearStart(referenceDay, parameters.firstMonth);
  const attends = tabulate(parameters.participation);
  const studies = tabulate(parameters.student);
  const schoolLevel = new Uint8Array(people.count);
  const schoolGrade = new Uint8Array(people.count);
  const isStudent = new Uint8Array(people.count);
  const died = lifeStateCode('died');
  for (let row = 0; row < people.count; row++) {
    const age =
      people.lifeState[row] === died ? people.ageYears[row]! : Math.max(0, ageYears(people.bornOn[row]!, start));
    if (age < 2 || age > 30) continue;
    const effect = parameters.positionEffect * position[people.household[row]!]!;
    const draw = draws.uniform(row);
    // Younger than 16 nearly all go, rich or poor.
    if (draw < withEffect(attends[age]!, age > 15 || age < 6 ? effect : effect / 2)) {
      const shift = draws.uniform(row, 1);
      const offset = shift < parameters.gradeBehindShare ? -1 : shift > 1 - parameters.gradeAheadShare ? 1 : 0;
      // Seven years at the start of the school year are the first grade.
      const grade = Math.min(12, age - 6 + (age < 6 ? 0 : age === 6 ? Math.max(0, offset) : offset));
      schoolLevel[row] = levelOf(grade);
      schoolGrade[row] = Math.max(0, grade);
    } else if (draws.uniform(row, 2) < withEffect(studies[age]!, effect)) isStudent[row] = 1;
  }
  return { schoolLevel, schoolGrade, isStudent };
}

/** Code of education that a pupil of a grade has finished. */
function ofPupil(level: number): number {
  return level <= SCHOOL.kindergarten ? 1 : level === SCHOOL.primary ? 2 : level === SCHOOL.lowerSecondary ? 3 : 4;
}

/**
 * Highest education of everybody.
 *
 * @returns [person] code of models/codes/dukcapil.yaml
 */
export function drawEducation(
  people: People,
  schooling: Schooling,
  position: Float64Array,
  parameters: WorkParameters['education'],
  referenceDay: number,
  seed: number,
): Uint8Array {
  const draws = chance(seed, 'education');
  const year = calendarDate(referenceDay).year;
  const cohorts = parameters.cohorts.map(({ bornBefore, male, female }) => ({
    bornBefore,
    shares: [cumulate(male), cumulate(female)],
  }));
  const follow = parameters.positionCorrelation;
  const own = Math.sqrt(1 - follow ** 2);
  return Uint8Array.from({ length: people.count }, (_, row) => {
    const age = people.ageYears[row]!;
    if (schooling.schoolLevel[row]! > 0) return ofPupil(schooling.schoolLevel[row]!);
    if (schooling.isStudent[row] === 1) return 5;
    if (age < 7) return 1;
    const score = standardNormalShare(follow * position[people.household[row]!]! + own * draws.normal(row));
    const cohort = cohorts.find((entry) => year - age < entry.bornBefore)!;
    const cumulative = cohort.shares[people.sex[row] === MALE ? 0 : 1]!;
    const code = 1 + cumulative.findIndex((share) => share > score * cumulative[9]!);
    return Math.min(code === 0 ? 10 : code, highestAt(age));
  });
}

/** Nobody finishes a school before the age at which it ends. */
function highestAt(age: number): number {
  if (age < 13) return 2;
  if (age < 16) return 3;
  if (age < 18) return 4;
  if (age < 21) return 5;
  return age < 23 ? 7 : age < 25 ? 8 : age < 29 ? 9 : 10;
}
