/** Medians and bands over replicates, of both sides and of their difference, pair by pair. */
import { sampler, type Cell } from './samples.ts';
import { SIDES } from './sides.ts';

export type { Cell } from './samples.ts';
export const VARIANTS = [...SIDES, 'difference'] as const;

/** Shares below which a value lies: the median, then both ends of the bands of 50, 80 and 95 %. */
export const QUANTILES = [
  { key: 'median', share: 0.5 },
  { key: 'low50', share: 0.25 },
  { key: 'high50', share: 0.75 },
  { key: 'low80', share: 0.1 },
  { key: 'high80', share: 0.9 },
  { key: 'low95', share: 0.025 },
  { key: 'high95', share: 0.975 },
] as const;
export type Band = Readonly<Record<(typeof QUANTILES)[number]['key'], number>>;

/**
 * @param replicates as sides.ts lays them out, those with the numbers 0 to n − 1 in this order
 * @returns NaN throughout where there are too few replicates to tell, or nothing is told
 */
export const bandOf = (replicates: readonly Float32Array[], areas: number, cell: Cell): Band =>
  bandOfSample(sampler(replicates, areas)(cell));

export const bandOfSample = (sorted: Float64Array): Band =>
  Object.fromEntries(QUANTILES.map(({ key, share }) => [key, quantile(sorted, share)])) as unknown as Band;

/**
 * Between the two values around it, in proportion: a new value lies below it with that chance, however few there are, until it is
 * the least or the largest of them (Hyndman and Fan 1996, type 6). NaN of none.
 */
export function quantile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return NaN;
  const place = Math.min(sorted.length - 1, Math.max(0, share * (sorted.length + 1) - 1));
  const below = Math.floor(place);
  const low = sorted[below]!;
  return low + (place - below) * ((sorted[below + 1] ?? low) - low);
}
