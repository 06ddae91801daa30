/**
 * A year of households: what they have beside their income moves a little; then what they spend, their rank, and their aid.
 * The many whom no programme concerns are counted at once; the others are listed, and counted when their aid is known.
 */
import { drawBits, thresholdOf, uniformOf, type DrawKey } from '../../chance/keyed-draws.ts';
import type { LifeAccount } from '../account.ts';
import type { Dwellings, HouseholdLives } from '../columns.ts';
import type { SpendingModel } from './consumption.ts';
import { countAid, countHousehold } from './count-household.ts';
import type { LifeKeys } from '../life-keys.ts';
import { firstNormal } from '../normal-table.ts';
import { rankWithin, spendingPlace } from './ranking.ts';
import { openTo as ranksOpenTo, type AidYear } from '../aid/recipients.ts';
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

/** @returns how many households aid may concern: their rows stand in `concerned`, and they are not counted yet */
export function householdYear(
  households: Dwellings,
  homes: HouseholdLives,
  setting: HouseholdSetting,
  keys: LifeKeys,
  concerned: Uint32Array,
  account: LifeAccount,
): number {
  const { rows, low, high, size, region } = households;
  const { model, tables, persistence, rankCorrelation, wages, baselineWages, flood, aids, line } = setting;
  const { welfare, rankError, spent, rank, receives, earned } = homes;
  const knownLow = homes.low;
  const knownHigh = homes.high;
  const noise = model.welfareDeviation * Math.sqrt(1 - persistence * persistence);
  const inRank = rankCorrelation / model.logDeviation;
  const { otherThousand, leastThousand } = model;
  const openTo = ranksOpenTo(aids);
  const welfareKey = keys.welfare;
  let listed = 0;
  for (let row = 0; row < rows; row++) {
    const persons = size[row]!;
    if (persons === 0) continue;
    if (knownLow[row] !== low[row] || knownHigh[row] !== high[row])
      begin(households, homes, setting, row, keys.household);
    else if (persistence < 1)
      welfare[row] = persistence * welfare[row]! + noise * firstNormal(drawBits(welfareKey, low[row]!, high[row]!, 0));
    if (flood !== undefined && isFlooded(households, row, flood.shareOf, keys.flood)) welfare[row]! -= flood.loss;
    const earnedAHead = earned[row]! / persons;
    const income = earnedAHead + otherThousand;
    const beyond = explainedBy(tables, income) + welfare[row]!;
    const grown = wages * earnedAHead + otherThousand;
    const spends = ((leastThousand + spentBeyond(tables, beyond)) * grown) / income;
    spent[row] = spends;
    const ahead = wages === baselineWages ? 0 : Math.log(grown / (baselineWages * earnedAHead + otherThousand));
    const place = inRank * (beyond + ahead) + rankError[row]!;
    rank[row] = place;
    if (receives[row] !== 0 || place < openTo) concerned[listed++] = row;
    else countHousehold(homes, account, region[row]!, row, persons, spends, line);
  }
  return listed;
}

/** Before anybody asks: who has a row now is not what the one before was, neither poor nor on a list. */
export function forgetThoseWhoAreGone({ rows, low, high, size }: Dwellings, homes: HouseholdLives): void {
  for (let row = 0; row < rows; row++) {
    if (size[row] === 0 || (homes.low[row] === low[row] && homes.high[row] === high[row])) continue;
    homes.isPoor[row] = 0;
    homes.receives[row] = 0;
  }
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
  homes.low[row] = low[row]!;
  homes.high[row] = high[row]!;
  homes.welfare[row] = model.logDeviation * spends - explainedBy(tables, income);
  homes.rankError[row] = place - rankCorrelation * spends;
}

const isFlooded = ({ low, high, region }: Dwellings, row: number, shareOf: Float64Array, key: DrawKey): boolean => {
  const share = shareOf[region[row]!]!;
  return share > 0 && drawBits(key, low[row]!, high[row]!, 0) < thresholdOf(share);
};

/** Counts those whom aid may concern, with what they get. @param rows the first `listed` of them */
export function countConcerned(
  { size, region }: Dwellings,
  homes: HouseholdLives,
  aids: readonly AidYear[],
  line: number,
  rows: Uint32Array,
  listed: number,
  account: LifeAccount,
): void {
  for (let i = 0; i < listed; i++) {
    const row = rows[i]!;
    const bits = homes.receives[row]!;
    let cash = 0;
    for (let place = 0; bits >>> place !== 0; place++) {
      if ((bits & (1 << place)) === 0) continue;
      cash += countAid(aids[place]!, homes, row, size[row]!, region[row]!, account);
    }
    const persons = size[row]!;
    countHousehold(homes, account, region[row]!, row, persons, homes.spent[row]! + cash / 12 / persons, line);
  }
}
