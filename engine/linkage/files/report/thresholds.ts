/** How right and how complete the links would be at each threshold, from the histogram of weights. */
import type { LinkResult } from '../../core/pairs.ts';

export interface ThresholdPoint {
  readonly weightBits: number;
  readonly precision: number;
  readonly recall: number;
}

/** In ascending order of thresholds; thresholds above all pairs are left out. */
export function overThresholds({ weightHistogram, trained }: LinkResult): ThresholdPoint[] {
  const { fromBits, binBits, pairs, matches } = weightHistogram;
  const points: ThresholdPoint[] = [];
  let above = 0;
  let matchesAbove = 0;
  for (let bin = pairs.length - 1; bin >= 0; bin--) {
    above += pairs[bin]!;
    matchesAbove += matches[bin]!;
    if (above === 0) continue;
    const recall = trained.expectedMatches === 0 ? 0 : Math.min(1, matchesAbove / trained.expectedMatches);
    points.push({ weightBits: fromBits + bin * binBits, precision: Math.min(1, matchesAbove / above), recall });
  }
  return points.reverse();
}
