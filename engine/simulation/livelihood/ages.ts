/** Ages by the byte that holds sex and age. */
import { SINGLE_YEARS } from '../demography/ages.ts';
import { SEX_AGES } from '../microsimulation/persons.ts';

/** From here on people may work. */
export const WORKING_AGE = 15;

/** Older than anybody: what a row that nobody has says. */
export const NOBODYS_AGE = 255;

/** [sexAge] completed years; NOBODYS_AGE for VACANT. */
export const AGE_OF = Uint8Array.from({ length: 256 }, (_, cell) =>
  cell < SEX_AGES ? cell % SINGLE_YEARS.count : NOBODYS_AGE,
);
