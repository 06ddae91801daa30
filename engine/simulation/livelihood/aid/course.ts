/** For whom courses are: what the rules of models/assistance say of somebody, by what the simulation knows of him. */
import { SINGLE_YEARS } from '../../demography/ages.ts';
import { schoolOf } from '../person-state.ts';
import { LEVELS } from '../school/education.ts';
import { AGE_BITS } from './components.ts';
import { dueOf, type AskedMembers } from './members.ts';
import { CIRCUMSTANCES, circumstanceOf, factsOfPerson } from './simulated-facts.ts';

/** @returns [circumstance × age] 1 for who fits any of them */
export function courseTable(courses: readonly AskedMembers[]): Uint8Array {
  const table = new Uint8Array(CIRCUMSTANCES << AGE_BITS);
  for (let circumstance = 0; circumstance < CIRCUMSTANCES; circumstance++) {
    if (schoolOf(circumstance) >= LEVELS.length) continue;
    for (let age = 0; age < SINGLE_YEARS.count; age++) {
      const facts = factsOfPerson(circumstance, age);
      table[(circumstance << AGE_BITS) | age] = courses.some((asked) => dueOf(asked, facts) > 0) ? 1 : 0;
    }
  }
  return table;
}

/** Where somebody stands in it, by his state and age. */
export const courseAt = (state: number, age: number): number => (circumstanceOf(state) << AGE_BITS) | age;
