import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256OfFile } from '../../kernel/checksum.ts';
import { TwinError } from '../../kernel/errors.ts';
import { SILENT } from '../../kernel/progress.ts';
import { loadDeclaration } from '../../registers/declaration.ts';
import { loadErrorModel } from './error-model.ts';
import { FILE_OF_REGISTER, HEADINGS, SAMPLE_REGISTERS } from './headings.ts';
import { GEOGRAPHY, readRows, smallCity, writeSample, type WrittenSample } from './test-registers.ts';
import { NOBODY } from './truth.ts';
import { writeRegisters } from './write-registers.ts';

const city = smallCity();
let sample: WrittenSample;
const others: WrittenSample[] = [];

beforeAll(async () => {
  sample = await writeSample(city);
});
afterAll(() => [sample, ...others].forEach((written) => written.remove()));

const sha256ByFile = ({ files }: WrittenSample): Record<string, string> =>
  Object.fromEntries(files.files.map(({ file, sha256 }) => [file, sha256]));

test('every register has its file, under its headings, and nothing else lies in the folder', async () => {
  const expected = [...Object.values(FILE_OF_REGISTER), 'registers.yaml'].sort();
  expect(readdirSync(sample.files.folder).sort()).toEqual(expected);
  for (const register of SAMPLE_REGISTERS) {
    const [first] = await readRows(sample, register);
    expect(first!.cells, register).toEqual(HEADINGS[register]);
  }
});

test('checksums and sizes are those of the files', async () => {
  for (const { file, sha256 } of sample.files.files) {
    expect(await sha256OfFile(join(sample.files.folder, file)), file).toBe(sha256);
  }
  expect(sample.files.rows).toBe(sample.files.files.reduce((sum, { rows }) => sum + rows, 0));
});

test('the truth knows every row, and no row that is not there', async () => {
  for (const entry of sample.truth.summary.registers) {
    const register = entry.register as (typeof SAMPLE_REGISTERS)[number];
    const rows = (await readRows(sample, register)).filter(({ row }) => row > 1);
    expect(rows.length + entry.spoiled['empty']!, register).toBe(entry.rows);
    const known = entry.sheets.flatMap((_, sheet) => [...sample.truth.rowPerson(register, sheet)]);
    expect(known.filter((person) => person !== NOBODY)).toHaveLength(entry.rows - entry.rowsOfNobody);
    const nobody = rows.filter(({ sheet, row }) => sample.truth.personOf(register, sheet, row) === NOBODY);
    expect(nobody).toHaveLength(entry.rowsOfNobody - entry.spoiled['empty']!);
    expect(entry.rowsOfNobody).toBe(entry.spoiled['empty']! + entry.spoiled['nameless']! + entry.spoiled['total']!);
  }
});

test('spoiled rows are as many as the model asks for', () => {
  const { 'spoiled-rows': asked } = loadErrorModel();
  for (const { register, spoiled, sheets } of sample.truth.summary.registers) {
    for (const kind of ['empty', 'nameless', 'impossible-date', 'total'] as const) {
      const times = kind === 'total' ? sheets.length : 1;
      const wanted = (asked[kind].at as Record<string, number>)[register] ?? 0;
      expect(spoiled[kind], `${register} ${kind}`).toBe(wanted * times);
    }
  }
});

test('every resident stands in the population register, and nobody whom Dukcapil does not know', () => {
  const { persons } = city;
  const listed = new Set(sample.truth.rowPerson('dukcapil'));
  for (let p = 0; p < persons.count; p++) {
    if (persons.lifeState[p] === 0) expect(listed.has(p)).toBe(true);
    if (persons.lifeState[p] === 3) expect(listed.has(p)).toBe(false);
  }
});

test('the same city makes the same bytes, registers and truth', async () => {
  const again = await writeSample(smallCity());
  others.push(again);
  expect(sha256ByFile(again)).toEqual(sha256ByFile(sample));
  const files = readdirSync(sample.files.truthFolder);
  expect(readdirSync(again.files.truthFolder)).toEqual(files);
  for (const file of files) {
    const [one, two] = [sample, again].map(({ files: { truthFolder } }) => sha256OfFile(join(truthFolder, file)));
    expect(await two, file).toBe(await one);
  }
});

test('another seed makes other bytes in every file', async () => {
  const other = await writeSample(smallCity(2000, 8));
  others.push(other);
  const [one, two] = [sha256ByFile(sample), sha256ByFile(other)];
  for (const file of Object.keys(one)) expect(two[file], file).not.toBe(one[file]);
});

test('a change of one rate leaves all other files as they were', async () => {
  const errors = structuredClone(loadErrorModel());
  errors.rates['nik-missing'].at.sembako = 0.5;
  const changed = await writeSample(city, errors);
  others.push(changed);
  const [one, two] = [sha256ByFile(sample), sha256ByFile(changed)];
  const differ = Object.keys(one).filter((file) => one[file] !== two[file]);
  expect(differ).toEqual(['sembako.csv']);
});

test('18 % of the families in PKH, sembako or BLTD are in two of them, none in three, counted from the rows', () => {
  const lists = (['pkh', 'sembako', 'bltd'] as const).map((register) => {
    const sheets = sample.truth.summary.registers.find((entry) => entry.register === register)!.sheets;
    const people = sheets.flatMap((_, sheet) => [...sample.truth.rowPerson(register, sheet)]);
    return new Set(people.filter((p) => p !== NOBODY).map((p) => sample.truth.persons.household[p]!));
  });
  const families = new Set(lists.flatMap((list) => [...list]));
  const inLists = (family: number): number => lists.filter((list) => list.has(family)).length;
  const several = [...families].filter((family) => inLists(family) > 1);
  expect([...families].every((family) => inLists(family) <= 2)).toBe(true);
  // A whole number of families: the nearest share that there is.
  expect(Math.abs(several.length / families.size - 0.18)).toBeLessThan(1 / families.size);
  expect(sample.truth.summary.overlap).toMatchObject({ families: families.size, familiesInSeveral: several.length });
  expect(several.some((family) => lists[2]!.has(family))).toBe(true);
});

test('lists are as long as the city is large', () => {
  const { lists } = loadErrorModel();
  const linesOf = (register: string): number => {
    const entry = sample.truth.summary.registers.find((each) => each.register === register)!;
    return entry.rows - entry.rowsOfNobody;
  };
  const scale = city.persons.residents / lists.residents;
  for (const register of ['pkh', 'sembako', 'bltd', 'disnaker'] as const) {
    const wanted = lists[register].rows * scale;
    expect(linesOf(register), register).toBeGreaterThanOrEqual(Math.floor(wanted));
    expect(linesOf(register), register).toBeLessThanOrEqual(wanted * 1.1 + 2);
  }
  expect(linesOf('pbi-jk') / (lists['pbi-jk'].rows * scale)).toBeCloseTo(1, 1);
});

test('pupils and job seekers from outside the city are nobody of the city, each for himself', () => {
  const { count } = sample.truth.persons;
  const outside = (['disnaker', 'dapodik'] as const).flatMap((register) =>
    [...sample.truth.rowPerson(register)].filter((person) => person >= count),
  );
  expect(outside.length).toBe(sample.truth.summary.outsiders);
  expect(new Set(outside).size).toBe(outside.length);
  expect(outside.length).toBeGreaterThan(0);
});

test('the declaration says what every file is', () => {
  const declared = loadDeclaration(sample.files.folder)!;
  expect(declared).toMatchObject({ asOf: '2025-12-31', sample: true, seed: city.seed });
  expect(declared.files.map(({ file, register }) => [file, register])).toEqual(
    SAMPLE_REGISTERS.map((register) => [FILE_OF_REGISTER[register], register]),
  );
});

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function place(): { folder: string; truthFolder: string; root: string } {
  const root = mkdtempSync(join(tmpdir(), 'kembaran-place-'));
  folders.push(root);
  return { root, folder: join(root, 'registers'), truthFolder: join(root, 'truth') };
}

test('registers that are no sample are never overwritten', async () => {
  const { folder, truthFolder } = place();
  const where = { folder, truthFolder };
  mkdirSync(where.folder);
  writeFileSync(join(where.folder, 'penduduk.csv'), 'NIK;Nama\r\n');
  const options = { city, geography: GEOGRAPHY, errors: loadErrorModel(), progress: SILENT, ...where };
  await expect(writeRegisters(options)).rejects.toMatchObject({ text: { code: 'registers-not-sample' } });
  expect(readdirSync(where.folder)).toEqual(['penduduk.csv']);
});

test('a sample is replaced by the next one, and nothing of the old stays', async () => {
  const { root, ...where } = place();
  const options = { city, geography: GEOGRAPHY, errors: loadErrorModel(), progress: SILENT, ...where };
  await writeRegisters(options);
  writeFileSync(join(where.folder, 'old.csv'), 'x');
  await writeRegisters(options);
  expect(existsSync(join(where.folder, 'old.csv'))).toBe(false);
  expect(readdirSync(root).sort()).toEqual(['registers', 'truth']);
});

test('when writing fails nothing is left, not even half of a folder', async () => {
  const { root, ...where } = place();
  const errors = structuredClone(loadErrorModel());
  errors.overlap.share = 0.5;
  errors.lists.pkh.rows = 100;
  const options = { city, geography: GEOGRAPHY, errors, progress: SILENT, ...where };
  const fault = await writeRegisters(options).catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(TwinError);
  expect((fault as TwinError).text.code).toBe('overlap-impossible');
  const breaking = {
    ...SILENT,
    at: (): void => {
      throw new Error('stopped');
    },
  };
  await expect(writeRegisters({ ...options, errors: loadErrorModel(), progress: breaking })).rejects.toThrow('stopped');
  expect(readdirSync(root)).toEqual([]);
});
