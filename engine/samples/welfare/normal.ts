/** The normal distribution: from a score to a share and back. */

/**
 * Share of a standard normal population below a score.
 * Source: Abramowitz and Stegun (1964), 7.1.26; the error is below 2e-7.
 */
export function standardNormalShare(score: number): number {
  const x = Math.abs(score) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const polynomial = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = (polynomial * Math.exp(-x * x)) / 2;
  return score < 0 ? tail : 1 - tail;
}

const CENTRE = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
] as const;
const CENTRE_BELOW = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1,
] as const;
const TAIL = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
] as const;
const TAIL_BELOW = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1] as const;

const horner = (coefficients: readonly number[], x: number): number => coefficients.reduce((sum, c) => sum * x + c, 0);

/**
 * Score below which a share of a standard normal population lies.
 *
 * @param share more than 0, less than 1
 * Source: P. J. Acklam's rational approximation; the relative error is below 1.2e-9.
 */
export function standardNormalScore(share: number): number {
  if (share < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(share));
    return horner(TAIL, q) / horner(TAIL_BELOW, q);
  }
  if (share > 1 - 0.02425) return -standardNormalScore(1 - share);
  const q = share - 0.5;
  return (horner(CENTRE, q * q) * q) / horner(CENTRE_BELOW, q * q);
}
