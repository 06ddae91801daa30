/**
 * Who is on the list of a programme in a year. Everybody has a priority; those with the lowest are taken until the places or
 * the money are used up. Nobody is sorted but those at the cut, and among equals their identities decide, so that the order of
 * rows does not count.
 */
import { drawBits, uniformOf, type DrawKey } from '../../chance/keyed-draws.ts';
import { OFFERS, type Dwellings, type HouseholdLives } from '../columns.ts';
import type { LifeKeys } from '../life-keys.ts';
import type { HomesAtHand } from '../spending/homes-at-hand.ts';
import type { Aid, Targeting } from './aid.ts';
import {
  binOf,
  BINS,
  listCandidates,
  NO_CANDIDATE,
  ON_THE_LIST,
  STAYS,
  takeBefore,
  unitsAtHand,
} from './choice-loop.ts';
import { membersOf, thousandOf } from './components.ts';
import { countIn, dueIn } from './members.ts';
import { notedOf } from './take-up.ts';

/** What a programme is in one year. */
export interface AidYear {
  readonly aid: Aid;
  /** Bit of the programme in `receives`, and number of its draws. */
  readonly place: number;
  readonly targeting: Targeting;
  /** Families whose rank is below it are within the decile limit. */
  readonly rankLimit: number;
  /** Bits of programmes that no family may have besides. */
  readonly excluding: number;
  /** In units of the programme; Infinity without a limit. */
  readonly places: number;
  /** Thousand rupiah a year; Infinity without a limit. */
  readonly budget: number;
  /** Times the amounts of the rules. */
  readonly amountFactor: number;
  /** Who takes what he is offered, and who is taken off above the limit: bits < these. */
  readonly takeUpBits: number;
  readonly takenOffBits: number;
  readonly memberCap: number;
}

/**
 * Thousand rupiah a year, a whole number.
 *
 * @param components what the members of the family bring: components.ts
 */
export function aidOf({ aid, amountFactor, memberCap }: AidYear, components: number, size: number): number {
  if (!aid.hasComponents) return Math.round(aid.amount * amountFactor * (aid.isOfPersons ? size : 1));
  const members = membersOf(components);
  return Math.round(thousandOf(components) * amountFactor * (members > memberCap ? memberCap / members : 1));
}

/** Units of the programme that a family takes. */
export const unitsOf = (
  { isOfPersons, members }: Aid,
  homes: Pick<HouseholdLives, 'brought'>,
  { size }: Pick<Dwellings, 'size'>,
  row: number,
): number => (!isOfPersons ? 1 : members === undefined ? size[row]! : countIn(homes, members, row));

/** As aidOf, of a programme without components: what a family is given, thousand rupiah a year. */
export const givenTo = (
  year: AidYear,
  homes: Pick<HouseholdLives, 'brought'>,
  households: Pick<Dwellings, 'size'>,
  row: number,
): number => givenForUnits(year, homes, row, unitsOf(year.aid, homes, households, row));

/** As givenTo. @param units of the family: unitsOf */
export function givenForUnits(
  { aid: { members, amount }, amountFactor }: AidYear,
  homes: Pick<HouseholdLives, 'brought'>,
  row: number,
  units: number,
): number {
  const isDueEach = members !== undefined && members.stepsMask > 0;
  return Math.round((isDueEach ? dueIn(homes, members, row) : amount * units) * amountFactor);
}

/** Families with a rank from here on are no candidates of any of these programmes, unless they are on a list already. */
export const openTo = (aids: readonly AidYear[]): number =>
  aids.reduce((highest, { targeting, rankLimit, places }) => {
    if (places <= 0) return highest;
    return targeting === 'categorical' || targeting === 'universal' ? Infinity : Math.max(highest, rankLimit);
  }, -Infinity);

export const isByLot = ({ targeting }: AidYear): boolean => targeting === 'categorical' || targeting === 'universal';

/**
 * Sets the bit of the programme for the families that it may concern.
 *
 * @param atHand of the year
 * @param listed how many of them are at hand there; all others are on no list
 */
export function chooseRecipients(
  households: Dwellings,
  year: AidYear,
  atHand: HomesAtHand,
  listed: number,
  keys: LifeKeys,
): void {
  if (isByLot(year)) listByLot(households, year, atHand, listed, keys);
  else listByRank(households, year, atHand, listed, keys);
  const { last, places, budget } = cutOf(year, atHand, listed);
  const atCut = takeBefore(listed, last, 1 << year.place);
  if (atCut > 0) takeAtCut(households, year, atHand, atCut, places, budget, keys);
}

/** Everybody's place in the order is his rank; who is on a list that stays comes before all others. */
function listByRank(
  households: Dwellings,
  year: AidYear,
  { row, rank, size, bin, asked }: HomesAtHand,
  listed: number,
  { takenOff, takeUp }: LifeKeys,
): void {
  const { aid, place, targeting, rankLimit, excluding, takeUpBits, takenOffBits } = year;
  const staysListed = targeting === 'current-list';
  const { isOfPersons, hasComponents: needsComponent } = aid;
  const noted = notedOf(takeUpBits);
  const open = listCandidates(listed, {
    ...{ place, rankLimit, excluding, noted, staysListed, needsComponent, isOfPersons },
  });
  const units = unitsAtHand();
  for (let k = 0; k < open; k++) {
    const i = asked[k]!;
    const stays = bin[i]! >= STAYS;
    // Above the limit he is taken off with a chance; what his noted bits leave open is told by all of them.
    const comes = stays
      ? offerBits(households, takenOff, row[i]!, place) >= takenOffBits
      : offerBits(households, takeUp, row[i]!, place) < takeUpBits;
    if (!comes) continue;
    const found = binOf(rank[i]! + (stays ? ON_THE_LIST : 0));
    bin[i] = found | (stays ? STAYS : 0);
    units[found]! += isOfPersons ? size[i]! : 1;
  }
}

/** Everybody's place in the order is a lot that he keeps. */
function listByLot(
  households: Dwellings,
  { aid, place, targeting, excluding, takeUpBits }: AidYear,
  { row, size, components, receives, offers, bin }: HomesAtHand,
  listed: number,
  { takeUp, lot }: LifeKeys,
): void {
  const needsComponent = aid.hasComponents || targeting === 'categorical';
  const units = unitsAtHand().fill(0);
  const bit = 1 << place;
  const noted = notedOf(takeUpBits);
  for (let i = 0; i < listed; i++) {
    const lists = receives[i]!;
    const isOn = (lists & bit) !== 0;
    receives[i] = lists & ~bit;
    bin[i] = NO_CANDIDATE;
    if (needsComponent && components[i] === 0) continue;
    if ((lists & excluding) !== 0) continue;
    if (!isOn) {
      const first = offers[i * OFFERS + place]!;
      if (first > noted) continue;
      if (first === noted && offerBits(households, takeUp, row[i]!, place) >= takeUpBits) continue;
    }
    const found = binOf(uniformOf(offerBits(households, lot, row[i]!, place)));
    bin[i] = found;
    units[found]! += aid.isOfPersons ? size[i]! : 1;
  }
}

const offerBits = ({ low, high }: Dwellings, key: DrawKey, row: number, place: number): number =>
  drawBits(key, low[row]!, high[row]!, place);

/** Of the bin at which places or money run out, one by one. */
function takeAtCut(
  households: Dwellings,
  year: AidYear,
  { row, rank, size, components, receives, bin, asked }: HomesAtHand,
  atCut: number,
  places: number,
  budget: number,
  { lot }: LifeKeys,
): void {
  const { low, high } = households;
  const byLot = isByLot(year);
  const order = Array.from(asked.subarray(0, atCut), (i) => ({
    i,
    row: row[i]!,
    priority: byLot
      ? uniformOf(offerBits(households, lot, row[i]!, year.place))
      : rank[i]! + (bin[i]! >= STAYS ? ON_THE_LIST : 0),
  }));
  order.sort((a, b) => a.priority - b.priority || low[a.row]! - low[b.row]! || high[a.row]! - high[b.row]!);
  let left = places;
  let money = budget;
  for (const { i } of order) {
    left -= year.aid.isOfPersons ? size[i]! : 1;
    money -= aidOf(year, components[i]!, size[i]!);
    if (left < 0 || money < 0) return;
    receives[i]! |= 1 << year.place;
  }
}

/** [bin] of the programme that chooses, thousand rupiah a year. */
const cost = new Float64Array(BINS);

/** @returns the bin in which places or money run out, BINS where they do not; and what the bins before it leave of them */
function cutOf(
  year: AidYear,
  { bin, size, components }: HomesAtHand,
  listed: number,
): { readonly last: number; readonly places: number; readonly budget: number } {
  const units = unitsAtHand();
  let { places, budget } = year;
  const isLimited = budget < Infinity;
  if (isLimited) cost.fill(0);
  for (let i = 0; isLimited && i < listed; i++) {
    const found = bin[i]! & NO_CANDIDATE;
    if (found < BINS) cost[found]! += aidOf(year, components[i]!, size[i]!);
  }
  for (let last = 0; last < BINS; last++) {
    if (units[last]! > places || (isLimited && cost[last]! > budget)) return { last, places, budget };
    places -= units[last]!;
    if (isLimited) budget -= cost[last]!;
  }
  return { last: BINS, places, budget };
}
