/** What a sample city is made from. */
import type { Geography } from '../geography/geography.ts';
import { TwinError } from '../kernel/errors.ts';
import type { Progress } from '../kernel/progress.ts';
import type { StreetsByKelurahan } from './places/houses.ts';

/** Fewer do not make families of every kind. */
export const LEAST_RESIDENTS = 100;
/** More have not been tried. */
export const MOST_RESIDENTS = 1_000_000;

export interface CityOptions {
  /** LEAST_RESIDENTS to MOST_RESIDENTS. */
  readonly residents: number;
  readonly seed: number;
  /** Days since 1970-01-01. */
  readonly referenceDay: number;
  readonly geography: Geography;
  /** The folder models/. */
  readonly models: string;
  readonly progress: Progress;
  /** Those of geodata/gazetteer when none are given. */
  readonly streets?: StreetsByKelurahan;
}

/** @throws TwinError usage: the number of residents is out of range */
export function checkSize(residents: number): void {
  if (Number.isInteger(residents) && residents >= LEAST_RESIDENTS && residents <= MOST_RESIDENTS) return;
  throw new TwinError('usage', {
    code: 'residents-out-of-range',
    what: `A sample city of ${residents} residents cannot be made.`,
    expected: `a whole number from ${LEAST_RESIDENTS} to ${MOST_RESIDENTS}`,
    todo: 'Give another number of residents.',
  });
}
