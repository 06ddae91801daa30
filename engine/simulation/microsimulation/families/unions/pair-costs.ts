/** What it costs two seekers of one market to take each other. */
import { drawBits } from '../../../chance/keyed-draws.ts';
import type { MarketTables } from '../family-tables.ts';
import { ageOfCell, type FamilyYear } from '../family-year.ts';
import { matchingRoom, NEVER, type MatchingRoom } from './matching.ts';

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

/** Which draw of a seeker says how he likes and is liked. */
export const LIKING = 3;

function fillSeekers({ persons, keys }: FamilyYear, rows: Uint32Array, into: Seekers): void {
  const { sexAge, education, household, low, high } = persons;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    into.ages[i] = ageOfCell(sexAge[row]!);
    into.education[i] = education[row]!;
    into.household[i] = household[row]!;
    into.liking[i] = drawBits(keys.market, low[row]!, high[row]!, LIKING);
  }
}

/**
 * Chance of the two, dearer the more their education and, in the kelurahan, their ages differ from what is usual; in the city
 * the market goes by age already.
 *
 * @param women, men rows
 * @returns       room whose costs are filled
 */
export function fillCosts(year: FamilyYear, women: Uint32Array, men: Uint32Array, isLocal: boolean): MatchingRoom {
  const { market } = year.families;
  makeRoom(women.length, men.length);
  fillSeekers(year, women, wives);
  fillSeekers(year, men, husbands);
  const { costs } = room;
  const gapCost = isLocal ? market.gapCostInKelurahan : market.gapCostInCity;
  for (let woman = 0, at = 0; woman < women.length; woman++) {
    const age = wives.ages[woman]! + market.firstGap;
    const education = wives.education[woman]!;
    const household = wives.household[woman]!;
    const liking = wives.liking[woman]!;
    for (let man = 0; man < men.length; man++, at++) {
      const older = husbands.ages[man]! - age;
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
  return room;
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
