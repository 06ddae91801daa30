/** Medians and bands over replicates, of both sides and of their difference, pair by pair. */
import { SIMULATED_INDICATORS } from './indicators.ts';
import { SIDES, sizeOfSide } from './sides.ts';

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

/** Which values: indexes into UNCERTAINTIES and VARIANTS, the year from 0, the area with the city last, the indicator. */
export interface Cell {
  readonly uncertainty: number;
  readonly variant: number;
  readonly year: number;
  readonly area: number;
  readonly indicator: number;
}

/** @param replicates in any order: [replicate] as pair-of-runs.ts lays them out */
export function bandOf(replicates: readonly Float32Array[], areas: number, cell: Cell): Band {
  const size = sizeOfSide(replicates[0]!.length, areas);
  const inSide = (cell.year * areas + cell.area) * SIMULATED_INDICATORS.length + cell.indicator;
  const at = (side: number): number => (cell.uncertainty * SIDES.length + side) * size + inSide;
  const values = Float64Array.from(replicates, (each) =>
    cell.variant < SIDES.length ? each[at(cell.variant)]! : each[at(1)]! - each[at(0)]!,
  ).sort();
  return Object.fromEntries(QUANTILES.map(({ key, share }) => [key, quantile(values, share)])) as unknown as Band;
}

/** Between the two values around it, in proportion (Hyndman and Fan 1996, type 7). */
export function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below]!;
  return low + (place - below) * ((sorted[below + 1] ?? low) - low);
}
