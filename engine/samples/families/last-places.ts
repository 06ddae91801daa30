/** Where somebody lived before death: with the spouse whom the death left, a grown child, the parents, or alone. */
import { chance, type Chance } from '../../kernel/random.ts';
import { shuffled } from '../sampling.ts';
import { AGES, FEMALE, MALE } from './age-structure.ts';
import { SHDK } from './homes.ts';
import { MARRIED, NEVER_MARRIED, NOBODY, WIDOWED } from './marriage.ts';
import type { People } from './people.ts';

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

export interface LastPlace {
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

/** Finds last places; each survivor loses one person at most. */
export class LastPlaces {
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
