/** Ranks with ties shared, and the correlation of ranks (Spearman). */

/** @returns [place] rank from 1 on; equal values share the mean of their ranks */
export function ranksOf(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let i = start; i < end; i++) ranks[order[i]!] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}

/** Over the places where both are known; 0 where there is nothing to compare. */
export function rankCorrelation(left: Float64Array, right: Float64Array, weight?: Float64Array): number {
  const both = Uint32Array.from(left.keys()).filter((i) => !Number.isNaN(left[i]!) && !Number.isNaN(right[i]!));
  if (both.length < 3) return 0;
  const a = ranksOf(Float64Array.from(both, (i) => left[i]!));
  const b = ranksOf(Float64Array.from(both, (i) => right[i]!));
  return correlation(
    a,
    b,
    Float64Array.from(both, (i) => weight?.[i] ?? 1),
  );
}

/** Of two columns, weighted; 0 where one of them does not vary. */
export function correlation(a: Float64Array, b: Float64Array, weight: Float64Array): number {
  const total = weight.reduce((sum, w) => sum + w, 0);
  const mean = (values: Float64Array): number => values.reduce((sum, value, i) => sum + weight[i]! * value, 0) / total;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]! - meanA, b[i]! - meanB];
    ab += weight[i]! * x * y;
    aa += weight[i]! * x * x;
    bb += weight[i]! * y * y;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}
