/** Levels of migration are a city's own, in persons: of a city of another size they make no sense, and that is told. */
import type { DemographyParameters } from './parameters.ts';

/** Cities of Indonesia do not gain so large a part of their residents in a year. */
const MOST_SHARE = 0.02;

export interface TooManyArrivals {
  /** As models/demography/migration.yaml says. */
  readonly perYear: number;
  /** Of the snapshot. */
  readonly residents: number;
}

/**
 * @param residents of the snapshot
 * @returns         undefined where the arrivals may be those of a city of this size
 */
export function tooManyArrivals(
  { migration }: Pick<DemographyParameters, 'migration'>,
  residents: number,
): TooManyArrivals | undefined {
  const perYear = migration.level.arrivalsPerYear.value;
  return perYear <= MOST_SHARE * residents ? undefined : { perYear, residents };
}
