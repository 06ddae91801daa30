/** Mortality by age from five numbers: a falling force, a constant one and a rising one. */
import { LAST_AGE } from './heligman-pollard.ts';

export interface Siler {
  /** Force of childhood at birth, a year. */
  readonly childLevel: number;
  readonly childDescent: number;
  readonly constant: number;
  /** Force of ageing at birth, a year. */
  readonly ageingLevel: number;
  readonly ageingAscent: number;
}

/**
 * Survivors to each exact age from 0 to LAST_AGE + 1, of one birth.
 *
 * Source: Siler (1979), "A competing-risk model for animal mortality", Ecology 60.
 */
export function silerSurvivors({ childLevel, childDescent, constant, ageingLevel, ageingAscent }: Siler): Float64Array {
  return Float64Array.from({ length: LAST_AGE + 2 }, (_, age) =>
    Math.exp(
      -(childLevel / childDescent) * (1 - Math.exp(-childDescent * age)) -
        constant * age -
        (ageingLevel / ageingAscent) * Math.expm1(ageingAscent * age),
    ),
  );
}
