/** Everybody in the order in which the city lists them, with their household and their kin, before names and work. */
import { chance } from '../../kernel/random.ts';
import { NO_DATE } from '../../kernel/time.ts';
import { orderBy } from '../sampling.ts';
import { BirthDays, type Pool } from './age-structure.ts';
import { lifeStateCode } from './departures.ts';
import type { Kinship } from './homes.ts';
import { NOBODY } from './marriage.ts';
import type { PopulationParameters } from './population-parameters.ts';
import type { Units } from './units.ts';

/** Row i of every column is one person: residents household by household, then those moved out, unregistered, dead. */
export interface People {
  readonly count: number;
  readonly residents: number;
  readonly sex: Uint8Array;
  /** [person] on the reference day, or on the day of death. */
  readonly ageYears: Uint8Array;
  readonly bornOn: Int32Array;
  readonly maritalStatus: Uint8Array;
  readonly shdk: Uint8Array;
  readonly lifeState: Uint8Array;
  readonly leftOn: Int32Array;
  readonly household: Uint32Array;
  /** [person] row, NOBODY where that person is not in the city. */
  readonly mother: Int32Array;
  readonly father: Int32Array;
  readonly twin: Int32Array;
  /** [person] people with the same number have the same parents, in the city or not. */
  readonly birthFamily: Uint32Array;
}

/** Row i of every column is one household: those with residents first. */
export interface HouseholdList {
  readonly count: number;
  readonly withResidents: number;
  /** [household] residents of it. */
  readonly size: Uint16Array;
  readonly headPerson: Uint32Array;
}

export function emptyPeople(count: number, residents: number): People {
  return {
    count,
    residents,
    sex: new Uint8Array(count),
    ageYears: new Uint8Array(count),
    bornOn: new Int32Array(count),
    maritalStatus: new Uint8Array(count),
    shdk: new Uint8Array(count),
    lifeState: new Uint8Array(count),
    leftOn: new Int32Array(count).fill(NO_DATE),
    household: new Uint32Array(count),
    mother: new Int32Array(count).fill(NOBODY),
    father: new Int32Array(count).fill(NOBODY),
    twin: new Int32Array(count).fill(NOBODY),
    birthFamily: new Uint32Array(count),
  };
}

const RESIDENT = lifeStateCode('resident');

/** Rows of the pool in final order: by household for residents, by state and household for the others. */
function finalOrder(
  pool: Pool,
  states: Uint8Array,
  shdk: Uint8Array,
  homes: readonly (readonly number[])[],
): Uint32Array {
  const rows: number[] = [];
  const others: number[] = [];
  const seat = (person: number): number => shdk[person]! * 128 - pool.ageYears[person]!;
  for (const home of homes)
    for (const person of [...home].sort((a, b) => seat(a) - seat(b) || a - b))
      (states[person] === RESIDENT ? rows : others).push(person);
  const key = Float64Array.from(states);
  const position = new Map(others.map((person, i) => [person, i]));
  for (const person of others) key[person] = states[person]! * pool.count + position.get(person)!;
  return Uint32Array.from([...rows, ...orderBy(Uint32Array.from(others), key)]);
}

/**
 * Lists people and households.
 *
 * @param homes      [household] persons of the pool, in the order that the households shall have
 * @param referenceDay days since 1970-01-01
 */
export function listPeople(
  pool: Pool,
  status: Uint8Array,
  states: Uint8Array,
  units: Units,
  kinship: Kinship,
  homes: readonly (readonly number[])[],
  parameters: PopulationParameters,
  referenceDay: number,
  seed: number,
): { readonly people: People; readonly households: HouseholdList } {
  const order = finalOrder(pool, states, kinship.shdk, homes);
  const rowOf = new Int32Array(pool.count);
  order.forEach((person, row) => (rowOf[person] = row));
  const rowOrNobody = (person: number): number => (person === NOBODY ? NOBODY : rowOf[person]!);
  const residents = states.reduce((sum, state) => sum + (state === RESIDENT ? 1 : 0), 0);
  const people = emptyPeople(pool.count, residents);
  const birthDays = new BirthDays(referenceDay, parameters.birthDayHeaping, chance(seed, 'birth-day'));
  order.forEach((person, row) => {
    const parents = kinship.parents[person]!;
    const twin = rowOrNobody(kinship.twin[person]!);
    people.sex[row] = pool.sex[person]!;
    people.ageYears[row] = pool.ageYears[person]!;
    people.maritalStatus[row] = status[person]!;
    people.shdk[row] = kinship.shdk[person]!;
    people.lifeState[row] = states[person]!;
    people.mother[row] = parents === NOBODY ? NOBODY : rowOrNobody(units.woman[parents]!);
    people.father[row] = parents === NOBODY ? NOBODY : rowOrNobody(units.man[parents]!);
    people.twin[row] = twin;
    people.birthFamily[row] = parents === NOBODY ? units.count + person : parents;
    people.bornOn[row] =
      twin !== NOBODY && twin < row ? people.bornOn[twin]! : birthDays.draw(pool.ageYears[person]!, row);
  });
  const households = listHouseholds(people, homes, rowOf);
  setDaysOfLeaving(people, parameters.departures, referenceDay, seed);
  return { people, households };
}

/** A family leaves on one day, after the birth of its youngest. */
function setDaysOfLeaving(
  people: People,
  departures: PopulationParameters['departures'],
  referenceDay: number,
  seed: number,
): void {
  const draws = chance(seed, 'left-on');
  const earliest = referenceDay - Math.round(departures.yearsListed * 365) + 1;
  const movedOut = lifeStateCode('moved-out');
  const youngestBorn = new Map<number, number>();
  const movers: number[] = [];
  for (let row = people.residents; row < people.count; row++) {
    if (people.lifeState[row] !== movedOut) continue;
    movers.push(row);
    const household = people.household[row]!;
    youngestBorn.set(household, Math.max(youngestBorn.get(household) ?? earliest, people.bornOn[row]!));
  }
  for (const row of movers) {
    const household = people.household[row]!;
    const from = youngestBorn.get(household)!;
    people.leftOn[row] = from + draws.below(referenceDay - from + 1, household);
  }
}

function listHouseholds(people: People, homes: readonly (readonly number[])[], rowOf: Int32Array): HouseholdList {
  const size = new Uint16Array(homes.length);
  const headPerson = new Uint32Array(homes.length);
  homes.forEach((home, household) => {
    for (const person of home) {
      const row = rowOf[person]!;
      people.household[row] = household;
      if (people.lifeState[row] === RESIDENT) size[household]! += 1;
      if (people.shdk[row] === 1) headPerson[household] = row;
    }
  });
  const firstEmpty = size.indexOf(0);
  return { count: homes.length, withResidents: firstEmpty < 0 ? homes.length : firstEmpty, size, headPerson };
}
