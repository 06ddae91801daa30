/** Fertility curves fitted to the shares of births by age of mother that the UN gives. */
import {
  fertilityByAge,
  FERTILITY_MODELS,
  FIRST_FERTILE_AGE,
  LAST_FERTILE_AGE,
  type FertilityCurve,
} from '../schedules/fertility-curves.ts';
import { minimise } from './nelder-mead.ts';

export interface FertilityFit {
  readonly curve: FertilityCurve;
  /** Square root of the mean square of the errors of the seven shares; 0.01 is one hundredth of all births. */
  readonly rootMeanSquareShareError: number;
  readonly largestShareError: number;
  /** Mean age at birth of the curve less that of the table. */
  readonly meanAgeErrorYears: number;
}

interface Family {
  readonly start: readonly number[];
  readonly steps: readonly number[];
  readonly read: (point: readonly number[]) => FertilityCurve;
}

const FAMILIES: Readonly<Record<FertilityCurve['model'], Family>> = {
  'peristera-kostaki': {
    start: [27, 7, 10],
    steps: [2, 2, 2],
    read: ([topAgeYears = 0, widthBeforeYears = 0, widthAfterYears = 0]) => ({
      model: 'peristera-kostaki',
      topAgeYears,
      widthBeforeYears,
      widthAfterYears,
    }),
  },
  hadwiger: {
    start: [28, 3],
    steps: [2, 0.5],
    read: ([ageYears = 0, concentration = 0]) => ({ model: 'hadwiger', ageYears, concentration }),
  },
  gamma: {
    start: [10, 8, 2.5],
    steps: [2, 2, 0.5],
    read: ([firstAgeYears = 0, shape = 0, scaleYears = 0]) => ({ model: 'gamma', firstAgeYears, shape, scaleYears }),
  },
  'quadratic-spline': {
    start: [14, 26, 36],
    steps: [1, 2, 2],
    read: ([firstAgeYears = 0, topAgeYears = 0, halfAgeYears = 0]) => ({
      model: 'quadratic-spline',
      firstAgeYears,
      topAgeYears,
      halfAgeYears,
    }),
  },
};

const GROUPS = (LAST_FERTILE_AGE - FIRST_FERTILE_AGE + 1) / 5;

/** [15-19 … 45-49] shares of a curve, 1 in sum. */
export function sharesOf(curve: FertilityCurve): number[] {
  const rates = fertilityByAge(curve);
  return Array.from({ length: GROUPS }, (_, group) =>
    rates.subarray(group * 5, group * 5 + 5).reduce((sum, rate) => sum + rate, 0),
  );
}

const meanAge = (shares: readonly number[]): number =>
  shares.reduce((sum, share, group) => sum + share * (FIRST_FERTILE_AGE + 2.5 + group * 5), 0);

/**
 * Every family of curves at its best.
 *
 * @param shares [15-19 … 45-49] of all births, 1 in sum
 * @returns      the best one first
 */
export function fitFertility(shares: readonly number[]): readonly FertilityFit[] {
  return FERTILITY_MODELS.map((model) => fitFamily(FAMILIES[model], shares)).sort(
    (a, b) => a.rootMeanSquareShareError - b.rootMeanSquareShareError,
  );
}

function fitFamily({ start, steps, read }: Family, shares: readonly number[]): FertilityFit {
  const errorsOf = (curve: FertilityCurve): number[] => sharesOf(curve).map((share, group) => share - shares[group]!);
  const meanSquare = (errors: readonly number[]): number =>
    errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length;
  const found = minimise((point) => meanSquare(errorsOf(read(point))), start, steps);
  const curve = read(found.point);
  const errors = errorsOf(curve);
  return {
    curve,
    rootMeanSquareShareError: Math.sqrt(meanSquare(errors)),
    largestShareError: errors.reduce((worst, error) => (Math.abs(error) > Math.abs(worst) ? error : worst), 0),
    meanAgeErrorYears: meanAge(sharesOf(curve)) - meanAge(shares),
  };
}
