/** Every file that an office may send by mistake, or somebody in bad faith: a clear error, nothing half done. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TwinError } from '../kernel/errors.ts';
import { SILENT } from '../kernel/progress.ts';
import { readRegisters } from './read.ts';
import { DECLARED, errorOf, SIAK } from './test-bad-input.ts';
import { declarationOf, folderOf, MODELS, readFiles, valuesOf } from './test-files.ts';

describe('a text that is no register', () => {
  const cases: [name: string, files: Record<string, string | Uint8Array>, code: string, words: RegExp][] = [
    ['an empty file', { 'a.csv': '' }, 'file-empty', /a\.csv/],
    ['a file of blanks', { 'a.csv': '\ufeff \r\n\r\n' }, 'file-empty', /a\.csv/],
    ['an empty folder', {}, 'folder-empty', /twin -- sample/],
    [
      'another register than declared',
      { 'a.csv': 'PSNOKA;NIK;NAMA_LGKP\n1;2;A\n', 'registers.yaml': DECLARED },
      'register-wrong',
      /dukcapil.*pbi-jk/,
    ],
    ['no register at all', { 'a.csv': 'Merek;Warna;Harga\nX;Y;1\n' }, 'register-unknown', /first 15 rows/],
    [
      'no register, though declared as one',
      { 'a.csv': 'Merek;Warna\nX;Y\n', 'registers.yaml': DECLARED },
      'headings-not-found',
      /Nomor KK/,
    ],
    [
      'a register that is not described',
      { 'a.csv': SIAK, 'registers.yaml': declarationOf('{ file: a.csv, register: dukun }') },
      'register-not-described',
      /dukcapil-moves/,
    ],
    ['a missing column', { 'a.csv': SIAK.replaceAll(/^([^;]*);[^;]*;/gm, '$1;') }, 'column-missing', /column "NIK"/],
    [
      'a doubled heading',
      { 'a.csv': 'NIK;Nomor KK;NIK;Nama Penduduk;Kelamin;SHDK\n1;2;3;4;5;6\n' },
      'heading-doubled',
      /"NIK" in column A and "NIK" in column C/,
    ],
    [
      'two headings of one meaning',
      { 'a.csv': 'NIK;Nama;Nama Lengkap;Tanggal Kematian\n1;2;3;4\n' },
      'heading-doubled',
      /"Nama" in column B and "Nama Lengkap" in column C/,
    ],
    [
      'headings of two registers',
      { 'a.csv': 'NIK;Nama Lengkap;Tanggal Kematian;Tanggal Pindah\n1;2;3;4\n' },
      'register-ambiguous',
      /dukcapil-deaths and dukcapil-moves/,
    ],
    [
      'the wrong delimiter',
      { 'a.csv': SIAK, 'registers.yaml': declarationOf("{ file: a.csv, register: dukcapil, delimiter: ',' }") },
      'delimiter-wrong',
      /delimiter: ";"/,
    ],
    ['a quote that is never closed', { 'a.csv': `${SIAK}"3577;x\n` }, 'quote-not-closed', /row 3/],
    ...[';', ',', '\t'].map((delimiter): (typeof cases)[number] => [
      `a quote that is never closed in the first record, cells parted by ${JSON.stringify(delimiter)}`,
      { 'a.csv': SIAK.replace('SITI', '"SITI').replaceAll(';', delimiter) },
      'quote-not-closed',
      /row 2/,
    ]),
    [
      'a quote that is never closed in the headings',
      { 'a.csv': SIAK.replace('NIK', '"NIK').replaceAll(';', ',') },
      'quote-not-closed',
      /row 1/,
    ],
    [
      'bytes of no encoding',
      { 'a.csv': Buffer.concat([Buffer.from(SIAK), Buffer.from([0x41, 0x81, 0x8d, 0xff, 0x0a])]) },
      'encoding-unknown',
      /row 3/,
    ],
    [
      'Windows-1252 declared as UTF-8',
      {
        'a.csv': Buffer.from(`${SIAK}RENÉ\n`, 'latin1'),
        'registers.yaml': declarationOf('{ file: a.csv, register: dukcapil, encoding: utf-8 }'),
      },
      'encoding-wrong',
      /windows-1252/,
    ],
    [
      'UTF-8 with its mark declared as Windows-1252',
      {
        'a.csv': `\ufeff${SIAK}`,
        'registers.yaml': declarationOf('{ file: a.csv, register: dukcapil, encoding: windows-1252 }'),
      },
      'encoding-wrong',
      /mark of utf-8/,
    ],
    [
      'half a letter of UTF-16',
      { 'a.csv': Buffer.concat([Buffer.from(`\ufeff${SIAK}`, 'utf16le'), Buffer.from([0x00, 0xd8])]) },
      'encoding-wrong',
      /utf-16le/,
    ],
    ['a binary file', { 'a.csv': Buffer.from([1, 2, 0, 3, 4, 0, 0, 9]) }, 'format-unknown', /CSV or Parquet/],
    [
      'a binary file declared as text',
      {
        'a.csv': Buffer.from(`${SIAK}\0`),
        'registers.yaml': declarationOf('{ file: a.csv, register: dukcapil, encoding: utf-8 }'),
      },
      'format-unknown',
      /CSV or Parquet/,
    ],
    ['a PDF', { 'a.csv': '%PDF-1.7 …' }, 'format-unknown', /CSV or Parquet/],
    [
      'a web page with the name of a workbook',
      { 'a.xls': '<html xmlns:x="urn:excel"><table><tr><td>NIK' },
      'html-not-table',
      /save it as \.xlsx/,
    ],
    ['a bare table of HTML', { 'a.xls': '\ufeff\r\n<table border=1><tr><td>NIK' }, 'html-not-table', /16 digits/],
    ['XML Spreadsheet 2003', { 'a.xls': '<?xml version="1.0"?><Workbook>' }, 'xml-not-table', /Excel Workbook/],
    [
      'a declaration that is not YAML',
      { 'registers.yaml': 'files: [', 'a.csv': SIAK },
      'yaml-unreadable',
      /registers\.yaml/,
    ],
    [
      'a declaration with a date that there is not',
      { 'registers.yaml': DECLARED.replace('12-31', '02-31'), 'a.csv': SIAK },
      'yaml-shape',
      /asOf/,
    ],
    ['a declaration of a file that is not there', { 'registers.yaml': DECLARED }, 'file-gone', /a\.csv/],
    [
      'a declaration that reaches out of its folder',
      { 'registers.yaml': declarationOf('{ file: ../a.csv, register: dukcapil }') },
      'yaml-shape',
      /plain file name/,
    ],
    [
      'a file declared twice',
      {
        'a.csv': SIAK,
        'registers.yaml': declarationOf('{ file: a.csv, register: dukcapil }', '{ file: a.csv, register: dukcapil }'),
      },
      'file-declared-twice',
      /a\.csv/,
    ],
  ];
  test.each(cases)('%s', async (_, files, code, words) => {
    const error = await errorOf(files);
    expect(error.text.code).toBe(code);
    expect(error.message).toMatch(words);
  });

  test('a sound file is read: the cases above differ from it by their fault alone', async () => {
    const { findings, files } = await readFiles({ 'a.csv': SIAK, 'registers.yaml': DECLARED });
    expect([findings, files[0]!.rowsAccepted]).toEqual([[], 1]);
  });
});

describe('a cell that cannot be what its column holds is a finding, and the row is kept', () => {
  const list = (nominal: string): Record<string, string> => ({
    'bltd.csv': `NIK;Nama;No. Peserta;Triwulan;Nominal\n3577014107900001;SITI AMINAH;B1;1;${nominal}\n`,
    'registers.yaml': declarationOf("{ file: bltd.csv, register: bltd, decimal: ',' }"),
  });

  test.each(['dua ratus ribu', '600.000 per bulan', 'x'])('text in a number: %s', async (nominal) => {
    const { files, findings, registers } = await readFiles(list(nominal));
    expect(findings).toMatchObject([
      {
        severity: 'finding',
        code: 'number-unreadable',
        row: 2,
        column: 'Nominal',
        expected: expect.stringMatching(/./),
      },
    ]);
    expect(files[0]).toMatchObject({ rowsReceived: 1, rowsAccepted: 1, rowsWithFindings: 1, rowsRefused: 0 });
    expect(valuesOf(registers[0]!, 'amountRupiah')).toEqual([NaN]);
  });

  test('the same list with a number has no finding', async () => {
    const { findings, registers } = await readFiles(list('Rp600.000'));
    expect(findings).toEqual([]);
    expect(valuesOf(registers[0]!, 'amountRupiah')).toEqual([600_000]);
  });
});

test('an error on the way leaves no reading: the good file before the bad one does not count', async () => {
  const folder = folderOf({ 'a.csv': SIAK, 'b.csv': 'Merek;Warna\nX;Y\n' });
  await expect(readRegisters({ folder, models: MODELS, progress: SILENT })).rejects.toBeInstanceOf(TwinError);
  writeFileSync(join(folder, 'b.csv'), SIAK.replace('SITI', 'SITA'));
  expect((await readRegisters({ folder, models: MODELS, progress: SILENT })).registers[0]!.count).toBe(2);
});
