/** Homes as they fill: who lives with whom, and as what. */
import { chance, type Chance } from '../../kernel/random.ts';
import { AGES, VOTING_AGE, type Pool } from './age-structure.ts';
import { motherAge, oldestChildAge } from './births.ts';
import { NOBODY } from './marriage.ts';
import { AS_CHILD, AS_HEAD, type Units } from './units.ts';

/** Codes of models/codes/dukcapil.yaml. */
export const SHDK = {
  head: 1,
  husband: 2,
  wife: 3,
  child: 4,
  childInLaw: 5,
  grandchild: 6,
  parent: 7,
  parentInLaw: 8,
  relative: 9,
  helper: 10,
  other: 11,
} as const;

/** Row i of every column is one person of the pool. */
export interface Kinship {
  /** [person] unit at the head of the household where he or she lives. */
  readonly home: Int32Array;
  readonly shdk: Uint8Array;
  /** [person] unit of mother and father, NOBODY where they live in another household, elsewhere or no more. */
  readonly parents: Int32Array;
  /** [person] row of the twin, NOBODY for almost all. */
  readonly twin: Int32Array;
}

/** How often a fitting household is looked for before another way of living is taken. */
const TRIES = 40;
/** No further kin is taken into a household with this many people. */
const FULL_HOME = 7;

export class Homes implements Kinship {
  readonly home: Int32Array;
  readonly shdk: Uint8Array;
  readonly parents: Int32Array;
  readonly twin: Int32Array;
  readonly pool: Pool;
  readonly units: Units;
  readonly #draws: Chance;
  readonly #unitOfAnchor = new Map<number, number>();
  /** [unit] people in the household beside husband and wife at its head. */
  readonly #guests: Uint8Array;
  /** [unit] ages of the children it has been given. */
  readonly #childAges: (number[] | undefined)[] = [];
  /** [age of the mother] units at the head of a household. */
  readonly #headsByAge: number[][] = Array.from({ length: AGES + 4 }, () => []);

  constructor(pool: Pool, units: Units, seed: number) {
    this.pool = pool;
    this.units = units;
    this.home = new Int32Array(pool.count).fill(NOBODY);
    this.shdk = new Uint8Array(pool.count);
    this.parents = new Int32Array(pool.count).fill(NOBODY);
    this.twin = new Int32Array(pool.count).fill(NOBODY);
    this.#draws = chance(seed, 'kinship');
    this.#guests = new Uint8Array(units.count);
    for (let unit = 0; unit < units.count; unit++) {
      if (units.living[unit] === AS_HEAD) this.#listHead(unit);
      if (units.living[unit] === AS_CHILD) this.#unitOfAnchor.set(units.anchor[unit]!, unit);
    }
  }

  #listHead(unit: number): void {
    this.#headsByAge[Math.max(0, motherAge(this.pool, this.units, unit))]!.push(unit);
  }

  /** A unit whose hoped-for household was not found keeps one of its own. */
  #becomeHead(unit: number): void {
    this.units.living[unit] = AS_HEAD;
    this.units.host[unit] = unit;
    this.#listHead(unit);
  }

  /** Some head unit whose mother's age lies in a range and that fits; NOBODY after enough tries. */
  #findHead(from: number, to: number, index: number, fits: (unit: number) => boolean): number {
    const least = Math.max(0, from);
    const most = Math.min(AGES + 3, to);
    for (let i = 0; i < TRIES && least <= most; i++) {
      const bucket = this.#headsByAge[least + this.#draws.below(most - least + 1, index, 100 + 2 * i)]!;
      if (bucket.length === 0) continue;
      const unit = bucket[this.#draws.below(bucket.length, index, 101 + 2 * i)]!;
      if (fits(unit)) return unit;
    }
    return NOBODY;
  }

  #hasRoomForChild(unit: number, age: number, child: number): boolean {
    if (this.units.woman[unit] === NOBODY || age > oldestChildAge(this.pool, this.units, unit)) return false;
    if (this.units.woman[unit] === child || this.units.man[unit] === child) return false;
    return (this.#childAges[unit]?.length ?? 0) < 5 && this.#isOpenPlace(unit, age);
  }

  /** The home is not full, and no other child of these parents was born within a year. */
  #isOpenPlace(unit: number, age: number): boolean {
    if (this.#guests[this.units.host[unit]!]! >= FULL_HOME) return false;
    return this.#childAges[unit]?.every((other) => Math.abs(other - age) >= 2) ?? true;
  }

  #giveChild(unit: number, child: number): void {
    const host = this.units.host[unit]!;
    this.#guests[host]! += 1;
    (this.#childAges[unit] ??= []).push(this.pool.ageYears[child]!);
    this.parents[child] = unit;
    this.home[child] = host;
    this.shdk[child] = host === unit ? SHDK.child : SHDK.grandchild;
    const own = this.#unitOfAnchor.get(child);
    if (own !== undefined) this.units.host[own] = host;
  }

  /** Children of one age take the places that births left for that age; who finds none looks for other parents. */
  placeChildren(age: number, seekers: readonly number[], places: readonly number[], twinShare: number): number[] {
    const byChance = (a: number, b: number): number => this.#draws.bits(a, 1) - this.#draws.bits(b, 1) || a - b;
    const isOpen = (unit: number): boolean =>
      this.units.living[unit] === AS_HEAD || (age < VOTING_AGE && this.units.host[unit] !== unit);
    const open = places.filter(isOpen).sort((a, b) => this.#draws.bits(a, 2) - this.#draws.bits(b, 2) || a - b);
    const waiting = [...seekers].sort(byChance);
    const left: number[] = [];
    for (let i = 0, place = 0; i < waiting.length; i++) {
      const child = waiting[i]!;
      while (place < open.length && !this.#isOpenPlace(open[place]!, age)) place++;
      let unit = open[place++] ?? NOBODY;
      if (unit === NOBODY || !this.#isApart(unit, child))
        unit = this.#findHead(age + 18, age + 38, child, (other) => this.#hasRoomForChild(other, age, child));
      if (unit === NOBODY) {
        left.push(child);
        continue;
      }
      this.#giveChild(unit, child);
      const twin = waiting[i + 1];
      if (twin !== undefined && this.#draws.uniform(child, 3) < twinShare && this.#isApart(unit, twin)) {
        this.#giveChild(unit, twin);
        this.twin[child] = twin;
        this.twin[twin] = child;
        i++;
      }
    }
    return left;
  }

  /** Nobody is given to the unit that he or she belongs to. */
  #isApart(unit: number, child: number): boolean {
    return this.units.man[unit] !== child && this.units.woman[unit] !== child;
  }

  /** Who found no parents lives with kin, or, as a couple or one who was married, alone. */
  placeLeft(people: readonly number[]): void {
    for (const person of people) {
      const own = this.#unitOfAnchor.get(person);
      if (own === undefined) this.placeRelative(person);
      else this.#becomeHead(own);
    }
  }

  placeGrandchild(child: number): void {
    const age = this.pool.ageYears[child]!;
    const unit = this.#findHead(age + 38, age + 62, child, (host) => this.#guests[host]! < FULL_HOME);
    if (unit === NOBODY) this.placeRelative(child);
    else this.#settle(child, unit, SHDK.grandchild);
  }

  placeRelative(person: number): void {
    const fits = (unit: number): boolean => this.#guests[unit]! < FULL_HOME - 2 && this.#isApart(unit, person);
    let unit = this.#findHead(28, 75, person, fits);
    if (unit === NOBODY) unit = this.#findHead(VOTING_AGE, 100, person + this.pool.count, () => true);
    if (unit === NOBODY) throw new RangeError('A city this small has no household for everybody; take 100 or more.');
    this.#settle(person, unit, SHDK.relative);
  }

  #settle(person: number, unit: number, shdk: number): void {
    this.home[person] = unit;
    this.shdk[person] = shdk;
    this.#guests[unit]! += 1;
  }

  /** The grown child of an elder in a household: the wife, or whoever is at the head. */
  #grownChild(unit: number, asInLaw: boolean): number {
    const man = this.units.man[unit]!;
    const woman = this.units.woman[unit]!;
    if (asInLaw) return man === NOBODY ? NOBODY : woman;
    return man === NOBODY ? woman : man;
  }

  placeElders(unit: number, elderWithDaughter: number): void {
    const { pool, units } = this;
    const elder = units.woman[unit] === NOBODY ? units.man[unit]! : units.woman[unit]!;
    const asInLaw = this.#draws.uniform(elder, 4) < elderWithDaughter;
    const older = Math.max(pool.ageYears[elder]!, motherAge(pool, units, unit));
    const fits = (host: number): boolean => {
      const child = this.#grownChild(host, asInLaw);
      if (child === NOBODY || this.parents[child] !== NOBODY || this.#guests[host]! >= FULL_HOME - 1) return false;
      const age = pool.ageYears[child]!;
      return age <= oldestChildAge(pool, units, unit) && age >= older - 42;
    };
    const host = this.#findHead(older - 44, older - 15, elder, fits);
    if (host === NOBODY) return this.#becomeHead(unit);
    this.parents[this.#grownChild(host, asInLaw)] = unit;
    units.host[unit] = host;
    for (const person of [units.man[unit]!, units.woman[unit]!])
      if (person !== NOBODY) this.#settle(person, host, asInLaw ? SHDK.parentInLaw : SHDK.parent);
  }

  /** Puts husband and wife where their unit lives. */
  seatUnits(wifeAtHead: number): void {
    const { units } = this;
    for (let unit = 0; unit < units.count; unit++) {
      const man = units.man[unit]!;
      const woman = units.woman[unit]!;
      const host = units.host[unit]!;
      if (units.living[unit] === AS_CHILD) {
        const anchor = units.anchor[unit]!;
        const other = anchor === man ? woman : man;
        if (other !== NOBODY) this.#settle(other, host, SHDK.childInLaw);
      } else if (units.living[unit] === AS_HEAD) {
        const wifeLeads = woman !== NOBODY && (man === NOBODY || this.#draws.uniform(unit, 5) < wifeAtHead);
        if (man !== NOBODY) this.#settle(man, unit, wifeLeads ? SHDK.husband : SHDK.head);
        if (woman !== NOBODY) this.#settle(woman, unit, wifeLeads ? SHDK.head : SHDK.wife);
      }
    }
  }
}
