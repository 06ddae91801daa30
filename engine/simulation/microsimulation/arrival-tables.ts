/**
 * Who comes in a year: how many to each region, of which sex and age, and how many of them live to its end. Levers leave these as
 * they are and say apart who of them does not come and who comes besides, so that the others stay the same persons.
 */
import type { GrossMigration, VitalRates } from '../cohort-component/shapes.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { SEX_AGES } from './persons.ts';
import { accumulate } from './summed-shares.ts';
import { threshold } from './thresholds.ts';

const { count } = SINGLE_YEARS;

export interface ArrivalTables {
  /** [region] expected number in the year, if no lever is moved. */
  readonly expected: Float64Array;
  /** [region × sexAge at the end] added up: summed-shares.ts. */
  readonly sexAges: Uint32Array;
  /** [region × sexAge at the end] dies in what is left of the year, half of it on average. */
  readonly dies: Uint32Array;
  /** What levers change; undefined where they change nothing. */
  readonly moved: MovedArrivals | undefined;
}

export interface MovedArrivals {
  /** [region × sexAge at the end] of those who would come, those who do not: bits below. */
  readonly staysAway: Uint32Array;
  /** [region × sexAge at the end] expected number who come besides. */
  readonly besides: Float64Array;
}

export function arrivalTables(vital: readonly VitalRates[], gross: GrossMigration | undefined): ArrivalTables {
  const regions = vital.length;
  const expected = new Float64Array(regions);
  const sexAges = new Uint32Array(regions * SEX_AGES);
  const dies = new Uint32Array(regions * SEX_AGES);
  if (gross === undefined) return { expected, sexAges, dies, moved: undefined };
  const { arrivals, unmovedArrivals = arrivals } = gross;
  vital.forEach((rates, region) => {
    const unmoved = unmovedArrivals.subarray(region * SEX_AGES, (region + 1) * SEX_AGES);
    for (let cell = 0; cell < SEX_AGES; cell++) expected[region]! += unmoved[cell]!;
    accumulate(unmoved, sexAges, region * SEX_AGES);
    const first = region * SEX_AGES;
    if (region > 0 && rates === vital[region - 1]) dies.copyWithin(first, first - SEX_AGES, first);
    else
      for (let cell = 0; cell < SEX_AGES; cell++)
        dies[first + cell] = threshold(1 - Math.sqrt(survivalInto(rates, cell)));
  });
  return { expected, sexAges, dies, moved: movedArrivals(unmovedArrivals, arrivals) };
}

function movedArrivals(before: Float64Array, after: Float64Array): MovedArrivals | undefined {
  if (after.every((each, cell) => each === before[cell])) return undefined;
  return {
    staysAway: Uint32Array.from(after, (each, cell) =>
      each < before[cell]! ? threshold(1 - each / before[cell]!) : 0,
    ),
    besides: after.map((each, cell) => Math.max(0, each - before[cell]!)),
  };
}

/** Survival of those who are of an age at the end, from the age before; of the newborn for the first. */
function survivalInto({ survival, newbornSurvival }: VitalRates, cell: number): number {
  return cell % count === 0 ? newbornSurvival[cell / count]! : survival[cell - 1]!;
}
