/** What a person does and has, in one small number a person, so that a year reads and writes one column of it. */

/** Bits of a state, the lowest first: work 2, health 2, school 3, education 3. */
const WORK_MASK = 3;
export const HEALTH_AT = 2;
const HEALTH_MASK = 3 << HEALTH_AT;
export const SCHOOL_AT = 4;
export const SCHOOL_MASK = 7 << SCHOOL_AT;
const EDUCATION_AT = 7;
export const EDUCATION_MASK = 7 << EDUCATION_AT;

/** OUTSIDE, WORKING or SEEKING; bits DISABLED and FRAIL; LEVELS; EDUCATIONS. */
export const workOf = (state: number): number => state & WORK_MASK;
export const healthOf = (state: number): number => (state & HEALTH_MASK) >>> HEALTH_AT;
export const schoolOf = (state: number): number => (state & SCHOOL_MASK) >>> SCHOOL_AT;
export const educationOf = (state: number): number => state >>> EDUCATION_AT;

export const withWork = (state: number, work: number): number => (state & ~WORK_MASK) | work;
export const withHealth = (state: number, health: number): number => (state & ~HEALTH_MASK) | (health << HEALTH_AT);
export const withSchool = (state: number, school: number): number => (state & ~SCHOOL_MASK) | (school << SCHOOL_AT);
export const withEducation = (state: number, education: number): number =>
  (state & ~EDUCATION_MASK) | (education << EDUCATION_AT);

/** School and education together, from 0 to below SCHOOLINGS: what tables of either begin with. */
export const SCHOOLING_BITS = 6;
export const SCHOOLINGS = 1 << SCHOOLING_BITS;
/** What neither school nor education holds. */
export const OTHER_BITS = (1 << SCHOOL_AT) - 1;
export const schoolingOf = (state: number): number => state >>> SCHOOL_AT;
export const schooling = (school: number, education: number): number => (education << 3) | school;

/** Health and school together, from 0 to below CONDITIONS. */
export const CONDITIONS = 32;
export const conditionOf = (state: number): number => (state >>> HEALTH_AT) & (CONDITIONS - 1);
export const healthOfCondition = (condition: number): number => condition & 3;
export const schoolOfCondition = (condition: number): number => condition >>> 2;

/**
 * Standing on the labour market and pay, standard normal numbers, in 4096ths and in the two halves of one number: they reach to
 * 8 standard deviations, which of all Indonesians nobody meets in a hundred thousand runs.
 */
export const PLACE_UNIT = 4096;
export const MOST_UNITS = 32_767;

const inUnits = (value: number): number => Math.max(-MOST_UNITS, Math.min(MOST_UNITS, Math.round(value * PLACE_UNIT)));
export const placeOf = (standing: number, pay: number): number => (inUnits(standing) << 16) | (inUnits(pay) & 0xffff);
export const standingOf = (place: number): number => (place >> 16) / PLACE_UNIT;
export const payOf = (place: number): number => ((place << 16) >> 16) / PLACE_UNIT;
