/**
 * Who moves from where to where: between kelurahan, into the city and out of it, by periods of five years, as a year alone has
 * hardly anybody between two. Persons are counted over the whole period; the last one may be shorter.
 */
import type { StepFlows } from '../cohort-component/shapes.ts';

export const PERIOD_YEARS = 5;

export const periodsOf = (years: number): number => Math.ceil(years / PERIOD_YEARS);

/** [period] its first year and its last, 1 the first that is simulated. */
export const periodSpans = (years: number): { readonly first: number; readonly last: number }[] =>
  Array.from({ length: periodsOf(years) }, (_, period) => ({
    first: period * PERIOD_YEARS + 1,
    last: Math.min(years, (period + 1) * PERIOD_YEARS),
  }));

/** Places somebody comes from or goes to: the kelurahan, and what is outside the city last. */
export const placesOf = (regions: number): number => regions + 1;

/** Values of one side: [period × from × to] */
export const movesOfSide = (years: number, regions: number): number => periodsOf(years) * placesOf(regions) ** 2;

/** @param into [period × from × to] persons */
export function measureMoves(
  years: readonly { readonly flows: StepFlows }[],
  regions: number,
  into: Float32Array,
): void {
  const places = placesOf(regions);
  const outside = regions;
  const persons = new Float64Array(into.length);
  years.forEach(({ flows: { moves, arrivals, departures } }, year) => {
    const period = Math.floor(year / PERIOD_YEARS) * places ** 2;
    for (let from = 0; from < regions; from++) {
      for (let to = 0; to < regions; to++) {
        const pair = (from * regions + to) * 2;
        persons[period + from * places + to]! += moves[pair]! + moves[pair + 1]!;
      }
      persons[period + from * places + outside]! += departures[from * 2]! + departures[from * 2 + 1]!;
      persons[period + outside * places + from]! += arrivals[from * 2]! + arrivals[from * 2 + 1]!;
    }
  });
  into.set(persons);
}
