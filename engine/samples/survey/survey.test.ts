import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { testCity, TEST_MODELS } from '../test-city.ts';
import { testGeography } from '../test-geography.ts';
import { drawSample } from './draw-sample.ts';
import { loadSurveyParameters } from './survey-parameters.ts';
import { SURVEY_COLUMNS, writeSurvey } from './write-survey.ts';

const city = testCity({ residents: 12_000, seed: 3 });
const { households } = city;
const parameters = { ...loadSurveyParameters(TEST_MODELS).sample, blocks: 25 };
const sample = drawSample(households, parameters, 3);
const folder = mkdtempSync(join(tmpdir(), 'kembaran-survey-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const written = (name: string): string => {
  writeSurvey(city, testGeography(), TEST_MODELS, join(folder, name));
  return readFileSync(join(folder, name), 'utf8');
};
const text = written('a.csv');
const rows = text.trimEnd().split('\n').slice(1);
const column = (heading: string): string[] => rows.map((row) => row.split(',')[SURVEY_COLUMNS.indexOf(heading)]!);

test('some families of some blocks are asked, each once, and a block never crosses a border', () => {
  expect(new Set(sample.household).size).toBe(sample.count);
  expect(new Set(sample.block).size).toBe(25);
  expect(sample.count).toBeGreaterThan(25 * 7);
  expect(sample.count).toBeLessThanOrEqual(25 * 10);
  const areas = new Map<number, number>();
  sample.block.forEach((block, row) => {
    const area = households.kelurahan[sample.household[row]!]!;
    expect(areas.get(block) ?? area).toBe(area);
    areas.set(block, area);
  });
});

test('weights bring the sample back to the city: families, persons, the poor', () => {
  const weighted = (of: (h: number) => number): number =>
    sample.household.reduce((sum, h, row) => sum + sample.weight[row]! * of(h), 0);
  expect(weighted(() => 1)).toBeCloseTo(households.withResidents, 6);
  // Blocks were drawn by their size: each stands for as many families, however many of its own answered.
  const byBlock = new Map<number, number>();
  sample.block.forEach((block, row) => byBlock.set(block, (byBlock.get(block) ?? 0) + sample.weight[row]!));
  for (const sum of byBlock.values()) expect(sum).toBeCloseTo(households.withResidents / 25, 6);
  // Over many samples the estimate is right on average: the design is unbiased.
  const means = Array.from({ length: 60 }, (_, seed) => {
    const drawn = drawSample(households, parameters, seed);
    return drawn.household.reduce((sum, h, row) => sum + drawn.weight[row]! * households.size[h]!, 0);
  });
  const mean = means.reduce((sum, each) => sum + each, 0) / means.length;
  expect(Math.abs(mean / city.persons.residents - 1)).toBeLessThan(0.02);
});

test('the same city makes the same bytes, without a name or a number of identity in them', () => {
  expect(written('b.csv')).toBe(text);
  expect(text).not.toMatch(/\d{16}/);
  for (const name of city.persons.fullName.slice(0, 500)) expect(text).not.toContain(name);
});

test('spending is told with error, near enough to what is spent to learn from', () => {
  const told = column('pengeluaran_sebulan').map(Number);
  const full = drawSample(households, loadSurveyParameters(TEST_MODELS).sample, city.seed);
  const logs = told.map((rupiah, row) => {
    const h = full.household[row]!;
    return Math.log(rupiah / (households.size[h]! * households.expenditureRupiahPerPersonPerMonth[h]!));
  });
  const mean = logs.reduce((sum, each) => sum + each, 0) / logs.length;
  const deviation = Math.sqrt(logs.reduce((sum, each) => sum + (each - mean) ** 2, 0) / logs.length);
  expect(Math.abs(mean)).toBeLessThan(0.05);
  expect(deviation).toBeGreaterThan(0.25);
  expect(deviation).toBeLessThan(0.35);
  const food = column('pengeluaran_makanan').map(Number);
  expect(food.every((rupiah, row) => rupiah < told[row]!)).toBe(true);
});

test('the members of a family are counted as they are, but for a slip here and there', () => {
  const full = drawSample(households, loadSurveyParameters(TEST_MODELS).sample, city.seed);
  const sizes = column('jml_art').map(Number);
  expect(sizes).toEqual(Array.from(full.household, (h) => households.size[h]!));
  const heads = column('pendidikan_krt').map(Number);
  const same = heads.filter(
    (level, row) => level === city.persons.education[households.headPerson[full.household[row]!]!],
  );
  expect(same.length / heads.length).toBeGreaterThan(0.9);
  expect(same.length).toBeLessThan(heads.length);
});

test('each row says its kelurahan and kecamatan, so that errors can be told apart by them', () => {
  const { kelurahan, kecamatan } = testGeography().levels;
  const full = drawSample(households, loadSurveyParameters(TEST_MODELS).sample, city.seed);
  const areas = Array.from(full.household, (h) => households.kelurahan[h]!);
  expect(column('kelurahan')).toEqual(areas.map((area) => kelurahan.names[area]));
  expect(column('kecamatan')).toEqual(areas.map((area) => kecamatan.names[kelurahan.parent[area]!]));
  expect(new Set(areas).size).toBeGreaterThan(1);
});
