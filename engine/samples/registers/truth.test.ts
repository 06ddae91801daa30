import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallCity, writeSample, type WrittenSample } from './test-registers.ts';
import { loadTruth, NOBODY } from './truth.ts';

const city = smallCity(600);
let sample: WrittenSample;
beforeAll(async () => {
  sample = await writeSample(city);
});
afterAll(() => sample.remove());

test('persons and households are those of the city', () => {
  const { persons, households } = sample.truth;
  expect(persons.household).toEqual(city.persons.household);
  expect(persons.lifeState).toEqual(city.persons.lifeState);
  expect(persons.bornOn).toEqual(city.persons.bornOn);
  expect(households.isPoor).toEqual(city.households.isPoor);
  expect(households.desil).toEqual(city.households.desil);
  expect(households.expenditureRupiahPerPersonPerMonth).toEqual(city.households.expenditureRupiahPerPersonPerMonth);
});

test('a heading, a row that is not there and a register that is not there are nobody', () => {
  expect(sample.truth.personOf('dukcapil', 0, 1)).toBe(NOBODY);
  expect(sample.truth.personOf('dukcapil', 0, 10_000_000)).toBe(NOBODY);
  expect(sample.truth.personOf('dukcapil', 3, 2)).toBe(NOBODY);
  expect(sample.truth.personOf('dukcapil', 0, 2)).toBeGreaterThanOrEqual(0);
});

test('sheets of one workbook are counted apart', () => {
  const { sheets } = sample.truth.summary.registers.find(({ register }) => register === 'bltd')!;
  expect(sheets).toHaveLength(3);
  const listed = sheets.map((_, sheet) => [...sample.truth.rowPerson('bltd', sheet)].filter((p) => p >= 0).length);
  expect(listed.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(3);
});

test('a truth that is not whole is refused', async () => {
  const other = await writeSample(city);
  const folder = other.files.truthFolder;
  truncateSync(join(folder, 'rows.pkh.bin'), 12);
  expect(() => loadTruth(folder)).toThrow(
    expect.objectContaining({ text: expect.objectContaining({ code: 'truth-incomplete' }) }),
  );
  rmSync(join(folder, 'rows.pkh.bin'));
  expect(() => loadTruth(folder)).toThrow(/rows\.pkh\.bin/);
  writeFileSync(join(folder, 'truth.json'), '{}');
  expect(() => loadTruth(folder)).toThrow(/truth\.json/);
  other.remove();
});
