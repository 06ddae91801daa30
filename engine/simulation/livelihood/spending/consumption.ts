/**
 * What a household spends a head before aid: the least that anybody spends, and beyond it a log-normal part that follows from
 * what its members earn and from a standing of its own, which changes little from year to year. Everything is in thousand
 * rupiah of the start, so that the poverty line stays where it is.
 */
import { normalQuantile } from '../../../kernel/normal.ts';

export interface SpendingModel {
  readonly leastThousand: number;
  /** Of the part beyond the least, as a logarithm: middle and spread among persons. */
  readonly logMiddle: number;
  readonly logDeviation: number;
  /** Elasticity to income a head, and mean and spread of its logarithm among persons of the start. */
  readonly elasticity: number;
  readonly meanLogIncome: number;
  readonly logIncomeDeviation: number;
  /** Mean and spread among persons of where families stand by decile, income and chance: ranking.ts. */
  readonly placeMean: number;
  readonly placeDeviation: number;
  /** Spread of what income does not explain, to which every household tends. */
  readonly welfareDeviation: number;
  readonly otherThousand: number;
}

/** Income a head that counts for spending, thousand rupiah a month. */
export const incomeAHead = (earnedThousand: number, size: number, otherThousand: number): number =>
  earnedThousand / size + otherThousand;

/** The part of spending that is left to a household's own standing: logarithm beyond the middle. */
export const explained = ({ elasticity, meanLogIncome }: SpendingModel, income: number): number =>
  elasticity * (Math.log(income) - meanLogIncome);

/** Share of persons under the line and Gini of `least + exp(middle + deviation × N)`, in closed form. */
export function shiftedLogNormal(least: number, middle: number, deviation: number, line: number) {
  const mean = Math.exp(middle + deviation ** 2 / 2);
  return {
    poorShare: line <= least ? 0 : normalShareBelow((Math.log(line - least) - middle) / deviation),
    gini: (mean / (least + mean)) * (2 * normalShareBelow(deviation / Math.SQRT2) - 1),
  };
}

/**
 * Middle and deviation with which so many are poor and the Gini is so high.
 *
 * @throws RangeError when no spread gives that Gini
 */
export function logNormalFor(
  least: number,
  line: number,
  poorShare: number,
  gini: number,
): { readonly middle: number; readonly deviation: number } {
  const middleFor = (deviation: number): number => Math.log(line - least) - deviation * normalQuantile(poorShare);
  const giniFor = (deviation: number): number => shiftedLogNormal(least, middleFor(deviation), deviation, line).gini;
  let [low, high] = [0.05, 3];
  if (!(line > least) || giniFor(low) > gini || giniFor(high) < gini)
    throw new RangeError(`no log-normal spending with ${poorShare} poor has a Gini of ${gini}`);
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (giniFor(middle) > gini) high = middle;
    else low = middle;
  }
  return { middle: middleFor(low), deviation: low };
}

/**
 * Normal distribution function, to 1.2e-7.
 * Source: Press et al., "Numerical Recipes", erfc by a Chebyshev fit.
 */
export function normalShareBelow(value: number): number {
  const z = Math.abs(value) / Math.SQRT2;
  const t = 1 / (1 + z / 2);
  const series = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
    0.17087277,
  ].reduceRight((sum, each) => sum * t + each, 0);
  const tail = (t * Math.exp(-z * z + series)) / 2;
  return value < 0 ? tail : 1 - tail;
}
