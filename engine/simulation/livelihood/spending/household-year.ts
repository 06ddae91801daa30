/** A year of households: what they have beside their income moves a little; then what they spend, and their rank. */
import { drawBits, fillDrawBits, thresholdOf, uniformOf, type DrawKey } from '../../chance/keyed-draws.ts';
import { classOf, HOME_WIDTH, SPENDING_CLASSES, type LifeAccount } from '../account.ts';
import type { Dwellings, HouseholdLives } from '../columns.ts';
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

const ROWS_AT_ONCE = 2048;
const bits = new Uint32Array(ROWS_AT_ONCE);

/**
 * Who has a row now is not what the one before was, neither poor nor on a list.
 *
 * @param fresh filled with the rows of households that are new there
 * @returns how many they are
 */
export function findNewHouseholds(
  { rows, low, high, size }: Dwellings,
  homes: HouseholdLives,
  fresh: Uint32Array,
): number {
  const knownLow = homes.low;
  const knownHigh = homes.high;
  let number = 0;
  for (let row = 0; row < rows; row++) {
    if ((knownLow[row] === low[row] && knownHigh[row] === high[row]) || size[row] === 0) continue;
    knownLow[row] = low[row]!;
    knownHigh[row] = high[row]!;
    homes.isPoor[row] = 0;
    homes.receives[row] = 0;
    fresh[number++] = row;
  }
  return number;
}

/**
 * @param fresh     rows of new households, the first `number`
 * @param concerned filled with the rows of those whom aid may concern
 * @returns how many they are
 */
export function householdYear(
  households: Dwellings,
  homes: HouseholdLives,
  setting: HouseholdSetting,
  keys: LifeKeys,
  fresh: Uint32Array,
  number: number,
  concerned: Uint32Array,
): number {
  moveWelfare(households, homes, setting, keys.welfare);
  for (let i = 0; i < number; i++) begin(households, homes, setting, fresh[i]!, keys.household);
  if (setting.flood !== undefined) flood(households, homes, setting.flood, keys.flood);
  return spend(households, homes, setting, concerned);
}

/** Of all rows: new households begin anew afterwards. */
function moveWelfare(
  { rows, low, high }: Dwellings,
  { welfare }: HouseholdLives,
  { model, persistence }: HouseholdSetting,
  key: DrawKey,
): void {
  if (persistence === 1) return;
  const noise = model.welfareDeviation * Math.sqrt(1 - persistence * persistence);
  const normals = NORMALS;
  for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
    const to = Math.min(rows, from + ROWS_AT_ONCE);
    fillDrawBits(key, 0, low.subarray(from, to), high.subarray(from, to), bits, 0, to - from);
    for (let row = from; row < to; row++)
      welfare[row] = persistence * welfare[row]! + noise * normals[bits[row - from]! >>> 22]!;
  }
}

function flood(
  { rows, low, high, region, size }: Dwellings,
  { welfare }: HouseholdLives,
  { shareOf, loss }: NonNullable<HouseholdSetting['flood']>,
  key: DrawKey,
): void {
  for (let row = 0; row < rows; row++) {
    const share = shareOf[region[row]!]!;
    if (share > 0 && size[row]! > 0 && drawBits(key, low[row]!, high[row]!, 0) < thresholdOf(share))
      welfare[row]! -= loss;
  }
}

function spend(
  { rows, size }: Dwellings,
  { welfare, rankError, spent, rank, receives, earned }: HouseholdLives,
  { model, tables, rankCorrelation, wages, baselineWages, aids }: HouseholdSetting,
  concerned: Uint32Array,
): number {
  const inRank = rankCorrelation / model.logDeviation;
  const { otherThousand, leastThousand } = model;
  const { explained, beyond } = tables;
  const isOpenBelow = openTo(aids);
  const isAhead = wages !== baselineWages;
  let listed = 0;
  for (let row = 0; row < rows; row++) {
    const persons = size[row]!;
    if (persons === 0) continue;
    const earnedAHead = earned[row]! / persons;
    const income = earnedAHead + otherThousand;
    const above = explainedBy(explained, income) + welfare[row]!;
    const grown = wages * earnedAHead + otherThousand;
    spent[row] = ((leastThousand + spentBeyond(beyond, above)) * grown) / income;
    const ahead = isAhead ? Math.log(grown / (baselineWages * earnedAHead + otherThousand)) : 0;
    const place = inRank * (above + ahead) + rankError[row]!;
    rank[row] = place;
    concerned[listed] = row;
    listed += Number(receives[row] !== 0 || place < isOpenBelow);
  }
  return listed;
}

/** A household that has just been formed, or come: its decile is that of where it came from, if any. */
function begin(
  { low, high, size, desil }: Dwellings,
  homes: HouseholdLives,
  { model, tables, rankCorrelation, cuts }: HouseholdSetting,
  row: number,
  key: DrawKey,
): void {
  const draw = (number: number): number => drawBits(key, low[row]!, high[row]!, number);
  const income = homes.earned[row]! / size[row]! + model.otherThousand;
  const place = rankWithin(cuts, desil[row]!, uniformOf(draw(1)));
  const earns =
    model.logIncomeDeviation === 0 ? 0 : (Math.log(income) - model.meanLogIncome) / model.logIncomeDeviation;
  const spends =
    (spendingPlace(rankCorrelation, place, earns, firstNormal(draw(2))) - model.placeMean) / model.placeDeviation;
  homes.welfare[row] = model.logDeviation * spends - explainedBy(tables.explained, income);
  homes.rankError[row] = place - rankCorrelation * spends;
}

/** Counts all households, with the aid they get. */
export function countHouseholds(
  { rows, size, region }: Dwellings,
  homes: HouseholdLives,
  { aids, line }: Pick<HouseholdSetting, 'aids' | 'line'>,
  account: LifeAccount,
): void {
  const { receives, spent, isPoor } = homes;
  const { homes: sums, classPersons, classSpent } = account;
  const width = HOME_WIDTH;
  const classes = SPENDING_CLASSES;
  for (let row = 0; row < rows; row++) {
    const persons = size[row]!;
    if (persons === 0) continue;
    const lists = receives[row]!;
    let spends = spent[row]!;
    if (lists !== 0) {
      let cash = 0;
      for (let place = 0; lists >>> place !== 0; place++)
        if ((lists & (1 << place)) !== 0) cash += countAid(aids[place]!, homes, row, persons, region[row]!, account);
      spends += cash / 12 / persons;
    }
    const area = region[row]!;
    sums[area * width]! += persons;
    isPoor[row] = Number(spends < line);
    if (spends < line) countPoor(account, area, persons, 1 - spends / line);
    const whole = (spends + 0.5) | 0;
    const at = area * classes + classOf(whole);
    classPersons[at]! += persons;
    classSpent[at]! += persons * whole;
  }
}
