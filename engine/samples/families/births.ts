/** The children that each mother can have had: places which the children of the city then take. */
import { chance } from '../../kernel/random.ts';
import { cumulate } from '../sampling.ts';
import { AGES, type Pool } from './age-structure.ts';
import { NOBODY } from './marriage.ts';
import type { PopulationParameters } from './population-parameters.ts';
import { AS_CHILD, AS_HEAD, type Units } from './units.ts';

/** [age of the child] units that had a child who would be of that age now. */
export type BirthPlaces = readonly number[][];

/** No parent was younger than this when a child was born. */
export const LEAST_PARENT_AGE = 16;

/** The age of the mother, or of the wife that a man without one would have had. */
export function motherAge(pool: Pool, units: Units, unit: number): number {
  const woman = units.woman[unit]!;
  return woman === NOBODY ? pool.ageYears[units.man[unit]!]! - 3 : pool.ageYears[woman]!;
}

/** The age of a child born when the younger of the two was just old enough. */
export function oldestChildAge(pool: Pool, units: Units, unit: number): number {
  const man = units.man[unit]!;
  const father = man === NOBODY ? AGES : pool.ageYears[man]!;
  return Math.min(motherAge(pool, units, unit), father) - LEAST_PARENT_AGE;
}

/** Draws for each unit the births of a life, and sorts them by what the child's age is now. */
export function birthPlaces(
  pool: Pool,
  units: Units,
  fertility: PopulationParameters['fertility'],
  yearNow: number,
  widowerShare: number,
  seed: number,
): BirthPlaces {
  const places: number[][] = Array.from({ length: AGES }, () => []);
  const draws = chance(seed, 'births');
  const cohorts = fertility.childrenByCohort.map((entry) => ({ ...entry, cumulative: cumulate(entry.chances) }));
  const { mean, deviation, least, most } = fertility.ageAtFirstBirth;
  for (let unit = 0; unit < units.count; unit++) {
    const living = units.living[unit]!;
    if (living !== AS_HEAD && living !== AS_CHILD) continue;
    if (units.woman[unit] === NOBODY && draws.uniform(unit, 0) >= widowerShare) continue;
    const mother = motherAge(pool, units, unit);
    const oldest = oldestChildAge(pool, units, unit);
    const cohort = cohorts.find((entry) => yearNow - mother < entry.bornBefore)!;
    const children = 1 + draws.pick(cohort.cumulative, unit, 1);
    let ageAtBirth = Math.min(most, Math.max(least, Math.round(mean + deviation * draws.normal(unit, 2))));
    for (let child = 0; child < children && ageAtBirth <= fertility.oldestMotherYears; child++) {
      const age = mother - ageAtBirth;
      if (age < 0) break;
      if (age <= oldest && age < AGES) places[age]!.push(unit);
      const wait = -Math.log(1 - draws.uniform(unit, 4 + child)) * fertility.yearsBetweenBirths.meanBeyond;
      ageAtBirth += fertility.yearsBetweenBirths.least + Math.min(12, Math.floor(wait));
    }
  }
  return places;
}
