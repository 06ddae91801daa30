/** An invented city for tests and benches: people by kelurahan, sex and age in proportion to survivors, with identities. */
import { drawBits, drawKey } from '../chance/keyed-draws.ts';
import type { PopulationCounts } from '../cohort-component/shapes.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { SEX_AGES, type StartPersons } from './persons.ts';

const { count } = SINGLE_YEARS;

/** Persons spread evenly over the regions; the shape of the ages is that of a city that has stopped to grow. */
export function inventedPersons(residents: number, regions: number): StartPersons {
  const weights = Array.from({ length: count }, (_, age) => Math.exp(-((age / 78) ** 6)) * (age < 60 ? 1 : 0.85));
  const total = weights.reduce((sum, each) => sum + each, 0);
  const key = drawKey(1, 'invented-person', 0);
  const start = {
    regions,
    low: new Uint32Array(residents),
    high: new Uint32Array(residents),
    sexAge: new Uint8Array(residents),
    region: new Uint16Array(residents),
  };
  let [age, below] = [0, weights[0]! / total];
  for (let person = 0; person < residents; person++) {
    while ((person + 0.5) / residents > below && age < count - 1) below += weights[++age]! / total;
    start.low[person] = drawBits(key, person, 0, 0);
    start.high[person] = drawBits(key, person, 0, 1);
    start.sexAge[person] = (person % 2) * count + age;
    start.region[person] = (person >> 1) % regions;
  }
  return start;
}

export function countsOfStart({ regions, sexAge, region }: StartPersons): PopulationCounts {
  const persons = new Float64Array(regions * SEX_AGES);
  sexAge.forEach((cell, person) => persons[region[person]! * SEX_AGES + cell]!++);
  return { regions, persons };
}

/** The same people in another order: a stride that has nothing in common with their number reaches all of them. */
export function inOtherOrder(start: StartPersons, stride: number): StartPersons {
  const rows = start.sexAge.length;
  const at = (row: number): number => (row * stride) % rows;
  return {
    regions: start.regions,
    low: start.low.map((_, row) => start.low[at(row)]!),
    high: start.high.map((_, row) => start.high[at(row)]!),
    sexAge: start.sexAge.map((_, row) => start.sexAge[at(row)]!),
    region: start.region.map((_, row) => start.region[at(row)]!),
  };
}
