/** How much each learner counts: weights of nought or more that make the held-out error smallest. */

export interface Mixture {
  /** [learner] */
  readonly weights: Float64Array;
  readonly constant: number;
}

/** Pulls weights a little towards equal ones: with few clusters the best weights are uncertain. */
const TOWARDS_EQUAL = 0.02;
const MOST_SWEEPS = 2000;

/**
 * @param held [learner][household] predictions by models that had not seen the household
 */
export function learnMixture(held: readonly Float64Array[], target: Float64Array, weight: Float64Array): Mixture {
  const count = held.length;
  const total = weight.reduce((sum, w) => sum + w, 0);
  const mean = (values: Float64Array): number => values.reduce((sum, value, i) => sum + weight[i]! * value, 0) / total;
  const means = held.map(mean);
  const targetMean = mean(target);
  const product = (a: Float64Array, aMean: number, b: Float64Array, bMean: number): number =>
    a.reduce((sum, value, i) => sum + weight[i]! * (value - aMean) * (b[i]! - bMean), 0) / total;
  const gram = held.map((a, i) => held.map((b, j) => product(a, means[i]!, b, means[j]!)));
  const withTarget = held.map((a, i) => product(a, means[i]!, target, targetMean));
  const pull = (TOWARDS_EQUAL * gram.reduce((sum, row, i) => sum + row[i]!, 0)) / count;
  const weights = new Float64Array(count).fill(1 / count);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let change = 0;
    for (let i = 0; i < count; i++) {
      const others = gram[i]!.reduce((sum, g, j) => (j === i ? sum : sum + g * weights[j]!), 0);
      const own = gram[i]![i]! + pull;
      const next = own > 0 ? Math.max(0, (withTarget[i]! - others + pull / count) / own) : 0;
      change = Math.max(change, Math.abs(next - weights[i]!));
      weights[i] = next;
    }
    if (change < 1e-9) break;
  }
  const constant = targetMean - means.reduce((sum, m, i) => sum + weights[i]! * m, 0);
  return { weights, constant };
}

/** @param predictions [learner][household] */
export function mixed({ weights, constant }: Mixture, predictions: readonly Float64Array[]): Float64Array {
  return Float64Array.from(predictions[0]!, (_, row) =>
    predictions.reduce((sum, values, learner) => sum + weights[learner]! * values[row]!, constant),
  );
}
