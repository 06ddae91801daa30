/** In place of ../newest-population.ts for tests of commands: a small invented city that nothing was built for. */
import type { NewestPopulation } from '../newest-population.ts';
import { smallGeography, smallPopulation } from '../population/small-city.ts';

const HOUSEHOLDS = 200;

export async function openNewestPopulation(): Promise<NewestPopulation> {
  const geography = smallGeography({ kecamatan: 1, kelurahan: 3, rw: 1, rt: 1 });
  const population = smallPopulation(geography, HOUSEHOLDS, 7);
  population.persons.personId.forEach((_, i, ids) => (ids[i] = (i * 2654435761) >>> 13));
  const snapshot = { isSample: true } as NewestPopulation['snapshot'];
  return Promise.resolve({ snapshotId: '000001-aa', snapshot, population, geography });
}
