/**
 * One further programme of one year: whom it may be given to, and who is given it in turn until the next does not fit in. Nobody
 * is asked whether he takes it before his turn has come, and among equals identities decide.
 */
import { drawBits, uniformOf, type DrawKey } from '../../chance/keyed-draws.ts';
import { addRow, type GrowingRows } from '../../microsimulation/growing-rows.ts';
import { BROUGHT, FITS, type Dwellings, type HouseholdLives } from '../columns.ts';
import type { LifeKeys } from '../life-keys.ts';
import { countIn } from './members.ts';
import { givenTo, isByLot, unitsOf, type AidYear } from './recipients.ts';
import type { Turns } from './turns.ts';

/** What further programmes choose from. */
export interface FurtherGround {
  readonly households: Pick<Dwellings, 'rows' | 'low' | 'high' | 'size'>;
  readonly homes: Pick<HouseholdLives, 'receives' | 'fits' | 'brought' | 'rank'>;
  /** [household] lists as they are by now: looped programmes have chosen already. */
  readonly lists: Uint16Array;
  /** Among others, rows of all households below this rank: the first `number`. */
  readonly poor: { readonly rows: Uint32Array; readonly number: number; readonly below: number };
}

/** All that is looked at a household, in one flat object. */
export interface Choice {
  readonly year: AidYear;
  readonly keys: LifeKeys;
  readonly ground: FurtherGround;
  readonly lists: Uint16Array;
  readonly before: Uint16Array;
  readonly rank: Float32Array;
  readonly size: Uint16Array;
  readonly fits: Uint32Array;
  readonly bit: number;
  readonly excluding: number;
  readonly sizeFrom: number;
  readonly sizeTo: number;
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
    fits: ground.homes.fits,
    bit: 1 << year.place,
    excluding: year.excluding,
    sizeFrom: Math.max(1, aid.sizes.from),
    sizeTo: Math.min(0xffff, aid.sizes.to),
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

export const priorityOf = (choice: Choice, row: number): number =>
  choice.byLot ? uniformOf(drawFor(choice, choice.keys.lot, row)) : choice.rank[row]!;

/** Whether there is somebody whom the household could be given it for, and nothing that excludes it. */
export function isMeant(choice: Choice, row: number): boolean {
  const members = choice.size[row]!;
  if (members < choice.sizeFrom || members > choice.sizeTo) return false;
  const { ground, year } = choice;
  if (year.aid.members !== undefined) return countIn(ground.homes, year.aid.members, row) > 0;
  return !choice.needsComponent || ground.homes.brought[row * BROUGHT + 1] !== 0;
}
export const isExcluded = ({ lists, excluding }: Choice, row: number): boolean => (lists[row]! & excluding) !== 0;

/** Of who was on a list that stays: above the limit he is taken off with a chance. */
export function stays(choice: Choice, row: number): boolean {
  if (!isMeant(choice, row)) return false;
  if (!isExcluded(choice, row) && choice.rank[row]! < choice.rankLimit) return true;
  return drawFor(choice, choice.keys.takenOff, row) >= choice.year.takenOffBits;
}

/** Whether a household takes it when its turn comes; one on a list that stays has had it. */
export function comes(choice: Choice, row: number): boolean {
  const isOn = (choice.before[row]! & choice.bit) !== 0;
  if (isOn && choice.staysListed) return false;
  if (isExcluded(choice, row) || !(choice.rank[row]! < choice.rankLimit) || !isMeant(choice, row)) return false;
  return isOn || drawFor(choice, choice.keys.takeUp, row) < choice.year.takeUpBits;
}

export const unitsIn = ({ year, ground }: Choice, row: number): number =>
  unitsOf(year.aid, ground.homes, ground.households, row);
export const costIn = ({ year, ground }: Choice, row: number): number =>
  givenTo(year, ground.homes, ground.households, row);

export function take(choice: Choice, row: number): void {
  choice.lists[row]! |= choice.bit;
  addRow(choice.holders, row);
}

let coming = new Uint32Array(0);

/**
 * @param areSure everybody in turn is given it if there is enough; else those who come
 * @returns whether something is left when all have had their turn
 */
export function takeInTurn(choice: Choice, { count, rows, bins }: Turns, areSure: boolean): boolean {
  if (coming.length < count) coming = new Uint32Array(rows.length);
  for (let i = 0; i < count;) {
    const bin = bins[i]!;
    let [number, units, cost] = [0, 0, 0];
    for (; i < count && bins[i] === bin; i++) {
      const row = rows[i]!;
      if (!areSure && !comes(choice, row)) continue;
      coming[number++] = row;
      units += unitsIn(choice, row);
      if (choice.isLimited) cost += costIn(choice, row);
    }
    if (units > choice.places || cost > choice.budget) {
      takeWhileThereIs(choice, Array.from(coming.subarray(0, number)));
      return false;
    }
    for (let k = 0; k < number; k++) take(choice, coming[k]!);
    choice.places -= units;
    choice.budget -= cost;
    if (choice.places <= 0) return false;
  }
  return true;
}

/** Of the bin in which places or money run out. */
function takeWhileThereIs(choice: Choice, rows: number[]): void {
  const { low, high } = choice.ground.households;
  rows.sort((a, b) => priorityOf(choice, a) - priorityOf(choice, b) || low[a]! - low[b]! || high[a]! - high[b]!);
  for (const row of rows) {
    choice.places -= unitsIn(choice, row);
    choice.budget -= costIn(choice, row);
    if (choice.places < 0 || choice.budget < 0) return;
    take(choice, row);
  }
}

/** Whether anybody of the household fits anything at all. */
export const fitsSomething = (fits: Uint32Array, row: number): boolean =>
  (fits[row * FITS]! | fits[row * FITS + 1]!) !== 0;
