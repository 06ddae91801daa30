/** Makes the invented city: families first, then where they live, who they are, what they do, and how well off they are. */
import type { Geography } from '../geography/geography.ts';
import { loadStreets } from '../geography/streets.ts';
import type { Progress } from '../kernel/progress.ts';
import { chance } from '../kernel/random.ts';
import { calendarDate, dayOf } from '../kernel/time.ts';
import type { City } from './city.ts';
import { makePool } from './families/age-structure.ts';
import { birthPlaces } from './families/births.ts';
import { addDeaths } from './families/deaths.ts';
import { departureCounts, lifeStates, membersByHome } from './families/departures.ts';
import { assembleHouseholds } from './families/kinship.ts';
import { maritalStatuses, matchSpouses } from './families/marriage.ts';
import { listPeople, type HouseholdList, type People } from './families/people.ts';
import { makeUnits } from './families/units.ts';
import { loadSampleParameters, type SampleParameters } from './parameters.ts';
import { religions } from './persons/beliefs.ts';
import { drawHealth } from './persons/health.ts';
import type { NameGroup } from './persons/name-parameters.ts';
import { drawNames } from './persons/names.ts';
import { kkNumbers, niks } from './persons/numbers.ts';
import { drawOrigins } from './persons/origins.ts';
import { drawEducation, drawSchooling } from './persons/schooling.ts';
import { drawTitles } from './persons/titles.ts';
import { drawLabourStates, drawOccupations } from './persons/work.ts';
import { placeHouses, type StreetsByKelurahan } from './places/houses.ts';
import { rtWeights, settle } from './places/settlement.ts';
import { socialPositions } from './welfare/position.ts';
import { drawWelfare, incomes, usualIncomes } from './welfare/welfare.ts';

export interface CityOptions {
  /** 100 to 1,000,000. */
  readonly residents: number;
  readonly seed: number;
  /** Days since 1970-01-01. */
  readonly referenceDay: number;
  readonly geography: Geography;
  /** The folder models/. */
  readonly models: string;
  readonly progress: Progress;
  /** Those of geodata/gazetteer when none are given. */
  readonly streets?: StreetsByKelurahan;
}

interface Settled {
  readonly people: People;
  readonly households: HouseholdList;
  readonly rt: Uint16Array;
}

function makeFamilies(options: CityOptions, parameters: SampleParameters): Settled {
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
  const residentsOf = (home: readonly number[]): number => home.filter((person) => states[person] === 0).length;
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

function nameGroups(
  people: People,
  religion: Uint8Array,
  parameters: SampleParameters,
  seed: number,
): (row: number) => NameGroup {
  const draws = chance(seed, 'name-group');
  const byReligion: readonly NameGroup[] = ['lain', 'islam', 'kristen', 'kristen', 'hindu', 'lain', 'lain', 'lain'];
  const chinese = Float64Array.from({ length: 8 }, (_, code) => parameters.population.religion.chineseNames[code] ?? 0);
  return (row) => {
    const code = religion[row]!;
    return draws.uniform(people.household[row]!) < chinese[code]! ? 'tionghoa' : byReligion[code]!;
  };
}

function cardDays(households: HouseholdList, referenceDay: number, firstYear: number, seed: number): Int32Array {
  const draws = chance(seed, 'card-day');
  const first = dayOf(firstYear, 1, 1)!;
  // Cards are written anew at each birth, marriage and move: most are young.
  return Int32Array.from({ length: households.count }, (_, household) =>
    Math.round(referenceDay - (referenceDay - first) * draws.uniform(household) ** 1.6),
  );
}

/**
 * Makes a city of any size: the same options give the same city, to the byte.
 *
 * @throws TwinError configuration: a file of models/sample is missing or faulty, or a kelurahan is unknown to it
 * @throws RangeError when there are too few residents to make families of
 */
export function generateCity(options: CityOptions): City {
  const { seed, referenceDay, geography, progress } = options;
  const parameters = loadSampleParameters(options.models);
  progress.stage('Membentuk keluarga kota contoh', options.residents, 'penduduk');
  const { people, households, rt } = makeFamilies(options, parameters);
  progress.at(options.residents);

  progress.stage('Menempatkan rumah', households.count, 'keluarga');
  const streets = options.streets ?? loadStreets();
  const houses = placeHouses(geography, rt, streets, parameters.places, seed, (done) => progress.at(done));
  const rw = rt.map((area) => geography.levels.rt.parent[area]!);
  const kelurahan = rw.map((area) => geography.levels.rw.parent[area]!);
  const kecamatanOf = (row: number): number => geography.levels.kelurahan.parent[kelurahan[people.household[row]!]!]!;

  progress.stage('Melengkapi data penduduk contoh', people.count, 'penduduk');
  const { work } = parameters;
  const position = socialPositions(geography.levels.rt, rt, parameters.welfare.position, seed);
  const religion = religions(people, households, parameters.population.religion, seed);
  const health = drawHealth(people, parameters.population.health, seed);
  const schooling = drawSchooling(people, position, work.schooling, referenceDay, seed);
  const education = drawEducation(people, schooling, position, work.education, referenceDay, seed);
  const abilities = { schooling, education, disability: health.disability, religion };
  const labourState = drawLabourStates(people, abilities, work.labour, seed);
  const occupation = drawOccupations(people, abilities, labourState, work.occupation, seed);
  const life = { education, occupation, labourState, disability: health.disability };
  const usual = usualIncomes(people, life, work.income, seed);
  const welfare = drawWelfare(people, households, life, position, usual, parameters.welfare, seed);
  const income = incomes(people, households, usual, welfare, work.income);
  const origins = drawOrigins(people, kecamatanOf, geography, parameters.places.migration, seed);
  const names = drawNames(people, nameGroups(people, religion, parameters, seed), parameters.names, seed);
  const standing = { education, occupation, religion, welfare: welfare.welfare };
  const title = drawTitles(people, standing, parameters.names.titles, seed);
  const nik = niks(origins.region, people.bornOn, people.sex, chance(seed, 'nik'));
  const cards = cardDays(households, referenceDay, parameters.places.familyCards.firstIssueYear, seed);
  const districts = geography.levels.kecamatan.codes.map((code) => code.replaceAll('.', ''));
  const cardRegion = Array.from(kelurahan, (area) => districts[geography.levels.kelurahan.parent[area]!]!);
  progress.at(people.count);
  progress.end();
  return {
    seed,
    referenceDay,
    persons: {
      count: people.count,
      residents: people.residents,
      nik,
      ...names,
      title,
      bornOn: people.bornOn,
      birthPlace: origins.birthPlace,
      sex: people.sex,
      shdk: people.shdk,
      maritalStatus: people.maritalStatus,
      religion,
      education,
      occupation,
      disability: health.disability,
      bloodType: health.bloodType,
      household: people.household,
      lifeState: people.lifeState,
      leftOn: people.leftOn,
      isMigrant: origins.isMigrant,
      schoolLevel: schooling.schoolLevel,
      schoolGrade: schooling.schoolGrade,
      labourState,
      incomeRupiahPerMonth: income,
      isPregnant: health.isPregnant,
    },
    households: {
      count: households.count,
      withResidents: households.withResidents,
      kkNumber: kkNumbers(cardRegion, cards, chance(seed, 'kk')),
      kelurahan,
      rw,
      rt,
      lon: houses.lon,
      lat: houses.lat,
      address: houses.address,
      size: households.size,
      headPerson: households.headPerson,
      ...welfare,
    },
  };
}
