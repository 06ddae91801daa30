/** Whether predictions say what is: slope and intercept, tenth by tenth, and whether intervals cover. */
import { ascending } from './membership.ts';

export interface CalibrationInput {
  /** [household] as the model sees welfare. */
  readonly target: Float64Array;
  readonly prediction: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export interface Fit {
  /** Of the target on the prediction: 1 and 0 where predictions say what is. */
  readonly slope: number;
  readonly intercept: number;
  readonly rSquared: number;
  readonly meanAbsoluteError: number;
  /** Share of households whose interval holds the target. */
  readonly covered: number;
}

export function fitOf({ target, prediction, low, high }: CalibrationInput, weight: Float64Array): Fit {
  let [w, x, y, absolute, covered] = [0, 0, 0, 0, 0];
  for (let i = 0; i < target.length; i++) {
    w += weight[i]!;
    x += weight[i]! * prediction[i]!;
    y += weight[i]! * target[i]!;
    absolute += weight[i]! * Math.abs(target[i]! - prediction[i]!);
    covered += weight[i]! * Number(target[i]! >= low[i]! && target[i]! <= high[i]!);
  }
  const [meanX, meanY] = [x / w, y / w];
  let [xx, xy, yy, error] = [0, 0, 0, 0];
  for (let i = 0; i < target.length; i++) {
    const [a, b] = [prediction[i]! - meanX, target[i]! - meanY];
    xx += weight[i]! * a * a;
    xy += weight[i]! * a * b;
    yy += weight[i]! * b * b;
    error += weight[i]! * (target[i]! - prediction[i]!) ** 2;
  }
  const slope = xx > 0 ? xy / xx : NaN;
  return {
    slope,
    intercept: meanY - slope * meanX,
    rSquared: 1 - error / yy,
    meanAbsoluteError: absolute / w,
    covered: covered / w,
  };
}

export interface Tenth {
  /** 1 poorest by prediction. Tenths of the survey, never DTSEN's desil. */
  readonly tenth: number;
  readonly households: number;
  readonly meanPredicted: number;
  readonly meanFound: number;
  readonly covered: number;
}

const TENTHS = 10;

/** Households by tenths of weight, in the order of their predictions. */
export function tenthsOf({ target, prediction, low, high }: CalibrationInput, weight: Float64Array): Tenth[] {
  const order = ascending(prediction);
  const total = weight.reduce((sum, w) => sum + w, 0);
  const sums = Array.from({ length: TENTHS }, () => ({ households: 0, weight: 0, predicted: 0, found: 0, covered: 0 }));
  let before = 0;
  for (const row of order) {
    const w = weight[row]!;
    const sum = sums[Math.min(TENTHS - 1, Math.floor((TENTHS * (before + w / 2)) / total))]!;
    before += w;
    sum.households++;
    sum.weight += w;
    sum.predicted += w * prediction[row]!;
    sum.found += w * target[row]!;
    sum.covered += w * Number(target[row]! >= low[row]! && target[row]! <= high[row]!);
  }
  return sums.map((sum, i) => ({
    tenth: i + 1,
    households: sum.households,
    meanPredicted: sum.predicted / sum.weight,
    meanFound: sum.found / sum.weight,
    covered: sum.covered / sum.weight,
  }));
}
