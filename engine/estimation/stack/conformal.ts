/**
 * Intervals that cover what they promise: as wide as the held-out errors of the model were, household by household as
 * uncertain as the network finds it.
 *
 * Source: Romano, Patterson and Candès (2019), conformalised quantile regression; errors counted by survey weight, with
 * the correction for a finite number of clusters of Dunn, Wasserman and Ramdas (2023).
 */

export interface Calibration {
  /** How wide an interval is: alike for all, or by the spread of the network's quantiles. */
  readonly scaledBy: 'nothing' | 'spread';
  /** Interval = prediction - below × scale to prediction + above × scale. */
  readonly below: number;
  readonly above: number;
  /** Spreads smaller than this count as this. */
  readonly leastSpread: number;
}

export interface HeldErrors {
  /** [household] target minus prediction of a model that had not seen the household. */
  readonly errors: Float64Array;
  /** [household] distance between the outer quantiles of the network. */
  readonly spreads: Float64Array;
  readonly weight: Float64Array;
  readonly clusters: Int32Array;
}

const LEAST_SPREAD_SHARE = 0.35;

/** @param level share of households that the interval promises to cover: 0.9 */
export function calibrate(held: HeldErrors, level: number): Calibration {
  const middle = weightedQuantile(held.spreads, held.weight, 0.5);
  const leastSpread = LEAST_SPREAD_SHARE * middle;
  const plain = calibrationOf(held, level, 'nothing', leastSpread);
  const scaled = calibrationOf(held, level, 'spread', leastSpread);
  return intervalScore(held, scaled, level) < intervalScore(held, plain, level) ? scaled : plain;
}

export const scaleOf = ({ scaledBy, leastSpread }: Calibration, spread: number): number =>
  scaledBy === 'nothing' ? 1 : Math.max(leastSpread, spread);

function calibrationOf(
  held: HeldErrors,
  level: number,
  scaledBy: Calibration['scaledBy'],
  leastSpread: number,
): Calibration {
  const shape = { scaledBy, leastSpread, below: 0, above: 0 };
  const ratios = held.errors.map((error, i) => error / scaleOf(shape, held.spreads[i]!));
  const effective = effectiveClusters(held);
  const tail = Math.min(1, (1 - (1 - level) / 2) * (1 + 1 / effective));
  return {
    ...shape,
    above: weightedQuantile(ratios, held.weight, tail),
    below: weightedQuantile(
      ratios.map((ratio) => -ratio),
      held.weight,
      tail,
    ),
  };
}

/** As many clusters of equal weight as tell the same. */
function effectiveClusters({ weight, clusters }: HeldErrors): number {
  const sums = new Map<number, number>();
  clusters.forEach((cluster, i) => sums.set(cluster, (sums.get(cluster) ?? 0) + weight[i]!));
  const all = [...sums.values()];
  const total = all.reduce((sum, value) => sum + value, 0);
  return total ** 2 / all.reduce((sum, value) => sum + value ** 2, 0);
}

/** Width plus a fine for each household outside (Gneiting and Raftery 2007): smaller is better. */
function intervalScore(held: HeldErrors, calibration: Calibration, level: number): number {
  let score = 0;
  held.errors.forEach((error, i) => {
    const scale = scaleOf(calibration, held.spreads[i]!);
    const [below, above] = [calibration.below * scale, calibration.above * scale];
    const outside = Math.max(0, error - above, -below - error);
    score += held.weight[i]! * (below + above + (2 / (1 - level)) * outside);
  });
  return score;
}

/** Smallest value at or below which a share of the weight lies. */
export function weightedQuantile(values: Float64Array, weight: Float64Array, share: number): number {
  const order = Uint32Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const total = weight.reduce((sum, w) => sum + w, 0);
  let sum = 0;
  for (const row of order) {
    sum += weight[row]!;
    if (sum >= share * total * (1 - 1e-12)) return values[row]!;
  }
  return values[order.at(-1)!]!;
}
