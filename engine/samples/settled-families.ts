/** The families of the city, each in its RT: who exists, who lives with whom, and where. */
import { calendarDate } from '../kernel/time.ts';
import type { CityOptions } from './city-options.ts';
import { makePool } from './families/age-structure.ts';
import { birthPlaces } from './families/births.ts';
import { addDeaths } from './families/deaths.ts';
import { departureCounts, lifeStateCode, lifeStates, membersByHome } from './families/departures.ts';
import { assembleHouseholds } from './families/kinship.ts';
import { maritalStatuses, matchSpouses } from './families/marriage.ts';
import { listPeople, type HouseholdList, type People } from './families/people.ts';
import { makeUnits } from './families/units.ts';
import type { SampleParameters } from './parameters.ts';
import { rtWeights, settle } from './places/settlement.ts';

const RESIDENT = lifeStateCode('resident');

export interface SettledFamilies {
  readonly people: People;
  readonly households: HouseholdList;
  /** [household] index in the rt level. */
  readonly rt: Uint16Array;
}

/** Makes pool, couples, births, households, departures and deaths, one after the other. */
export function settleFamilies(options: CityOptions, parameters: SampleParameters): SettledFamilies {
  const { residents, seed, referenceDay } = options;
  const { population } = parameters;
  const counts = departureCounts(residents, population.departures);
  const pool = makePool(residents + counts.movedOut + counts.unregistered, population.ageStructure);
  const status = maritalStatuses(pool, population.maritalStatus, seed);
  const spouse = matchSpouses(pool, status, population.maritalStatus, seed);
  const { units, singles } = makeUnits(pool, status, spouse, population.livingArrangements, seed);
  const year = calendarDate(referenceDay).year;
  const widowers = population.livingArrangements.lastWidowerWithChildren;
  const places = birthPlaces(pool, units, population.fertility, year, widowers, seed);
  const kinship = assembleHouseholds(pool, units, singles, places, population, seed);
  const members = membersByHome(kinship, units.count);
  const states = lifeStates(pool, status, kinship, members, counts, population.departures, seed);

  const homes = members.filter((home) => home.length > 0);
  const residentsOf = (home: readonly number[]): number => home.filter((person) => states[person] === RESIDENT).length;
  const withResidents = homes.filter((home) => residentsOf(home) > 0);
  const withoutResidents = homes.filter((home) => residentsOf(home) === 0);
  const weights = rtWeights(options.geography, parameters.places, seed);
  const { order, rt } = settle(withResidents.map(residentsOf), weights, seed);
  const laid = [...Array.from(order, (home) => withResidents[home]!), ...withoutResidents];
  const listed = listPeople(pool, status, states, units, kinship, laid, population, referenceDay, seed);
  const { people, households } = addDeaths(listed.people, listed.households, population, referenceDay, seed);
  return { people, households, rt: withOthers(rt, households.count, weights, seed) };
}

/** Households without residents lived in RTs of chance. */
function withOthers(rt: Uint16Array, count: number, weights: Float64Array, seed: number): Uint16Array {
  const others = Array.from({ length: count - rt.length }, () => 1);
  const all = new Uint16Array(count);
  all.set(rt);
  const { order, rt: areas } = settle(others, weights, seed);
  order.forEach((household, place) => (all[rt.length + household] = areas[place]!));
  return all;
}
