import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectStep } from '../cohort-component/step.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { countsOfStart, inventedPersons } from '../microsimulation/test-city.ts';
import { fertilityTimes, ratesFor } from '../microsimulation/test-rates.ts';
import { ALIGNED, applyFactors, factorsFor, readAlignment, requireFactors, type AlignedYear } from './alignment.ts';

const START = countsOfStart(inventedPersons(60_000, 2));
const RATES = ratesFor(START, 3);
const YEARS = [2026, 2027, 2028];
const ALIGNMENT: readonly AlignedYear[] = [
  { year: 2026, totals: { births: 700, deaths: 800 } },
  { year: 2028, totals: { deaths: 650 } },
];
const sum = (column: ArrayLike<number>): number => Array.from(column).reduce((total, each) => total + each, 0);

/** [year][births, deaths, arrivals, departures] expected. */
function totalsOf(rates: typeof RATES): number[][] {
  let counts = START;
  return rates.map((step) => {
    const { end, flows } = projectStep(SINGLE_YEARS, counts, step);
    counts = end;
    return ALIGNED.map((name) => sum(flows[name]));
  });
}

describe('alignment', () => {
  const factors = factorsFor(START, RATES, YEARS, ALIGNMENT);
  const aligned = RATES.map((step, i) => applyFactors(step, factors[i]!));
  const totals = totalsOf(aligned);

  test('gives the totals in the years that have them', () => {
    [700, 800].forEach((total, i) => expect(totals[0]![i]).toBeCloseTo(total, 2));
    expect(totals[2]![1]).toBeCloseTo(650, 2);
  });
  test('leaves the other years and what is not aligned as they are', () => {
    expect(aligned[1]).toBe(RATES[1]);
    expect(factors[2]).toMatchObject({ births: 1 });
    expect(totalsOf(RATES)[0]![0]).not.toBeCloseTo(700, 0);
  });
  test('does not eat what a lever does: the scenario takes the factors of the baseline', () => {
    const fewer = RATES.map((step, i) => applyFactors(fertilityTimes(step, 0.9), factors[i]!));
    expect(totalsOf(fewer)[0]![0]).toBeCloseTo(630, 2);
  });
  test('refuses totals that no rates give', () => {
    const more = [{ year: 2026, totals: { deaths: 70_000 } }];
    expect(() => factorsFor(START, RATES, YEARS, more)).toThrow(/totals of 2026/);
    const wild = factorsFor(START, RATES, YEARS, [{ year: 2027, totals: { births: 9000 } }]);
    expect(() => requireFactors(wild, YEARS)).toThrow(/totals of 2027/);
    expect(() => requireFactors(factors, YEARS)).not.toThrow();
  });
});

describe('a file of totals', () => {
  const read = (text: string): readonly AlignedYear[] => {
    const path = join(mkdtempSync(join(tmpdir(), 'align-')), 'totals.csv');
    writeFileSync(path, text);
    return readAlignment(path, 2026, 2030);
  };
  test('has a year and what is aligned', () => {
    expect(read('year,births,deaths\n2026,2100,1800\n2029,2050,1810\n')).toEqual([
      { year: 2026, totals: { births: 2100, deaths: 1800 } },
      { year: 2029, totals: { births: 2050, deaths: 1810 } },
    ]);
  });
  test.each([
    ['without a total', 'year,weddings\n2026,5\n', /nothing to align to/],
    ['of a year that is not simulated', 'year,births\n2025,5\n', /2025 is not simulated.*2026 to 2030/s],
    ['with a year twice', 'year,births\n2026,5\n2026,6\n', /stands there twice/],
    ['with a negative number', 'year,births\n2026,-5\n', /out of range/],
  ])('%s is refused', (_, text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});
