/** What those at work earn: a median by education, age and sex, and how far one is from it. */
import { FEMALE, SINGLE_YEARS } from '../../demography/ages.ts';
import { SEX_AGES } from '../../microsimulation/persons.ts';
import type { LivelihoodParameters } from '../parameters.ts';
import { MOST_UNITS, PLACE_UNIT } from '../person-state.ts';
import { byAge } from '../schedule.ts';
import { AT_SCHOOL, WORK_CELLS } from './work-tables.ts';

const { count } = SINGLE_YEARS;

/** Units of pay that one step of the table stands for: a 64th of a standard deviation. */
export const PAY_STEP_BITS = 6;
const STEP = 1 << PAY_STEP_BITS;
/** Steps from the middle to either end of what the column of pay can hold. */
export const PAY_MIDDLE = (MOST_UNITS + 1) >> PAY_STEP_BITS;
export const PAY_STEPS = 2 * PAY_MIDDLE + 1;

export interface EarningTables {
  /** [group × sexAge] median, thousand rupiah a month. */
  readonly median: Float32Array;
  /** [step of pay] times the median. */
  readonly factor: Float64Array;
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
  const factor = Float64Array.from({ length: PAY_STEPS }, (_, i) =>
    Math.exp(earnings.logDeviation * (((i - PAY_MIDDLE) * STEP) / PLACE_UNIT)),
  );
  return { median, factor };
}

/**
 * Thousand rupiah a month, a whole number.
 *
 * @param pay in units of person-state.ts
 */
export const earned = ({ median, factor }: EarningTables, cell: number, pay: number): number =>
  (median[cell]! * factor[((pay + STEP / 2) >> PAY_STEP_BITS) + PAY_MIDDLE]! + 0.5) | 0;
