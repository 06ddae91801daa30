/**
 * What the households of a snapshot spend, and how they are ranked. Deciles as received say most; what members earn says some;
 * the rest is chance. Then persons stand in line, and the k-th spends what the k-th of a log-normal distribution does, so that
 * the poverty and the Gini of the start year are those of BPS.
 */
import { normalQuantile } from '../../../kernel/normal.ts';
import { drawBits, uniformOf } from '../../chance/keyed-draws.ts';
import { earnedBy, householdLives, type Dwellings, type HouseholdLives } from '../columns.ts';
import { emptyLifeAccount, giniOf } from '../account.ts';
import { addSpending } from './count-household.ts';
import { explained, incomeAHead, logNormalFor, type SpendingModel } from './consumption.ts';
import type { LifeKeys } from '../life-keys.ts';
import { firstNormal } from '../normal-table.ts';
import type { LivelihoodParameters } from '../parameters.ts';
import { decileCuts, rankWithin, spendingPlace } from './ranking.ts';

/** How often level and spread are mended until poverty and Gini are met with aid in them. */
const ROUNDS = 30;
/** Not all of the spread can be income's. */
const LEAST_OWN_VARIANCE = 0.05;

export interface StartedHomes {
  readonly homes: HouseholdLives;
  readonly model: SpendingModel;
  readonly cuts: Float64Array;
}

/**
 * @param brought [household × 2] what members bring: columns.ts
 * @param cash    [household] aid in money, thousand rupiah a year
 * @param line    poverty line, thousand rupiah a head and month
 */
export function startHomes(
  households: Dwellings,
  brought: Uint32Array,
  cash: Float64Array,
  parameters: LivelihoodParameters['consumption'],
  line: number,
  keys: LifeKeys,
): StartedHomes {
  const { rows, low, high, size, desil } = households;
  const homes = householdLives(rows);
  homes.brought.set(brought);
  homes.low.set(low.subarray(0, rows));
  homes.high.set(high.subarray(0, rows));
  const cuts = decileCuts(desil.subarray(0, rows), parameters);
  const correlation = parameters.desilCorrelation.value;
  const otherThousand = parameters.otherRupiahPerPersonPerMonth.value / 1000;
  const leastThousand = parameters.leastRupiahPerPersonPerMonth.value / 1000;
  // By identity, so that no sum depends on the order of rows.
  const lived = Array.from({ length: rows }, (_, row) => row)
    .filter((row) => size[row]! > 0)
    .sort((a, b) => high[a]! - high[b]! || low[a]! - low[b]!);
  const logIncome = Float64Array.from({ length: rows }, (_, row) =>
    Math.log(incomeAHead(earnedBy(homes, row), Math.max(1, size[row]!), otherThousand)),
  );
  const income = momentsOf(lived, size, logIncome);
  const inRanking = startRanks(households, cuts, keys);
  const ranked = new Float64Array(rows);
  for (const row of lived) {
    const draw = (number: number): number => drawBits(keys.household, low[row]!, high[row]!, number);
    const earns = income.deviation === 0 ? 0 : (logIncome[row]! - income.mean) / income.deviation;
    ranked[row] = spendingPlace(correlation, inRanking[row]!, earns, firstNormal(draw(2)));
  }
  const places = momentsOf(lived, size, ranked);
  lived.sort((a, b) => ranked[a]! - ranked[b]! || low[a]! - low[b]! || high[a]! - high[b]!);
  const { incomeElasticity } = parameters;
  const all = lived.reduce((sum, row) => sum + size[row]!, 0);
  const place = new Float64Array(rows);
  let before = 0;
  for (const row of lived) {
    place[row] = normalQuantile((before + size[row]! / 2) / all);
    before += size[row]!;
  }
  const { middle, deviation } = metWithAid({ lived, size, place, cash }, leastThousand, line, parameters);
  const own = deviation ** 2 - (incomeElasticity.value * income.deviation) ** 2;
  const model: SpendingModel = {
    leastThousand,
    logMiddle: middle,
    logDeviation: deviation,
    elasticity: incomeElasticity.value,
    meanLogIncome: income.mean,
    logIncomeDeviation: income.deviation,
    placeMean: places.mean,
    placeDeviation: places.deviation === 0 ? 1 : places.deviation,
    welfareDeviation: Math.sqrt(Math.max(own, LEAST_OWN_VARIANCE * deviation ** 2)),
    otherThousand,
  };
  for (const row of lived) {
    const above = deviation * place[row]!;
    homes.welfare[row] = above - explained(model, Math.exp(logIncome[row]!));
    homes.rankError[row] = inRanking[row]! - correlation * place[row]!;
  }
  return { homes, model, cuts };
}

/** [household] where each stands in the ranking at the start. @param cuts shares of families in deciles 1 to d: ranking.ts */
export function startRanks(
  { rows, low, high, desil }: Dwellings,
  cuts: Float64Array,
  { household }: LifeKeys,
): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) =>
    rankWithin(cuts, desil[row]!, uniformOf(drawBits(household, low[row]!, high[row]!, 1))),
  );
}

interface InLine {
  /** Households, the poorest first. */
  readonly lived: readonly number[];
  readonly size: ArrayLike<number>;
  /** [household] standard normal place among persons. */
  readonly place: Float64Array;
  readonly cash: Float64Array;
}

/** Level and spread before aid, with which poverty and Gini are those of BPS once aid is there. */
function metWithAid(
  { lived, size, place, cash }: InLine,
  least: number,
  line: number,
  { poorShare, giniIndex }: LivelihoodParameters['consumption'],
): { readonly middle: number; readonly deviation: number } {
  let [poorAim, giniAim] = [poorShare.value, giniIndex.value];
  let found = logNormalFor(least, line, poorAim, giniAim);
  for (let round = 0; round < ROUNDS; round++) {
    const account = emptyLifeAccount(1);
    let [persons, poor] = [0, 0];
    for (const row of lived) {
      const before = least + Math.exp(found.middle + found.deviation * place[row]!);
      const spends = before + cash[row]! / 12 / size[row]!;
      persons += size[row]!;
      if (spends < line) poor += size[row]!;
      addSpending(account, 0, size[row]!, spends);
    }
    if (persons === 0) break;
    // Half of the way, as the two pull at each other.
    poorAim += (poorShare.value - poor / persons) / 2;
    giniAim += (giniIndex.value - giniOf(account, 0)) / 2;
    found = logNormalFor(least, line, Math.min(0.9, Math.max(1e-4, poorAim)), giniAim);
  }
  return found;
}

/** Among persons. */
function momentsOf(
  rows: readonly number[],
  size: ArrayLike<number>,
  values: Float64Array,
): { readonly mean: number; readonly deviation: number } {
  let [persons, sum, squares] = [0, 0, 0];
  for (const row of rows) {
    persons += size[row]!;
    sum += size[row]! * values[row]!;
    squares += size[row]! * values[row]! ** 2;
  }
  if (persons === 0) return { mean: 0, deviation: 0 };
  const mean = sum / persons;
  return { mean, deviation: Math.sqrt(Math.max(0, squares / persons - mean * mean)) };
}
