/** Those who died in the last years: whom registers may still list. */
import { chance, type Chance } from '../../kernel/random.ts';
import { apportion, cumulate, shuffled } from '../sampling.ts';
import { AGES, BirthDays, FEMALE, MALE } from './age-structure.ts';
import { lifeStateCode } from './departures.ts';
import { SHDK } from './kinship.ts';
import { MARRIED, NEVER_MARRIED, NOBODY, WIDOWED } from './marriage.ts';
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

/** Residents in an order of chance, by sex and age, each handed out once. */
class Survivors {
  readonly #rows: number[][] = Array.from({ length: 2 * AGES }, () => []);

  constructor(people: People, draws: Chance, isFit: (row: number) => boolean) {
    for (const row of shuffled(people.residents, draws))
      if (isFit(row)) this.#rows[(people.sex[row] === MALE ? 0 : AGES) + people.ageYears[row]!]!.push(row);
  }

  /** The next one nearest to an age within a range; NOBODY where none is left. */
  take(sex: number, age: number, from: number, to: number): number {
    for (let away = 0; away <= Math.max(age - from, to - age); away++)
      for (const candidate of away === 0 ? [age] : [age - away, age + away]) {
        if (candidate < from || candidate > to || candidate < 0 || candidate >= AGES) continue;
        const row = this.#rows[(sex === MALE ? 0 : AGES) + candidate]!.pop();
        if (row !== undefined) return row;
      }
    return NOBODY;
  }
}

interface LastPlace {
  readonly maritalStatus: number;
  readonly shdk: number;
  /** Resident in whose household it was; NOBODY for one who lived alone. */
  readonly survivor: number;
  /** What the dead was to the survivor. */
  readonly kin: 'spouse' | 'parent' | 'child' | 'none';
}

const alone = (age: number): LastPlace => ({
  maritalStatus: age < 45 ? NEVER_MARRIED : WIDOWED,
  shdk: SHDK.head,
  survivor: NOBODY,
  kin: 'none',
});

/** Where somebody lived before death: with the spouse whom the death left, a grown child, the parents, or alone. */
class LastPlaces {
  readonly #people: People;
  readonly #draws: Chance;
  readonly #widowed: Survivors;
  readonly #grown: Survivors;
  readonly #mothers: Survivors;

  constructor(people: People, draws: Chance, seed: number) {
    const pick = (name: string): Chance => chance(seed, 'survivors', name);
    const hasNoParent = (row: number): boolean => people.mother[row] === NOBODY && people.father[row] === NOBODY;
    this.#people = people;
    this.#draws = draws;
    this.#widowed = new Survivors(people, pick('widowed'), (row) => people.maritalStatus[row] === WIDOWED);
    this.#grown = new Survivors(
      people,
      pick('grown'),
      (row) => people.shdk[row] === SHDK.head && people.sex[row] === MALE && hasNoParent(row),
    );
    this.#mothers = new Survivors(people, pick('mothers'), (row) => people.shdk[row] === SHDK.wife);
  }

  find(sex: number, age: number, index: number): LastPlace {
    const draw = this.#draws.uniform(index, 3);
    if (age < 25) return this.#withParents(age);
    if (draw < (sex === MALE ? 0.75 : 0.4)) return this.#withSpouse(sex, age);
    return age >= 50 && draw > 0.85 ? this.#withChild(age) : alone(age);
  }

  #withParents(age: number): LastPlace {
    const survivor = this.#mothers.take(FEMALE, age + 28, age + 18, age + 42);
    if (survivor === NOBODY) return { ...alone(age), shdk: SHDK.relative, survivor: 0 };
    return { maritalStatus: NEVER_MARRIED, shdk: SHDK.child, survivor, kin: 'child' };
  }

  #withSpouse(sex: number, age: number): LastPlace {
    const isMan = sex === MALE;
    const survivor = this.#widowed.take(isMan ? FEMALE : MALE, isMan ? age - 3 : age + 4, age - 14, age + 14);
    if (survivor === NOBODY) return alone(age);
    const survivorIs = this.#people.shdk[survivor]!;
    const shdk = survivorIs !== SHDK.head ? survivorIs : isMan ? SHDK.head : SHDK.wife;
    return { maritalStatus: MARRIED, shdk, survivor, kin: 'spouse' };
  }

  #withChild(age: number): LastPlace {
    const survivor = this.#grown.take(MALE, age - 27, age - 45, age - 18);
    return survivor === NOBODY ? alone(age) : { maritalStatus: WIDOWED, shdk: SHDK.parent, survivor, kin: 'parent' };
  }
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
