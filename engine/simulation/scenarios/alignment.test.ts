import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { folderUntil } from '../../kernel/test-folder.ts';
import { projectStep } from '../cohort-component/step.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { CENTRAL, type ParameterDraws } from '../demography/levels.ts';
import { loadDemography } from '../demography/parameters.ts';
import { countsOfStart, inventedPersons } from '../microsimulation/test-city.ts';
import { fertilityTimes, ratesFor } from '../microsimulation/test-rates.ts';
import { yearTables } from '../microsimulation/year-tables.ts';
import { ratesOfSides, type PairOfRuns } from '../replicates/pair-of-runs.ts';
import {
  ALIGNED,
  alignedTo,
  applyFactors,
  factorsFor,
  readAlignment,
  requireFactors,
  type AlignedYear,
} from './alignment.ts';
import type { Scenario } from './scenario-file.ts';

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
  test('tells where the total stands that no rates give', () => {
    const path = join(folderUntil(onTestFinished, 'totals'), 'totals.csv');
    writeFileSync(path, 'year,births,deaths\n\n2026,700,800\n2027,,70000\n');
    const found = (): unknown => factorsFor(START, RATES, YEARS, readAlignment(path, 2026, 2028));
    expect(() => alignedTo(path, found)).toThrow(/totals of 2027\. In totals\.csv, row 4, column "deaths"\./);
    writeFileSync(path, 'year,deaths,births\n2028,800,9000\n');
    const wild = (): void => requireFactors(factorsFor(START, RATES, YEARS, readAlignment(path, 2026, 2028)), YEARS);
    expect(() => alignedTo(path, wild)).toThrow(/In totals\.csv, row 2, column "births"\./);
    expect(() => alignedTo(undefined, wild)).toThrow(/In column "births"\./);
    expect(alignedTo(path, () => 7)).toBe(7);
  });
});

describe('alignment of migration', () => {
  const both: readonly AlignedYear[] = [
    { year: 2026, totals: { arrivals: 2400, departures: 1300, births: 700 } },
    { year: 2027, totals: { arrivals: 0 } },
    { year: 2028, totals: { departures: 0 } },
  ];
  const factors = factorsFor(START, RATES, YEARS, both);
  const alignedBy = (found: typeof factors): typeof RATES => RATES.map((step, i) => applyFactors(step, found[i]!));
  const totals = totalsOf(alignedBy(factors));

  test('gives the totals of the years that have them, none as well', () => {
    expect(totals[0]![0]).toBeCloseTo(700, 2);
    expect(totals[0]![2]).toBeCloseTo(2400, 2);
    expect(totals[0]![3]).toBeCloseTo(1300, 2);
    expect([totals[1]![2], totals[2]![3]]).toEqual([0, 0]);
    expect(totals[1]![3]).toBeGreaterThan(100);
    expect(() => requireFactors(factors, YEARS)).not.toThrow();
  });
  test('refuses what is 30 times as many as the rates give', () => {
    const wild = factorsFor(START, RATES, YEARS, [{ year: 2026, totals: { arrivals: 20_000 } }]);
    expect(() => requireFactors(wild, YEARS)).toThrow(/totals of 2026/);
  });
  test('keeps who comes one of the baseline: a lever adds to those who are aligned', () => {
    const [aligned] = alignedBy(factors);
    expect(yearTables(aligned!).arrivals.moved).toBeUndefined();
  });
});

describe('sides of a pair that is aligned', () => {
  const start = inventedPersons(60_000, 2);
  const unnamed = { id: 'a', en: 'a' };
  const scenarioWith = (...levers: Scenario['levers']): Scenario => ({ name: unnamed, description: unnamed, levers });
  const pair: PairOfRuns = {
    start,
    parameters: loadDemography(projectPath('models')),
    startDay: 20_453,
    years: 2,
    seed: 1,
    areaCodes: ['a', 'b'],
    alignment: [{ year: 2026, totals: { arrivals: 2400, departures: 1300 } }],
    baseline: scenarioWith(),
    scenario: scenarioWith(
      { lever: 'housing', value: 100, fromYear: 2026, areas: ['a'], source: 'asumsi' },
      { lever: 'departures', value: 2, fromYear: 2027, source: 'asumsi' },
    ),
  };
  const arrivalsIn = (side: number, draws: ParameterDraws): number[] =>
    totalsOf(ratesOfSides(pair, START, draws)[side]!).map((each) => each[2]!);

  test('has the totals in its baseline, and new homes are lived in by as many as they say', () => {
    expect(arrivalsIn(0, CENTRAL)[0]).toBeCloseTo(2400, 2);
    expect(arrivalsIn(1, CENTRAL)[0]! - arrivalsIn(0, CENTRAL)[0]!).toBeCloseTo(330, 2);
  });
  test('has them however high the level is drawn, even where nobody would come or leave; other years are drawn', () => {
    for (const arrivals of [-3, -1, 0, 2]) {
      const found = arrivalsIn(0, { ...CENTRAL, arrivals, departures: -arrivals });
      expect(found[0]).toBeCloseTo(2400, 2);
      expect(found[1]).toBeCloseTo(Math.max(0, 600 + 500 * arrivals), 2);
    }
  });
  test('has the totals where its own levers are held to one kelurahan; those of the scenario add to them', () => {
    const narrowed = {
      ...pair,
      baseline: scenarioWith({ lever: 'departures', value: 3, fromYear: 2026, areas: ['b'], source: 'asumsi' }),
      scenario: scenarioWith({ lever: 'departures', value: 2, fromYear: 2026, areas: ['a'], source: 'asumsi' }),
    };
    const [before, after] = ratesOfSides(narrowed, START, CENTRAL).map(([first]) =>
      Array.from({ length: 2 }, (_, region) =>
        sum(projectStep(SINGLE_YEARS, START, first!).flows.departures.slice(region * 2, region * 2 + 2)),
      ),
    ) as [number[], number[]];
    expect(sum(before)).toBeCloseTo(1300, 2);
    // People of both kelurahan are alike, and leave once at most: a little less than three times the force says.
    expect(before[1]! / before[0]!).toBeGreaterThan(2.9);
    expect(before[1]! / before[0]!).toBeLessThan(3);
    // The scenario takes the factors of its baseline: where its lever is not moved as many leave as where that of the baseline is not.
    expect(after[1]).toBeCloseTo(before[0]!, 0);
    expect(after[0]! / after[1]!).toBeGreaterThan(1.95);
    expect(after[0]! / after[1]!).toBeLessThan(2);
  });
  test('is the same object in years that no lever tells apart', () => {
    const one = {
      ...pair,
      scenario: scenarioWith({ lever: 'departures', value: 2, fromYear: 2027, source: 'asumsi' }),
    };
    const [before, after] = ratesOfSides(one, START, CENTRAL);
    expect(after![0]).toBe(before![0]);
    expect(after![1]).not.toBe(before![1]);
  });
});

describe('a file of totals', () => {
  const read = (text: string): readonly AlignedYear[] => {
    const path = join(folderUntil(onTestFinished, 'totals'), 'totals.csv');
    writeFileSync(path, text);
    return readAlignment(path, 2026, 2030);
  };
  test('has a year and what is aligned', () => {
    expect(read('year,births,deaths\n2026,2100,1800\n2029,2050,1810\n')).toEqual([
      { year: 2026, totals: { births: 2100, deaths: 1800 } },
      { year: 2029, totals: { births: 2050, deaths: 1810 } },
    ]);
  });
  test('may tell of migration, and leave cells empty', () => {
    expect(read('year,arrivals,departures\n2026,900,\n2027,,1100\n')).toEqual([
      { year: 2026, totals: { arrivals: 900 } },
      { year: 2027, totals: { departures: 1100 } },
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
