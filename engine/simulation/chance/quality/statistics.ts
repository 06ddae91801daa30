/**
 * How surprising a count is. Each returns a standard normal deviate, so that one limit serves all; a deviate beyond
 * `limitFor(1)` comes up once in a million times by chance.
 */

/** False alarms of one test, both sides together. */
export const FALSE_ALARM = 1e-6;

/** The limit for the largest of several deviates, such that all together alarm falsely with FALSE_ALARM (Bonferroni). */
export function limitFor(deviates: number): number {
  return upperQuantile(FALSE_ALARM / (2 * deviates));
}

/** Normal deviate that is exceeded with a small probability (Abramowitz and Stegun 26.2.23, to 0.0005). */
function upperQuantile(probability: number): number {
  const t = Math.sqrt(-2 * Math.log(probability));
  return (
    t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t)
  );
}

/** Counts against an even share of their total (Wilson and Hilferty 1931). */
export function chiSquareDeviate(counts: ArrayLike<number>, shares?: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i]!;
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    const expected = total * (shares?.[i] ?? 1 / counts.length);
    sum += (counts[i]! - expected) ** 2 / expected;
  }
  const freedom = counts.length - 1;
  const scale = 2 / (9 * freedom);
  return (Math.cbrt(sum / freedom) - (1 - scale)) / Math.sqrt(scale);
}

/** A rare count against its expectation, with the skewness of a Poisson count taken out (Anscombe 1953). */
export const poissonDeviate = (count: number, expected: number): number =>
  1.5 * (Math.cbrt(count + 0.5) ** 2 * Math.cbrt(expected) ** -0.5 - Math.sqrt(expected));

/** Successes of so many trials of one half each. */
export const halfDeviate = (successes: number, trials: number): number => (2 * successes - trials) / Math.sqrt(trials);

/** Largest distance between sorted values and the straight line (Kolmogorov and Smirnov), as a deviate of like probability. */
export function straightLineDeviate(sorted: Float64Array): number {
  let distance = 0;
  const { length } = sorted;
  for (let i = 0; i < length; i++)
    distance = Math.max(distance, sorted[i]! - i / length, (i + 1) / length - sorted[i]!);
  const scaled = distance * (Math.sqrt(length) + 0.12 + 0.11 / Math.sqrt(length));
  const probability = Math.min(1, 2 * Math.exp(-2 * scaled * scaled));
  return probability > 0.1 ? 0 : upperQuantile(probability / 2);
}
