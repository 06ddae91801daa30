import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { projectPath } from '../kernel/files.ts';
import { calibrationReport, compareWithTargets } from './calibration.ts';
import { kelurahanMeans, measure } from './measures.ts';
import { loadSampleParameters } from './parameters.ts';
import { loadTargets } from './targets.ts';
import { testCity, TEST_MODELS } from './test-city.ts';
import { testGeography } from './test-geography.ts';
import { moransI } from './welfare/neighbours.ts';
import { smoothField } from './welfare/position.ts';

const city = testCity({ residents: 20_000, seed: 20 });
const outside = (report: ReturnType<typeof calibrationReport>): string[] =>
  report.filter((row) => !row.isWithin).map((row) => `${row.key}: ${row.got} for ${row.target}`);

describe('a city of 20,000', () => {
  test('comes near to every real figure', () => {
    expect(outside(calibrationReport(city, TEST_MODELS))).toEqual([]);
  });

  test('with another seed too', () => {
    expect(outside(calibrationReport(testCity({ residents: 20_000, seed: 4 }), TEST_MODELS))).toEqual([]);
  });

  test('reports each figure with its name in both languages, unit and source', () => {
    const report = calibrationReport(city, TEST_MODELS);
    expect(report.length).toBeGreaterThan(80);
    expect(new Set(report.map((row) => row.key)).size).toBe(report.length);
    for (const row of report) {
      expect(row.name.id && row.name.en && row.unit && row.source).toBeTruthy();
      expect(Number.isFinite(row.got)).toBe(true);
    }
  });
});

describe('a city that is off is found out', () => {
  const { persons, households } = city;
  const off = (changed: Partial<typeof city>): string[] =>
    calibrationReport({ ...city, ...changed }, TEST_MODELS)
      .filter((row) => !row.isWithin)
      .map((row) => row.key);

  test('where everybody spends a tenth more', () => {
    const expenditureRupiahPerPersonPerMonth = households.expenditureRupiahPerPersonPerMonth.map((x) => x * 1.1);
    expect(off({ households: { ...households, expenditureRupiahPerPersonPerMonth } })).toContain('poor');
  });

  test('where the best off give the rest a share', () => {
    const expenditureRupiahPerPersonPerMonth = households.expenditureRupiahPerPersonPerMonth.map((x) => x + 30_000);
    expect(off({ households: { ...households, expenditureRupiahPerPersonPerMonth } })).toContain('gini');
  });

  test('where households live anywhere', () => {
    const welfare = households.welfare.map((_, h) => households.welfare[(h * 7919) % households.withResidents]!);
    expect(off({ households: { ...households, welfare } })).toEqual(['neighbours-alike']);
  });

  test('where one in fifty more is without work', () => {
    const labourState = persons.labourState.map((state, row) => (state === 1 && row % 50 === 0 ? 2 : state));
    expect(off({ persons: { ...persons, labourState } })).toContain('unemployment');
  });

  test('and a target that nothing measures is an error, not a pass', () => {
    const measures = measure(city, loadSampleParameters(TEST_MODELS));
    const [target] = loadTargets(TEST_MODELS);
    expect(() => compareWithTargets(measures, [{ ...target!, key: 'happiness' }])).toThrow(/happiness/);
    expect(compareWithTargets(new Map([[target!.key, Number.NaN]]), [target!])[0]!.isWithin).toBe(false);
  });
});

describe('neighbouring kelurahan', () => {
  test('are alike in welfare whatever the seed', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { welfare, lon, lat } = kelurahanMeans(testCity({ residents: 6000, seed }));
      expect(moransI(welfare, lon, lat)).toBeGreaterThan(0.1);
    }
  });

  test('differ: the best off spend half as much again as the worst off', () => {
    const { households } = city;
    const spent = new Float64Array(27);
    const people = new Float64Array(27);
    households.size.forEach((size, h) => {
      spent[households.kelurahan[h]!]! += size * households.expenditureRupiahPerPersonPerMonth[h]!;
      people[households.kelurahan[h]!]! += size;
    });
    const means = spent.map((rupiah, i) => rupiah / people[i]!).sort();
    expect(means[26]! / means[0]!).toBeGreaterThan(1.5);
  });
});

describe("Moran's I", () => {
  const grid = testGeography().levels.kelurahan;

  test('is high for a slope and for the smooth field, near zero for chance, negative for a chessboard', () => {
    const slope = grid.labelLon.map((lon) => lon - 111);
    expect(moransI(slope, grid.labelLon, grid.labelLat)).toBeGreaterThan(0.7);
    expect(moransI(smoothField(grid, 1500, 1), grid.labelLon, grid.labelLat)).toBeGreaterThan(0.2);
    const board = slope.map((_, i) => ((i % 9) + Math.floor(i / 9)) % 2);
    expect(moransI(board, grid.labelLon, grid.labelLat)).toBeLessThan(-0.3);
    let sum = 0;
    for (let seed = 0; seed < 40; seed++) {
      const noise = smoothField(grid, 1, seed);
      sum += moransI(noise, grid.labelLon, grid.labelLat);
    }
    expect(Math.abs(sum / 40)).toBeLessThan(0.1);
  });
});

test('the polling stations are those of the facts of geodata', () => {
  const facts = parse(readFileSync(projectPath('geodata', 'facts', 'kelurahan.csv'), 'utf8'), {
    columns: true,
  }) as Record<string, string>[];
  const stations = Object.fromEntries(facts.map((row) => [row['code'], Number(row['tps_regular_2024'])]));
  expect(loadSampleParameters(TEST_MODELS).places.kelurahan.regularTps).toEqual(stations);
});

const SHARED_TPS = projectPath('..', 'shared', 'data', 'demography', 'kota_madiun_tps_2024.csv');
test.runIf(existsSync(SHARED_TPS))('the polling stations are those that were published', () => {
  const rows = parse(readFileSync(SHARED_TPS, 'utf8'), { columns: true }) as Record<string, string>[];
  const stations = Object.fromEntries(rows.map((row) => [row['code'], Number(row['regular_tps_2024'])]));
  expect(loadSampleParameters(TEST_MODELS).places.kelurahan.regularTps).toEqual(stations);
});
