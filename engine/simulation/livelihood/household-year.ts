/** A year of households: what they have beside their income moves a little; then what they spend, and their rank. */
import { drawBits, thresholdOf, type DrawKey } from '../chance/keyed-draws.ts';
import type { Dwellings, HouseholdLives } from './columns.ts';
import { explained, incomeAHead, type SpendingModel } from './consumption.ts';
import type { LifeKeys } from './life-keys.ts';
import { firstNormal, secondNormal } from './normal-table.ts';

export interface HouseholdSetting {
  readonly model: SpendingModel;
  /** Correlation with the year before; 1 leaves every household where it is. */
  readonly persistence: number;
  /** Between what is spent and the ranking of DTSEN. */
  readonly rankCorrelation: number;
  /** Real wages since the start, here and in the baseline, which the deciles of the country follow. */
  readonly wages: number;
  readonly baselineWages: number;
  /** Of the households of each kelurahan, who are flooded this year, and what they lose, as a logarithm. */
  readonly flood: { readonly shareOf: Float64Array; readonly loss: number } | undefined;
}

export function householdYear(
  households: Dwellings,
  homes: HouseholdLives,
  setting: HouseholdSetting,
  keys: LifeKeys,
): void {
  const { rows, low, high, size } = households;
  const { model, persistence, rankCorrelation, wages, baselineWages, flood } = setting;
  const noise = model.welfareDeviation * Math.sqrt(1 - persistence * persistence);
  const inRank = rankCorrelation / model.logDeviation;
  const { otherThousand, leastThousand, logMiddle } = model;
  for (let row = 0; row < rows; row++) {
    const persons = size[row]!;
    if (persons === 0) continue;
    const [householdLow, householdHigh] = [low[row]!, high[row]!];
    if (homes.low[row] !== householdLow || homes.high[row] !== householdHigh)
      begin(homes, row, householdLow, householdHigh, setting, keys.household);
    else if (persistence < 1)
      homes.welfare[row] =
        persistence * homes.welfare[row]! + noise * firstNormal(drawBits(keys.welfare, householdLow, householdHigh, 0));
    if (flood !== undefined && isFlooded(households, row, flood.shareOf, keys.flood)) homes.welfare[row]! -= flood.loss;
    const earnedAHead = homes.earned[row]! / persons;
    const income = incomeAHead(homes.earned[row]!, persons, otherThousand);
    const beyond = explained(model, income) + homes.welfare[row]!;
    const grown = wages * earnedAHead + otherThousand;
    homes.spent[row] = (leastThousand + Math.exp(logMiddle + beyond)) * (grown / income);
    const ahead = wages === baselineWages ? 0 : Math.log(grown / (baselineWages * earnedAHead + otherThousand));
    homes.rank[row] = inRank * (beyond + ahead) + homes.rankError[row]!;
  }
}

/** A household that has just been formed, or come. */
function begin(
  homes: HouseholdLives,
  row: number,
  low: number,
  high: number,
  { model, rankCorrelation }: HouseholdSetting,
  key: DrawKey,
): void {
  const bits = drawBits(key, low, high, 0);
  homes.low[row] = low;
  homes.high[row] = high;
  homes.welfare[row] = model.welfareDeviation * firstNormal(bits);
  homes.rankError[row] = Math.sqrt(1 - rankCorrelation ** 2) * secondNormal(bits);
  homes.isPoor[row] = 0;
  homes.receives[row] = 0;
}

const isFlooded = ({ low, high, region }: Dwellings, row: number, shareOf: Float64Array, key: DrawKey): boolean => {
  const share = shareOf[region[row]!]!;
  return share > 0 && drawBits(key, low[row]!, high[row]!, 0) < thresholdOf(share);
};
