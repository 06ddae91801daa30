import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetMetadata } from 'hyparquet';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUSEHOLDS_FILE, PERSONS_FILE, readPopulation, writePopulation } from './parquet.ts';
import { smallGeography, smallPopulation } from './small-city.ts';
import type { Population } from './columns.ts';

const geography = smallGeography({ kecamatan: 2, kelurahan: 2, rw: 2, rt: 2 });
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'population-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Bits at both ends, places that are not known, ids that differ. */
function awkward(): Population {
  const population = smallPopulation(geography, 40, 3);
  const { persons, households } = population;
  persons.personId.forEach((_, i) => (persons.personId[i] = (i * 37) % 256));
  persons.knownTo[0] = 0xffffffff;
  persons.receives[1] = 0x80000000;
  households.lon[0] = NaN;
  households.lat[0] = NaN;
  households.kelurahan[0] = households.rw[0] = households.rt[0] = 65535;
  return population;
}

const columnNames = (file: string): string[] => {
  const bytes = readFileSync(join(folder, file));
  return parquetMetadata(new Uint8Array(bytes).buffer)
    .schema.slice(1)
    .map(({ name }) => name);
};

test('the columns come back exactly as they were', async () => {
  const population = awkward();
  writePopulation(population, geography, folder);
  expect(await readPopulation(folder)).toEqual(population);
});

test('a population without rows comes back as well', async () => {
  const population = smallPopulation(geography, 0, 1);
  writePopulation(population, geography, folder);
  expect(await readPopulation(folder)).toEqual(population);
});

test('the same columns give the same bytes', () => {
  const bytes = (): Buffer[] => {
    writePopulation(awkward(), geography, folder);
    return [PERSONS_FILE, HOUSEHOLDS_FILE].map((file) => readFileSync(join(folder, file)));
  };
  expect(bytes()).toEqual(bytes());
});

test('areas stand as their codes', async () => {
  const population = awkward();
  writePopulation(population, geography, folder);
  const text = readFileSync(join(folder, HOUSEHOLDS_FILE)).toString('latin1');
  expect(text).toContain(geography.levels.rt.codes[5]);
});

/** Words of names and numbers of identity, in the languages of registers and code. */
const IDENTITY = /name|nama|nik|kk|card|mother|ibu|father|ayah|address|alamat|place|tempat|phone/i;

test('no column is a name, a number of identity or an address', () => {
  writePopulation(awkward(), geography, folder);
  const names = [...columnNames(PERSONS_FILE), ...columnNames(HOUSEHOLDS_FILE)];
  expect(names).toHaveLength(16 + 11);
  expect(names.filter((name) => IDENTITY.test(name))).toEqual([]);
  // The words find what they must: the fields of identity of a register.
  for (const field of ['nik', 'kkNumber', 'fullName', 'motherName', 'fatherName', 'address', 'birthPlace'])
    expect(field).toMatch(IDENTITY);
});

describe('a folder that is not a population is said to be one to build again', () => {
  test('nothing there', async () => {
    await expect(readPopulation(folder)).rejects.toThrow(/persons\.parquet.*npm run twin -- build/);
  });

  test.each([PERSONS_FILE, HOUSEHOLDS_FILE])('%s cut short', async (file) => {
    writePopulation(awkward(), geography, folder);
    writeFileSync(join(folder, file), readFileSync(join(folder, file)).subarray(0, 300));
    await expect(readPopulation(folder)).rejects.toThrow(new RegExp(`${file}.*twin -- build`));
  });

  test('a file of other columns', async () => {
    writePopulation(awkward(), geography, folder);
    writeFileSync(join(folder, PERSONS_FILE), readFileSync(join(folder, HOUSEHOLDS_FILE)));
    await expect(readPopulation(folder)).rejects.toThrow(/persons\.parquet/);
  });
});
