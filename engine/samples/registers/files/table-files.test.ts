import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { afterAll, expect, test } from 'vitest';
import { sha256 } from '../../../kernel/checksum.ts';
import { CsvFile, type CsvDialect } from './csv-file.ts';
import type { Cell, WrittenFile } from './table-file.ts';
import { XlsxFile } from './xlsx-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'kembaran-tables-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HEADINGS = ['Nama', 'Tanggal', 'Jumlah'];
const ROWS: Cell[][] = [
  ['SLAMET; "PAK" <RT> & CO', 46023, 1.5],
  ["O'NEILL, S.PD ", '', ''],
];

async function workbook(name: string, strings: 'shared' | 'inline'): Promise<{ path: string; written: WrittenFile }> {
  const path = join(folder, name);
  const file = new XlsxFile(path, { sheets: ['SATU', 'DUA'], dateColumns: [1], strings }, HEADINGS.length);
  for (let sheet = 0; sheet < 2; sheet++) {
    await file.nextSheet();
    file.row(HEADINGS);
    file.row(ROWS[0]!);
    expect(file.emptyRow()).toBe(3);
    expect(file.row(ROWS[1]!)).toBe(4);
    await file.drained();
  }
  return { path, written: await file.close() };
}

test.each(['shared', 'inline'] as const)(
  'a workbook with %s strings opens, with dates, text and numbers',
  async (strings) => {
    const { path, written } = await workbook(`${strings}.xlsx`, strings);
    const read = new ExcelJS.Workbook();
    await read.xlsx.readFile(path);
    expect(read.worksheets.map((sheet) => sheet.name)).toEqual(['SATU', 'DUA']);
    const sheet = read.worksheets[1]!;
    expect(sheet.getCell('A2').value).toBe(ROWS[0]![0]);
    expect(sheet.getCell('B2').value).toEqual(new Date('2026-01-01'));
    expect(sheet.getCell('C2').value).toBe(1.5);
    expect(sheet.getRow(3).hasValues).toBe(false);
    expect(sheet.getCell('A4').value).toBe(ROWS[1]![0]);
    expect(written.sha256).toBe(sha256(readFileSync(path)));
  },
);

test('the same rows make the same workbook, to the byte', async () => {
  const first = await workbook('first.xlsx', 'shared');
  await new Promise((resolve) => setTimeout(resolve, 20));
  const second = await workbook('second.xlsx', 'shared');
  expect(second.written).toEqual(first.written);
  const inline = await workbook('third.xlsx', 'inline');
  expect(inline.written.sha256).not.toBe(first.written.sha256);
});

test('every entry of a workbook is dated 1 January 2026, whenever it is written', async () => {
  const { path } = await workbook('dated.xlsx', 'shared');
  const bytes = readFileSync(path);
  const entries = [...bytes.toString('latin1').matchAll(/PK\x01\x02/g)].map(({ index }) => index);
  expect(entries).toHaveLength(8);
  for (const at of entries) {
    expect([bytes.readUInt16LE(at + 12), bytes.readUInt16LE(at + 14)]).toEqual([0, (46 << 9) | (1 << 5) | 1]);
  }
});

test('a large sheet arrives whole', async () => {
  const path = join(folder, 'large.xlsx');
  const file = new XlsxFile(path, { sheets: ['S'], dateColumns: [], strings: 'inline' }, 3);
  await file.nextSheet();
  for (let i = 0; i < 20_000; i++) {
    file.row([`BARIS ${i}`, i, 'SAMA']);
    if (i % 500 === 0) await file.drained();
  }
  await file.close();
  const read = new ExcelJS.Workbook();
  await read.xlsx.readFile(path);
  expect(read.worksheets[0]!.rowCount).toBe(20_000);
  expect(read.worksheets[0]!.getCell('A20000').value).toBe('BARIS 19999');
});

async function csv(name: string, dialect: CsvDialect, rows: readonly Cell[][]): Promise<Buffer> {
  const path = join(folder, name);
  const file = new CsvFile(path, dialect, 3);
  await file.nextSheet();
  for (const row of rows) file.row(row);
  file.emptyRow();
  await file.close();
  return readFileSync(path);
}

test('a CSV quotes what holds its delimiter or a quotation mark', async () => {
  const bytes = await csv('quotes.csv', { delimiter: ';', encoding: 'utf-8-bom' }, ROWS);
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(parse(bytes, { bom: true, delimiter: ';' })).toEqual([
    ['SLAMET; "PAK" <RT> & CO', '46023', '1.5'],
    ["O'NEILL, S.PD ", '', ''],
    ['', '', ''],
  ]);
});

test('Windows-1252 has one byte a letter, and its own place for dashes', async () => {
  const bytes = await csv('bytes.csv', { delimiter: ';', encoding: 'windows-1252' }, [['KAFÉ', 'A – B', '’']]);
  expect(new TextDecoder('windows-1252').decode(bytes)).toBe('KAFÉ;A – B;’\r\n;;\r\n');
  expect(bytes).toHaveLength(4 + 1 + 5 + 1 + 1 + 2 + 4);
});
