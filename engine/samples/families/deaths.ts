/** Those who died in the last years: whom registers may still list. */
import { chance } from '../../kernel/random.ts';
import { apportion, cumulate } from '../sampling.ts';
import { AGES, BirthDays, FEMALE, MALE } from './age-structure.ts';
import { lifeStateCode } from './departures.ts';
import { LastPlaces, type LastPlace } from './last-places.ts';
import { NOBODY } from './marriage.ts';
import { emptyPeople, type HouseholdList, type People } from './people.ts';
import type { PopulationParameters } from './population-parameters.ts';

/** Rate of the schedule for a single year of age: groups 0, 1-4, 5-9 … 100+. */
const rateAt = (mx: readonly number[], age: number): number =>
  mx[age === 0 ? 0 : age < 5 ? 1 : Math.floor(age / 5) + 1]!;

/** [sex × AGES + age at death] deaths of the years listed, as whole numbers. */
function deathCounts(people: People, mortality: PopulationParameters['mortality']): Uint32Array {
  const expected = new Float64Array(2 * AGES);
  for (let row = 0; row < people.residents; row++) {
    const isMan = people.sex[row] === MALE;
    const age = people.ageYears[row]!;
    const rate = rateAt(isMan ? mortality.male : mortality.female, age) * mortality.factor;
    expected[(isMan ? 0 : AGES) + age]! += rate * mortality.yearsOfDeathsListed;
  }
  const total = cumulate(expected).at(-1)!;
  return apportion(Math.round(total), expected);
}

/** Makes the dead known to their kin: a widow's children get their father back by name. */
function linkKin(
  people: People,
  dead: number,
  place: LastPlace,
  children: ReadonlyMap<number, readonly number[]>,
): void {
  const { survivor } = place;
  const isMan = people.sex[dead] === MALE;
  const side = isMan ? people.father : people.mother;
  if (place.kin === 'spouse')
    for (const child of children.get(survivor) ?? []) if (side[child] === NOBODY) side[child] = dead;
  if (place.kin === 'parent') side[survivor] = dead;
  if (place.kin === 'child') {
    people.mother[dead] = survivor;
    const sibling = children.get(survivor)?.[0];
    if (sibling === undefined) return;
    people.father[dead] = people.father[sibling]!;
    people.birthFamily[dead] = people.birthFamily[sibling]!;
  }
}

function childrenByParent(people: People): ReadonlyMap<number, readonly number[]> {
  const children = new Map<number, number[]>();
  for (let row = 0; row < people.count; row++)
    for (const parent of [people.mother[row]!, people.father[row]!]) {
      if (parent === NOBODY) continue;
      const known = children.get(parent);
      if (known === undefined) children.set(parent, [row]);
      else known.push(row);
    }
  return children;
}

function widened(people: People, more: number): People {
  const wide = emptyPeople(people.count + more, people.residents);
  wide.sex.set(people.sex);
  wide.ageYears.set(people.ageYears);
  wide.bornOn.set(people.bornOn);
  wide.maritalStatus.set(people.maritalStatus);
  wide.shdk.set(people.shdk);
  wide.lifeState.set(people.lifeState);
  wide.leftOn.set(people.leftOn);
  wide.household.set(people.household);
  wide.mother.set(people.mother);
  wide.father.set(people.father);
  wide.twin.set(people.twin);
  wide.birthFamily.set(people.birthFamily);
  return wide;
}

/**
 * Adds the dead behind all other rows; those who lived alone bring a household of their own, without residents.
 *
 * @param referenceDay days since 1970-01-01
 */
export function addDeaths(
  living: People,
  households: HouseholdList,
  parameters: PopulationParameters,
  referenceDay: number,
  seed: number,
): { readonly people: People; readonly households: HouseholdList } {
  const counts = deathCounts(living, parameters.mortality);
  const people = widened(living, cumulate(counts).at(-1)!);
  const draws = chance(seed, 'deaths');
  const places = new LastPlaces(living, draws, seed);
  const children = childrenByParent(living);
  const heads = [...households.headPerson];
  const days = Math.round(parameters.mortality.yearsOfDeathsListed * 365);
  const died = lifeStateCode('died');
  let row = living.count;
  counts.forEach((deaths, cell) => {
    for (let i = 0; i < deaths; i++, row++) {
      const sex = cell < AGES ? MALE : FEMALE;
      const age = cell % AGES;
      const place = places.find(sex, age, row);
      people.sex[row] = sex;
      people.ageYears[row] = age;
      people.leftOn[row] = referenceDay - draws.below(days, row, 0);
      people.bornOn[row] = new BirthDays(people.leftOn[row]!, parameters.birthDayHeaping, draws).draw(age, row);
      people.maritalStatus[row] = place.maritalStatus;
      people.shdk[row] = place.shdk;
      people.lifeState[row] = died;
      people.birthFamily[row] = 2 * people.count + row;
      people.household[row] = place.survivor === NOBODY ? heads.push(row) - 1 : people.household[place.survivor]!;
      linkKin(people, row, place, children);
    }
  });
  const size = new Uint16Array(heads.length);
  size.set(households.size);
  return { people, households: { ...households, count: heads.length, size, headPerson: Uint32Array.from(heads) } };
}
