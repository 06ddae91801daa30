/** The sample city's registers, read as anybody's: what was put in comes out, and every slip that can be seen is seen. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SILENT } from '../kernel/progress.ts';
import { SAMPLE_REGISTERS, type SampleRegister } from '../samples/registers/headings.ts';
import { GEOGRAPHY, smallCity, writeSample, type WrittenSample } from '../samples/registers/test-registers.ts';
import { readRegisters, type FolderReading } from './read.ts';
import type { KelurahanName } from './standardise.ts';
import { LISTS, MODELS, valuesOf } from './test-files.ts';

let sample: WrittenSample;
let reading: FolderReading;

const { kelurahan, kecamatan } = GEOGRAPHY.levels;
const NAMES: readonly KelurahanName[] = kelurahan.codes.map((code, i) => ({
  code,
  bpsCode: '',
  name: kelurahan.names[i]!,
  kecamatan: kecamatan.names[kelurahan.parent[i]!]!,
}));

const read = (): Promise<FolderReading> =>
  readRegisters({ folder: sample.files.folder, models: MODELS, progress: SILENT, kelurahan: NAMES });

beforeAll(async () => {
  sample = await writeSample(smallCity(2500, 11));
  reading = await read();
});
afterAll(() => sample.remove());

const truthOf = (register: SampleRegister) => sample.truth.summary.registers.find((one) => one.register === register)!;
const fileOf = (register: SampleRegister) => reading.files.find(({ registerId }) => registerId === register)!;
const count = (register: SampleRegister, ...codes: string[]): number =>
  reading.findings.filter(({ file, code }) => reading.files[file] === fileOf(register) && codes.includes(code)).length;

describe.each(SAMPLE_REGISTERS)('%s', (register) => {
  test('every row is accounted for', () => {
    const { rows, spoiled } = truthOf(register);
    const file = fileOf(register);
    expect(file.rowsReceived).toBe(rows - spoiled['empty']!);
    expect(file.rowsRefused).toBe(spoiled['nameless']! + spoiled['total']!);
    expect(file.rowsAccepted).toBe(file.rowsReceived - file.rowsRefused);
    expect(reading.registers.find(({ registerId }) => registerId === register)!.count).toBe(file.rowsAccepted);
    expect([count(register, 'row-unusable'), count(register, 'total-row')]).toEqual([
      spoiled['nameless'],
      spoiled['total'],
    ]);
  });

  test('every slip that a reader can see has its finding', () => {
    const { errors, spoiled } = truthOf(register);
    const made = (kind: string): number => errors[kind]?.made ?? 0;
    expect(count(register, 'nik-fifteen-digits')).toBe(made('nik-fifteen-digits'));
    expect(count(register, 'nik-scientific')).toBe(made('nik-scientific'));
    expect(count(register, 'date-impossible')).toBe(spoiled['impossible-date']);
    expect(count(register, 'code-unknown', 'number-unreadable', 'date-unreadable', 'rt-unreadable')).toBe(0);
    expect(
      count(register, 'row-too-short', 'cells-left-out', 'row-too-long', 'repeat-disagrees', 'name-has-digits'),
    ).toBe(0);
  });
});

test('a NIK that a workbook holds as a number is found', () => {
  for (const register of ['pkh', 'bltd'] as const) {
    expect(count(register, 'nik-as-number')).toBe(truthOf(register).errors['nik-rounded']!.made);
  }
});

test('every heading of the sample is known', async () => {
  const notes: string[] = [];
  const progress = { ...SILENT, note: (text: string) => notes.push(text) };
  await readRegisters({ folder: sample.files.folder, models: MODELS, progress, kelurahan: NAMES });
  expect(notes.filter((note) => note.includes('tidak dikenal'))).toEqual([]);
});

test('columns that later stages need are filled', () => {
  const filled = (register: SampleRegister, field: string): number => {
    const records = reading.registers.find(({ registerId }) => registerId === register)!;
    const values = valuesOf(records, field);
    return values.filter((value) => value !== '' && value !== 0 && !Number.isNaN(value)).length / records.count;
  };
  for (const field of [
    'nik',
    'kkNumber',
    'fullName',
    'bornOn',
    'sex',
    'shdk',
    'lifeStatus',
    'kelurahan',
    'motherName',
  ]) {
    expect(filled('dukcapil', field), field).toBeGreaterThan(0.98);
  }
  for (const field of ['kkNumber', 'desil', 'desilVersion', 'desilTakenOn', 'floorMaterial', 'kelurahan']) {
    expect(filled('dtsen-families', field), field).toBeGreaterThan(0.95);
  }
  for (const field of ['shdk', 'sex', 'seeing', 'education'])
    expect(filled('dtsen-members', field), field).toBeGreaterThan(0.9);
  for (const field of ['diedOn', 'nik']) expect(filled('dukcapil-deaths', field), field).toBeGreaterThan(0.95);
  for (const field of ['movedOn', 'moveKind']) expect(filled('dukcapil-moves', field), field).toBeGreaterThan(0.95);
  for (const field of ['schoolLevel', 'motherName']) expect(filled('dapodik', field), field).toBeGreaterThan(0.95);
  for (const register of ['pkh', 'sembako', 'pbi-jk', 'bltd', 'disnaker'] as const) {
    for (const field of ['nik', 'fullName', 'kelurahan', 'rt'])
      expect(filled(register, field), `${register} ${field}`).toBeGreaterThan(0.4);
  }
});

test('a few are on a list and do not receive', () => {
  const { byCode } = LISTS.get('recipient-status')!;
  for (const [register, most] of [
    ['pkh', 0.06],
    ['sembako', 0.06],
    ['pbi-jk', 0.03],
    ['bltd', 0],
  ] as const) {
    const records = reading.registers.find(({ registerId }) => registerId === register)!;
    const statuses = valuesOf(records, 'status') as number[];
    const not = statuses.filter((code) => byCode.get(code)?.receives === false).length / records.count;
    expect(not, register).toBeLessThanOrEqual(most);
    if (most > 0) expect(not, register).toBeGreaterThan(0);
    if (register !== 'bltd') expect(statuses, register).not.toContain(0);
  }
});

test('without its declaration the sample is recognised by its headings, or asks what it cannot know', async () => {
  rmSync(join(sample.files.folder, 'registers.yaml'));
  await expect(read()).rejects.toMatchObject({ text: { code: 'date-order-unknown' } });
});
