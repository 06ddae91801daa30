/** Which families DTSEN has, and in which decile it puts them. */
import { chance } from '../../../kernel/random.ts';
import type { City } from '../../city.ts';
import type { CityIndex } from '../people/city-index.ts';
import type { ErrorModel } from '../error-model.ts';
import { DIED } from '../people/fates.ts';
import type { Mishaps } from '../slips/mishaps.ts';

export interface DtsenRanking {
  /** [household] 1 where DTSEN has the family. */
  readonly isCovered: Uint8Array;
  /** [household] national decile as DTSEN has it, 1 to 10; 0 where it has none. */
  readonly desil: Uint8Array;
  /** [household] 1 to 100, inside the decile; 0 where there is none. */
  readonly percentile: Uint8Array;
}

export function rankFamilies(city: City, index: CityIndex, model: ErrorModel, mishaps: Mishaps): DtsenRanking {
  const { count, desil: trueDesil } = city.households;
  const isCovered = new Uint8Array(count);
  const desil = new Uint8Array(count);
  const percentile = new Uint8Array(count);
  const covered = chance(city.seed, 'registers', 'dtsen-covered');
  const places = chance(city.seed, 'registers', 'dtsen-percentile');
  for (let h = 0; h < count; h++) {
    const { share } = model.coverage[trueDesil[h]! <= 5 ? 'dtsen-desil-1-to-5' : 'dtsen-desil-6-to-10'];
    if (covered.uniform(h) >= share || !isFamilyOf(city, index, mishaps, h)) continue;
    isCovered[h] = 1;
    if (mishaps.happens('desil-missing', h)) continue;
    desil[h] = rankedDesil(trueDesil[h]!, mishaps, h);
    percentile[h] = (desil[h]! - 1) * 10 + 1 + places.below(10, h);
  }
  return { isCovered, desil, percentile };
}

/** A family with somebody living in it; of those that died out or left, what DTSEN still lists. */
function isFamilyOf(city: City, index: CityIndex, mishaps: Mishaps, household: number): boolean {
  if (index.livingMembers[household]! > 0) return true;
  const first = index.members[index.memberStart[household]!];
  if (first === undefined || index.memberStart[household] === index.memberStart[household + 1]) return false;
  const hasDied = city.persons.lifeState[first] === DIED;
  return mishaps.happens(hasDied ? 'dead-still-listed' : 'moved-still-listed', household);
}

function rankedDesil(trueDesil: number, mishaps: Mishaps, household: number): number {
  if (!mishaps.happens('desil-off', household)) return trueDesil;
  if (trueDesil === 1) return 2;
  if (trueDesil === 10) return 9;
  return trueDesil + (mishaps.below('desil-off', 2, household) === 0 ? 1 : -1);
}
