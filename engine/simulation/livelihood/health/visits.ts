/** Visits to a puskesmas that are wanted, by age and health. */
import { SINGLE_YEARS } from '../../demography/ages.ts';
import { SEX_AGES } from '../../microsimulation/persons.ts';
import { impairedOf, type PersonCounts } from '../account.ts';
import { DISABLED, FRAIL } from '../columns.ts';
import type { LivelihoodParameters } from '../parameters.ts';
import { byAge } from '../schedule.ts';

const { count: AGES } = SINGLE_YEARS;

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
  const { byCell } = counts;
  let visits = tables.disabledOrFrail * impairedOf(counts, region, DISABLED | FRAIL);
  for (let age = 0; age < AGES; age++) {
    const at = region * SEX_AGES + age;
    visits += tables.byAge[age]! * (byCell[at]! + byCell[at + AGES]!);
  }
  return visits;
}
