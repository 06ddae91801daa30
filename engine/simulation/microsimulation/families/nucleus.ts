/**
 * A family within a household: a couple, or a woman who has borne children, and the never married children below 18 of the
 * woman who live with her. The woman is its head. Everybody belongs to one at most, and goes alone where he belongs to none.
 */
import { NONE } from '../households.ts';
import { motherOf, NEVER_MARRIED, type FamilyPersons } from './family-persons.ts';
import { ADULT_AGE, GROWN_AGE } from './family-tables.ts';
import { ageOfCell, isWoman } from './family-year.ts';

/** @returns the row of the head of his family; his own where he has none */
export function headOf(persons: FamilyPersons, person: number): number {
  const { sexAge, partner, parity, marital, household } = persons;
  const cell = sexAge[person]!;
  const spouse = partner[person]!;
  if (isWoman(cell)) {
    if (spouse !== NONE || parity[person]! > 0) return person;
  } else if (spouse !== NONE) return spouse;
  if (marital[person] !== NEVER_MARRIED || ageOfCell(cell) >= GROWN_AGE) return person;
  const mother = motherOf(persons, person);
  return mother !== NONE && household[mother] === household[person] ? mother : person;
}

/** Whether a family may leave or move by the draw of this person. */
export const isHead = ({ sexAge, partner, parity }: FamilyPersons, person: number): boolean => {
  const cell = sexAge[person]!;
  return isWoman(cell) && ageOfCell(cell) >= ADULT_AGE && (partner[person] !== NONE || parity[person]! > 0);
};

/**
 * @param head of a family, or somebody who has none
 * @param into filled from 0 on
 * @returns    how many they are, the head included
 */
export function familyOf(persons: FamilyPersons, first: Uint32Array, head: number, into: number[]): number {
  let size = 0;
  into[size++] = head;
  if (!isWoman(persons.sexAge[head]!)) return size;
  const { partner, next, household } = persons;
  if (partner[head] !== NONE) into[size++] = partner[head]!;
  for (let row = first[household[head]!]!; row !== NONE; row = next[row]!)
    if (row !== head && row !== partner[head] && headOf(persons, row) === head) into[size++] = row;
  return size;
}
