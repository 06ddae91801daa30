import { describe, expect, test } from 'vitest';
import { simulateFamilies } from '../microsimulation/families/simulate-families.ts';
import { inventedFamilies, tablesFor } from '../microsimulation/families/test-families.ts';
import { countsOfStart } from '../microsimulation/test-city.ts';
import { sum } from '../microsimulation/test-figures.ts';
import { ratesFor } from '../microsimulation/test-rates.ts';
import { yearTables } from '../microsimulation/year-tables.ts';
import { FAMILY_INDICATORS, measureFamilies } from './family-indicators.ts';

const REGIONS = 2;
const WIDTH = FAMILY_INDICATORS.length + 3;
const START = inventedFamilies(1500, REGIONS);
const RUN = simulateFamilies(START, tablesFor(START), ratesFor(countsOfStart(START.persons), 2).map(yearTables), 3);

/** [indicator] of one area; what stands beside them stays as it was. */
function measured(families: (typeof RUN)['start'], area: number): Record<string, number> {
  const values = new Float32Array((REGIONS + 1) * WIDTH).fill(-1);
  measureFamilies(families, values, WIDTH, 2);
  expect([values[0], values[1], values[WIDTH - 1]]).toEqual([-1, -1, -1]);
  return Object.fromEntries(FAMILY_INDICATORS.map(({ key }, i) => [key, values[area * WIDTH + 2 + i]!]));
}

describe('what is told of families', () => {
  test('is what was counted, the city as the sum of its kelurahan', () => {
    for (const families of [RUN.start, ...RUN.years.map((year) => year.families)]) {
      const [first, second, city] = [0, 1, 2].map((area) => measured(families, area));
      for (const { key, of } of FAMILY_INDICATORS) {
        expect(city![key]).toBe(first![key]! + second![key]!);
        expect(city![key]).toBe(sum(families[of]));
      }
    }
  });
  test('has households from the start on, and weddings from the first year on', () => {
    const start = measured(RUN.start, REGIONS);
    expect(start['households']).toBe(START.households.size.length);
    expect(start['living-alone']).toBe(START.households.size.filter((size) => size === 1).length);
    expect([start['marriages'], start['divorces']]).toEqual([0, 0]);
    expect(measured(RUN.years[0]!.families, REGIONS)['marriages']).toBeGreaterThan(0);
  });
});
