/** Who is among the poorest: by a share of the weight, ties and the household at the border counted by parts. */

/** Places from the smallest value up; equal values by place. */
export const ascending = (values: Float64Array): Uint32Array =>
  Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);

/**
 * @param order  places in the order of the values
 * @param share  0 to 1 of the whole weight
 * @returns      [household] 1 in, 0 out, between for those with the value at the border
 */
export function poorest(values: Float64Array, order: Uint32Array, weight: Float64Array, share: number): Float64Array {
  const member = new Float64Array(values.length);
  let left = share * weight.reduce((sum, w) => sum + w, 0);
  for (let start = 0; start < order.length && left > 0;) {
    let end = start;
    let tied = 0;
    while (end < order.length && values[order[end]!] === values[order[start]!]) tied += weight[order[end++]!]!;
    const part = tied > 0 ? Math.min(1, left / tied) : 0;
    for (let i = start; i < end; i++) member[order[i]!] = part;
    left -= tied;
    start = end;
  }
  return member;
}

export const below = (values: Float64Array, line: number): Float64Array => values.map((value) => Number(value < line));

/** Value up to which the share of the weight lies. */
export function cutOf(values: Float64Array, order: Uint32Array, weight: Float64Array, share: number): number {
  const total = weight.reduce((sum, w) => sum + w, 0);
  let sum = 0;
  for (const row of order) {
    sum += weight[row]!;
    if (sum >= share * total * (1 - 1e-12)) return values[row]!;
  }
  return values[order.at(-1)!]!;
}

/**
 * Chance that a household that is due has a lower score than one that is not; equal scores count half.
 *
 * @param due [household] share of it that is due
 */
export function areaUnderCurve(
  score: Float64Array,
  order: Uint32Array,
  weight: Float64Array,
  due: Float64Array,
): number {
  let dueBefore = 0;
  let others = 0;
  let won = 0;
  for (let start = 0; start < order.length;) {
    let end = start;
    let tiedDue = 0;
    let tiedOthers = 0;
    while (end < order.length && score[order[end]!] === score[order[start]!]) {
      const row = order[end++]!;
      tiedDue += weight[row]! * due[row]!;
      tiedOthers += weight[row]! * (1 - due[row]!);
    }
    won += tiedOthers * (dueBefore + tiedDue / 2);
    dueBefore += tiedDue;
    others += tiedOthers;
    start = end;
  }
  return dueBefore > 0 && others > 0 ? won / (dueBefore * others) : NaN;
}
