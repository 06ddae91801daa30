/** Figures of a city as an office would count them; calibration.ts sets them beside the real ones. */
import { ageYears } from '../kernel/time.ts';
import type { City } from './city.ts';
import { FEMALE, MALE, VOTING_AGE } from './families/age-structure.ts';
import { MARRIED } from './families/marriage.ts';
import type { SampleParameters } from './parameters.ts';
import { NO_DISABILITY } from './persons/health.ts';
import { LABOUR, WITHOUT_WORK } from './persons/work.ts';
import { moransI } from './welfare/neighbours.ts';
import { byWelfare, giniOf } from './welfare/expenditure.ts';

/** Key of a target to how it comes out in a city. */
export type Measures = ReadonlyMap<string, number>;

/** Sums up residents: how many meet a condition. */
const counter =
  (residents: number) =>
  (meets: (row: number) => boolean): number => {
    let count = 0;
    for (let row = 0; row < residents; row++) if (meets(row)) count += 1;
    return count;
  };

function peopleMeasures(city: City, ages: Uint8Array): [string, number][] {
  const { persons: p, households: h } = city;
  const count = counter(p.residents);
  const share = (meets: (row: number) => boolean): number => count(meets) / p.residents;
  return [
    ['male-share', share((row) => p.sex[row] === MALE)],
    ['voting-age-share', share((row) => ages[row]! >= VOTING_AGE || p.maritalStatus[row] === MARRIED)],
    ['share-15-64', share((row) => ages[row]! >= 15 && ages[row]! < 65)],
    ['share-60-plus', share((row) => ages[row]! >= 60)],
    ['household-size', p.residents / h.withResidents],
    ['lifetime-migrants', share((row) => p.isMigrant[row] === 1)],
    ['disability', share((row) => p.disability[row] !== NO_DISABILITY)],
    ['pregnancy', share((row) => p.isPregnant[row] === 1)],
    ...Array.from({ length: 6 }, (_, i): [string, number] => [
      `religion/${i + 1}`,
      share((row) => p.religion[row] === i + 1),
    ]),
  ];
}

function maritalMeasures(city: City, ages: Uint8Array): [string, number][] {
  const { persons: p } = city;
  const measures: [string, number][] = [];
  for (const sex of [MALE, FEMALE])
    for (let from = 15; from < 60; from += 5) {
      const byStatus = new Float64Array(5);
      for (let row = 0; row < p.residents; row++)
        if (p.sex[row] === sex && ages[row]! >= from && ages[row]! < from + 5) byStatus[p.maritalStatus[row]!]! += 1;
      const people = byStatus.reduce((sum, count) => sum + count, 0);
      for (let status = 1; status <= 4; status++)
        measures.push([`marital/${sex}/${status}/${from}-${from + 4}`, byStatus[status]! / people]);
    }
  return measures;
}

function workMeasures(city: City, ages: Uint8Array, parameters: SampleParameters): [string, number][] {
  const { persons: p } = city;
  const count = counter(p.residents);
  const isActive = (row: number): boolean => p.labourState[row] !== LABOUR.outside;
  const isUnemployed = (row: number): boolean => p.labourState[row] === LABOUR.unemployed;
  const isGraduate = (row: number): boolean => p.education[row]! >= 8;
  const farms = new Set(parameters.work.occupation.agricultural);
  const atWork = (row: number): boolean => p.labourState[row] === LABOUR.working;
  const { years } = parameters.work.education;
  const grown = count((row) => ages[row]! >= 25);
  let schooling = 0;
  for (let row = 0; row < p.residents; row++) if (ages[row]! >= 25) schooling += years[p.education[row]! - 1]!;
  const active = count(isActive);
  return [
    ['labour-participation', active / count((row) => ages[row]! >= 15)],
    ['unemployment', count(isUnemployed) / active],
    [
      'graduate-unemployment',
      count((row) => isUnemployed(row) && isGraduate(row)) / count((row) => isActive(row) && isGraduate(row)),
    ],
    ['agriculture', count((row) => atWork(row) && farms.has(p.occupation[row]!)) / count(atWork)],
    ['mean-schooling', schooling / grown],
    ['expected-schooling', expectedSchooling(city, ages)],
  ];
}

/** Years that a child of seven may expect to go to school: enrolled shares of each age, added up. */
function expectedSchooling(city: City, ages: Uint8Array): number {
  const { persons: p } = city;
  const people = new Uint32Array(128);
  const enrolled = new Uint32Array(128);
  for (let row = 0; row < p.residents; row++) {
    people[ages[row]!]! += 1;
    if (p.schoolLevel[row]! > 1 || p.occupation[row] === WITHOUT_WORK.pupil) enrolled[ages[row]!]! += 1;
  }
  let years = 0;
  for (let age = 7; age < 128; age++) if (people[age]! > 0) years += enrolled[age]! / people[age]!;
  return years;
}

function welfareMeasures(city: City, parameters: SampleParameters): [string, number][] {
  const { persons: p, households: h } = city;
  const line = parameters.welfare.expenditure.povertyLineRupiahPerPersonPerMonth;
  const spent = h.expenditureRupiahPerPersonPerMonth;
  let [poor, severity, poorFamilies, knownPoor, lowest] = [0, 0, 0, 0, 0];
  for (let i = 0; i < h.withResidents; i++) {
    if (h.desil[i] === 1) lowest += 1;
    if (spent[i]! >= line) continue;
    poor += h.size[i]!;
    severity += h.size[i]! * (1 - spent[i]! / line) ** 2;
    poorFamilies += 1;
    if (h.desil[i]! <= 4) knownPoor += 1;
  }
  return [
    ['gini', giniOf(spent, byWelfare(spent), h.size)],
    ['poor', poor / p.residents],
    ['poverty-severity', severity / p.residents],
    ['lowest-desil', lowest / h.withResidents],
    ['poor-in-low-desil', poorFamilies === 0 ? 1 : knownPoor / poorFamilies],
  ];
}

/** Residents, mean welfare and middle of the houses of each kelurahan, by index. */
export function kelurahanMeans(city: City): {
  readonly residents: Float64Array;
  readonly welfare: Float64Array;
  readonly lon: Float64Array;
  readonly lat: Float64Array;
} {
  const { households: h } = city;
  const count = h.kelurahan.reduce((most, area) => Math.max(most, area), 0) + 1;
  const means = {
    residents: new Float64Array(count),
    welfare: new Float64Array(count),
    lon: new Float64Array(count),
    lat: new Float64Array(count),
  };
  for (let i = 0; i < h.withResidents; i++) {
    const area = h.kelurahan[i]!;
    means.residents[area]! += h.size[i]!;
    means.welfare[area]! += h.size[i]! * h.welfare[i]!;
    means.lon[area]! += h.size[i]! * h.lon[i]!;
    means.lat[area]! += h.size[i]! * h.lat[i]!;
  }
  for (const column of [means.welfare, means.lon, means.lat])
    column.forEach((sum, area) => (column[area] = sum / means.residents[area]!));
  return means;
}

/** @param codes [kelurahan] in the order of the geography */
function placeMeasures(city: City, codes: readonly string[]): [string, number][] {
  const { residents, welfare, lon, lat } = kelurahanMeans(city);
  const shares = codes.map((code, area): [string, number] => [
    `kelurahan/${code}`,
    (residents[area] ?? 0) / city.persons.residents,
  ]);
  return [...shares, ['neighbours-alike', moransI(welfare, lon, lat)]];
}

/** Every figure that a target may ask for. */
export function measure(city: City, parameters: SampleParameters): Measures {
  const ages = Uint8Array.from(city.persons.bornOn.subarray(0, city.persons.residents), (day) =>
    ageYears(day, city.referenceDay),
  );
  // Areas of a level stand in ascending order of code.
  const codes = Object.keys(parameters.places.kelurahan.regularTps).sort();
  return new Map([
    ...peopleMeasures(city, ages),
    ...maritalMeasures(city, ages),
    ...workMeasures(city, ages, parameters),
    ...welfareMeasures(city, parameters),
    ...placeMeasures(city, codes),
  ]);
}
