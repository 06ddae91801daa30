/** Who comes from where and goes where: of a kelurahan by places, of the city by kelurahan. */
import { VARIANTS, type MoveBand, type ScenarioResults, type Variant } from './results.ts';

export const DIRECTIONS = ['in', 'out'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export interface FlowRow {
  /** Index of a kelurahan, or what stands for the outside of the city or for all. */
  readonly place: number | 'outside' | 'all';
  readonly flows: Readonly<Record<Direction, Readonly<Record<Variant, MoveBand | undefined>>>>;
}

/**
 * The sum first. Of a kelurahan: those who come to it from each place, and go from it. Of the city: those who come to each
 * kelurahan from wherever, and leave it; its sum are those who come into the city and leave it.
 */
export function flowRows(results: ScenarioResults, period: number, area: number): FlowRow[] {
  const { cityArea, outside, all } = results;
  const kelurahan = Array.from({ length: cityArea }, (_, i) => i);
  const row = (place: FlowRow['place'], to: [number, number], from: [number, number]): FlowRow => {
    const told = (pair: [number, number]): FlowRow['flows']['in'] =>
      Object.fromEntries(
        VARIANTS.map((variant) => [variant, results.move(variant, period, ...pair)]),
      ) as unknown as FlowRow['flows']['in'];
    return { place, flows: { in: told(to), out: told(from) } };
  };
  if (area === cityArea)
    return [
      row('outside', [outside, all], [all, outside]),
      ...kelurahan.map((each) => row(each, [all, each], [each, all])),
    ];
  return [
    row('all', [all, area], [area, all]),
    row('outside', [outside, area], [area, outside]),
    ...kelurahan.filter((each) => each !== area).map((each) => row(each, [each, area], [area, each])),
  ];
}
