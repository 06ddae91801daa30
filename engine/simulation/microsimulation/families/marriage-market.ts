/** Where those who look for a partner meet: in their kelurahan, or in the city with those of the ages that they look for. */
import { drawBits, uniformOf } from '../../chance/keyed-draws.ts';
import { normalQuantile } from '../../../kernel/normal.ts';
import { matchPairs, NEVER } from './matching.ts';
import { HERE, ageOfCell, type FamilyYear } from './family-year.ts';
import { MARRIED } from './family-persons.ts';

/** Ages of men in the same part of the market of the city. */
const AGES_PER_PART = 3;
const PARTS_BY_AGE = Math.ceil(101 / AGES_PER_PART);

/** Draws of a seeker. */
const DRAWS = { where: 0, part: 1, gap: 2, liking: 3 };

export interface Couple {
  readonly wife: number;
  readonly husband: number;
}

/** Everybody who looks for a partner is in one market, by draws of his own: who else looks does not move him to another. */
export function couplesOf(year: FamilyYear): Couple[] {
  const { asked } = year;
  const women = seekersByMarket(year, asked.women.rows, asked.women.count, true);
  const men = seekersByMarket(year, asked.men.rows, asked.men.count, false);
  const couples: Couple[] = [];
  for (const [market, seekers] of women) {
    const partners = men.get(market);
    if (partners === undefined) continue;
    const isLocal = market < year.tables.regions * MOST_PARTS;
    const costs = pairCosts(year, seekers, partners, isLocal);
    matchPairs(seekers.length, partners.length, costs).forEach((man, woman) => {
      if (man >= 0) couples.push({ wife: seekers[woman]!, husband: partners[man]! });
    });
  }
  return couples;
}

/** No kelurahan, or area of a larger country, has more markets of its own. */
const MOST_PARTS = 4096;

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
  const draw = (number: number): number => drawBits(keys.market, persons.low[row]!, persons.high[row]!, number);
  if (draw(DRAWS.where) < inOwnKelurahan) {
    const region = persons.region[row]!;
    return region * MOST_PARTS + partOf(draw(DRAWS.part), partsOfKelurahan[region]!);
  }
  const older = gap.meanYears + gap.deviationYears * normalQuantile(uniformOf(draw(DRAWS.gap)));
  const wished =
    ageOfCell(persons.sexAge[row]!) + (isWoman ? Math.min(gap.mostYears, Math.max(gap.leastYears, older)) : 0);
  const byAge = Math.min(PARTS_BY_AGE - 1, Math.max(0, Math.floor(wished / AGES_PER_PART)));
  return tables.regions * MOST_PARTS + byAge * MOST_PARTS + partOf(draw(DRAWS.part), partsOfCity);
}

/** Parts are only made where many look: a city of usual size has one. */
const partOf = (bits: number, parts: number): number => Math.min(MOST_PARTS - 1, Math.floor(uniformOf(bits) * parts));

/**
 * [woman × man] what it costs them to take each other: chance of the two, dearer the more their education and, in the
 * kelurahan, their ages differ from what is usual; in the city the market goes by age already.
 */
function pairCosts(year: FamilyYear, women: readonly number[], men: readonly number[], isLocal: boolean): Float64Array {
  const { persons, families, keys } = year;
  const { sexAge, household, education, low, high } = persons;
  const { gap, educationCost } = families.market;
  const liking = (row: number): number => drawBits(keys.market, low[row]!, high[row]!, DRAWS.liking);
  const likingOfMen = Uint32Array.from(men, liking);
  const costs = new Float64Array(women.length * men.length);
  women.forEach((woman, i) => {
    const likingOfWoman = liking(woman);
    men.forEach((man, j) => {
      const older = ageOfCell(sexAge[man]!) - ageOfCell(sexAge[woman]!);
      let cost = NEVER;
      if (older >= gap.leastYears && older <= gap.mostYears && household[woman] !== household[man]) {
        cost = pairChance(likingOfWoman, likingOfMen[j]!);
        if (isLocal) cost *= Math.exp(((older - gap.meanYears) / gap.deviationYears) ** 2 / 2);
        // Of newcomers the education is not known: they are like anybody.
        if (education[woman]! > 0 && education[man]! > 0)
          cost *= educationCost[Math.abs(education[woman]! - education[man]!)]!;
      }
      costs[i * men.length + j] = cost;
    });
  });
  return costs;
}

const TWO_TO_32 = 4294967296;

/** Between 0 and 1 with 64 bits mixed from the draws of both: no two pairs have the same. */
function pairChance(one: number, other: number): number {
  let mixed = Math.imul(one ^ Math.imul(other, 0x9e3779b9), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  mixed ^= mixed >>> 15;
  const finer = Math.imul(mixed ^ other, 0x21f0aaad) >>> 0;
  return ((mixed >>> 0) + finer / TWO_TO_32) / TWO_TO_32;
}
