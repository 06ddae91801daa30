import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { projectPath } from '../kernel/files.ts';
import { foldHeading } from './fold.ts';
import { headingBlocks, type HeadRow } from './headings.ts';
import { candidatesFor, fitting } from './recognise.ts';
import { REGISTERS } from './test-files.ts';

const rows = (...lines: string[]): HeadRow[] => lines.map((line, i) => ({ row: i + 1, cells: line.split(';') }));
const writtenIn = (...lines: string[]): string[][] =>
  headingBlocks(rows(...lines)).map(({ headings }) => headings.map(({ written }) => written));

test.each([
  ['No. KK', 'NO_KK'],
  ['Alamat (12)', 'alamat'],
  ['  Tgl/Bln/Th ', 'TGL BLN TH'],
  ['E-Mail', 'email'],
])('%j and %j are one heading', (first, second) => {
  expect(foldHeading(first)).toBe(foldHeading(second));
});

describe('headings in two lines', () => {
  test('a heading that spans columns goes before each of those below it', () => {
    expect(writtenIn('NIK;Data Ayah;;Data Ibu;', ';Nama;NIK;Nama;NIK')).toContainEqual([
      'NIK',
      'Data Ayah / Nama',
      'Data Ayah / NIK',
      'Data Ibu / Nama',
      'Data Ibu / NIK',
    ]);
  });

  test('and what stands under it is never known by its lower line alone', () => {
    const block = headingBlocks(rows('NIK;Data Ayah;', ';Nama;NIK')).at(1)!;
    expect(block.headings.map(({ folds }) => folds)).toEqual([['NIK'], ['DATAAYAHNAMA'], ['DATAAYAHNIK']]);
  });

  test('a question and its number in two lines are known by either', () => {
    const block = headingBlocks(rows('409;410', 'Hubungan dengan kepala keluarga;Sedang hamil')).at(1)!;
    expect(block.headings[0]!.folds).toEqual([
      '409HUBUNGANDENGANKEPALAKELUARGA',
      'HUBUNGANDENGANKEPALAKELUARGA',
      '409',
    ]);
  });

  test('a line of column numbers belongs to the headings', () => {
    const [block] = headingBlocks(rows('NIK;Nama;Alamat', '(1);(2);(3)', '3577;SITI;JL.'));
    expect(block!.lastRow).toBe(2);
  });

  test('a record whose numbers are not in order does not', () => {
    const [block] = headingBlocks(rows('Tahap;Bulan;Nominal', '1;2;4', '3;5;6'));
    expect(block!.lastRow).toBe(1);
  });
});

/** Systems whose real headings are at hand, and the dialect that each must be. */
const SYSTEMS: [system: string, sheet: string, register: string, dialect: string][] = [
  ['SIAK export (Dukcapil)', 'Sheet1', 'dukcapil', 'siak'],
  ['OpenSID population import', 'Data Penduduk', 'dukcapil', 'opensid'],
  ['BIP e-KTP (Buku Induk Penduduk)', 'Table 1', 'dukcapil', 'bip-ektp'],
  ['BIP 2012', 'member rows', 'dukcapil', 'bip-2012'],
  ['BIP 2016', 'BIP_Desa-Kel_1', 'dukcapil', 'bip-ektp'],
  ['BIP 2016 (Luwu Timur variant)', 'member rows', 'dukcapil', 'bip-2012'],
  ['Dukcapil NIK web-service fields (as used by the Kemensos DTKS app)', 'response', 'dukcapil', 'web-service'],
  ['Regsosek 2022-K / DTKS import (OpenSID)', '3.keterangan perumahan', 'dtsen-families', 'regsosek'],
  ['Regsosek 2022-K / DTKS import (OpenSID)', '4.ket sos-ek anggota', 'dtsen-members', 'dtsen'],
  ['BDT 2015 (basis of DTKS) household+member export', 'Sheet1', 'dtsen-members', 'bdt'],
  ['Village DTKS table (Langonsari)', 'dtks (household)', 'dtsen-families', 'village-dtks'],
  ['Village DTKS table (Langonsari)', 'art_bdt (member)', 'dtsen-members', 'village-dtks'],
  ['PMKS/DTKS provincial import (Sulteng)', 'import heading row (slugged)', 'dtsen-members', 'provincial'],
];

interface RealHeading {
  readonly system: string;
  readonly sheet_or_table: string;
  readonly heading: string;
}
const REAL = projectPath('..', 'shared', 'data', 'registers', 'register_headings.csv');
const REAL_HEADINGS = existsSync(REAL) ? (parse(readFileSync(REAL, 'utf8'), { columns: true }) as RealHeading[]) : [];

/** The real headings; where the table of them is not at hand, those that the description is recognised by, or passes over. */
function headingsOf(system: string, sheet: string, register: string, dialect: string): string[] {
  const real = REAL_HEADINGS.filter((row) => row.system === system && row.sheet_or_table === sheet);
  if (real.length > 0) return real.map(({ heading }) => heading);
  const described = REGISTERS.find(({ id }) => id === register)!.dialects.find(({ id }) => id === dialect)!;
  return [...described.recognise, ...described.passedOver];
}

describe('each real system is recognised as what it is, and as nothing else', () => {
  test.each(SYSTEMS)('%s, %s', (system, sheet, register, dialect) => {
    const cells = headingsOf(system, sheet, register, dialect);
    const fits = fitting(candidatesFor([{ row: 1, cells }], REGISTERS));
    expect(fits.map((one) => [one.register.id, one.dialect.id])).toEqual([[register, dialect]]);
  });

  test.each(SYSTEMS.filter(([, , , dialect]) => dialect !== 'bdt'))('%s, %s: every heading is known', (...one) => {
    const [, , register, dialect] = one;
    const { known } = REGISTERS.find(({ id }) => id === register)!.dialects.find(({ id }) => id === dialect)!;
    expect(headingsOf(...one).filter((heading) => !known.has(foldHeading(heading)))).toEqual([]);
  });
});
