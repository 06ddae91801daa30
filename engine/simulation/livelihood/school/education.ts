/** Levels of school and what a person has finished, as columns hold them. */

/** Index is what the column `school` holds. */
export const LEVELS = ['none', 'paud', 'sd', 'smp', 'sma', 'higher'] as const;
export type Level = (typeof LEVELS)[number];
export const NO_SCHOOL = 0;
export const PAUD = 1;
export const SD = 2;
export const HIGHER = 5;

/** Index is what the column `education` holds: nothing finished, then the levels. */
export const EDUCATIONS = ['none', 'sd', 'smp', 'sma', 'higher'] as const;
export type Education = (typeof EDUCATIONS)[number];

/** [level] age of its first and last class; one age a class. */
export const FIRST_AGE = [0, 3, 7, 13, 16, 19];
export const LAST_AGE = [0, 6, 12, 15, 18, 22];
/** From here on nobody of the model goes to school. */
export const SCHOOL_ENDS = 24;

/** [level] what is finished with it: PAUD gives nothing. */
export const GIVES = [0, 0, 1, 2, 3, 4];
/** [level] what it asks to have been finished. */
export const ASKS = [0, 0, 0, 1, 2, 3];

/** [code of the family card, models/codes] what is finished; 255 where the card says nothing. */
export const UNTOLD = 255;
export const EDUCATION_OF_CARD = [UNTOLD, 0, 0, 1, 2, 3, 4, 4, 4, 4, 4];

/** Level whose ages hold this one, or none. */
export const levelOfAge = (age: number): number =>
  Math.max(
    NO_SCHOOL,
    LEVELS.findIndex((_, level) => level > 0 && age >= FIRST_AGE[level]! && age <= LAST_AGE[level]!),
  );
