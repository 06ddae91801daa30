/**
 * One further programme of one year: whom it may be given to, and who is given it in turn until the next does not fit in. Nobody
 * is asked whether he takes it before his turn has come, and among equals identities decide.
 */
import { normalQuantile } from '../../../kernel/normal.ts';
import { drawBits, uniformOf, type DrawKey } from '../../chance/keyed-draws.ts';
import { addRow, type GrowingRows } from '../../microsimulation/growing-rows.ts';
import { BROUGHT, FITS_AT, type Dwellings, type HouseholdLives } from '../columns.ts';
import type { LifeKeys } from '../life-keys.ts';
import { binOf, BINS } from './choice-loop.ts';
import { MOST_MEMBERS } from './members.ts';
import type { Poor, RankedPoor } from './ranked-poor.ts';
import { givenTo, isByLot, type AidYear } from './recipients.ts';

/** What further programmes choose from. */
export interface FurtherGround {
  readonly households: Pick<Dwellings, 'rows' | 'low' | 'high' | 'size'>;
  readonly homes: Pick<HouseholdLives, 'receives' | 'brought' | 'rank'>;
  /** [household] lists as they are by now: looped programmes have chosen already. */
  readonly lists: Uint16Array;
  readonly poor: Poor;
}

/** All that is looked at of a household, in one flat object: the same for every programme. */
export interface Choice {
  readonly year: AidYear;
  readonly keys: LifeKeys;
  readonly ground: FurtherGround;
  readonly lists: Uint16Array;
  readonly before: Uint16Array;
  readonly rank: Float32Array;
  readonly size: Uint16Array;
  readonly brought: Uint32Array;
  readonly bit: number;
  readonly excluding: number;
  readonly sizeFrom: number;
  readonly sizeTo: number;
  /** Which of a household's entries tells the members who fit, and from which bit on; −1 where none is asked about. */
  readonly entry: number;
  readonly countAt: number;
  readonly isOfPersons: boolean;
  readonly rankLimit: number;
  readonly byLot: boolean;
  readonly staysListed: boolean;
  /** A family must bring a component of PKH: the category of programmes that ask about no member. */
  readonly needsComponent: boolean;
  readonly isLimited: boolean;
  /** Who has it now. */
  readonly holders: GrowingRows;
  /** What there is left to give: units, and thousand rupiah a year. */
  places: number;
  budget: number;
}

export function choiceOf(ground: FurtherGround, year: AidYear, keys: LifeKeys, holders: GrowingRows): Choice {
  const { aid, targeting, budget } = year;
  const byLot = isByLot(year);
  return {
    year,
    keys,
    ground,
    lists: ground.lists,
    before: ground.homes.receives,
    rank: ground.homes.rank,
    size: ground.households.size,
    brought: ground.homes.brought,
    bit: 1 << year.place,
    excluding: year.excluding,
    sizeFrom: Math.max(1, aid.sizes.from),
    sizeTo: Math.min(0xffff, aid.sizes.to),
    entry: aid.members === undefined ? -1 : FITS_AT + aid.members.word,
    countAt: aid.members?.countAt ?? 0,
    isOfPersons: aid.isOfPersons,
    rankLimit: byLot ? Infinity : year.rankLimit,
    byLot,
    staysListed: targeting === 'current-list',
    needsComponent: targeting === 'categorical' && aid.members === undefined,
    isLimited: budget < Infinity,
    holders,
    places: year.places,
    budget,
  };
}

const drawFor = ({ ground: { households }, year }: Choice, key: DrawKey, row: number): number =>
  drawBits(key, households.low[row]!, households.high[row]!, year.place);

/** The lower the earlier: its rank, or a lot that the household keeps. */
const priorityOf = (choice: Choice, row: number): number =>
  choice.byLot ? uniformOf(drawFor(choice, choice.keys.lot, row)) : choice.rank[row]!;

const fitMembers = (choice: Choice, row: number): number =>
  (choice.brought[row * BROUGHT + choice.entry]! >>> choice.countAt) & MOST_MEMBERS;

/** Whether there is somebody whom the household could be given it for. */
function isMeant(choice: Choice, row: number): boolean {
  const members = choice.size[row]!;
  if (members < choice.sizeFrom || members > choice.sizeTo) return false;
  if (choice.entry >= 0) return fitMembers(choice, row) > 0;
  return !choice.needsComponent || choice.brought[row * BROUGHT + 1] !== 0;
}
const isExcluded = (choice: Choice, row: number): boolean => (choice.lists[row]! & choice.excluding) !== 0;

/** Of who was on a list that stays and is no more within the limit, or has what excludes it: he is taken off with a chance. */
const staysBeyond = (choice: Choice, row: number): boolean =>
  drawFor(choice, choice.keys.takenOff, row) >= choice.year.takenOffBits;

/** Whether a household may have a turn; one on a list that stays has had it. */
const mayCome = (choice: Choice, row: number): boolean =>
  !(choice.staysListed && (choice.before[row]! & choice.bit) !== 0) &&
  !isExcluded(choice, row) &&
  choice.rank[row]! < choice.rankLimit &&
  isMeant(choice, row);

const takesUp = (choice: Choice, row: number): boolean =>
  (choice.before[row]! & choice.bit) !== 0 || drawFor(choice, choice.keys.takeUp, row) < choice.year.takeUpBits;

const unitsIn = (choice: Choice, row: number): number =>
  !choice.isOfPersons ? 1 : choice.entry < 0 ? choice.size[row]! : fitMembers(choice, row);
const costIn = ({ year, ground }: Choice, row: number): number => givenTo(year, ground.homes, ground.households, row);

function take(choice: Choice, row: number): void {
  choice.lists[row]! |= choice.bit;
  addRow(choice.holders, row);
}

/** Takes off the list who does not stay on it: those who stay come before all others. */
export function keepListed(choice: Choice): void {
  const { lists, bit, holders, isLimited, excluding, rank, rankLimit, isOfPersons, entry, size } = choice;
  const { rows, count } = holders;
  const isKept = choice.places > 0 && choice.staysListed;
  const ofSize = isOfPersons && entry < 0;
  let [staying, units, cost] = [0, 0, 0];
  // Those who stay are written over those who were there.
  for (let i = 0; i < count; i++) {
    const row = rows[i]!;
    const isWithin = (lists[row]! & excluding) === 0 && rank[row]! < rankLimit;
    if (!isKept || !isMeant(choice, row) || !(isWithin || staysBeyond(choice, row))) {
      lists[row]! &= ~bit;
      continue;
    }
    rows[staying++] = row;
    units += ofSize ? size[row]! : unitsIn(choice, row);
    if (isLimited) cost += costIn(choice, row);
  }
  holders.count = staying;
  if (units <= choice.places && cost <= choice.budget) {
    choice.places -= units;
    choice.budget -= cost;
    return;
  }
  for (let i = 0; i < staying; i++) lists[rows[i]!]! &= ~bit;
  holders.count = 0;
  giveInTurn(choice, allInTurn(choice, rows, staying), true);
  choice.places = 0;
}

/**
 * Of all families the share that is looked at first is so many times those who have it and twice the places that are left; where
 * it is not enough, so many times as many. Few have members who fit, of whom the others of their rank are passed over quickly.
 */
const LOOKS = { ofMembers: { first: 64, times: 8 }, ofAll: { first: 1.3, times: 1.6 } } as const;
const LEAST = 64;

/** Fills the places that are left, the first in turn first. @param ranked the poor of the ground */
export function fillPlaces(choice: Choice, ranked: RankedPoor): void {
  const { households, poor } = choice.ground;
  if (choice.places <= 0) return;
  if (choice.places === Infinity && !choice.isLimited) {
    for (let row = 0; row < households.rows; row++) if (mayCome(choice, row) && takesUp(choice, row)) take(choice, row);
    return;
  }
  let from = -Infinity;
  if (!choice.byLot) {
    if (!giveToPoor(choice, ranked) || poor.below >= choice.rankLimit) return;
    // Those above the poor are looked at when these are not enough.
    from = poor.below;
  }
  const { first, times } = choice.entry < 0 ? LOOKS.ofAll : LOOKS.ofMembers;
  let share = (first * (choice.holders.count + 2 * choice.places + LEAST)) / Math.max(1, households.rows);
  for (; from < Infinity; share *= times) {
    const to = share >= 1 ? Infinity : choice.byLot ? share : normalQuantile(share);
    if (to <= from) continue;
    if (!giveInTurn(choice, inTurn(choice, from, to), false) || to >= choice.rankLimit) return;
    from = to;
  }
}

/** @returns whether something is left when the poor have had their turn */
function giveToPoor(choice: Choice, { rows, fits, ends }: RankedPoor): boolean {
  const { rank, rankLimit, lists, excluding, before, bit, staysListed, entry, countAt } = choice;
  const fitting = entry < 0 ? undefined : fits[entry - FITS_AT]!;
  const kept = staysListed ? bit : 0;
  const last = rankLimit < Infinity ? binOf(rankLimit) : BINS - 1;
  const { rows: waits } = roomFor(rows.length);
  for (let bin = 0, i = 0; bin <= last; bin++) {
    let count = 0;
    for (const end = ends[bin]!; i < end; i++) {
      if (fitting !== undefined && ((fitting[i]! >>> countAt) & MOST_MEMBERS) === 0) continue;
      const row = rows[i]!;
      if (((before[row]! & kept) | (lists[row]! & excluding)) !== 0) continue;
      if (isMeant(choice, row) && rank[row]! < rankLimit) waits[count++] = row;
    }
    if (count > 0 && !giveToBin(choice, waits.subarray(0, count), false)) return false;
  }
  return true;
}

/** Rows that wait for their turn and their bins; used again. */
let waiting = { rows: new Uint32Array(0), bins: new Uint16Array(0), inOrder: new Uint32Array(0) };
function roomFor(number: number): typeof waiting {
  const length = Math.ceil(number * 1.2);
  if (waiting.rows.length < number)
    waiting = { rows: new Uint32Array(length), bins: new Uint16Array(length), inOrder: new Uint32Array(length) };
  return waiting;
}

/** @returns how many of all wait whose turn is from one place to another */
function inTurn(choice: Choice, from: number, to: number): number {
  const { rank, byLot, lists, excluding, before, bit, staysListed, brought, entry, countAt } = choice;
  const number = choice.ground.households.rows;
  const { rows: waits, bins } = roomFor(number);
  // One pass over many families: what keeps most of them out is asked here, the rest of those who are left.
  const kept = staysListed ? bit : 0;
  const [low, high] = byLot ? [-Infinity, Infinity] : [from, Math.min(to, choice.rankLimit)];
  let count = 0;
  for (let row = 0; row < number; row++) {
    const stands = rank[row]!;
    if (stands < low || stands >= high || ((before[row]! & kept) | (lists[row]! & excluding)) !== 0) continue;
    if (entry >= 0 && ((brought[row * BROUGHT + entry]! >>> countAt) & MOST_MEMBERS) === 0) continue;
    if (!isMeant(choice, row)) continue;
    const priority = byLot ? priorityOf(choice, row) : stands;
    if (priority < from || priority >= to) continue;
    waits[count] = row;
    bins[count++] = binOf(priority);
  }
  return count;
}

/** As inTurn, of those who stay whatever else. */
function allInTurn(choice: Choice, rows: Uint32Array, number: number): number {
  const found = roomFor(number);
  for (let i = 0; i < number; i++) {
    found.rows[i] = rows[i]!;
    found.bins[i] = binOf(priorityOf(choice, rows[i]!));
  }
  return number;
}

/** [bin] where its rows begin in order. */
const starts = new Uint32Array(BINS + 1);

/**
 * Gives to those who wait, bin after bin: nobody is sorted but those of the bin in which places or money run out.
 *
 * @param areSure nobody must be asked any more whether he takes it
 * @returns whether something is left when all have had their turn
 */
function giveInTurn(choice: Choice, count: number, areSure: boolean): boolean {
  const { rows, bins, inOrder } = waiting;
  starts.fill(0);
  for (let i = 0; i < count; i++) starts[bins[i]! + 1]!++;
  for (let bin = 0; bin < BINS; bin++) starts[bin + 1]! += starts[bin]!;
  // Each start moves up to where the next bin begins.
  for (let i = 0; i < count; i++) inOrder[starts[bins[i]!]!++] = rows[i]!;
  let from = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const to = starts[bin]!;
    if (to > from && !giveToBin(choice, inOrder.subarray(from, to), areSure)) return false;
    from = to;
  }
  return true;
}

/** @returns whether something is left */
function giveToBin(choice: Choice, rows: Uint32Array, areSure: boolean): boolean {
  let [number, units, cost] = [0, 0, 0];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (!areSure && !takesUp(choice, row)) continue;
    rows[number++] = row;
    units += unitsIn(choice, row);
    if (choice.isLimited) cost += costIn(choice, row);
  }
  if (units > choice.places || cost > choice.budget) {
    giveWhileThereIs(choice, Array.from(rows.subarray(0, number)));
    return false;
  }
  for (let i = 0; i < number; i++) take(choice, rows[i]!);
  choice.places -= units;
  choice.budget -= cost;
  return choice.places > 0;
}

function giveWhileThereIs(choice: Choice, rows: number[]): void {
  const { low, high } = choice.ground.households;
  rows.sort((a, b) => priorityOf(choice, a) - priorityOf(choice, b) || low[a]! - low[b]! || high[a]! - high[b]!);
  for (const row of rows) {
    choice.places -= unitsIn(choice, row);
    choice.budget -= costIn(choice, row);
    if (choice.places < 0 || choice.budget < 0) return;
    take(choice, row);
  }
}
