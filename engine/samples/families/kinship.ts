/** Brings people together in households: children with parents, elders with grown children, kin with kin. */
import { chance } from '../../kernel/random.ts';
import { AGES, FEMALE, VOTING_AGE, type Pool } from './age-structure.ts';
import type { BirthPlaces } from './births.ts';
import { Homes, SHDK, type Kinship } from './homes.ts';
import type { PopulationParameters } from './population-parameters.ts';
import { AS_CHILD, AS_ELDER, AS_RELATIVE, type Singles, type Units } from './units.ts';

/** Some of those who live with others as kin are no kin. */
function nameOthers(
  pool: Pool,
  shdk: Uint8Array,
  arrangements: PopulationParameters['livingArrangements'],
  seed: number,
): void {
  const draws = chance(seed, 'no-kin');
  const relatives: number[] = [];
  for (let person = 0; person < pool.count; person++)
    if (shdk[person] === SHDK.relative && pool.ageYears[person]! >= VOTING_AGE) relatives.push(person);
  // Helpers are women, half of the relatives.
  const helper = (2 * arrangements.helperShare * pool.count) / relatives.length;
  const other = (arrangements.unrelatedShare * pool.count) / relatives.length;
  for (const person of relatives) {
    const draw = draws.uniform(person);
    if (draw < other) shdk[person] = SHDK.other;
    else if (draw < other + helper && pool.sex[person] === FEMALE) shdk[person] = SHDK.helper;
  }
}

/** Makes the households of a pool: afterwards everybody has a home, and each home has one head. */
export function assembleHouseholds(
  pool: Pool,
  units: Units,
  singles: Singles,
  places: BirthPlaces,
  parameters: PopulationParameters,
  seed: number,
): Kinship {
  const arrangements = parameters.livingArrangements;
  const homes = new Homes(pool, units, seed);
  const draws = chance(seed, 'with-whom');
  const seekers: number[][] = Array.from({ length: AGES }, () => []);
  const grandchildren: number[] = [];
  for (const child of singles.children) {
    const isGrandchild =
      pool.ageYears[child]! < VOTING_AGE && draws.uniform(child) < arrangements.childWithGrandparents;
    (isGrandchild ? grandchildren : seekers[pool.ageYears[child]!]!).push(child);
  }
  for (let unit = 0; unit < units.count; unit++)
    if (units.living[unit] === AS_CHILD) seekers[pool.ageYears[units.anchor[unit]!]!]!.push(units.anchor[unit]!);
  for (let age = AGES - 1; age >= 0; age--)
    homes.placeLeft(homes.placeChildren(age, seekers[age]!, places[age]!, parameters.fertility.twinBirthShare));
  for (let unit = 0; unit < units.count; unit++)
    if (units.living[unit] === AS_ELDER) homes.placeElders(unit, arrangements.elderWithDaughter);
  grandchildren.forEach((child) => homes.placeGrandchild(child));
  singles.relatives.forEach((person) => homes.placeRelative(person));
  for (let unit = 0; unit < units.count; unit++)
    if (units.living[unit] === AS_RELATIVE) homes.placeRelative(units.anchor[unit]!);
  homes.seatUnits(arrangements.wifeAtHead);
  nameOthers(pool, homes.shdk, arrangements, seed);
  return homes;
}
