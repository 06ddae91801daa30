import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { dayOf, NO_DATE } from '../kernel/time.ts';
import { declarationOf, readFiles, valuesOf, workbookOf, type TestCell } from './test-files.ts';

const HEAD = ['NO', 'NO PESERTA PKH', 'NIK PENGURUS', 'NAMA PENGURUS', 'TANGGAL LAHIR', 'RT', 'KOMPONEN', 'NOMINAL'];
const SERIAL_1990_07_01 = { serial: 33055 };
const ROW: readonly TestCell[] = [1, 'P1', '3577014107900001', 'SITI', SERIAL_1990_07_01, '003', 'SD', 225000];
const withCell = (heading: string, value: TestCell): TestCell[] =>
  ROW.map((cell, column) => (HEAD[column] === heading ? value : cell));
const readRows = (...rows: (readonly TestCell[])[]) =>
  readFiles({ 'pkh.xlsx': workbookOf({ sheets: { Data: [HEAD, ...rows] } }) });

describe('a workbook becomes columns', () => {
  test('text, numbers and dates as the workbook holds them', async () => {
    const { registers, findings, files } = await readRows(ROW);
    expect(valuesOf(registers[0]!, 'nik')).toEqual(['3577014107900001']);
    expect(valuesOf(registers[0]!, 'bornOn')).toEqual([dayOf(1990, 7, 1)]);
    expect(valuesOf(registers[0]!, 'rt')).toEqual(['3']);
    expect(valuesOf(registers[0]!, 'amountRupiah')).toEqual([225000]);
    expect(findings).toEqual([]);
    expect(files[0]).toMatchObject({
      registerId: 'pkh',
      sheets: ['Data'],
      dialect: { id: 'Daftar BNBA PKH (XLSX)' },
      rowsReceived: 1,
    });
  });

  test('one written by another program, with shared strings, and cells and rows left out', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Daftar');
    sheet.addRow(['DAFTAR PENERIMA PKH']);
    sheet.addRow([]);
    sheet.addRow(HEAD);
    sheet.addRow([1, 'P1', '3577014107900001', 'SITI & KAWAN <1>', new Date('1990-07-01'), null, 'SD', 225000]);
    sheet.addRow([]);
    sheet.addRow([
      2,
      'P2',
      '3577010203880002',
      { richText: [{ text: 'BUDI ' }, { text: 'SANTOSO' }] },
      new Date('1988-03-02'),
    ]);
    sheet.addRow(['JUMLAH', null, null, null, null, null, null, 450000]);
    const { registers, findings } = await readFiles({ 'pkh.xlsx': new Uint8Array(await workbook.xlsx.writeBuffer()) });
    expect(valuesOf(registers[0]!, 'fullName')).toEqual(['SITI & KAWAN <1>', 'BUDI SANTOSO']);
    expect(valuesOf(registers[0]!, 'bornOn')).toEqual([dayOf(1990, 7, 1), dayOf(1988, 3, 2)]);
    expect([...registers[0]!.sourceRow]).toEqual([4, 6]);
    expect(findings.map(({ severity, code, row }) => [severity, code, row])).toEqual([
      ['finding', 'name-has-digits', 4],
      ['refused', 'total-row', 7],
    ]);
  });

  test('a serial without the style of a date is a date all the same in a date column', async () => {
    const { registers } = await readRows(withCell('TANGGAL LAHIR', 33055));
    expect(valuesOf(registers[0]!, 'bornOn')).toEqual([dayOf(1990, 7, 1)]);
  });

  test('a workbook that counts from 1904', async () => {
    const { registers } = await readFiles({
      'pkh.xlsx': workbookOf({ is1904: true, sheets: { Data: [HEAD, withCell('TANGGAL LAHIR', { serial: 31593 })] } }),
    });
    expect(valuesOf(registers[0]!, 'bornOn')).toEqual([dayOf(1990, 7, 1)]);
  });

  test('a date typed as text needs its order declared, as in a CSV', async () => {
    const files = { 'pkh.xlsx': workbookOf({ sheets: { Data: [HEAD, withCell('TANGGAL LAHIR', '01/07/1990')] } }) };
    await expect(readFiles(files)).rejects.toMatchObject({
      text: { code: 'date-order-unknown', where: { file: 'pkh.xlsx', sheet: 'Data', row: 2, column: 'TANGGAL LAHIR' } },
    });
    const declared = { ...files, 'registers.yaml': declarationOf('{ file: pkh.xlsx, register: pkh, dates: dmy }') };
    expect(valuesOf((await readFiles(declared)).registers[0]!, 'bornOn')).toEqual([dayOf(1990, 7, 1)]);
  });

  test('the lists of three kecamatan on three sheets, and a recap that is none', async () => {
    const other = withCell('NAMA PENGURUS', 'BUDI');
    const { registers, files, findings } = await readFiles({
      'pkh.xlsx': workbookOf({
        sheets: {
          Rekap: [
            ['Kecamatan', 'KPM'],
            ['Taman', 1],
          ],
          Taman: [HEAD, ROW],
          Kartoharjo: [HEAD, other],
        },
      }),
    });
    expect(valuesOf(registers[0]!, 'fullName')).toEqual(['SITI', 'BUDI']);
    expect([...registers[0]!.sourceSheet]).toEqual([1, 2]);
    expect(files[0]!.sheets).toEqual(['Rekap', 'Taman', 'Kartoharjo']);
    expect(findings).toEqual([]);
  });

  test('a workbook of two registers is read once for each that is declared', async () => {
    const boats = ['NIK', 'Nama Lengkap', 'Tanggal Kematian'];
    const workbook = workbookOf({
      sheets: { PKH: [HEAD, ROW], Kematian: [boats, ['3577014107900001', 'SITI', { serial: 45000 }]] },
    });
    await expect(readFiles({ 'both.xlsx': workbook })).rejects.toMatchObject({ text: { code: 'register-ambiguous' } });
    const { registers, skipped } = await readFiles({
      'both.xlsx': workbook,
      'registers.yaml': declarationOf(
        '{ file: both.xlsx, register: pkh }',
        '{ file: both.xlsx, register: dukcapil-deaths }',
      ),
    });
    expect(registers.map(({ registerId, count }) => [registerId, count])).toEqual([
      ['dukcapil-deaths', 1],
      ['pkh', 1],
    ]);
    expect(skipped).toEqual([]);
  });
});

describe('a NIK in a number cell', () => {
  test('ending in zero has lost its last digit: 15 remain, and it is said', async () => {
    const { registers, findings } = await readRows(withCell('NIK PENGURUS', 3577014107900010));
    expect(valuesOf(registers[0]!, 'nik')).toEqual(['357701410790001']);
    expect(findings).toMatchObject([{ severity: 'finding', code: 'nik-as-number', column: 'NIK PENGURUS', row: 2 }]);
  });

  test('written with an exponent is the same', async () => {
    const sheet = `<worksheet><sheetData><row r="1">${HEAD.map((heading) => `<c t="str"><v>${heading}</v></c>`).join('')}</row>
      <row r="2"><c r="C2"><v>3.57701410790001E+15</v></c><c r="D2" t="str"><v>SITI</v></c></row></sheetData></worksheet>`;
    const { registers, findings } = await readFiles({ 'pkh.xlsx': workbookOf({ sheets: { Data: sheet } }) });
    expect(valuesOf(registers[0]!, 'nik')).toEqual(['357701410790001']);
    expect(findings.map(({ code }) => code)).toEqual(['nik-as-number']);
  });

  test('not ending in zero was written by a program and is whole, and it is said', async () => {
    const { registers, findings } = await readRows(withCell('NIK PENGURUS', 3577014107900001));
    expect(valuesOf(registers[0]!, 'nik')).toEqual(['3577014107900001']);
    expect(findings.map(({ code }) => code)).toEqual(['nik-as-number']);
  });

  test('of 12 digits is too short like any other', async () => {
    const { findings } = await readRows(withCell('NIK PENGURUS', 357701410790));
    expect(findings.map(({ code }) => code)).toEqual(['nik-wrong-length']);
  });
});

test('a cell with an error of the spreadsheet is blank, and it is said', async () => {
  const sheet = `<worksheet><sheetData><row r="1">${HEAD.map((heading) => `<c t="str"><v>${heading}</v></c>`).join('')}</row>
    <row r="2"><c r="C2" t="str"><v>3577014107900001</v></c><c r="D2" t="str"><v>SITI</v></c><c r="E2" t="e"><v>#REF!</v></c></row></sheetData></worksheet>`;
  const { registers, findings } = await readFiles({ 'pkh.xlsx': workbookOf({ sheets: { Data: sheet } }) });
  expect(valuesOf(registers[0]!, 'bornOn')).toEqual([NO_DATE]);
  expect(findings).toMatchObject([{ code: 'cell-error', column: 'TANGGAL LAHIR', found: '#AAA!' }]);
});

test('the list of pupils as Dapodik exports it: a title, and headings of two lines over the parents', async () => {
  const { registers, findings } = await readFiles({
    'dapodik.xlsx': workbookOf({
      sheets: {
        'Daftar Peserta Didik': [
          ['Daftar Peserta Didik'],
          ['SD NEGERI CONTOH'],
          ['Kecamatan Kec. Taman, Kabupaten Kota Madiun, Provinsi Prov. Jawa Timur'],
          [null, 'Tanggal Unduh: 2025-12-01'],
          ['No', 'Nama', 'JK', 'NISN', 'Tanggal Lahir', 'NIK', 'Data Ayah', null, 'Data Ibu', null, 'Rombel Saat Ini'],
          [null, null, null, null, null, null, 'Nama', 'NIK', 'Nama', 'NIK', null],
          [
            1,
            'Siti',
            'P',
            '0012',
            '2014-07-01',
            '3577014107140001',
            'Pardi',
            null,
            'Sri',
            '3577014107900001',
            'Kelas 6',
          ],
        ],
      },
    }),
  });
  const [pupils] = registers;
  expect(pupils!.registerId).toBe('dapodik');
  expect(valuesOf(pupils!, 'fullName')).toEqual(['Siti']);
  expect(valuesOf(pupils!, 'fatherName')).toEqual(['Pardi']);
  expect(valuesOf(pupils!, 'motherNik')).toEqual(['3577014107900001']);
  expect([...pupils!.sourceRow]).toEqual([7]);
  expect(findings).toEqual([]);
});

test('headings without rows are a register with nobody in it', async () => {
  const { registers, files } = await readFiles({ 'pkh.xlsx': workbookOf({ sheets: { Data: [HEAD] } }) });
  expect(registers.map(({ registerId, count }) => [registerId, count])).toEqual([['pkh', 0]]);
  expect(files[0]!.rowsReceived).toBe(0);
});
