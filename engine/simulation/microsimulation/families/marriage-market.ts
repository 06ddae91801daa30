/** Where those who look for a partner meet: in their kelurahan, or in the city with those of the ages that they look for. */
import { normalQuantile } from '../../../kernel/normal.ts';
import { drawBits, uniformOf } from '../../chance/keyed-draws.ts';
import { MARRIED } from './family-persons.ts';
import type { MarketTables } from './family-tables.ts';
import { ageOfCell, HERE, type FamilyYear } from './family-year.ts';
import { matchingRoom, matchPairs, NEVER, type MatchingRoom } from './matching.ts';

/** Ages of men in the same part of the market of the city. */
const AGES_PER_PART = 2;
const PARTS_BY_AGE = Math.ceil(101 / AGES_PER_PART);

/** No kelurahan, or area of a larger country, has more markets of its own. */
const MOST_PARTS = 4096;

/** Draws of a seeker. */
const DRAWS = { where: 0, part: 1, gap: 2, liking: 3 };

/** Rows of those who have found each other, in two columns. */
export interface Couples {
  readonly wives: number[];
  readonly husbands: number[];
}

/** Everybody who looks for a partner is in one market, by draws of his own: who else looks does not move him to another. */
export function couplesOf(year: FamilyYear): Couples {
  const { asked } = year;
  const women = seekersByMarket(year, asked.women.rows, asked.women.count, true);
  const men = seekersByMarket(year, asked.men.rows, asked.men.count, false);
  const couples: Couples = { wives: [], husbands: [] };
  for (const [market, seekers] of women) {
    const partners = men.get(market);
    if (partners === undefined) continue;
    const isLocal = market < year.tables.regions * MOST_PARTS;
    fillCosts(year, seekers, partners, isLocal);
    matchPairs(room, seekers.length, partners.length);
    for (let woman = 0; woman < seekers.length; woman++) {
      const man = room.manOf[woman]!;
      if (man < 0) continue;
      couples.wives.push(seekers[woman]!);
      couples.husbands.push(partners[man]!);
    }
  }
  return couples;
}

function seekersByMarket(year: FamilyYear, rows: Uint32Array, count: number, areWomen: boolean): Map<number, number[]> {
  const { persons, gone } = year;
  const markets = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const row = rows[i]!;
    if (gone[row] !== HERE || persons.marital[row] === MARRIED) continue;
    const market = marketOf(year, row, areWomen);
    const seekers = markets.get(market);
    if (seekers === undefined) markets.set(market, [row]);
    else seekers.push(row);
  }
  return markets;
}

function marketOf({ persons, tables, families, keys }: FamilyYear, row: number, isWoman: boolean): number {
  const { inOwnKelurahan, partsOfKelurahan, partsOfCity, gap } = families.market;
  const { market } = keys;
  const low = persons.low[row]!;
  const high = persons.high[row]!;
  const partBits = drawBits(market, low, high, DRAWS.part);
  if (drawBits(market, low, high, DRAWS.where) < inOwnKelurahan) {
    const region = persons.region[row]!;
    return region * MOST_PARTS + partOf(partBits, partsOfKelurahan[region]!);
  }
  let wished = ageOfCell(persons.sexAge[row]!);
  if (isWoman) {
    const older =
      gap.meanYears + gap.deviationYears * normalQuantile(uniformOf(drawBits(market, low, high, DRAWS.gap)));
    wished += Math.min(gap.mostYears, Math.max(gap.leastYears, older));
  }
  const byAge = Math.min(PARTS_BY_AGE - 1, Math.max(0, Math.floor(wished / AGES_PER_PART)));
  return (tables.regions + byAge) * MOST_PARTS + partOf(partBits, partsOfCity);
}

/** Parts are only made where many look. */
const partOf = (bits: number, parts: number): number => Math.min(MOST_PARTS - 1, Math.floor(uniformOf(bits) * parts));

/** What the cost of a pair depends on, of women or of men. */
interface Seekers {
  readonly ages: Uint8Array;
  readonly education: Uint8Array;
  readonly household: Uint32Array;
  readonly liking: Uint32Array;
}

const seekers = (count: number): Seekers => ({
  ages: new Uint8Array(count),
  education: new Uint8Array(count),
  household: new Uint32Array(count),
  liking: new Uint32Array(count),
});

/** Of the market that is being matched; used again for the next. */
let room: MatchingRoom = matchingRoom(0, 0);
let [wives, husbands] = [seekers(0), seekers(0)];

function makeRoom(women: number, men: number): void {
  if (room.manOf.length < women || room.manIsSettled.length < men || room.costs.length < women * men) {
    const [most, others] = [Math.max(women, room.manOf.length), Math.max(men, room.manIsSettled.length)];
    room = matchingRoom(most, others);
    [wives, husbands] = [seekers(most), seekers(others)];
  }
}

function fillSeekers({ persons, keys }: FamilyYear, rows: readonly number[], into: Seekers): void {
  const { sexAge, education, household, low, high } = persons;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    into.ages[i] = ageOfCell(sexAge[row]!);
    into.education[i] = education[row]!;
    into.household[i] = household[row]!;
    into.liking[i] = drawBits(keys.market, low[row]!, high[row]!, DRAWS.liking);
  }
}

/**
 * What it costs them to take each other: chance of the two, dearer the more their education and, in the kelurahan, their
 * ages differ from what is usual; in the city the market goes by age already.
 */
function fillCosts(year: FamilyYear, women: readonly number[], men: readonly number[], isLocal: boolean): void {
  const { market } = year.families;
  makeRoom(women.length, men.length);
  fillSeekers(year, women, wives);
  fillSeekers(year, men, husbands);
  const { costs } = room;
  const gapCost = isLocal ? market.gapCostInKelurahan : market.gapCostInCity;
  for (let woman = 0, at = 0; woman < women.length; woman++) {
    const age = wives.ages[woman]!;
    const education = wives.education[woman]!;
    const household = wives.household[woman]!;
    const liking = wives.liking[woman]!;
    for (let man = 0; man < men.length; man++, at++) {
      const older = husbands.ages[man]! - age - market.firstGap;
      if (older < 0 || older >= gapCost.length || husbands.household[man] === household) {
        costs[at] = NEVER;
        continue;
      }
      costs[at] =
        gapCost[older]! *
        educationCost(market, education, husbands.education[man]!) *
        pairChance(liking, husbands.liking[man]!);
    }
  }
}

/** Of newcomers the education is not known: they are like anybody. */
const educationCost = ({ educationCost: costs }: MarketTables, one: number, other: number): number =>
  one === 0 || other === 0 ? 1 : costs[Math.abs(one - other)]!;

const TWO_TO_32 = 4294967296;

/** Between 0 and 1 with 64 bits mixed from the draws of both: no two pairs have the same. */
function pairChance(one: number, other: number): number {
  let mixed = Math.imul(one ^ Math.imul(other, 0x9e3779b9), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  mixed ^= mixed >>> 15;
  const finer = Math.imul(mixed ^ other, 0x21f0aaad) >>> 0;
  return ((mixed >>> 0) + finer / TWO_TO_32) / TWO_TO_32;
}
