/** Quantiles of Student's t for whole degrees of freedom: how far a value may lie when its spread is known from a few. */

/** Halvings of a right angle: what is left of it is beyond the last digit. */
const HALVINGS = 60;

/**
 * @param share   chance of a value below, between 0 and 1
 * @param freedom degrees of freedom, 1 or more
 * @throws RangeError outside of these
 */
export function studentQuantile(share: number, freedom: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError(`a share lies between 0 and 1, and ${share} does not`);
  if (!Number.isInteger(freedom) || freedom < 1) throw new RangeError(`${freedom} are no degrees of freedom`);
  const wanted = Math.abs(2 * share - 1);
  let [low, high] = [0, Math.PI / 2];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (shareWithin(middle, freedom) < wanted) low = middle;
    else high = middle;
  }
  return Math.sign(share - 0.5) * Math.sqrt(freedom) * Math.tan((low + high) / 2);
}

/**
 * Chance that |t| is at most √freedom · tan(angle).
 *
 * Source: Abramowitz and Stegun (1964), "Handbook of Mathematical Functions", 26.7.3 and 26.7.4.
 */
function shareWithin(angle: number, freedom: number): number {
  const isOdd = freedom % 2 === 1;
  const squared = Math.cos(angle) ** 2;
  let [term, sum] = [isOdd ? Math.cos(angle) : 1, 0];
  for (let i = isOdd ? 1 : 0; i < freedom - 1; i += 2) {
    sum += term;
    term *= (squared * (i + 1)) / (i + 2);
  }
  return isOdd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
}
