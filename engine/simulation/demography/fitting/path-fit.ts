/** The UN's expectation of total fertility, and how unsure it is, as a few numbers. */
import { approach } from '../schedules/approach.ts';
import { minimise } from './nelder-mead.ts';

export interface PathFit {
  /** Share of the first year's total that is left in the long run, and the share of the way gone each year. */
  readonly floorShare: number;
  readonly approachPerYear: number;
  /** Standard deviation of log total fertility in the first year and in the long run, and how fast it gets there. */
  readonly firstLogDeviation: number;
  readonly lastLogDeviation: number;
  readonly deviationApproachPerYear: number;
  readonly fit: {
    /** Largest |curve / table − 1| of the total. */
    readonly largestRelativeError: number;
    /** Largest difference of the standard deviations. */
    readonly largestDeviationError: number;
  };
}

/** One year of the table; consecutive, the first one first. */
export interface PathYear {
  readonly tfr: number;
  readonly low80: number;
  readonly high80: number;
}

/** Half the width of an 80 % interval of a normal variable, in standard deviations. */
const HALF_80_PERCENT = 1.2815515655446;

export function fitPath(years: readonly PathYear[]): PathFit {
  const shares = years.map(({ tfr }) => tfr / years[0]!.tfr);
  const deviations = years.map(({ low80, high80 }) => Math.log(high80 / low80) / (2 * HALF_80_PERCENT));
  const path = fitApproach(shares, (point) => [1, point[0]!, Math.exp(point[1]!)], [0.8, Math.log(0.05)]);
  const spread = fitApproach(deviations, (point) => [point[0]!, point[1]!, Math.exp(point[2]!)], [
    deviations[0]!,
    deviations.at(-1)!,
    Math.log(0.05),
  ]);
  return {
    floorShare: path.to,
    approachPerYear: path.rate,
    firstLogDeviation: spread.from,
    lastLogDeviation: spread.to,
    deviationApproachPerYear: spread.rate,
    fit: {
      largestRelativeError: Math.max(...path.fitted.map((share, i) => Math.abs(share / shares[i]! - 1))),
      largestDeviationError: Math.max(...spread.fitted.map((each, i) => Math.abs(each - deviations[i]!))),
    },
  };
}

function fitApproach(
  wanted: readonly number[],
  read: (point: readonly number[]) => readonly [from: number, to: number, rate: number],
  start: readonly number[],
) {
  const curve = (point: readonly number[]): number[] => {
    const [from, to, rate] = read(point);
    return wanted.map((_, year) => approach(from, to, rate, year));
  };
  const lossAt = (point: readonly number[]): number =>
    curve(point).reduce((sum, each, i) => sum + (each - wanted[i]!) ** 2, 0);
  const { point } = minimise(
    lossAt,
    start,
    start.map(() => 0.2),
  );
  const [from, to, rate] = read(point);
  return { from, to, rate, fitted: curve(point) };
}
