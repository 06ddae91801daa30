import { describe, expect, test } from 'vitest';
import { dayOf } from '../../kernel/time.ts';
import { bandOf, QUANTILES, VARIANTS } from '../replicates/bands.ts';
import { SIMULATED_INDICATORS } from '../replicates/indicators.ts';
import { replicateOf } from '../replicates/replicate.ts';
import { EXPECTED_WIDTH, layoutOf, UNCERTAINTIES } from '../replicates/sides.ts';
import { bandColumns } from './band-columns.ts';
import { expectedValues } from './expected-values.ts';
import { moveColumns } from './move-columns.ts';
import { datesOf } from './pair-of.ts';
import { identityOf, nameOfRun } from './run-identity.ts';
import { fewerBirths, testPair } from '../replicates/test-pair.ts';

const PAIR = testPair(3000, 3, fewerBirths(0.5, 2024), dayOf(2024, 2, 29)!);
const REPLICATES = [0, 1, 2, 3, 4, 5, 6].map(replicateOf(PAIR));
const AREAS = 3;
const YEARS = PAIR.years + 1;

describe('columns of bands', () => {
  test.each([
    ['all areas', { years: YEARS, areas: AREAS, firstArea: 0, areaCount: AREAS }],
    ['the city alone', { years: YEARS, areas: AREAS, firstArea: 2, areaCount: 1 }],
  ])('hold, for %s, what each band gives alone', (_, shape) => {
    const uncertainty = UNCERTAINTIES.indexOf(shape.firstArea === 0 ? 'together' : 'chance');
    const columns = bandColumns(REPLICATES, uncertainty, shape);
    const expected = SIMULATED_INDICATORS.flatMap((_, indicator) =>
      VARIANTS.flatMap((_, variant) =>
        QUANTILES.flatMap(({ key }) =>
          Array.from({ length: YEARS * shape.areaCount }, (_, cell) => {
            const year = Math.floor(cell / shape.areaCount);
            const area = shape.firstArea + (cell % shape.areaCount);
            return Math.fround(bandOf(REPLICATES, AREAS, { uncertainty, variant, year, area, indicator })[key]);
          }),
        ),
      ),
    );
    expect(Array.from(columns)).toEqual(expected);
  });
});

describe('columns of moves', () => {
  const keys = ['median', 'high80'] as const;
  const columns = moveColumns(REPLICATES, PAIR, keys);
  const PLACES = 4;
  const at = (variant: number, key: number, from: number, to: number): number =>
    columns[((variant * keys.length + key) * PLACES + from) * PLACES + to]!;
  test('have medians and bands of pairs and of sums, replicate by replicate', () => {
    expect(columns).toHaveLength(3 * keys.length * PLACES * PLACES);
    const { moves, movesSide } = layoutOf(PAIR);
    const fromAToB = REPLICATES.map((values) => values[moves + 1]!).sort((x, y) => x - y);
    expect(at(0, 0, 0, 1)).toBe(fromAToB[3]);
    const leaving = REPLICATES.map((values) => values[moves + movesSide + 1]! + values[moves + movesSide + 2]!);
    expect(at(1, 0, 0, 3)).toBe(leaving.sort((x, y) => x - y)[3]);
    expect(at(1, 1, 0, 3)).toBeGreaterThan(at(1, 0, 0, 3));
    expect(at(2, 0, 0, 1)).not.toBeNaN();
  });
  test('tell nothing of expected numbers, which know no moves', () => {
    expect(moveColumns([expectedValues(PAIR)], PAIR, keys).some((value) => value > 0)).toBe(false);
    expect(moveColumns([expectedValues(PAIR)], PAIR, keys)[1]).toBeNaN();
  });
});

describe('expected numbers', () => {
  const values = expectedValues(PAIR);
  const width = SIMULATED_INDICATORS.length;
  const { side, expected, expectedSide } = layoutOf(PAIR);
  const indicator = (key: string): number => SIMULATED_INDICATORS.findIndex((each) => each.key === key);
  const at = (of: Float32Array, which: number, year: number, key: string): number =>
    of[which * side + (year * AREAS + AREAS - 1) * width + indicator(key)]!;
  const expectedAt = (of: Float32Array, which: number, year: number, key: string): number =>
    of[expected + which * expectedSide + (year * AREAS + AREAS - 1) * EXPECTED_WIDTH + indicator(key)]!;
  test('lie as a replicate does, and are near the mean of replicates with the same rates', () => {
    expect(values.length).toBe(REPLICATES[0]!.length);
    for (const key of ['residents', 'ages-60-up', 'births', 'pyramid/f/20-24'])
      for (const which of [0, 1]) {
        const wanted = expectedAt(values, which, 3, key);
        expect(at(values, which, 3, key)).toBe(wanted);
        const apart = REPLICATES.map((each) => at(each, which, 3, key) - expectedAt(each, which, 3, key));
        const mean = apart.reduce((sum, each) => sum + each, 0) / apart.length;
        // Seven replicates of Poisson numbers: within five standard errors.
        expect(Math.abs(mean)).toBeLessThan(5 * Math.sqrt(Math.max(wanted, 60) / REPLICATES.length));
      }
    expect(at(values, 1, 3, 'births')).toBeLessThan(at(values, 0, 3, 'births'));
  });
});

test('years go by from the day of the start; 29 February becomes the 28th', () => {
  expect(datesOf(PAIR)).toEqual(['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28']);
});

test('a run is another one when anything that it follows from is', () => {
  const ground = { snapshotId: '000001-aa', codeVersion: '1', parametersSha256: 'b' };
  const spec = { baseline: PAIR.baseline, scenario: PAIR.scenario, years: 3, seed: 5, alignment: [] };
  const name = nameOfRun(identityOf(ground, spec));
  expect(nameOfRun(identityOf({ ...ground }, { ...spec }))).toBe(name);
  const others = [
    identityOf({ ...ground, snapshotId: '000002-aa' }, spec),
    identityOf({ ...ground, codeVersion: '2' }, spec),
    identityOf({ ...ground, parametersSha256: 'c' }, spec),
    identityOf(ground, { ...spec, seed: 6 }),
    identityOf(ground, { ...spec, years: 4 }),
    identityOf(ground, { ...spec, scenario: PAIR.baseline }),
    identityOf(ground, { ...spec, alignment: [{ year: 2024, totals: { births: 9 } }] }),
  ].map(nameOfRun);
  expect(new Set([name, ...others]).size).toBe(8);
});
