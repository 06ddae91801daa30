/**
 * Who is on the list of a programme in a year. Everybody has a priority; those with the lowest are taken until the places or
 * the money are used up. Nobody is sorted but those at the cut, and among equals their identities decide, so that the order of
 * rows does not count.
 */
import { drawBits, uniformOf } from '../../chance/keyed-draws.ts';
import type { Aid, Targeting } from './aid.ts';
import { componentsOf, type Dwellings, type HouseholdLives } from '../columns.ts';
import { membersOf, thousandOf } from './components.ts';
import type { LifeKeys } from '../life-keys.ts';
import { notedOf, takes } from './take-up.ts';

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

/** Ranks are standard normal, and shares of a lot from 0 to 1: who is on the list already stands so far before the others. */
const ON_THE_LIST = -20;
const LOWEST = ON_THE_LIST - 6;
const HIGHEST = 6;
const BINS = 2048;
function binOf(priority: number): number {
  const bin = ((priority - LOWEST) * (BINS / (HIGHEST - LOWEST))) | 0;
  return bin < 0 ? 0 : bin >= BINS ? BINS - 1 : bin;
}

/** Columns that are used anew by each programme and year. */
export interface ChoiceRoom {
  readonly rows: Uint32Array;
  readonly priority: Float64Array;
  readonly bins: Uint16Array;
  /** [bin] what those in it take, then what those before it do. */
  readonly units: Float64Array;
  readonly cost: Float64Array;
}
export const choiceRoom = (households: number): ChoiceRoom => ({
  rows: new Uint32Array(households),
  priority: new Float64Array(households),
  bins: new Uint16Array(households),
  units: new Float64Array(BINS),
  cost: new Float64Array(BINS),
});

/** Thousand rupiah a year, a whole number. */
export function aidOf(
  { aid, amountFactor, memberCap }: AidYear,
  homes: HouseholdLives,
  row: number,
  size: number,
): number {
  if (!aid.hasComponents) return Math.round(aid.amount * amountFactor * (aid.isOfPersons ? size : 1));
  const components = componentsOf(homes, row);
  const members = membersOf(components);
  return Math.round(thousandOf(components) * amountFactor * (members > memberCap ? memberCap / members : 1));
}

/** Families with a rank from here on are no candidates of any programme, unless they are on a list already. */
export const openTo = (aids: readonly AidYear[]): number =>
  aids.reduce((highest, { targeting, rankLimit, places }) => {
    if (places <= 0) return highest;
    return targeting === 'categorical' || targeting === 'universal' ? Infinity : Math.max(highest, rankLimit);
  }, -Infinity);

/**
 * Sets the bit of the programme for the families that it may concern.
 *
 * @param concerned rows of them, the first `listed`; all others are on no list
 */
export function chooseRecipients(
  households: Dwellings,
  homes: HouseholdLives,
  year: AidYear,
  room: ChoiceRoom,
  concerned: Uint32Array,
  listed: number,
  keys: LifeKeys,
): void {
  const { receives } = homes;
  const { rows, bins } = room;
  const bit = 1 << year.place;
  room.units.fill(0);
  room.cost.fill(0);
  const candidates = listCandidates(households, homes, year, room, concerned, listed, keys);
  const last = cutBin(year, room);
  let atCut = 0;
  for (let i = 0; i < candidates; i++) {
    const bin = bins[i]!;
    if (bin < last) receives[rows[i]!]! |= bit;
    // Those at the cut are kept where those before them stood.
    else if (bin === last) {
      rows[atCut] = rows[i]!;
      room.priority[atCut++] = room.priority[i]!;
    }
  }
  if (atCut === 0) return;
  takeAtCut(households, homes, year, room, atCut, year.places - room.units[last]!, year.budget - room.cost[last]!);
}

/**
 * Takes everybody off the list, and lists who may come onto it, with his priority, lower first, and what he takes. Who is not
 * asked, or does not take what he is offered, is not listed.
 *
 * @returns how many they are
 */
function listCandidates(
  households: Dwellings,
  homes: HouseholdLives,
  year: AidYear,
  room: ChoiceRoom,
  concerned: Uint32Array,
  listed: number,
  { takenOff, takeUp, lot }: LifeKeys,
): number {
  const { low, high, size } = households;
  const { receives, brought, rank } = homes;
  const { aid, place, targeting, rankLimit, excluding, takeUpBits, takenOffBits } = year;
  const { rows, priority, bins, units, cost } = room;
  const { isOfPersons } = aid;
  const bit = 1 << place;
  const staysListed = targeting === 'current-list';
  const isByLot = targeting === 'categorical' || targeting === 'universal';
  const needsComponent = aid.hasComponents || targeting === 'categorical';
  const hasBudget = year.budget < Infinity;
  const noted = notedOf(takeUpBits);
  let candidates = 0;
  for (let i = 0; i < listed; i++) {
    const row = concerned[i]!;
    const lists = receives[row]!;
    const isOn = (lists & bit) !== 0;
    if (isOn) receives[row] = lists & ~bit;
    if (needsComponent && brought[(row << 1) | 1] === 0) continue;
    let comes = rank[row]!;
    const fits = comes < rankLimit && (lists & excluding) === 0;
    if (isOn && staysListed) {
      if (!fits && drawBits(takenOff, low[row]!, high[row]!, place) < takenOffBits) continue;
      comes += ON_THE_LIST;
    } else {
      if (isByLot ? (lists & excluding) !== 0 : !fits) continue;
      if (!isOn && !takes(households, homes, takeUp, row, place, takeUpBits, noted)) continue;
      if (isByLot) comes = uniformOf(drawBits(lot, low[row]!, high[row]!, place));
    }
    rows[candidates] = row;
    priority[candidates] = comes;
    const bin = binOf(comes);
    bins[candidates++] = bin;
    units[bin]! += isOfPersons ? size[row]! : 1;
    if (hasBudget) cost[bin]! += aidOf(year, homes, row, size[row]!);
  }
  return candidates;
}

/** Those of the bin at which places or money run out, one by one. */
function takeAtCut(
  { size, low, high }: Dwellings,
  homes: HouseholdLives,
  year: AidYear,
  room: ChoiceRoom,
  atCut: number,
  places: number,
  budget: number,
): void {
  const { rows, priority } = room;
  const order = Array.from({ length: atCut }, (_, i) => i).sort(
    (a, b) => priority[a]! - priority[b]! || low[rows[a]!]! - low[rows[b]!]! || high[rows[a]!]! - high[rows[b]!]!,
  );
  let left = places;
  let money = budget;
  for (const i of order) {
    const row = rows[i]!;
    left -= year.aid.isOfPersons ? size[row]! : 1;
    money -= aidOf(year, homes, row, size[row]!);
    if (left < 0 || money < 0) return;
    homes.receives[row]! |= 1 << year.place;
  }
}

/** @returns the bin in which places or money run out, BINS where they do not; `units` and `cost` of it then hold what the bins before it take */
function cutBin({ places, budget }: AidYear, { units, cost }: ChoiceRoom): number {
  let taken = 0;
  let paid = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const more = taken + units[bin]!;
    const dearer = paid + cost[bin]!;
    units[bin] = taken;
    cost[bin] = paid;
    if (more > places || dearer > budget) return bin;
    taken = more;
    paid = dearer;
  }
  return BINS;
}
