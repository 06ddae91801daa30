/** What it costs two seekers of one market to take each other. */
import { drawBits } from '../../../chance/keyed-draws.ts';
import { columnAt } from '../../../../kernel/loops/loop.ts';
import {
  and,
  at,
  either,
  eitherReal,
  isBelow,
  isEqual,
  isNought,
  minus,
  or,
  plus,
  realAt,
  realOf,
  realOfUnsigned,
  realPlus,
  realTimes,
  shiftDown,
  shiftLeft,
  times,
  xor,
} from '../../../../kernel/loops/values.ts';
import type { FamilyKeys } from '../family-keys.ts';
import type { FamilyPersons } from '../family-persons.ts';
import type { FamilyTables, MarketTables } from '../family-tables.ts';
import { ageOfCell } from '../family-year.ts';
import { HAND, matchingRoom, NEVER, type MatchingRoom, type Seekers } from './matching.ts';

const EDUCATION_BITS = 4;
/** Husbands are so many years older at most, from the first gap on. */
const MOST_GAPS = 128;
const GAPS = { kelurahan: HAND.column('real', MOST_GAPS), city: HAND.column('real', MOST_GAPS) } as const;
/** [education × education] */
const EDUCATION = HAND.column('real', 1 << (2 * EDUCATION_BITS));

/** Of the market that is being matched; used again for the next. */
let room: MatchingRoom = matchingRoom(0, 0);

function makeRoom(women: number, men: number): void {
  if (room.manOf.length >= women && room.manIsSettled.length >= men && room.costs.length >= women * men) return;
  room = matchingRoom(Math.max(women, room.manOf.length), Math.max(men, room.manIsSettled.length));
}

/** Which draw of a seeker says how he likes and is liked. */
export const LIKING = 3;

/** What is looked at of a year. */
export interface MarketYear {
  readonly persons: Pick<FamilyPersons, 'low' | 'high' | 'sexAge' | 'education' | 'household'>;
  readonly families: Pick<FamilyTables, 'market'>;
  readonly keys: Pick<FamilyKeys, 'market'>;
}

function fillSeekers({ persons, keys }: MarketYear, rows: Uint32Array, into: Seekers): void {
  const { sexAge, education, household, low, high } = persons;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    into.ages[i] = ageOfCell(sexAge[row]!);
    into.education[i] = education[row]!;
    into.household[i] = household[row]!;
    into.liking[i] = drawBits(keys.market, low[row]!, high[row]!, LIKING);
  }
}

/** To be called before the markets of a year are matched. */
export function layOutCosts({ gapCostInKelurahan, gapCostInCity, educationCost: costs }: MarketTables): void {
  const bytes = HAND.bytes();
  new Float64Array(bytes, GAPS.kelurahan.offset, MOST_GAPS).set(gapCostInKelurahan);
  new Float64Array(bytes, GAPS.city.offset, MOST_GAPS).set(gapCostInCity);
  const levels = 1 << EDUCATION_BITS;
  const education = new Float64Array(bytes, EDUCATION.offset, levels * levels);
  for (let one = 0; one < levels; one++)
    for (let other = 0; other < levels; other++)
      // Of newcomers the education is not known: they are like anybody.
      education[one * levels + other] = one === 0 || other === 0 ? 1 : (costs[Math.abs(one - other)] ?? NEVER);
}

const TWO_TO_MINUS_32 = 2 ** -32;

const fill = HAND.loop(14, (writer, given) => {
  const { hold, holdReal, variable, storeReal, repeat } = writer;
  const [women, men, firstGap, gapCount] = [given[0]!, given[1]!, given[2]!, given[3]!];
  const gapCost = columnAt(given[4]!, 'real');
  const costs = columnAt(given[5]!, 'real');
  const [ages, ofAges] = [columnAt(given[6]!, 'byte'), columnAt(given[10]!, 'byte')];
  const [education, ofEducation] = [columnAt(given[7]!, 'byte'), columnAt(given[11]!, 'byte')];
  const [household, ofHousehold] = [columnAt(given[8]!, 'word'), columnAt(given[12]!, 'word')];
  const [liking, ofLiking] = [columnAt(given[9]!, 'word'), columnAt(given[13]!, 'word')];
  const next = variable(0);
  repeat(women, (woman) => {
    const age = hold(plus(at(ages, woman), firstGap));
    const level = hold(shiftLeft(at(education, woman), EDUCATION_BITS));
    const home = hold(at(household, woman));
    const one = hold(at(liking, woman));
    repeat(men, (man) => {
      const older = hold(minus(at(ofAges, man), age));
      const isUsual = hold(isBelow(older, gapCount));
      const other = hold(at(ofLiking, man));
      // Between 0 and 1 with 64 bits mixed from the draws of both: no two pairs have the same.
      const once = hold(times(xor(one, times(other, 0x9e3779b9)), 0x21f0aaad));
      const twice = hold(times(xor(once, shiftDown(once, 15)), 0x735a2d97));
      const mixed = hold(xor(twice, shiftDown(twice, 15)));
      const finer = realTimes(realOfUnsigned(times(xor(mixed, other), 0x21f0aaad)), TWO_TO_MINUS_32);
      const chance = realTimes(realPlus(realOfUnsigned(mixed), finer), TWO_TO_MINUS_32);
      const gap = realAt(gapCost, either(isUsual, older, 0));
      const differs = realAt(EDUCATION, or(level, at(ofEducation, man)));
      const cost = holdReal(realTimes(realTimes(gap, differs), chance));
      const mayBe = and(isUsual, isNought(isEqual(at(ofHousehold, man), home)));
      storeReal(costs, next.value, eitherReal(mayBe, cost, realOf(NEVER)));
      next.set(plus(next.value, 1));
    });
  });
  return 0;
});

const startsOf = ({ ages, education, household, liking }: Seekers): number[] =>
  [ages, education, household, liking].map(({ byteOffset }) => byteOffset);

/**
 * Chance of the two, dearer the more their education and, in the kelurahan, their ages differ from what is usual; in the city
 * the market goes by age already.
 *
 * @param women, men rows
 * @returns       room whose costs are filled, until the next is asked for
 */
export function fillCosts(year: MarketYear, women: Uint32Array, men: Uint32Array, isLocal: boolean): MatchingRoom {
  const { firstGap, gapCostInCity } = year.families.market;
  makeRoom(women.length, men.length);
  const { wives, husbands, costs } = room;
  fillSeekers(year, women, wives);
  fillSeekers(year, men, husbands);
  const gaps = isLocal ? GAPS.kelurahan : GAPS.city;
  const starts = [gaps.offset, costs.byteOffset, ...startsOf(wives), ...startsOf(husbands)];
  fill(women.length, men.length, firstGap, gapCostInCity.length, ...starts);
  return room;
}
