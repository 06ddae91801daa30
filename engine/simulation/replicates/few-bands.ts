/**
 * Bands of few replicates, of which quantiles cannot tell: the ends of a band of 95 % lie beyond all values of fewer than 39.
 *
 * They are told as those of a normal value whose mean and variance are known from the replicates alone, for one more draw of
 * luck and rates (a prediction interval, which is what quantiles of many tell too):
 *
 *     mean ± t · s · √(1 + Σ (n_d / n)²),   t of m − 1 degrees of freedom
 *
 * m is the number of draws of parameters and n_d how many of the n replicates draw d has, so that the root is √(1 + 1/m) where
 * each has as many. s² is half the mean squared difference of two replicates of different draws: two of the same draw are more alike than a new one is, and
 * say nothing of how far rates may lie apart. Where each draw has one replicate s is the standard deviation and bands of normal
 * values hold exactly what they say; where some have two they hold that or a little more. Of each side and of the difference,
 * pair by pair, for itself; no number of a side is under nought. The mean stands in the place of the median.
 * Source: Hahn and Meeker (1991), "Statistical Intervals", section 4.3.
 */
import { studentQuantile } from '../../kernel/student.ts';
import { QUANTILES, type VARIANTS } from './bands.ts';
import { drawOfParameters } from './samples.ts';

/** From so many on both ends of a band of 95 % lie between values: 0.025 · (39 + 1) is the first of them. */
export const ENOUGH_FOR_QUANTILES = 39;
/** Two draws know their spread from one difference: a band of 95 % would be six times as wide as of three. */
export const FEWEST_DRAWS = 3;

/**
 * @param numbers of the replicates: those with one draw of parameters are told by them
 * @returns a function that puts the band of a sample, [replicate] in the same order, into its place, as QUANTILES lie; the mean
 *          alone, and NaN beside it, of fewer than FEWEST_DRAWS draws
 */
export function fewBands(
  numbers: readonly number[],
): (sample: ArrayLike<number>, variant: (typeof VARIANTS)[number], into: Float64Array) => void {
  const n = numbers.length;
  const placesOfDraw = Map.groupBy(numbers.keys(), (place) => drawOfParameters(numbers[place]!));
  const draws = [...placesOfDraw.values()];
  const alike = draws.flatMap((places) => places.flatMap((one, i) => places.slice(i + 1).map((other) => [one, other])));
  const ofMean = draws.reduce((sum, places) => sum + (places.length / n) ** 2, 0);
  const isEnough = draws.length >= FEWEST_DRAWS;
  const deviations = QUANTILES.map(({ share }) =>
    share === 0.5 ? 0 : isEnough ? studentQuantile(share, draws.length - 1) * Math.sqrt(1 + ofMean) : NaN,
  );
  return (sample, variant, into) => {
    let mean = 0;
    for (let i = 0; i < n; i++) mean += sample[i]! / n;
    // Of all pairs of replicates, less those of one draw.
    let squared = 0;
    for (let i = 0; i < n; i++) squared += n * (sample[i]! - mean) ** 2;
    for (const [one, other] of alike) squared -= (sample[one!]! - sample[other!]!) ** 2;
    const deviation = isEnough ? Math.sqrt(Math.max(0, squared) / (n * (n - 1) - 2 * alike.length)) : 0;
    for (let q = 0; q < deviations.length; q++) {
      const end = mean + deviations[q]! * deviation;
      into[q] = variant === 'difference' ? end : Math.max(0, end);
    }
  };
}
