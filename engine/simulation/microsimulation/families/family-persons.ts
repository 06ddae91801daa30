/** Persons with their families: the columns of persons.ts and those that families need. Still no object a person. */
import { columnsWithRoom } from '../columns.ts';
import { addRow, growingRows, type GrowingRows } from '../growing-rows.ts';
import { NONE, type Members } from '../households.ts';
import { SPARE, VACANT, type SimulatedPersons, type StartPersons } from '../persons.ts';

/** Status perkawinan: the codes of models/codes. */
export const NEVER_MARRIED = 1;
export const MARRIED = 2;
export const DIVORCED = 3;
export const WIDOWED = 4;

/** The columns that families add. */
export interface FamilyColumns extends Members {
  /** [person] row of whom he is married to, always somebody who lives with him; NONE of the unmarried, and of the married
   * whose partner is not a resident. Both point at each other. */
  partner: Uint32Array;
  /** [person] row that his mother had: ask `motherOf`, as it may be somebody else's by now. NONE where she is not known. */
  mother: Uint32Array;
  /** [person] status perkawinan, 1 to 4. */
  marital: Uint8Array;
  /** [person] children that a woman has borne, as far as they are known: those who live with her at the start, and later ones. */
  parity: Uint8Array;
  /** [person] highest education, the codes of models/codes; 0 where not known, as of newcomers. */
  education: Uint8Array;
  /** [person] 1 where his father or mother has died while he lived with them; of the start as cards and lists tell it. */
  lostParent: Uint8Array;
  /** [person] step in which his row was last given to somebody; 0 at the start. */
  arrivedStep: Uint8Array;
}

export interface FamilyPersons extends SimulatedPersons, FamilyColumns {
  /** Rows that were given to somebody in the last year. */
  readonly arrived: GrowingRows;
}

export interface StartFamilyPersons extends StartPersons, Readonly<FamilyColumns> {}

/** @returns the row of his mother while she is a resident; NONE otherwise */
export function motherOf({ mother, sexAge, arrivedStep }: FamilyPersons, person: number): number {
  const row = mother[person]!;
  // Who was given the row of a mother later than the child was given his is another person.
  if (row === NONE || sexAge[row] === VACANT || arrivedStep[row]! > arrivedStep[person]!) return NONE;
  return row;
}

/** A copy to simulate on: the start serves many replicates. @param spare persons of a run that is over */
export function copyOfFamilyPersons(start: StartFamilyPersons, spare?: FamilyPersons): FamilyPersons {
  const rows = start.sexAge.length;
  const columns = columnsWithRoom(start, Math.ceil(rows * SPARE), spare);
  return { rows, vacant: growingRows(), arrived: growingRows(), ...columns };
}

export interface NewPerson {
  readonly low: number;
  readonly high: number;
  readonly sexAge: number;
  readonly region: number;
  /** Row of the mother, or NONE. */
  readonly mother: number;
  /** Status perkawinan. */
  readonly status: number;
  readonly step: number;
}

/** @returns the row of somebody who lives in no household yet; `reserve` has made room */
export function settlePerson(persons: FamilyPersons, person: NewPerson): number {
  const { low, high, sexAge, region, mother, status, step } = person;
  const { vacant, arrived } = persons;
  const row = vacant.count > 0 ? vacant.rows[--vacant.count]! : persons.rows++;
  persons.low[row] = low;
  persons.high[row] = high;
  persons.sexAge[row] = sexAge;
  persons.region[row] = region;
  persons.partner[row] = NONE;
  persons.mother[row] = mother;
  persons.marital[row] = status;
  persons.parity[row] = 0;
  persons.education[row] = 0;
  persons.lostParent[row] = 0;
  persons.arrivedStep[row] = step;
  addRow(arrived, row);
  return row;
}
