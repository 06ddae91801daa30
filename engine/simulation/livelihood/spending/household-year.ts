/** A year of households: what they have beside their income moves a little; then what they spend, and their rank. */
import { drawBits, thresholdOf, uniformOf, type DrawKey } from '../../chance/keyed-draws.ts';
import { AT, classOf, HOME_WIDTH, SPENDING_CLASSES, type LifeAccount } from '../account.ts';
import { earnedBy, type Dwellings, type HouseholdLives } from '../columns.ts';
import type { SpendingModel } from './consumption.ts';
import { countAid, countPoor } from './count-household.ts';
import type { LifeKeys } from '../life-keys.ts';
import { firstNormal, NORMALS } from '../normal-table.ts';
import { rankWithin, spendingPlace } from './ranking.ts';
import { openTo, type AidYear } from '../aid/recipients.ts';
import { explainedBy, spentBeyond, type SpendingTables } from './spending-tables.ts';

export interface HouseholdSetting {
  readonly model: SpendingModel;
  readonly tables: SpendingTables;
  /** Correlation with the year before; 1 leaves every household where it is. */
  readonly persistence: number;
  /** Between what is spent and the ranking of DTSEN. */
  readonly rankCorrelation: number;
  /** Shares of families in deciles 1 to d: ranking.ts. */
  readonly cuts: Float64Array;
  /** Real wages since the start, here and in the baseline, which the deciles of the country follow. */
  readonly wages: number;
  readonly baselineWages: number;
  /** Of the households of each kelurahan, who are flooded this year, and what they lose, as a logarithm. */
  readonly flood: { readonly shareOf: Float64Array; readonly loss: number } | undefined;
  readonly aids: readonly AidYear[];
  /** Poverty line, thousand rupiah a head and month. */
  readonly line: number;
}

/**
 * Before anybody is asked: what households have beside their income moves, and who has a row now is not what the one before
 * was, neither poor nor on a list.
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
  const { welfare, isPoor, receives } = homes;
  const knownLow = homes.low;
  const knownHigh = homes.high;
  const noise = model.welfareDeviation * Math.sqrt(1 - persistence * persistence);
  // Names outside of a function are looked up each time that a loop comes by.
  const normals = NORMALS;
  let number = 0;
  for (let row = 0; row < rows; row++) {
    const one = low[row]!;
    const other = high[row]!;
    if ((knownLow[row] !== one || knownHigh[row] !== other) && size[row] !== 0) {
      knownLow[row] = one;
      knownHigh[row] = other;
      isPoor[row] = 0;
      receives[row] = 0;
      fresh[number++] = row;
    }
    welfare[row] = persistence * welfare[row]! + noise * normals[drawBits(key, one, other, 0) >>> 22]!;
  }
  return number;
}

/**
 * What households spend, and their rank. Those whom no aid concerns are counted at once.
 *
 * @param fresh     rows of new households, the first `number`
 * @param concerned filled with the rows of those whom aid may concern
 * @returns how many these are
 */
export function householdYear(
  households: Dwellings,
  homes: HouseholdLives,
  setting: HouseholdSetting,
  keys: LifeKeys,
  fresh: Uint32Array,
  number: number,
  concerned: Uint32Array,
  account: LifeAccount,
): number {
  for (let i = 0; i < number; i++) begin(households, homes, setting, fresh[i]!, keys);
  if (setting.flood !== undefined) flood(households, homes, setting.flood, keys.flood);
  return spend(households, homes, setting, concerned, account);
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

function spend(
  { rows, size, region }: Dwellings,
  { welfare, rankError, spent, rank, receives, brought, isPoor }: HouseholdLives,
  { model, tables, rankCorrelation, wages, baselineWages, aids, line }: HouseholdSetting,
  concerned: Uint32Array,
  account: LifeAccount,
): number {
  const inRank = rankCorrelation / model.logDeviation;
  const { otherThousand, leastThousand } = model;
  const { explained, beyond } = tables;
  const { classPersons, classSpent } = account;
  const isOpenBelow = openTo(aids);
  const isAhead = wages !== baselineWages;
  const classes = SPENDING_CLASSES | 0;
  let listed = 0;
  for (let row = 0; row < rows; row++) {
    const persons = size[row]!;
    if (persons === 0) continue;
    const earnedAHead = brought[row << 1]! / persons;
    const income = earnedAHead + otherThousand;
    const above = explainedBy(explained, income) + welfare[row]!;
    const grown = wages * earnedAHead + otherThousand;
    const spends = ((leastThousand + spentBeyond(beyond, above)) * grown) / income;
    const ahead = isAhead ? Math.log(grown / (baselineWages * earnedAHead + otherThousand)) : 0;
    const place = inRank * (above + ahead) + rankError[row]!;
    spent[row] = spends;
    rank[row] = place;
    if (receives[row] !== 0 || place < isOpenBelow) {
      concerned[listed++] = row;
      continue;
    }
    const area = region[row]!;
    isPoor[row] = Number(spends < line);
    if (spends < line) countPoor(account, area, persons, 1 - spends / line);
    const whole = (spends + 0.5) | 0;
    const at = Math.imul(area, classes) + classOf(whole);
    classPersons[at]! += persons;
    classSpent[at]! += persons * whole;
  }
  return listed;
}

/** A household that has just been formed, or come: its decile is that of where it came from, if any. */
function begin(
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

/**
 * Counts those whom aid may concern, with the aid they get; then the persons of all households.
 *
 * @param concerned their rows, the first `listed`
 */
export function countHouseholds(
  { size, region }: Dwellings,
  homes: HouseholdLives,
  { aids, line }: Pick<HouseholdSetting, 'aids' | 'line'>,
  concerned: Uint32Array,
  listed: number,
  account: LifeAccount,
): void {
  const { receives, spent, isPoor } = homes;
  const { homes: sums, classPersons, classSpent } = account;
  const classes = SPENDING_CLASSES | 0;
  for (let i = 0; i < listed; i++) {
    const row = concerned[i]!;
    const persons = size[row]!;
    const area = region[row]!;
    const lists = receives[row]!;
    let spends = spent[row]!;
    if (lists !== 0) {
      let cash = 0;
      for (let place = 0; lists >>> place !== 0; place++)
        if ((lists & (1 << place)) !== 0) cash += countAid(aids[place]!, homes, row, persons, area, account);
      spends += cash / 12 / persons;
    }
    isPoor[row] = Number(spends < line);
    if (spends < line) countPoor(account, area, persons, 1 - spends / line);
    const whole = (spends + 0.5) | 0;
    const at = Math.imul(area, classes) + classOf(whole);
    classPersons[at]! += persons;
    classSpent[at]! += persons * whole;
  }
  classPersons.forEach((number, i) => (sums[Math.floor(i / classes) * HOME_WIDTH + AT.persons]! += number));
}
