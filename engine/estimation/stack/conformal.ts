/**
 * Intervals that cover what they promise: as wide as the held-out errors of the model were, household by household as
 * uncertain as the network finds it.
 *
 * Source: Romano, Patterson and Candès (2019), conformalised quantile regression. Errors are counted by survey weight; the
 * correction for a finite sample takes the effective size of a clustered sample, which is an approximation.
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
  const effective = effectiveSize(held);
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

/**
 * As many independent households as tell the same: fewer than there are where weights differ (Kish) and where errors of one
 * cluster go together (the design effect). Where they are all alike in a cluster, it is the number of clusters.
 */
function effectiveSize({ errors, weight, clusters }: HeldErrors): number {
  const sums = new Map<number, { weight: number; error: number; square: number }>();
  let [total, mean, squares] = [0, 0, 0];
  errors.forEach((error, i) => {
    const w = weight[i]!;
    const sum = sums.get(clusters[i]!) ?? { weight: 0, error: 0, square: 0 };
    sum.weight += w;
    sum.error += w * error;
    sum.square += w * error * error;
    sums.set(clusters[i]!, sum);
    total += w;
    mean += w * error;
    squares += w * w;
  });
  mean /= total;
  const households = total ** 2 / squares;
  const size = errors.length / sums.size;
  if (size <= 1) return households;
  let [between, within] = [0, 0];
  for (const sum of sums.values()) {
    between += sum.weight * (sum.error / sum.weight - mean) ** 2;
    within += sum.square - sum.error ** 2 / sum.weight;
  }
  // What would lie between clusters by chance alone is taken off.
  const inside = within / (total * (1 - 1 / size));
  const apart = Math.max(0, between / total - inside / size);
  const alike = apart + inside > 0 ? apart / (apart + inside) : 0;
  return Math.max(2, households / (1 + (size - 1) * alike));
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
