/** A year of households: what they have beside their income moves a little; then what they spend, and their rank. */
import { drawBits, thresholdOf, uniformOf, type DrawKey } from '../../chance/keyed-draws.ts';
import type { LifeAccount } from '../account.ts';
import { holdersOf } from '../aid/further.ts';
import { chooseRecipients, openTo } from '../aid/recipients.ts';
import { BROUGHT, earnedBy, OFFERS, type Dwellings, type HouseholdLives } from '../columns.ts';
import type { LifeKeys } from '../life-keys.ts';
import { firstNormal } from '../normal-table.ts';
import { ROWS_AT_ONCE } from '../rows-at-hand.ts';
import { countConcerned } from './count-loop.ts';
import { addFurther, chooseOthers, concerningOf, furtherOf, layOutFurther, loopedOf } from './give-further.ts';
import {
  closeHomes,
  countedAtHand,
  homeColumns,
  keepApart,
  layOutSpending,
  openHomes,
  type HomesAtHand,
} from './homes-at-hand.ts';
import type { HouseholdSetting } from './household-setting.ts';
import { rankWithin, spendingPlace } from './ranking.ts';
import { drawOfHomes, layOutNormals, layOutSettings, moveWelfare, spendLoop } from './spend-loop.ts';
import { explainedBy } from './spending-tables.ts';

/**
 * Before anybody is asked: what households have beside their income moves, and who has a row now is not what the one before
 * was, neither poor nor on a list, nor ranked yet.
 *
 * @param fresh filled with the rows of households that are new there, whose welfare begins anew afterwards
 * @returns how many they are
 */
export function openYear(
  { rows, low, high, size }: Dwellings,
  homes: HouseholdLives,
  { model, persistence }: Pick<HouseholdSetting, 'model' | 'persistence'>,
  key: DrawKey,
  fresh: Uint32Array,
): number {
  layOutNormals();
  layOutSettings({
    kept: persistence,
    noise: model.welfareDeviation * Math.sqrt(1 - persistence * persistence),
  });
  const laid = homeColumns();
  let number = 0;
  for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
    const to = Math.min(rows, from + ROWS_AT_ONCE);
    laid.low.set(low.subarray(from, to));
    laid.high.set(high.subarray(from, to));
    laid.knownLow.set(homes.low.subarray(from, to));
    laid.knownHigh.set(homes.high.subarray(from, to));
    laid.size.set(size.subarray(from, to));
    laid.welfare.set(homes.welfare.subarray(from, to));
    drawOfHomes(to - from, key.low, key.high);
    const found = moveWelfare(to - from);
    homes.welfare.set(laid.welfare.subarray(0, to - from), from);
    for (let i = 0; i < found; i++) fresh[number++] = from + laid.fresh[i]!;
  }
  for (let i = 0; i < number; i++) {
    const row = fresh[i]!;
    homes.low[row] = low[row]!;
    homes.high[row] = high[row]!;
    homes.isPoor[row] = 0;
    homes.receives[row] = 0;
    homes.rank[row] = 0;
  }
  return number;
}

/**
 * What households spend, and their rank; then programmes choose whom they give to, and everybody is counted with what he gets.
 *
 * @param fresh  rows of new households, the first `number`
 * @param chosen keeps everybody on the lists where he stands when it is left out
 */
export function householdYear(
  households: Dwellings,
  homes: HouseholdLives,
  setting: HouseholdSetting,
  keys: LifeKeys,
  fresh: Uint32Array,
  number: number,
  account: LifeAccount,
  { isChosen }: { readonly isChosen: boolean } = { isChosen: true },
): HomesAtHand {
  for (let i = 0; i < number; i++) begin(households, homes, setting, fresh[i]!, keys);
  if (setting.flood !== undefined) flood(households, homes, setting.flood, keys.flood);
  const atHand = openHomes(households, homes, account.regions);
  atHand.listed = spend(households, homes, setting);
  const looped = loopedOf(setting.aids);
  if (isChosen) for (const aid of looped) chooseRecipients(households, aid, atHand, atHand.listed, keys);
  const holders = isChosen
    ? chooseOthers(households, homes, setting, atHand, keys)
    : holdersOf(atHand.lists, households.rows, furtherOf(setting.aids));
  const counted = countedAtHand(atHand);
  const given = layOutFurther(households, homes, setting, holders, atHand, counted);
  keepApart(atHand);
  countConcerned(looped, atHand, atHand.listed);
  addFurther(setting, atHand, counted, given);
  closeHomes(atHand, households, homes, account);
  return atHand;
}

function flood(
  { rows, low, high, region, size, displaced }: Dwellings,
  { welfare }: HouseholdLives,
  { shareOf, loss }: NonNullable<HouseholdSetting['flood']>,
  key: DrawKey,
): void {
  for (let row = 0; row < rows; row++) {
    const share = shareOf[region[row]!]!;
    if (share > 0 && size[row]! > 0 && drawBits(key, low[row]!, high[row]!, 0) < thresholdOf(share))
      welfare[row]! -= loss;
  }
  // Who had to leave has lost as much, though he lives where it is dry.
  for (let i = 0; displaced !== undefined && i < displaced.count; i++)
    if (size[displaced.rows[i]!]! > 0) welfare[displaced.rows[i]!]! -= loss;
}

function layOutYear({ model, tables, rankCorrelation, wages, aids, line }: HouseholdSetting): void {
  layOutSpending(tables);
  layOutSettings({
    least: model.leastThousand,
    other: model.otherThousand,
    wages,
    inRank: rankCorrelation / model.logDeviation,
    openBelow: openTo(loopedOf(aids)),
    line,
  });
}

/** @returns how many are at hand whom aid may concern */
function spend({ rows, size, region }: Dwellings, homes: HouseholdLives, setting: HouseholdSetting): number {
  const { wages, baselineWages } = setting;
  layOutYear(setting);
  const concerning = concerningOf(setting.aids);
  const laid = homeColumns();
  laid.ahead.fill(0);
  let listed = 0;
  for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
    const to = Math.min(rows, from + ROWS_AT_ONCE);
    laid.size.set(size.subarray(from, to));
    laid.region.set(region.subarray(from, to));
    laid.brought.set(homes.brought.subarray(from * BROUGHT, to * BROUGHT));
    laid.offers.set(homes.offers.subarray(from * OFFERS, to * OFFERS));
    laid.receives.set(homes.receives.subarray(from, to));
    laid.welfare.set(homes.welfare.subarray(from, to));
    laid.rankError.set(homes.rankError.subarray(from, to));
    if (wages !== baselineWages) layOutAhead(laid, to - from, setting);
    listed = spendLoop(to - from, from, listed, concerning);
    homes.spent.set(laid.spent.subarray(0, to - from), from);
    homes.rank.set(laid.rank.subarray(0, to - from), from);
  }
  return listed;
}

/**
 * As `spend`, of some rows, no more than are passed at a time.
 *
 * @param first  from where on they are numbered
 * @param listed how many are at hand already whom aid may concern @returns how many then
 */
export function spendAtHand(
  { size, region }: Dwellings,
  homes: HouseholdLives,
  setting: HouseholdSetting,
  rows: Uint32Array,
  first: number,
  listed: number,
): number {
  layOutYear(setting);
  const laid = homeColumns();
  laid.ahead.fill(0);
  rows.forEach((row, i) => {
    laid.size[i] = size[row]!;
    laid.region[i] = region[row]!;
    laid.brought.set(homes.brought.subarray(row * BROUGHT, (row + 1) * BROUGHT), i * BROUGHT);
    laid.offers.set(homes.offers.subarray(row * OFFERS, (row + 1) * OFFERS), i * OFFERS);
    laid.receives[i] = homes.receives[row]!;
    laid.welfare[i] = homes.welfare[row]!;
    laid.rankError[i] = homes.rankError[row]!;
  });
  if (setting.wages !== setting.baselineWages) layOutAhead(laid, rows.length, setting);
  const then = spendLoop(rows.length, first, listed, concerningOf(setting.aids));
  rows.forEach((row, i) => {
    homes.spent[row] = laid.spent[i]!;
    homes.rank[row] = laid.rank[i]!;
  });
  return then;
}

/** By how much income is ahead of what it would be with the wages of the baseline, as a logarithm. */
function layOutAhead(
  { size, brought, ahead }: Pick<ReturnType<typeof homeColumns>, 'size' | 'brought' | 'ahead'>,
  number: number,
  { model: { otherThousand }, wages, baselineWages }: HouseholdSetting,
): void {
  for (let i = 0; i < number; i++) {
    if (size[i] === 0) continue;
    const earnedAHead = brought[i * BROUGHT]! / size[i]!;
    ahead[i] = Math.log((wages * earnedAHead + otherThousand) / (baselineWages * earnedAHead + otherThousand));
  }
}

/** A household that has just been formed, or come: its decile is that of where it came from, if any. */
export function begin(
  { low, high, size, desil }: Dwellings,
  homes: HouseholdLives,
  { model, tables, rankCorrelation, cuts }: HouseholdSetting,
  row: number,
  { household }: LifeKeys,
): void {
  const one = low[row]!;
  const other = high[row]!;
  const income = earnedBy(homes, row) / size[row]! + model.otherThousand;
  const place = rankWithin(cuts, desil[row]!, uniformOf(drawBits(household, one, other, 1)));
  const earns =
    model.logIncomeDeviation === 0 ? 0 : (Math.log(income) - model.meanLogIncome) / model.logIncomeDeviation;
  const spends =
    (spendingPlace(rankCorrelation, place, earns, firstNormal(drawBits(household, one, other, 2))) - model.placeMean) /
    model.placeDeviation;
  homes.welfare[row] = model.logDeviation * spends - explainedBy(tables.explained, income);
  homes.rankError[row] = place - rankCorrelation * spends;
}
