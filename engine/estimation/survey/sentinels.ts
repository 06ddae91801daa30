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
