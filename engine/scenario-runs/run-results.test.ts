import { describe, expect, test } from 'vitest';
import { studentQuantile } from '../kernel/student.ts';
import { CELL_STATES, type AreaTable } from '../layers/area-table.ts';
import { placeIn, type SimulatedResults } from '../layers/simulated/results-shape.ts';
import { bandOf, QUANTILES } from '../simulation/replicates/bands.ts';
import { replicateOf } from '../simulation/replicates/replicate.ts';
import { expectedOf, resultsOf } from './run-results.ts';
import { fewerBirths, testPair } from '../simulation/replicates/test-pair.ts';

const PAIR = testPair(3000, 2, fewerBirths(0.5, 2026));
const table = (level: 'city' | 'kelurahan', areaCodes: readonly string[]): AreaTable => ({
  level,
  areaCodes,
  years: [2025],
  columns: [
    {
      indicator: 'residents',
      values: new Float64Array(2),
      states: new Uint8Array(2).fill(CELL_STATES.indexOf('value')),
    },
  ],
  provenance: {} as AreaTable['provenance'],
});
const START = { city: table('city', ['c']), kelurahan: table('kelurahan', ['a', 'b']), limit: 10 };
const FOUND = Array.from({ length: 40 }, (_, i) => i).map(replicateOf(PAIR));
const CITY = 2;
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const at = (key: string): number => QUANTILES.findIndex((each) => each.key === key);
const residents = (results: SimulatedResults, key: string): number =>
  results.together.values[placeIn(results, 3, 0, 0, at(key), 2, CITY)]!;

describe('what a run has to show', () => {
  test('are quantiles from 39 replicates on, with luck and rates apart', () => {
    const results = resultsOf(PAIR, FOUND, upTo(39), START);
    expect(results.bandsBy).toBeUndefined();
    expect(results.restsOn).toEqual({ together: 39, chance: 19, parameters: 20 });
    const cell = { uncertainty: 2, variant: 0, year: 2, area: CITY, indicator: 0 };
    expect(residents(results, 'low95')).toBe(Math.fround(bandOf(FOUND.slice(0, 39), 3, cell).low95));
    expect(results.chance.values.some((value) => value > 0)).toBe(true);
  });

  test("are told by Student's t of fewer: wider, and luck and rates only together", () => {
    const results = resultsOf(PAIR, FOUND, [0, 2, 4], START);
    expect(results).toMatchObject({ bandsBy: 'student', replicates: 3 });
    expect(results.restsOn).toEqual({ together: 3, chance: 0, parameters: 3 });
    // Of the baseline, the first indicator of the city after two years.
    const place = (2 * 3 + CITY) * results.indicators.length;
    const values = [0, 2, 4].map((i) => FOUND[i]![place]!);
    const mean = values.reduce((sum, each) => sum + each / 3, 0);
    const deviation = Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 2);
    expect(residents(results, 'median')).toBeCloseTo(mean, 3);
    expect(residents(results, 'high80')).toBeCloseTo(mean + studentQuantile(0.9, 2) * Math.sqrt(4 / 3) * deviation, 2);
    expect(results.chance.values.every(Number.isNaN) && results.parameters.values.every(Number.isNaN)).toBe(true);
    expect(resultsOf(PAIR, FOUND, [0, 1, 2, 3, 4, 5], START).restsOn).toEqual({
      together: 6,
      chance: 3,
      parameters: 3,
    });
  });

  test('are numbers alone of one replicate, and expected ones before it', () => {
    const one = resultsOf(PAIR, FOUND, [0], START);
    expect([residents(one, 'median') > 0, residents(one, 'low80')]).toEqual([true, NaN]);
    const expected = expectedOf(PAIR, START);
    expect([expected.replicates, expected.bandsBy]).toEqual([0, undefined]);
    expect(residents(expected, 'median')).toBeGreaterThan(1000);
  });
});
