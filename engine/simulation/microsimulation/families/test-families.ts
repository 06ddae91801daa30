/** Invented families, for tests and the bench of the simulation: nobody in them exists. */
import { drawBits, drawKey, uniformOf } from '../../chance/keyed-draws.ts';
import { SINGLE_YEARS } from '../../demography/ages.ts';
import { projectPath } from '../../../kernel/files.ts';
import { NONE, type StartHouseholds } from '../households.ts';
import { inventedPersons } from '../test-city.ts';
import { loadFamilies } from './family-parameters.ts';
import { MARRIED, NEVER_MARRIED, WIDOWED, type StartFamilyPersons } from './family-persons.ts';
import { familyTables, type FamilyTables } from './family-tables.ts';
import { isWoman } from './family-year.ts';
import { emptyColumns, linkMembers, type StartFamilies } from './start-families.ts';

const { count } = SINGLE_YEARS;

export const tablesFor = (start: StartFamilies): FamilyTables =>
  familyTables(loadFamilies(projectPath('models')), start);

/** The people of inventedPersons, married by age, children with mothers of a usual age, some with their elders. */
export function inventedFamilies(residents: number, regions: number): StartFamilies {
  const start = inventedPersons(residents, regions);
  const persons: StartFamilyPersons = { ...start, ...emptyColumns(residents) };
  const key = drawKey(2, 'invented-family', 0);
  const chance = (row: number, draw: number): number =>
    uniformOf(drawBits(key, start.low[row]!, start.high[row]!, draw));
  const age = (row: number): number => start.sexAge[row]! % count;
  const home = new Int32Array(residents).fill(-1);
  let homes = 0;
  for (let region = 0; region < regions; region++) {
    const people = [...start.sexAge.keys()].filter((row) => start.region[row] === region);
    people.sort((a, b) => age(a) - age(b) || start.low[a]! - start.low[b]!);
    const marries = (row: number): boolean => chance(row, 0) < 0.97 / (1 + Math.exp(-(age(row) - 25) / 2.5));
    const men = people.filter((row) => !isWoman(start.sexAge[row]!) && age(row) >= 18 && marries(row));
    const mothers: number[] = [];
    let nextMan = 0;
    for (const wife of people.filter((row) => isWoman(start.sexAge[row]!) && age(row) >= 17 && marries(row))) {
      home[wife] = homes++;
      mothers.push(wife);
      while (nextMan < men.length && age(men[nextMan]!) < age(wife) + 1) nextMan++;
      const husband = men[nextMan];
      if (husband === undefined || age(husband) > age(wife) + 12 || chance(wife, 1) > 1 - age(wife) / 150) {
        persons.marital[wife] = WIDOWED;
        continue;
      }
      nextMan++;
      home[husband] = home[wife]!;
      persons.partner[wife] = husband;
      persons.partner[husband] = wife;
      persons.marital[wife] = persons.marital[husband] = MARRIED;
    }
    for (const child of people) {
      if (home[child]! >= 0) continue;
      const usual = age(child) + 20 + Math.floor(chance(child, 2) * 16);
      const mother = age(child) < 32 ? mothers.find((row) => age(row) >= usual && persons.parity[row]! < 3) : undefined;
      if (mother === undefined && age(child) >= 15) home[child] = homes++;
      else {
        const host = mother ?? mothers[mothers.length >> 1]!;
        home[child] = home[host]!;
        if (mother !== undefined) {
          persons.mother[child] = mother;
          persons.parity[mother]!++;
        }
      }
      persons.marital[child] = NEVER_MARRIED;
    }
  }
  persons.education.forEach((_, row) => (persons.education[row] = 1 + Math.floor(chance(row, 3) * 8)));
  persons.household.set(home);
  const households: StartHouseholds = {
    size: new Uint16Array(homes),
    region: new Uint16Array(homes),
    low: Uint32Array.from({ length: homes }, (_, i) => drawBits(key, i, 1, 0)),
    high: Uint32Array.from({ length: homes }, (_, i) => drawBits(key, i, 1, 1)),
    first: new Uint32Array(homes).fill(NONE),
    desil: Uint8Array.from({ length: homes }, (_, i) => drawBits(key, i, 1, 2) % 11),
  };
  linkMembers(persons, households);
  persons.household.forEach((household, row) => (households.region[household] = persons.region[row]!));
  return { persons, households };
}

/** The same people and households in other rows: strides that have nothing in common with their numbers reach all of them. */
export function inOtherRows({ persons, households }: StartFamilies, stride: number): StartFamilies {
  const shuffled = (rows: number): { readonly from: Uint32Array; readonly to: Uint32Array } => {
    const from = Uint32Array.from({ length: rows }, (_, row) => (row * stride) % rows);
    const to = new Uint32Array(rows);
    from.forEach((old, row) => (to[old] = row));
    return { from, to };
  };
  const people = shuffled(persons.sexAge.length);
  const homes = shuffled(households.size.length);
  const byRow = <T extends Uint8Array | Uint16Array | Uint32Array>(column: T, from: Uint32Array): T =>
    column.map((_, row) => column[from[row]!]!) as T;
  const person = <T extends Uint8Array | Uint16Array | Uint32Array>(column: T): T => byRow(column, people.from);
  const household = <T extends Uint8Array | Uint16Array | Uint32Array>(column: T): T => byRow(column, homes.from);
  const rowOf = (row: number): number => (row === NONE ? NONE : people.to[row]!);
  const others: StartFamilyPersons = {
    ...emptyColumns(persons.sexAge.length),
    regions: persons.regions,
    low: person(persons.low),
    high: person(persons.high),
    sexAge: person(persons.sexAge),
    region: person(persons.region),
    marital: person(persons.marital),
    parity: person(persons.parity),
    education: person(persons.education),
    household: person(persons.household).map((row) => homes.to[row]!),
    partner: person(persons.partner).map(rowOf),
    mother: person(persons.mother).map(rowOf),
  };
  const otherHomes: StartHouseholds = {
    size: new Uint16Array(households.size.length),
    first: new Uint32Array(households.size.length).fill(NONE),
    region: household(households.region),
    low: household(households.low),
    high: household(households.high),
    desil: household(households.desil),
  };
  linkMembers(others, otherHomes);
  return { persons: others, households: otherHomes };
}
