/** Makes the invented city: families first, then where they live, who they are, what they do, and how well off they are. */
import type { Geography } from '../geography/geography.ts';
import { loadStreets } from '../geography/streets.ts';
import { chance } from '../kernel/random.ts';
import { dayOf } from '../kernel/time.ts';
import { checkSize, type CityOptions } from './city-options.ts';
import type { City, TrueHouseholds, TruePersons } from './city.ts';
import { lifeStateCode } from './families/departures.ts';
import { loadSampleParameters, type SampleParameters } from './parameters.ts';
import { drawLives, type Lives } from './persons/lives.ts';
import { drawNames } from './persons/names.ts';
import { kkNumbers, niks } from './persons/numbers.ts';
import { drawOrigins, type Origins } from './persons/origins.ts';
import { drawTitles } from './persons/titles.ts';
import { placeHouses } from './places/houses.ts';
import { settleFamilies, type SettledFamilies } from './settled-families.ts';
import { socialPositions } from './welfare/position.ts';
import { drawWelfare, incomes, usualIncomes, type Welfare } from './welfare/welfare.ts';

/** The areas that hold each household. */
function areasOf(geography: Geography, rt: Uint16Array) {
  const { levels } = geography;
  const rw = rt.map((area) => levels.rt.parent[area]!);
  const kelurahan = rw.map((area) => levels.rw.parent[area]!);
  const kecamatan = kelurahan.map((area) => levels.kelurahan.parent[area]!);
  return { rt, rw, kelurahan, kecamatan };
}
type Areas = ReturnType<typeof areasOf>;

/** Where and on which day each family card was written; the register's own, or brought along by those it does not know. */
function familyCards(
  settled: SettledFamilies,
  areas: Areas,
  origins: Origins,
  options: CityOptions,
  firstYear: number,
): string[] {
  const { people, households } = settled;
  const { seed, referenceDay, geography } = options;
  const draws = chance(seed, 'card-day');
  const unregistered = lifeStateCode('unregistered');
  const first = dayOf(firstYear, 1, 1)!;
  const region = Array.from(households.headPerson, (head, household) =>
    people.lifeState[head] === unregistered
      ? origins.region[head]!
      : geography.levels.kecamatan.codes[areas.kecamatan[household]!]!.replaceAll('.', ''),
  );
  // Cards are written anew at each birth, marriage and move: most are young.
  const issuedOn = Int32Array.from(households.headPerson, (_, household) =>
    Math.round(referenceDay - (referenceDay - first) * draws.uniform(household) ** 1.6),
  );
  return kkNumbers(region, issuedOn, chance(seed, 'kk'));
}

function makePersons(
  settled: SettledFamilies,
  lives: Lives,
  welfare: Welfare,
  income: Float64Array,
  origins: Origins,
  parameters: SampleParameters,
  seed: number,
): TruePersons {
  const { people } = settled;
  return {
    count: people.count,
    residents: people.residents,
    nik: niks(origins.region, people.bornOn, people.sex, chance(seed, 'nik')),
    ...drawNames(people, lives.religion, parameters, seed),
    title: drawTitles(people, { ...lives, welfare: welfare.welfare }, parameters.names.titles, seed),
    bornOn: people.bornOn,
    birthPlace: origins.birthPlace,
    sex: people.sex,
    shdk: people.shdk,
    maritalStatus: people.maritalStatus,
    religion: lives.religion,
    education: lives.education,
    occupation: lives.occupation,
    disability: lives.health.disability,
    bloodType: lives.health.bloodType,
    household: people.household,
    lifeState: people.lifeState,
    leftOn: people.leftOn,
    isMigrant: origins.isMigrant,
    schoolLevel: lives.schooling.schoolLevel,
    schoolGrade: lives.schooling.schoolGrade,
    labourState: lives.labourState,
    incomeRupiahPerMonth: income,
    isPregnant: lives.health.isPregnant,
  };
}

/**
 * Makes a city of any size: the same options give the same city, to the byte.
 *
 * @throws TwinError usage: the number of residents is out of range; configuration: a file of models/sample is missing or
 *         faulty, or a kelurahan is unknown to it
 */
export function generateCity(options: CityOptions): City {
  const { residents, seed, referenceDay, geography, progress } = options;
  checkSize(residents);
  const parameters = loadSampleParameters(options.models);
  progress.stage('Membentuk keluarga kota contoh', residents, 'penduduk');
  const settled = settleFamilies(options, parameters);
  const { people, households, rt } = settled;
  progress.at(residents);

  progress.stage('Menempatkan rumah', households.count, 'keluarga');
  const streets = options.streets ?? loadStreets();
  const houses = placeHouses(geography, rt, streets, parameters.places, seed, (done) => progress.at(done));
  const areas = areasOf(geography, rt);
  progress.at(households.count);

  progress.stage('Melengkapi data penduduk contoh', people.count, 'penduduk');
  const position = socialPositions(geography.levels.rt, rt, parameters.welfare.position, seed);
  const lives = drawLives(people, households, position, parameters, referenceDay, seed);
  const usual = usualIncomes(people, lives, parameters.work.income, seed);
  const welfare = drawWelfare(people, households, lives, position, usual, parameters.welfare, seed);
  const income = incomes(people, households, usual, welfare, parameters.work.income);
  const kecamatanOf = (row: number): number => areas.kecamatan[people.household[row]!]!;
  const origins = drawOrigins(people, kecamatanOf, geography, parameters.places.migration, seed);
  const persons = makePersons(settled, lives, welfare, income, origins, parameters, seed);
  progress.at(people.count);
  const { kelurahan, rw } = areas;
  const trueHouseholds: TrueHouseholds = {
    ...households,
    kkNumber: familyCards(settled, areas, origins, options, parameters.places.familyCards.firstIssueYear),
    kelurahan,
    rw,
    rt,
    ...houses,
    ...welfare,
  };
  progress.end();
  return { seed, referenceDay, persons, households: trueHouseholds };
}
