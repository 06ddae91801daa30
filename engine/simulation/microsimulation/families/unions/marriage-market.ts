/** Where those who look for a partner meet: in their kelurahan, or in the city with those of the ages that they look for. */
import { normalQuantile } from '../../../../kernel/normal.ts';
import { drawBits, uniformOf } from '../../../chance/keyed-draws.ts';
import { growingRows, addRow, type GrowingRows } from '../../growing-rows.ts';
import { MARRIED } from '../family-persons.ts';
import { ageOfCell, HERE, type FamilyYear } from '../family-year.ts';
import { matchPairs } from './matching.ts';
import { fillCosts, layOutCosts } from './pair-costs.ts';

/** Ages of men in the same part of the market of the city. */
const AGES_PER_PART = 2;
const PARTS_BY_AGE = Math.ceil(101 / AGES_PER_PART);

/** Draws of a seeker, beside that of how he likes others. */
const DRAWS = { where: 0, part: 1, gap: 2 };

/** Rows of those who have found each other, in two columns. */
export interface Couples {
  readonly wives: GrowingRows;
  readonly husbands: GrowingRows;
}

/** Everybody who looks for a partner is in one market, by draws of his own: who else looks does not move him to another. */
export function couplesOf(year: FamilyYear): Couples {
  const { asked } = year;
  const markets = marketsOf(year);
  const women = seekersByMarket(year, asked.women, markets, true);
  const men = seekersByMarket(year, asked.men, markets, false);
  layOutCosts(year.families.market);
  const couples: Couples = { wives: growingRows(), husbands: growingRows() };
  for (let market = 0; market < markets.all; market++) {
    if (isEmpty(women, market) || isEmpty(men, market)) continue;
    const [wives, husbands] = [seekersIn(women, market), seekersIn(men, market)];
    const room = fillCosts(year, wives, husbands, market < markets.local);
    matchPairs(room, wives.length, husbands.length);
    for (let woman = 0; woman < wives.length; woman++) {
      const man = room.manOf[woman]!;
      if (man < 0) continue;
      addRow(couples.wives, wives[woman]!);
      addRow(couples.husbands, husbands[man]!);
    }
  }
  return couples;
}

/** Numbers of markets: those of the kelurahan, one or more each, then those of the city by age. */
interface Markets {
  /** [region] the first of its own. */
  readonly first: Uint32Array;
  readonly local: number;
  readonly all: number;
}

function marketsOf({ tables: { regions }, families: { market } }: FamilyYear): Markets {
  const first = new Uint32Array(regions);
  let local = 0;
  for (let region = 0; region < regions; region++) {
    first[region] = local;
    local += market.partsOfKelurahan[region]!;
  }
  return { first, local, all: local + PARTS_BY_AGE * market.partsOfCity };
}

interface Seekers {
  /** Rows, those of one market after those of the one before. */
  readonly rows: Uint32Array;
  /** [market] where its own begin; one more for the end. */
  readonly starts: Uint32Array;
}

const isEmpty = ({ starts }: Seekers, market: number): boolean => starts[market] === starts[market + 1];
const seekersIn = ({ rows, starts }: Seekers, market: number): Uint32Array =>
  rows.subarray(starts[market], starts[market + 1]);

function seekersByMarket(year: FamilyYear, list: GrowingRows, markets: Markets, areWomen: boolean): Seekers {
  const { persons, gone } = year;
  const marketOfSeeker = new Uint32Array(list.count);
  const starts = new Uint32Array(markets.all + 1);
  for (let i = 0; i < list.count; i++) {
    const row = list.rows[i]!;
    const looks = gone[row] === HERE && persons.marital[row] !== MARRIED;
    // Who does not look is in none: after the last.
    const market = looks ? marketOf(year, row, areWomen, markets) : markets.all;
    marketOfSeeker[i] = market;
    if (looks) starts[market]!++;
  }
  for (let market = 0, before = 0; market <= markets.all; market++) {
    before += starts[market]!;
    starts[market] = before;
  }
  const rows = new Uint32Array(starts[markets.all]!);
  for (let i = list.count - 1; i >= 0; i--)
    if (marketOfSeeker[i]! < markets.all) rows[--starts[marketOfSeeker[i]!]!] = list.rows[i]!;
  return { rows, starts };
}

function marketOf(
  { persons, families, keys: { market } }: FamilyYear,
  row: number,
  isWoman: boolean,
  { first, local }: Markets,
): number {
  const { inOwnKelurahan, partsOfKelurahan, partsOfCity, gap } = families.market;
  const low = persons.low[row]!;
  const high = persons.high[row]!;
  if (drawBits(market, low, high, DRAWS.where) < inOwnKelurahan) {
    const region = persons.region[row]!;
    const parts = partsOfKelurahan[region]!;
    return first[region]! + (parts > 1 ? partOf(drawBits(market, low, high, DRAWS.part), parts) : 0);
  }
  let wished = ageOfCell(persons.sexAge[row]!);
  if (isWoman) {
    const older =
      gap.meanYears + gap.deviationYears * normalQuantile(uniformOf(drawBits(market, low, high, DRAWS.gap)));
    wished += Math.min(gap.mostYears, Math.max(gap.leastYears, older));
  }
  const byAge = Math.min(PARTS_BY_AGE - 1, Math.max(0, Math.floor(wished / AGES_PER_PART)));
  return local + byAge * partsOfCity + partOf(drawBits(market, low, high, DRAWS.part), partsOfCity);
}

/** Parts are only made where many look. */
const partOf = (bits: number, parts: number): number => Math.floor(uniformOf(bits) * parts);
