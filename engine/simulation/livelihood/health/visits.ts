/** Visits to a puskesmas that are wanted, by age and health. */
import { SINGLE_YEARS } from '../../demography/ages.ts';
import { agedOf, impairedOf, type PersonCounts } from '../account.ts';
import { DISABLED, FRAIL } from '../columns.ts';
import type { LivelihoodParameters } from '../parameters.ts';
import { byAge } from '../schedule.ts';

export interface VisitTables {
  /** [age] visits a year. */
  readonly byAge: Float64Array;
  readonly disabledOrFrail: number;
}

export const visitTables = ({ visits }: LivelihoodParameters['health']): VisitTables => ({
  byAge: byAge(visits),
  disabledOrFrail: visits.disabledOrFrail,
});

/** Of the residents of a kelurahan, a year. */
export function visitsOf(tables: VisitTables, counts: PersonCounts, region: number): number {
  let visits = tables.disabledOrFrail * impairedOf(counts, region, DISABLED | FRAIL);
  for (let age = 0; age < SINGLE_YEARS.count; age++) visits += tables.byAge[age]! * agedOf(counts, region, age, age);
  return visits;
}
