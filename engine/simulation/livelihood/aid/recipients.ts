/**
 * Who is on the list of a programme in a year. Everybody has a priority; those with the lowest are taken until the places or
 * the money are used up. Nobody is sorted but those at the cut, and among equals their identities decide, so that the order of
 * rows does not count.
 */
import { drawBits, thresholdOf, uniformOf } from '../../chance/keyed-draws.ts';
import type { Aid, Targeting } from './aid.ts';
import type { Dwellings, HouseholdLives } from '../columns.ts';
import { membersOf, thousandOf } from './components.ts';
import type { LifeKeys } from '../life-keys.ts';

/** What a programme is in one year. */
export interface AidYear {
  readonly aid: Aid;
  /** Bit of the programme in `receives`, and number of its draws. */
  readonly place: number;
  readonly targeting: Targeting;
  /** Families whose rank is below it are within the decile limit. */
  readonly rankLimit: number;
  /** In units of the programme; Infinity without a limit. */
  readonly places: number;
  /** Thousand rupiah a year; Infinity without a limit. */
  readonly budget: number;
  /** Times the amounts of the rules. */
  readonly amountFactor: number;
  readonly takeUpShare: number;
  readonly takenOffShare: number;
  readonly memberCap: number;
}

/** Ranks are standard normal, and shares of a lot from 0 to 1: who is on the list already stands so far before the others. */
const ON_THE_LIST = -20;
const LOWEST = ON_THE_LIST - 6;
const HIGHEST = 6;
const BINS = 2048;
const binOf = (priority: number): number =>
  Math.min(BINS - 1, Math.max(0, Math.floor(((priority - LOWEST) / (HIGHEST - LOWEST)) * BINS)));

/** Columns that are used anew by each programme and year. */
export interface ChoiceRoom {
  readonly rows: Uint32Array;
  readonly priority: Float64Array;
  readonly units: Float64Array;
  readonly cost: Float64Array;
}
export const choiceRoom = (households: number): ChoiceRoom => ({
  rows: new Uint32Array(households),
  priority: new Float64Array(households),
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
  const components = homes.components[row]!;
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
  const { size } = households;
  const { receives } = homes;
  const bit = 1 << year.place;
  let candidates = 0;
  let units = 0;
  let cost = 0;
  for (let i = 0; i < listed; i++) {
    const row = concerned[i]!;
    const persons = size[row]!;
    const isOn = (receives[row]! & bit) !== 0;
    receives[row]! &= ~bit;
    const priority = priorityOf(households, homes, year, row, isOn, keys);
    if (Number.isNaN(priority)) continue;
    room.rows[candidates] = row;
    room.priority[candidates++] = priority;
    units += year.aid.isOfPersons ? persons : 1;
    cost += aidOf(year, homes, row, persons);
  }
  const last = units <= year.places && cost <= year.budget ? BINS : cutBin(households, homes, year, room, candidates);
  const atCut: number[] = [];
  for (let i = 0; i < candidates; i++) {
    const bin = binOf(room.priority[i]!);
    if (bin < last) receives[room.rows[i]!]! |= bit;
    else if (bin === last) atCut.push(i);
  }
  if (atCut.length > 0)
    takeAtCut(households, homes, year, room, atCut, year.places - room.units[last]!, year.budget - room.cost[last]!);
}

/** Those of the bin at which places or money run out, one by one. */
function takeAtCut(
  { size, low, high }: Dwellings,
  homes: HouseholdLives,
  year: AidYear,
  room: ChoiceRoom,
  atCut: number[],
  places: number,
  budget: number,
): void {
  const { rows, priority } = room;
  atCut.sort(
    (a, b) => priority[a]! - priority[b]! || low[rows[a]!]! - low[rows[b]!]! || high[rows[a]!]! - high[rows[b]!]!,
  );
  let left = places;
  let money = budget;
  for (const i of atCut) {
    const row = rows[i]!;
    left -= year.aid.isOfPersons ? size[row]! : 1;
    money -= aidOf(year, homes, row, size[row]!);
    if (left < 0 || money < 0) return;
    homes.receives[row]! |= 1 << year.place;
  }
}

/** @returns the bin in which places or money run out; `units` and `cost` of it then hold what the bins before it take */
function cutBin(
  { size }: Dwellings,
  homes: HouseholdLives,
  year: AidYear,
  room: ChoiceRoom,
  candidates: number,
): number {
  room.units.fill(0);
  room.cost.fill(0);
  for (let i = 0; i < candidates; i++) {
    const row = room.rows[i]!;
    const bin = binOf(room.priority[i]!);
    room.units[bin]! += year.aid.isOfPersons ? size[row]! : 1;
    room.cost[bin]! += aidOf(year, homes, row, size[row]!);
  }
  let units = 0;
  let cost = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const more = units + room.units[bin]!;
    const dearer = cost + room.cost[bin]!;
    room.units[bin] = units;
    room.cost[bin] = cost;
    if (more > year.places || dearer > year.budget) return bin;
    units = more;
    cost = dearer;
  }
  return BINS;
}

/** Lower first; NaN for a family that is not asked, or does not take what it is offered. */
function priorityOf(
  { low, high }: Dwellings,
  homes: HouseholdLives,
  year: AidYear,
  row: number,
  isOn: boolean,
  keys: LifeKeys,
): number {
  const { aid, place, targeting, rankLimit } = year;
  if (aid.hasComponents && homes.components[row] === 0) return NaN;
  const rank = homes.rank[row]!;
  const isWithin = rank < rankLimit;
  if (targeting === 'current-list' && isOn) {
    const isTakenOff =
      !isWithin && drawBits(keys.takenOff, low[row]!, high[row]!, place) < thresholdOf(year.takenOffShare);
    return isTakenOff ? NaN : ON_THE_LIST + rank;
  }
  if (targeting === 'categorical' ? homes.components[row] === 0 : targeting !== 'universal' && !isWithin) return NaN;
  if (!isOn && drawBits(keys.takeUp, low[row]!, high[row]!, place) >= thresholdOf(year.takeUpShare)) return NaN;
  return targeting === 'categorical' || targeting === 'universal'
    ? uniformOf(drawBits(keys.lot, low[row]!, high[row]!, place))
    : rank;
}
