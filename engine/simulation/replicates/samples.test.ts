import { describe, expect, test } from 'vitest';
import { normalQuantile } from '../../kernel/normal.ts';
import { drawBits, drawKey, uniformOf } from '../chance/keyed-draws.ts';
import { bandOf } from './bands.ts';
import { FAMILIES_FROM, SIMULATED_INDICATORS } from './indicators.ts';
import { drawOfParameters, restsOn, sampler } from './samples.ts';
import { EXPECTED_WIDTH, layoutOf, UNCERTAINTIES } from './sides.ts';

const AREAS = 3;
const SHAPE = { years: 1, areaCodes: ['a', 'b'] };
const LAYOUT = layoutOf(SHAPE);
const FAMILY = FAMILIES_FROM + 2;
const PEOPLE = 3;
const [CHANCE, PARAMETERS, TOGETHER] = UNCERTAINTIES.map((_, i) => i) as [number, number, number];
const normal = (name: string, of: number, side: number): number =>
  normalQuantile(uniformOf(drawBits(drawKey(1, name, side), of, 0, 0)));

/** Replicates whose numbers are 100 and so much chance and parameters; the scenario has a share of its own of both. */
function invented(replicates: number, chance: number, parameters: number): Float32Array[] {
  return Array.from({ length: replicates }, (_, i) => {
    const values = new Float32Array(LAYOUT.values);
    for (const side of [0, 1]) {
      const drawn = parameters * normal('rates', drawOfParameters(i), side);
      const luck = chance * normal('luck', i, side);
      const cell = (AREAS + 2) * SIMULATED_INDICATORS.length;
      for (const indicator of [PEOPLE, FAMILY]) values[side * LAYOUT.side + cell + indicator] = 100 + drawn + luck;
      values[LAYOUT.expected + side * LAYOUT.expectedSide + (AREAS + 2) * EXPECTED_WIDTH + PEOPLE] = 100 + drawn;
    }
    return values;
  });
}

const cell = (uncertainty: number, variant: number, indicator: number) => ({
  ...{ uncertainty, variant, year: 1, area: 2, indicator },
});
function varianceOf(sample: Float64Array): number {
  const mean = sample.reduce((sum, each) => sum + each, 0) / sample.length;
  return sample.reduce((sum, each) => sum + (each - mean) ** 2, 0) / sample.length;
}
const MANY = 4000;

describe.each([
  ['as much of one as of the other', 5, 5],
  ['mostly chance', 8, 2],
  ['mostly parameters', 1, 6],
])('where uncertainty is %s', (_, chance, parameters) => {
  const replicates = invented(MANY, chance, parameters);
  test.each([
    ['people', PEOPLE],
    ['families', FAMILY],
  ])('of %s both parts are found, and add up', (_name, indicator) => {
    for (const [variant, times] of [
      [0, 1],
      [2, 2],
    ] as const) {
      const of = (uncertainty: number): number =>
        varianceOf(sampler(replicates, AREAS)(cell(uncertainty, variant, indicator)));
      const all = times * (chance ** 2 + parameters ** 2);
      // 2,000 draws of parameters: the standard error of a variance is 3 % of all of it.
      expect(Math.abs(of(CHANCE) - times * chance ** 2)).toBeLessThan(0.13 * all);
      expect(Math.abs(of(PARAMETERS) - times * parameters ** 2)).toBeLessThan(0.13 * all);
      expect(Math.abs(of(CHANCE) + of(PARAMETERS) - of(TOGETHER))).toBeLessThan(0.05 * all);
    }
  });
  test('bands have the width of what they stand for, about the median of all', () => {
    const EIGHTY = 2 * 1.2816;
    for (const [uncertainty, deviation] of [
      [CHANCE, chance],
      [PARAMETERS, parameters],
      [TOGETHER, Math.hypot(chance, parameters)],
    ] as const) {
      const band = bandOf(replicates, AREAS, cell(uncertainty, 0, FAMILY));
      const tolerance = 0.06 * Math.hypot(chance, parameters);
      expect(Math.abs(band.high80 - band.low80 - EIGHTY * deviation)).toBeLessThan(EIGHTY * tolerance);
      expect(Math.abs(band.median - 100)).toBeLessThan(2 * tolerance);
    }
  });
});

describe('where only one varies', () => {
  test('chance alone leaves hardly anything to the parameters; parameters alone leave nothing to chance', () => {
    const [luck, rates] = [invented(MANY, 5, 0), invented(MANY, 0, 5)];
    const variance = (replicates: Float32Array[], uncertainty: number): number =>
      varianceOf(sampler(replicates, AREAS)(cell(uncertainty, 0, FAMILY)));
    expect(variance(luck, PARAMETERS)).toBeLessThan(0.08 * 25);
    expect(variance(rates, CHANCE)).toBe(0);
    expect(variance(rates, PARAMETERS)).toBeCloseTo(variance(rates, TOGETHER), 6);
  });
  test('nothing varies where nothing does, and a difference that is nought in all replicates is nought', () => {
    const still = invented(6, 0, 0);
    for (const uncertainty of [CHANCE, PARAMETERS, TOGETHER])
      expect(bandOf(still, AREAS, cell(uncertainty, 2, FAMILY))).toMatchObject({ median: 0, low95: 0, high95: 0 });
  });
});

describe('of few replicates', () => {
  test('nothing is told of what needs more: chance of one pair on, parameters of two', () => {
    const medianOf = (replicates: number, uncertainty: number): number =>
      bandOf(invented(replicates, 3, 3), AREAS, cell(uncertainty, 0, FAMILY)).median;
    expect([1, 2, 3, 4].map((n) => Number.isNaN(medianOf(n, CHANCE)))).toEqual([true, false, false, false]);
    expect([1, 2, 3, 4].map((n) => Number.isNaN(medianOf(n, PARAMETERS)))).toEqual([true, true, true, false]);
    expect(medianOf(1, TOGETHER)).not.toBeNaN();
  });
  test('it is said what bands rest on', () => {
    expect(restsOn(201)).toEqual({ together: 201, chance: 100, parameters: 101 });
  });
  test('the last without a partner counts in all but chance', () => {
    const three = invented(3, 3, 3);
    const sample = (uncertainty: number, indicator: number): number =>
      sampler(three, AREAS)(cell(uncertainty, 0, indicator)).length;
    expect([CHANCE, PARAMETERS, TOGETHER].map((each) => sample(each, PEOPLE))).toEqual([2, 2, 3]);
  });
});
