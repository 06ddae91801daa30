/** Sums a leaf needs to choose its split: for each feature and bin the gradient, the weight and the number of households. */
import type { BinnedTable } from './binning.ts';

/** [feature × 256 × 3] gradient, weight, count. */
export type Histogram = Float64Array;

export const SLOT = 3;
const BINS = 256;

export const histogramStart = (feature: number): number => feature * BINS * SLOT;
export const newHistogram = (featureCount: number): Histogram => new Float64Array(featureCount * BINS * SLOT);

/**
 * @param rows households of the leaf: `order` from `start` to before `end`
 * @param features those that the tree may ask for
 */
export function fillHistogram(
  histogram: Histogram,
  table: BinnedTable,
  order: Int32Array,
  start: number,
  end: number,
  gradient: Float64Array,
  weight: Float64Array,
  features: Int32Array,
): void {
  const { bins, count, binCounts } = table;
  for (const feature of features) {
    const base = histogramStart(feature);
    histogram.fill(0, base, base + binCounts[feature]! * SLOT);
    const column = feature * count;
    for (let i = start; i < end; i++) {
      const row = order[i]!;
      const slot = base + bins[column + row]! * SLOT;
      histogram[slot]! += gradient[row]!;
      histogram[slot + 1]! += weight[row]!;
      histogram[slot + 2]! += 1;
    }
  }
}

/** What remains of a leaf when one of its halves is taken off. */
export function subtractHistogram(
  whole: Histogram,
  half: Histogram,
  into: Histogram,
  table: BinnedTable,
  features: Int32Array,
): void {
  for (const feature of features) {
    const base = histogramStart(feature);
    const end = base + table.binCounts[feature]! * SLOT;
    for (let at = base; at < end; at++) into[at] = whole[at]! - half[at]!;
  }
}
