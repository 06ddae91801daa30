import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { folderUntil } from '../../kernel/test-folder.ts';
import { drawBits, drawKey, uniformOf } from '../chance/keyed-draws.ts';
import { bandOf, quantile, VARIANTS } from './bands.ts';
import { SIMULATED_INDICATORS } from './indicators.ts';
import { requireMemory, bytesOfRun } from './memory.ts';
import { isSame, valuesOfReplicate } from './pair-of-runs.ts';
import { parameterDraws } from './parameter-draws.ts';
import { replicateOf } from './replicate.ts';
import { simulateReplicates } from './replicates.ts';
import { cityResults, resultLines } from './results.ts';
import { countReplicates, findReplicate, openRunFolder, saveReplicate } from './run-folder.ts';
import { identityOf, type RunGround } from '../runs/run-identity.ts';
import { EXPECTED_WIDTH, layoutOf, UNCERTAINTIES } from './sides.ts';
import { fewerBirths, testPair, testScenario } from './test-pair.ts';

const BIRTHS = fewerBirths(0.8, 2027);
const PAIR = testPair(6000, 4, BIRTHS);
const NUMBERS = [0, 1, 2, 3, 4, 5];
const REPLICATES = NUMBERS.map(replicateOf(PAIR));
const AREAS = 3;
const SHAPE = { areaCodes: ['a', 'b', 'city'], dates: [2025, 2026, 2027, 2028, 2029].map((year) => `${year}-12-31`) };
const indicator = (key: string): number => SIMULATED_INDICATORS.findIndex((each) => each.key === key);
const LAYOUT = layoutOf(PAIR);
const valueAt = (values: Float32Array, side: number, year: number, area: number, key: string): number =>
  values[side * LAYOUT.side + (year * AREAS + area) * SIMULATED_INDICATORS.length + indicator(key)]!;
const expectedAt = (values: Float32Array, side: number, year: number, area: number, key: string): number =>
  values[LAYOUT.expected + side * LAYOUT.expectedSide + (year * AREAS + area) * EXPECTED_WIDTH + indicator(key)]!;

describe('a replicate', () => {
  test('accounts for everybody: by area, year and side', () => {
    for (const values of REPLICATES)
      for (const side of [0, 1])
        for (let area = 0; area < AREAS; area++)
          for (let year = 1; year <= PAIR.years; year++) {
            const of = (key: string, at = year): number => valueAt(values, side, at, area, key);
            const came = of('births') + of('arrivals') + of('moved-in');
            const went = of('deaths') + of('departures') + of('moved-out');
            expect(of('residents', year - 1) + came - went).toBe(of('residents'));
            expect(of('male') + of('female')).toBe(of('residents'));
          }
  });
  test('differs from its baseline in nothing before the lever is moved, and in births from then on', () => {
    for (const values of REPLICATES) {
      for (const { key } of SIMULATED_INDICATORS)
        expect(valueAt(values, 1, 1, 2, key)).toBe(valueAt(values, 0, 1, 2, key));
      expect(valueAt(values, 1, 2, 2, 'births')).toBeLessThan(valueAt(values, 0, 2, 2, 'births'));
      expect(valueAt(values, 1, 4, 2, 'ages-60-up')).toBe(valueAt(values, 0, 4, 2, 'ages-60-up'));
    }
  });
  test.each([
    ['departures', 'departures'],
    ['moves', 'moved-out'],
  ] as const)(
    'shows what %s of one kelurahan do there, drawn and expected; elsewhere no other %s in that year',
    (lever, key) => {
      const pair = {
        ...PAIR,
        scenario: testScenario({ lever, value: 3, fromYear: 2026, areas: ['b'], source: 'asumsi' }),
      };
      const found = NUMBERS.map(replicateOf(pair));
      const times = (at: typeof valueAt, area: number, of: string): number => {
        const [before, after] = [0, 1].map((side) =>
          found.reduce((sum, values) => sum + at(values, side, 1, area, of), 0),
        );
        return after! / before!;
      };
      expect(times(expectedAt, 0, key)).toBe(1);
      expect(times(valueAt, 0, key)).toBe(1);
      // Of three times the force a little less than three times as many go; in so small a city a tenth leaves in a year.
      expect(times(expectedAt, 1, key)).toBeGreaterThan(2.2);
      expect(times(expectedAt, 1, key)).toBeLessThan(3);
      // A few hundred go in these replicates.
      expect(Math.abs(times(valueAt, 1, key) / times(expectedAt, 1, key) - 1)).toBeLessThan(0.15);
      expect(times(expectedAt, 0, 'moved-in')).toBeCloseTo(times(expectedAt, 1, 'moved-out'), 5);
      expect(isSame(pair)).toBe(false);
    },
  );
  test('of a scenario that is its baseline has differences of exactly zero', () => {
    const values = replicateOf({ ...PAIR, scenario: PAIR.baseline })(3);
    expect(values.slice(0, LAYOUT.side)).toEqual(values.slice(LAYOUT.side, 2 * LAYOUT.side));
    const { expected, expectedSide, moves } = LAYOUT;
    expect(values.slice(expected, expected + expectedSide)).toEqual(values.slice(expected + expectedSide, moves));
  });
  test('meets totals from outside in its baseline, and what the lever does on top of them', () => {
    const aligned = { ...PAIR, alignment: [{ year: 2028, totals: { births: 90 } }] };
    const births = (side: number, year: number): number => expectedAt(replicateOf(aligned)(0), side, year, 2, 'births');
    expect(births(0, 3)).toBeCloseTo(90, 2);
    expect(births(1, 3)).toBeCloseTo(72, 0);
    expect(births(0, 2)).toBe(expectedAt(REPLICATES[0]!, 0, 2, 2, 'births'));
  });
  test('has no luck in the expected numbers of its parameters: another seed of persons leaves them', () => {
    const drawn = parameterDraws(5, 0);
    expect(parameterDraws(5, 0)).toEqual(drawn);
    expect(parameterDraws(5, 1)).not.toEqual(drawn);
    expect(parameterDraws(6, 0)).not.toEqual(drawn);
    const values = Array.from({ length: 4000 }, (_, i) => parameterDraws(1, i).totalFertility);
    const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(values.length));
  });
});

describe('the same bytes', () => {
  test.each([2, 4])('come from %d threads as from one', async (threads) => {
    const found = new Map<number, Float32Array>();
    await simulateReplicates(PAIR, NUMBERS, threads, (replicate, values) => found.set(replicate, values));
    expect(NUMBERS.map((number) => found.get(number))).toEqual(REPLICATES);
  });
  test('come from a run that was stopped and one that was not', async () => {
    const folder = folderUntil(onTestFinished, 'run-of-years');
    openRunFolder(folder, 'this run');
    const length = valuesOfReplicate(PAIR);
    for (const number of [0, 3]) saveReplicate(folder, number, REPLICATES[number]!);
    // One file is cut short and one is altered: both are simulated again.
    saveReplicate(folder, 1, REPLICATES[1]!);
    saveReplicate(folder, 2, REPLICATES[2]!);
    const path = (number: number): string => join(folder, 'replicates', `0000${number}.bin`);
    writeFileSync(path(1), readFileSync(path(1)).subarray(0, 1000));
    const altered = readFileSync(path(2));
    altered[500]! ^= 1;
    writeFileSync(path(2), altered);
    openRunFolder(folder, 'this run');
    const found = NUMBERS.map((number) => findReplicate(folder, number, length));
    const missing = NUMBERS.filter((number) => found[number] === undefined);
    expect(missing).toEqual([1, 2, 4, 5]);
    // By their files alone, and of those that are asked for.
    expect([4, 3, 0].map((replicates) => countReplicates(folder, replicates))).toEqual([4, 3, 0]);
    expect(countReplicates(join(folder, 'of-no-run'), 4)).toBe(0);
    await simulateReplicates(PAIR, missing, 1, (number, values) => (found[number] = values));
    const whole = found.map((each) => each!);
    expect([...resultLines(whole, SHAPE)]).toEqual([...resultLines(REPLICATES, SHAPE)]);
  });
});

describe('the folder of a run', () => {
  test('is not used for another run, nor one that holds other files', () => {
    const folder = folderUntil(onTestFinished, 'run-of-years');
    const ground = { snapshotId: 'one', codeVersion: 'of now', parametersSha256: 'these' };
    const identity = (other: Partial<RunGround> = {}, seed = PAIR.seed): string =>
      identityOf({ ...ground, ...other }, { ...PAIR, seed });
    openRunFolder(folder, identity());
    openRunFolder(folder, identity());
    // Who goes on with a run does not see that the program is another since.
    expect(() => openRunFolder(folder, identity({ codeVersion: 'later' }))).toThrow(
      /holds a run of another version of the program: it cannot go on/,
    );
    expect(() => openRunFolder(folder, identity({ snapshotId: 'two', parametersSha256: 'those' }))).toThrow(
      /a run of another snapshot and other parameters \(models\/\):/,
    );
    expect(() => openRunFolder(folder, identity({}, PAIR.seed + 1))).toThrow(/holds another run: what was asked/);
    expect(() => openRunFolder(folder, 'damaged')).toThrow(/holds/);
    const other = folderUntil(onTestFinished, 'run-of-years');
    appendFileSync(join(other, 'letter.txt'), 'mine');
    expect(() => openRunFolder(other, 'this run')).toThrow(/holds files that are no run/);
  });
  test('is refused before anything is simulated where a file stands in the place of its replicates', () => {
    const folder = folderUntil(onTestFinished, 'run-of-years');
    openRunFolder(folder, 'this run');
    rmSync(join(folder, 'replicates'), { recursive: true });
    writeFileSync(join(folder, 'replicates'), 'mine');
    expect(() => openRunFolder(folder, 'this run')).toThrow(/file in the place of one of its folders/);
    expect(readFileSync(join(folder, 'replicates'), 'utf8')).toBe('mine');
  });
});

describe('before a run', () => {
  test('levers that change nothing are seen, however they are written', () => {
    expect(isSame(PAIR)).toBe(false);
    expect(isSame({ ...PAIR, scenario: testScenario({ ...BIRTHS, value: 1 }) })).toBe(true);
    expect(isSame({ ...PAIR, scenario: testScenario({ ...BIRTHS, fromYear: 2040 }) })).toBe(true);
    expect(isSame({ ...PAIR, baseline: testScenario(BIRTHS) })).toBe(true);
    expect(isSame({ ...PAIR, scenario: testScenario({ ...BIRTHS, areas: ['b'] }) })).toBe(false);
  });
  test('the memory is reckoned, and how many replicates would fit is told', () => {
    const available = bytesOfRun(PAIR, 100, 2);
    expect(() => requireMemory(PAIR, 100, 2, available)).not.toThrow();
    expect(() => requireMemory(PAIR, 101, 2, available)).toThrow(/at most 100 replicates with 2 threads/);
  });
});

describe('bands', () => {
  test('are quantiles between the values around them', () => {
    const sorted = Float64Array.of(0, 10, 20, 30, 40);
    expect([0, 0.1, 0.25, 0.5, 0.975, 1].map((share) => quantile(sorted, share))).toEqual([0, 0, 5, 20, 40, 40]);
    expect(quantile(new Float64Array(0), 0.5)).toBeNaN();
  });
  test('of nine values hold 80 % of what comes next', () => {
    const luck = (draw: number, of: number): number => uniformOf(drawBits(drawKey(1, 'nine', 0), draw, of, 0));
    const within = Array.from({ length: 4000 }, (_, draw) => {
      const sorted = Float64Array.from({ length: 9 }, (_, of) => luck(draw, of)).sort();
      const next = luck(draw, 9);
      return Number(next >= quantile(sorted, 0.1) && next <= quantile(sorted, 0.9));
    });
    // A standard error of 0.6 points.
    expect(Math.abs(within.reduce((sum, each) => sum + each, 0) / within.length - 0.8)).toBeLessThan(0.03);
  });
  test('of the difference are those of pairs, not differences of bands', () => {
    const cell = { uncertainty: 2, year: 4, area: 2, indicator: indicator('residents') };
    const differences = REPLICATES.map(
      (each) => valueAt(each, 1, 4, 2, 'residents') - valueAt(each, 0, 4, 2, 'residents'),
    ).sort((a, b) => a - b);
    const band = bandOf(REPLICATES, AREAS, { ...cell, variant: 2 });
    expect(band.median).toBe((differences[2]! + differences[3]!) / 2);
    expect(band.high95 - band.low95).toBeLessThan(differences[5]! - differences[0]! + 1e-9);
    const scenarioBand = bandOf(REPLICATES, AREAS, { ...cell, variant: 1 });
    expect(band.high80 - band.low80).toBeLessThan(scenarioBand.high80 - scenarioBand.low80);
  });
  test('of moves stand at the end of each replicate: as many between two kelurahan as have moved in, and all who came', () => {
    const total = (values: Float32Array, area: number, key: string): number =>
      Array.from({ length: PAIR.years }, (_, year) => valueAt(values, 1, year + 1, area, key)).reduce((a, b) => a + b);
    for (const values of REPLICATES) {
      // One period of the scenario: three places, from a to b the second value, from outside to b the eighth.
      const moves = values.subarray(LAYOUT.moves + LAYOUT.movesSide);
      expect(moves).toHaveLength(9);
      expect(moves[1]).toBe(total(values, 1, 'moved-in'));
      expect(moves[1]).toBeGreaterThan(0);
      expect(moves[7]).toBe(total(values, 1, 'arrivals'));
      expect(moves[2]).toBe(total(values, 0, 'departures'));
    }
  });
  test('of residents by sex and age add up to all of a sex, in every replicate, area and year', () => {
    for (const values of REPLICATES)
      for (let year = 0; year <= PAIR.years; year++)
        for (let area = 0; area < AREAS; area++)
          for (const [letter, key] of [
            ['m', 'male'],
            ['f', 'female'],
          ]) {
            const bars = SIMULATED_INDICATORS.filter((each) => each.key.startsWith(`pyramid/${letter}/`));
            expect(bars).toHaveLength(16);
            const sum = bars.reduce((all, bar) => all + valueAt(values, 1, year, area, bar.key), 0);
            expect(sum).toBe(valueAt(values, 1, year, area, key!));
          }
  });
  test('stand in the table for each area, year, indicator, variant and uncertainty; what happens has none at the start', () => {
    const rows = [...resultLines(REPLICATES, SHAPE)].slice(1);
    // Where persons alone are simulated nothing is told of families and of how people live.
    const ofPeople = SIMULATED_INDICATORS.filter(({ kind }) => kind !== 'life' && kind !== 'family');
    const stocks = ofPeople.filter(({ kind }) => kind === 'stock').length;
    const each = VARIANTS.length * UNCERTAINTIES.length * AREAS;
    expect(rows).toHaveLength(each * (stocks + PAIR.years * ofPeople.length));
    expect(rows.some((row) => row.startsWith('2025-12-31,city,births'))).toBe(false);
    expect(rows[0]).toBe('2025-12-31,a,residents,baseline,chance,3000.0,3000.0,3000.0,3000.0,3000.0,3000.0,3000.0');
    const [first] = cityResults(REPLICATES, SHAPE);
    expect(first).toMatchObject({ date: '2025-12-31', indicator: 'residents', band: { median: 6000 } });
  });
});
