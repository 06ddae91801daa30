/** Percentile intervals of replicates. Source: Efron and Tibshirani (1993), chapter 13. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The middle 95 % of the replicates. */
export function middle(values: Float64Array): Interval {
  const sorted = values.toSorted();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return { low: at(0.025), high: at(0.975) };
}
