/** Small cities for tests, on a grid of squares. */
import { projectPath } from '../kernel/files.ts';
import { SILENT } from '../kernel/progress.ts';
import { dayOf } from '../kernel/time.ts';
import type { City } from './city.ts';
import type { CityOptions } from './city-options.ts';
import { generateCity } from './generate-city.ts';
import { testGeography } from './test-geography.ts';

export const TEST_MODELS = projectPath('models');
export const TEST_REFERENCE_DAY = dayOf(2025, 12, 31)!;

export function testCity(options: Partial<CityOptions> = {}): City {
  return generateCity({
    residents: 2000,
    seed: 1,
    referenceDay: TEST_REFERENCE_DAY,
    geography: testGeography(),
    models: TEST_MODELS,
    progress: SILENT,
    ...options,
  });
}

/** Rows of the members of each household, all states of life. */
export function membersOf(city: City): number[][] {
  const members: number[][] = Array.from({ length: city.households.count }, () => []);
  city.persons.household.forEach((household, row) => members[household]!.push(row));
  return members;
}
