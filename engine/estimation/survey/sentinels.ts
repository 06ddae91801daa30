/** Negative codes that stand for no answer. */

const SENTINELS = new Set([
  -1, -2, -3, -4, -5, -6, -7, -8, -9, -77, -88, -98, -99, -777, -888, -998, -999, -9998, -9999,
]);

/** Negative codes for "refused", "does not know" in a column whose other values are none below nought. */
export function sentinelOf(values: Float64Array): Set<number> {
  const negative = new Set(values.filter((value) => value < 0));
  if (negative.size === 0 || negative.size > 4 || ![...negative].every((value) => SENTINELS.has(value)))
    return new Set();
  const hasOthers = new Set(values.filter((value) => value >= 0)).size > negative.size;
  const share = values.filter((value) => value < 0).length / values.length;
  // -2, -1, 0, 1, 2 is a scale and no list of codes.
  const isScale =
    [...negative].every((value) => value > -4) && values.every((value) => Number.isNaN(value) || value < 5);
  return hasOthers && !isScale && share < 0.6 ? negative : new Set();
}

/** -9, -77, -88, -97, -98, -99, -999 …: written for "no answer" and for nothing else. */
const CLEAR_CODE = /^-(9+[789]?|8{2,}|7{2,})$/;
/** A code of one digit may be a slip of the pen: so many households have it where it is none. */
const LEAST_OF_ONE_DIGIT = 3;

/**
 * Codes for "no answer" in a label. What a household spends is what is learnt: a number is dropped only where nobody could
 * take it for an amount, and any other below 0 is for who made the survey to explain.
 *
 * @param mayBeNegative whether amounts below 0 are possible: then one that is no code makes all of them amounts
 */
export function labelCodesOf(values: Float64Array, mayBeNegative: boolean): Set<number> {
  const counts = new Map<number, number>();
  for (const value of values) if (value < 0) counts.set(value, (counts.get(value) ?? 0) + 1);
  const isClear = (value: number): boolean =>
    CLEAR_CODE.test(String(value)) && (value < -9 || counts.get(value)! >= LEAST_OF_ONE_DIGIT);
  const clear = [...counts.keys()].filter(isClear);
  return new Set(mayBeNegative && clear.length < counts.size ? [] : clear);
}
