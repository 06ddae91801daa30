/** What those at work earn: a median by education, age and sex, and how far one is from it. */
import { FEMALE, SINGLE_YEARS } from '../../demography/ages.ts';
import { SEX_AGES } from '../../microsimulation/persons.ts';
import type { LivelihoodParameters } from '../parameters.ts';
import { byAge } from '../schedule.ts';
import { AT_SCHOOL, WORK_CELLS } from './work-tables.ts';

const { count } = SINGLE_YEARS;

/** Steps of the table for one standard deviation, and how many of them it reaches either way. */
const STEPS = 64;
const REACH = 6;

export interface EarningTables {
  /** [group × sexAge] median, thousand rupiah a month. */
  readonly median: Float32Array;
  /** [pay in 64ths of a standard deviation, from −6 to 6] times the median. */
  readonly factor: Float32Array;
}

export function earningTables({ earnings }: LivelihoodParameters['work']): EarningTables {
  const factors = byAge(earnings.ageFactor);
  const median = Float32Array.from({ length: WORK_CELLS }, (_, cell) => {
    const group = Math.floor(cell / SEX_AGES);
    const sexFactor = cell % SEX_AGES >= FEMALE * count ? earnings.femaleFactor : 1;
    // Who is at school has finished SMP or SMA; what he earns beside it is told as a part of what SMA gives.
    const best =
      group === AT_SCHOOL
        ? earnings.medianRupiahPerMonth[3]! * earnings.atSchoolFactor
        : earnings.medianRupiahPerMonth[group]!;
    return (best * factors[(cell % SEX_AGES) % count]! * sexFactor) / 1000;
  });
  const factor = Float32Array.from({ length: 2 * REACH * STEPS + 1 }, (_, i) =>
    Math.exp(earnings.logDeviation * (i / STEPS - REACH)),
  );
  return { median, factor };
}

/** Thousand rupiah a month, a whole number. */
export function earned(
  median: EarningTables['median'],
  factor: EarningTables['factor'],
  cell: number,
  pay: number,
): number {
  let place = ((pay + REACH) * STEPS + 0.5) | 0;
  if (place < 0) place = 0;
  else if (place > 2 * REACH * STEPS) place = 2 * REACH * STEPS;
  return (median[cell]! * factor[place]! + 0.5) | 0;
}
