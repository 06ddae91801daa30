/** Ranks with ties shared, and the correlation of ranks (Spearman). */

/**
 * Spearman of two columns, for one weighting after another: they are sorted once. A household of weight 3 counts as three
 * households would, in the ranks as well as in the correlation: its rank is the middle of the places that it takes.
 *
 * @param left  [place] without NaN, as right
 * @returns of weights [place]; 0 where one of the columns does not vary among those that count
 */
export function rankCorrelations(left: Float64Array, right: Float64Array): (weight: Float64Array) => number {
  const [ofLeft, ofRight] = [ranking(left), ranking(right)];
  return (weight) => correlation(ofLeft(weight), ofRight(weight), weight);
}

/** Over the places where both are known; 0 where there is nothing to compare. */
export function rankCorrelation(left: Float64Array, right: Float64Array, weight?: Float64Array): number {
  const both = Uint32Array.from(left.keys()).filter((i) => !Number.isNaN(left[i]!) && !Number.isNaN(right[i]!));
  if (both.length < 3) return 0;
  const of = (values: Float64Array): Float64Array => Float64Array.from(both, (i) => values[i]!);
  return rankCorrelations(of(left), of(right))(Float64Array.from(both, (i) => weight?.[i] ?? 1));
}

/** @returns of weights: [place] rank from 1 on among as many rows as the weights come to; equal values share one rank */
function ranking(values: Float64Array): (weight: Float64Array) => Float64Array {
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const ends = endsOfTies(values, order);
  return (weight) => {
    const ranks = new Float64Array(values.length);
    let below = 0;
    let start = 0;
    for (const end of ends) {
      let tied = 0;
      for (let i = start; i < end; i++) tied += weight[order[i]!]!;
      const rank = below + (tied + 1) / 2;
      for (let i = start; i < end; i++) ranks[order[i]!] = rank;
      below += tied;
      start = end;
    }
    return ranks;
  };
}

/** Where each run of equal values ends in the order. */
function endsOfTies(values: Float64Array, order: Uint32Array): number[] {
  const ends: number[] = [];
  for (let i = 1; i <= order.length; i++)
    if (i === order.length || values[order[i]!] !== values[order[i - 1]!]) ends.push(i);
  return ends;
}

/** Of two columns, weighted; 0 where one of them does not vary. */
function correlation(a: Float64Array, b: Float64Array, weight: Float64Array): number {
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
