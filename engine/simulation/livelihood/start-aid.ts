/**
 * Who is given what at the start: lists as registers tell them; where no list was received, as models/livelihood/programmes.yaml
 * begins. And what the levers on places and money are times of.
 */
import type { Population } from '../../population/columns.ts';
import { thresholdOf } from '../chance/keyed-draws.ts';
import { AGE_OF } from './ages.ts';
import type { Aid, AidRules } from './aid/aid.ts';
import { courseAt } from './aid/course.ts';
import { chooseFurther } from './aid/further.ts';
import { presentAids } from './aid/present-aids.ts';
import { aidOf, givenTo, unitsOf, type AidYear } from './aid/recipients.ts';
import {
  componentsOf,
  OFFERS,
  type Dwellings,
  type HouseholdLives,
  type Members,
  type PersonLives,
} from './columns.ts';
import type { LivelihoodLevels } from './levels.ts';
import type { LifeKeys } from './life-keys.ts';
import { rankBelow } from './spending/ranking.ts';

/** [person] 1 for who is on a list of those who cannot care for themselves; undefined where no such list was received. */
export const frailByList = (population: Population, { aids }: AidRules): Uint8Array | undefined =>
  onListOf(
    population,
    aids.filter(({ isOfFrail }) => isOfFrail),
  );

/** [person] 1 for who is on a list of those who have lost a parent; undefined where no such list was received. */
export const orphansByList = (population: Population, { aids }: AidRules): Uint8Array | undefined =>
  onListOf(
    population,
    aids.filter(({ isOfOrphans }) => isOfOrphans),
  );

function onListOf({ persons, programmes }: Population, aids: readonly Aid[]): Uint8Array | undefined {
  const bits = aids
    .map(({ key }) => programmes.indexOf(key))
    .filter((bit) => bit >= 0)
    .reduce((sum, bit) => sum | (1 << bit), 0);
  return bits === 0 ? undefined : Uint8Array.from(persons.receives, (receives) => ((receives & bits) === 0 ? 0 : 1));
}

/** Whether all members of a family are given it, or none. */
const isOfAll = ({ isOfPersons, members, isCourse }: Aid): boolean => isOfPersons && members === undefined && !isCourse;

/**
 * [household] bits of the simulated programmes, of those that the snapshot knows. Of two that exclude each other and are given to
 * all members of a family the first stands: members on either list would be counted twice.
 */
function listsOf({ households, programmes }: Population, { aids }: AidRules): Uint16Array {
  const known = aids.flatMap((aid, place) => {
    const bit = programmes.indexOf(aid.key);
    return bit < 0 || aid.isOver || aid.isCourse ? [] : [{ aid, place, bit }];
  });
  const ofAll = aids.reduce((bits, aid, place) => bits | (isOfAll(aid) ? 1 << place : 0), 0);
  return Uint16Array.from(households.receives, (receives) =>
    known.reduce((sum, { aid, place, bit }) => {
      if (((receives >>> bit) & 1) === 0) return sum;
      return isOfAll(aid) && (sum & aid.excluding & ofAll) !== 0 ? sum : sum | (1 << place);
    }, 0),
  );
}

export interface StartedAid {
  /** [household] */
  readonly receives: Uint16Array;
  /** [household] thousand rupiah a year that is money. */
  readonly cash: Float64Array;
  readonly aids: readonly AidYear[];
  /** [programme] whom a quota of 1 is for where nobody receives it: who fits; and their cost, thousand rupiah a year. */
  readonly fitting: Float64Array;
  readonly fittingCost: Float64Array;
}

/**
 * @param homes what members bring their households, and nothing else yet
 * @param ranks [household] place in the ranking
 * @param cuts  shares of families in deciles 1 to d: ranking.ts
 */
export function startAid(
  population: Population,
  aidRules: AidRules,
  levels: Pick<LivelihoodLevels, 'takeUpShare' | 'takenOffShare'>,
  people: { readonly persons: Members; readonly lives: PersonLives },
  households: Dwellings,
  homes: HouseholdLives,
  ranks: Float64Array,
  cuts: Float64Array,
  keys: LifeKeys,
): StartedAid {
  const aids = presentAids(aidRules, levels);
  const lists = listsOf(population, aidRules);
  const begun = lists.slice();
  const further = aids.slice(OFFERS).filter(({ aid }) => !aid.isCourse);
  const ground = (now: Uint16Array) => ({
    households,
    homes: { receives: lists, brought: homes.brought, rank: Float32Array.from(ranks) },
    lists: now,
    poor: { rows: new Uint32Array(0), number: 0, below: -Infinity },
  });
  const byRank = (year: AidYear, places: number, more: Partial<AidYear> = {}): AidYear => ({
    ...year,
    targeting: 'score',
    rankLimit: rankBelow(cuts, year.aid.desilLimit),
    places,
    ...more,
  });
  const unlisted = further.filter(({ aid }) => !aid.isOver && !population.programmes.includes(aid.key));
  const years = unlisted.flatMap((year) => {
    const { withoutList } = year.aid;
    if (withoutList === 'nobody') return [];
    return [byRank(year, withoutList === 'who-fits' ? Infinity : withoutList)];
  });
  // Those that nothing excludes come first: what they give keeps others away.
  years.sort((a, b) => Number(a.excluding !== 0) - Number(b.excluding !== 0));
  chooseFurther(ground(begun), years, keys);
  const fitting = new Float64Array(aids.length);
  const fittingCost = new Float64Array(aids.length);
  for (const year of further) {
    // Whoever has it is a candidate as all others are.
    const all = begun.map((bits) => bits & ~(1 << year.place));
    chooseFurther(ground(all), [byRank(year, Infinity, { takeUpBits: thresholdOf(1) })], keys);
    all.forEach((bits, row) => {
      if ((bits & (1 << year.place)) === 0) return;
      fitting[year.place]! += unitsOf(year.aid, homes, households, row);
      fittingCost[year.place]! += givenTo(year, homes, households, row);
    });
  }
  for (const { aid, place } of aids) {
    if (!aid.isCourse) continue;
    fitting[place] = whoMayLearn(people, aidRules, ranks, rankBelow(cuts, aid.desilLimit));
    fittingCost[place] = fitting[place]! * aid.amount;
  }
  const cash = Float64Array.from({ length: households.rows }, (_, row) =>
    aids.reduce((sum, year) => {
      if ((begun[row]! & (1 << year.place)) === 0 || !year.aid.isCash) return sum;
      const isLooped = year.place < OFFERS;
      return (
        sum +
        (isLooped
          ? aidOf(year, componentsOf(homes, row), households.size[row]!)
          : givenTo(year, homes, households, row))
      );
    }, 0),
  );
  return { receives: begun, cash, aids, fitting, fittingCost };
}

function whoMayLearn(
  {
    persons: { rows, sexAge, household },
    lives: { state },
  }: { readonly persons: Members; readonly lives: PersonLives },
  { course }: AidRules,
  ranks: Float64Array,
  rankLimit: number,
): number {
  let number = 0;
  for (let row = 0; row < rows; row++)
    if (ranks[household[row]!]! < rankLimit) number += course[courseAt(state[row]!, AGE_OF[sexAge[row]!]!)]!;
  return number;
}
