/** Households whom no aid concerns, one by one: what they spend, and what they are counted, as the loops of a year do it. */
import { AT, classOf, HOME_WIDTH, SHARE_UNIT, SPENDING_CLASSES } from '../account.ts';
import { BROUGHT, OFFERS, type Dwellings, type HouseholdLives } from '../columns.ts';
import type { CountedApart, HomesAtHand } from './homes-at-hand.ts';
import type { HouseholdSetting } from './household-setting.ts';
import { explainedBy, spentBeyond } from './spending-tables.ts';

/**
 * Adds what a household is counted whom no aid concerns, or takes it off: as addPoor and addToClass of spend-loop.ts.
 *
 * @returns whether it is poor
 */
export function countApart(
  { sums, classPersons, classSpent }: CountedApart,
  { region, size }: Dwellings,
  row: number,
  spends: number,
  line: number,
  by: 1 | -1,
): boolean {
  const persons = by * size[row]!;
  const area = region[row]!;
  const whole = (spends + 0.5) | 0;
  const at = area * SPENDING_CLASSES + classOf(whole);
  classPersons[at]! += persons;
  classSpent[at]! += persons * whole;
  if (spends >= line) return false;
  const short = 1 - spends / line;
  const first = area * HOME_WIDTH;
  sums[first + AT.poor]! += persons;
  sums[first + AT.gap]! += persons * Math.round(short * SHARE_UNIT);
  sums[first + AT.severity]! += persons * Math.round(short * short * SHARE_UNIT);
  return true;
}

/** With all bits, as those are counted whom no aid concerns: as spend-loop.ts. */
export function spendsOf(
  { brought, welfare }: HouseholdLives,
  { model: { otherThousand, leastThousand }, tables, wages }: HouseholdSetting,
  row: number,
  persons: number,
): number {
  const earnedAHead = brought[row * BROUGHT]! / persons;
  const income = earnedAHead + otherThousand;
  const above = explainedBy(tables.explained, income) + welfare[row]!;
  const beyond = spentBeyond(tables.beyond, above);
  return ((leastThousand + beyond) * (wages * earnedAHead + otherThousand)) / income;
}

/** A household comes to stand behind the others at hand. @returns its place among them */
export function putAtHand(
  atHand: HomesAtHand,
  { region, size }: Dwellings,
  { rank, spent, brought, offers }: HouseholdLives,
  row: number,
): number {
  const place = atHand.listed++;
  atHand.row[place] = row;
  atHand.components[place] = brought[row * BROUGHT + 1]!;
  atHand.offers.set(offers.subarray(row * OFFERS, (row + 1) * OFFERS), place * OFFERS);
  atHand.spent[place] = spent[row]!;
  atHand.rank[place] = rank[row]!;
  atHand.size[place] = size[row]!;
  atHand.region[place] = region[row]!;
  atHand.receives[place] = atHand.lists[row]!;
  return place;
}
