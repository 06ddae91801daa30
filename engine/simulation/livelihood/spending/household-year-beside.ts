/**
 * A year of households beside a future of the same families whose year is still at hand (homes-at-hand.ts): all spend what they
 * spend there and stand where they stand, but those who live otherwise. What is counted of the others is that of the other
 * future, less what these few are there: whole numbers, so that the bytes are those of a year of all.
 */
import type { DrawKey } from '../../chance/keyed-draws.ts';
import { addRow, type GrowingRows } from '../../microsimulation/growing-rows.ts';
import type { LifeAccount } from '../account.ts';
import { chooseRecipients, openTo } from '../aid/recipients.ts';
import { householdLives, OFFERS, type Dwellings, type HouseholdLives } from '../columns.ts';
import type { LifeKeys } from '../life-keys.ts';
import { ROWS_AT_ONCE } from '../rows-at-hand.ts';
import { countApart, putAtHand, spendsOf } from './count-apart.ts';
import { countConcerned } from './count-loop.ts';
import { addFurther, chooseOthers, concerningOf, layOutFurther, loopedOf } from './give-further.ts';
import { backToApart, closeHomes, type CountedApart, type HomesAtHand } from './homes-at-hand.ts';
import type { HouseholdSetting } from './household-setting.ts';
import { begin, openYear, spendAtHand } from './household-year.ts';

/** Whether households that stand alike spend alike and stand alike after a year in both. */
export const spendAlike = (one: HouseholdSetting, other: HouseholdSetting): boolean =>
  one.flood === undefined &&
  other.flood === undefined &&
  one.wages === other.wages &&
  one.baselineWages === other.baselineWages;

/**
 * As openYear.
 *
 * @param other  as it is at the end of the year
 * @param fresh  rows of households that are new there, the first `number`, as there
 * @param unlike rows of households that stood otherwise at the end of the last year
 */
export function openYearBeside(
  { low, high, size }: Dwellings,
  homes: HouseholdLives,
  other: HouseholdLives,
  setting: HouseholdSetting,
  key: DrawKey,
  fresh: Uint32Array,
  number: number,
  unlike: GrowingRows,
): void {
  const rows = unlike.rows.subarray(0, unlike.count);
  const few = { ...householdLives(rows.length) };
  rows.forEach((row, i) => {
    few.low[i] = homes.low[row]!;
    few.high[i] = homes.high[row]!;
    few.welfare[i] = homes.welfare[row]!;
    few.rankError[i] = homes.rankError[row]!;
  });
  const theirs = <T extends Uint32Array | Uint16Array>(column: T): T =>
    column.slice(0, rows.length).map((_, i) => column[rows[i]!]!) as T;
  const dwellings = { rows: rows.length, low: theirs(low), high: theirs(high), size: theirs(size) };
  openYear(
    { ...dwellings, region: new Uint16Array(0), desil: new Uint8Array(0) },
    few,
    setting,
    key,
    new Uint32Array(rows.length),
  );
  homes.welfare.set(other.welfare);
  homes.rankError.set(other.rankError);
  rows.forEach((row, i) => {
    homes.welfare[row] = few.welfare[i]!;
    homes.rankError[row] = few.rankError[i]!;
  });
  for (let i = 0; i < number; i++) {
    const row = fresh[i]!;
    homes.low[row] = low[row]!;
    homes.high[row] = high[row]!;
    homes.isPoor[row] = homes.receives[row] = homes.rank[row] = 0;
    homes.welfare[row] = other.welfare[row]!;
    homes.rankError[row] = other.rankError[row]!;
  }
}

/** [household] 1 and more: its place among those at hand, from 1 on, or one of those who may live otherwise. */
let placeOf = new Uint32Array(0);

/**
 * As householdYear.
 *
 * @param asked  rows of households that are brought something else, or may be
 * @param unlike of openYearBeside; then rows of those that stand otherwise at the end of this year
 * @param atHand of the other future, in this year
 */
export function householdYearBeside(
  households: Dwellings,
  homes: HouseholdLives,
  other: HouseholdLives,
  setting: HouseholdSetting,
  keys: LifeKeys,
  fresh: Uint32Array,
  number: number,
  asked: Uint32Array,
  unlike: GrowingRows,
  atHand: HomesAtHand,
  account: LifeAccount,
): void {
  const { rows, size } = households;
  const looped = loopedOf(setting.aids);
  const isAsked = new Set(asked);
  for (let i = 0; i < number; i++) if (isAsked.has(fresh[i]!)) begin(households, homes, setting, fresh[i]!, keys);
  for (let i = 0; i < unlike.count; i++) isAsked.add(unlike.rows[i]!);
  const few = Uint32Array.from(isAsked).filter((row) => size[row]! > 0);
  const counted = backToApart(atHand);
  if (placeOf.length < rows) placeOf = new Uint32Array(size.length);
  placeOf.fill(0);
  for (let i = 0; i < atHand.listed; i++) placeOf[atHand.row[i]!] = i + 1;
  for (const row of few) {
    if (placeOf[row]! > 0) removePlace(atHand, placeOf[row]! - 1);
    else countApart(counted, households, row, spendsOf(other, setting, row, size[row]!), setting.line, -1);
  }
  atHand.lists.set(homes.receives.subarray(0, rows));
  homes.spent.set(other.spent);
  homes.rank.set(other.rank);
  spendFew(households, homes, setting, few, atHand);
  listConcerned(households, homes, other, setting, counted, atHand);
  for (let i = 0; i < atHand.listed; i++) atHand.receives[i] = homes.receives[atHand.row[i]!]!;
  for (const aid of looped) chooseRecipients(households, aid, atHand, atHand.listed, keys);
  const holders = chooseOthers(households, homes, setting, atHand, keys);
  const given = layOutFurther(households, homes, setting, holders, atHand, counted);
  countConcerned(looped, atHand, atHand.listed);
  addFurther(setting, atHand, counted, given);
  closeHomes(atHand, households, homes, account);
  unlike.count = 0;
  for (const row of few)
    if (homes.welfare[row] !== other.welfare[row] || homes.rankError[row] !== other.rankError[row]) addRow(unlike, row);
}

/** The last comes to stand in the place of one who is at hand. */
function removePlace(atHand: HomesAtHand, place: number): void {
  const last = --atHand.listed;
  const { row, components, offers, spent, rank, size, region } = atHand;
  placeOf[row[last]!] = place + 1;
  for (const column of [row, components, spent, rank, size, region]) column[place] = column[last]!;
  offers.copyWithin(place * OFFERS, last * OFFERS, (last + 1) * OFFERS);
}

/** Those who may live otherwise spend anew: they are counted, or come to stand behind the others at hand. */
function spendFew(
  households: Dwellings,
  homes: HouseholdLives,
  setting: HouseholdSetting,
  few: Uint32Array,
  atHand: HomesAtHand,
): void {
  const { rows } = households;
  for (let from = 0; from < few.length; from += ROWS_AT_ONCE) {
    const some = few.subarray(from, from + ROWS_AT_ONCE);
    const before = atHand.listed;
    atHand.listed = spendAtHand(households, homes, setting, some, rows, before);
    for (let i = before; i < atHand.listed; i++) atHand.row[i] = some[atHand.row[i]! - rows]!;
    some.forEach((row, i) => {
      atHand.isPoor[row] = atHand.isPoor[rows + i]!;
      placeOf[row] = 1;
    });
  }
}

/** Of those who spend alike: whom aid concerns in one of the two futures alone. */
function listConcerned(
  households: Dwellings,
  homes: HouseholdLives,
  other: HouseholdLives,
  setting: HouseholdSetting,
  counted: CountedApart,
  atHand: HomesAtHand,
): void {
  const { rows, size } = households;
  const { receives, rank } = homes;
  const openBelow = openTo(loopedOf(setting.aids));
  const concerning = concerningOf(setting.aids);
  const isConcerned = (row: number): boolean => (receives[row]! & concerning) !== 0 || rank[row]! < openBelow;
  const count = (row: number, by: 1 | -1): boolean =>
    countApart(counted, households, row, spendsOf(other, setting, row, size[row]!), setting.line, by);
  for (let place = atHand.listed - 1; place >= 0; place--) {
    const row = atHand.row[place]!;
    if (isConcerned(row)) continue;
    removePlace(atHand, place);
    atHand.isPoor[row] = Number(count(row, 1));
  }
  for (let row = 0; row < rows; row++) {
    if (placeOf[row]! > 0 || size[row] === 0 || !isConcerned(row)) continue;
    count(row, -1);
    putAtHand(atHand, households, homes, row);
  }
}
