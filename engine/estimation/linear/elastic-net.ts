/** Least squares with penalties that shrink coefficients and put small ones to nought. */
import type { Centred } from './gram.ts';

export interface Penalty {
  /** Strength, in the unit of the covariances. */
  readonly lambda: number;
  /** 1 puts to nought (lasso), 0 shrinks alone (ridge). */
  readonly lassoShare: number;
}

const MOST_SWEEPS = 400;
const TOLERANCE = 1e-5;

/**
 * Coordinate descent on covariances.
 *
 * @param start coefficients to begin from, changed in place and handed back
 * Source: Friedman, Hastie and Tibshirani (2010), "Regularization Paths for Generalized Linear Models via Coordinate Descent".
 */
export function elasticNet(centred: Centred, { lambda, lassoShare }: Penalty, start: Float64Array): Float64Array {
  const { columns, covariance, withTarget, targetVariance } = centred;
  const coefficients = start;
  // What is left of each column's covariance with the target.
  const rest = withTarget.slice();
  for (let column = 0; column < columns; column++) {
    if (coefficients[column] !== 0) take(covariance, columns, column, coefficients[column]!, rest);
  }
  const lasso = lambda * lassoShare;
  const ridge = lambda * (1 - lassoShare);
  const enough = TOLERANCE * Math.sqrt(Math.max(targetVariance, 1e-300));
  let active: Int32Array | undefined;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let largest = 0;
    const count = active?.length ?? columns;
    for (let i = 0; i < count; i++) {
      const column = active?.[i] ?? i;
      const own = covariance[column * columns + column]!;
      if (own <= 1e-12) continue;
      const before = coefficients[column]!;
      const pull = rest[column]! + own * before;
      const after = (Math.sign(pull) * Math.max(0, Math.abs(pull) - lasso)) / (own + ridge);
      if (after === before) continue;
      coefficients[column] = after;
      take(covariance, columns, column, after - before, rest);
      largest = Math.max(largest, Math.abs(after - before) * Math.sqrt(own));
    }
    if (largest >= enough) {
      // Sweeps over those that matter; all are looked at again at the end.
      active ??= nonzero(coefficients);
      continue;
    }
    if (active === undefined) break;
    active = undefined;
  }
  return coefficients;
}

const nonzero = (coefficients: Float64Array): Int32Array =>
  Int32Array.from([...coefficients.keys()].filter((column) => coefficients[column] !== 0));

function take(covariance: Float64Array, columns: number, column: number, step: number, rest: Float64Array): void {
  const row = column * columns;
  for (let other = 0; other < columns; other++) rest[other]! -= step * covariance[row + other]!;
}

/** Strongest penalty first: at it nothing is left of a lasso. */
export function lambdaPath(centred: Centred, steps: number, leastShare: number): number[] {
  const { columns, covariance, withTarget } = centred;
  let largest = 1e-12;
  for (let column = 0; column < columns; column++) {
    if (covariance[column * columns + column]! > 1e-12) largest = Math.max(largest, Math.abs(withTarget[column]!));
  }
  return Array.from({ length: steps }, (_, step) => largest * leastShare ** (step / (steps - 1)));
}
