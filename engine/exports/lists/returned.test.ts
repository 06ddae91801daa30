import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { FIXED_HEADINGS } from './list-source.ts';
import { readListCsv } from './read-list-csv.ts';
import { idOf, LIST, METADATA_SHEET, ReturnedFiles, rowOf, WORK, type TestRow } from './test-returned.ts';
import { appendWork } from './work-file.ts';
import type { Worked } from './worked.ts';

const files = new ReturnedFiles();
afterAll(files.remove);
beforeEach(files.forget);
const { folder, path, csv, workFile, sheetOf, returned, returnedCsv, compare } = files;

describe('a list that comes back', () => {
  test('as it was brings nothing, whatever texts stand in it; what people wrote arrives as they wrote it', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('=1+1', "'=1+1", "''@x", '-', '\tx', '_x0041_', ' a ', '12', 'a\r\nb', '<&">', '000123'),
    );
    const written = text.filter((each) => each === '' || each.trim() !== '').filter((each) => !/\d{10}/.test(each));
    const work = fc.record({
      meeting: written,
      visit: written,
      visitedOn: fc.constantFrom('', '2025-01-31', '2024-02-29'),
      officer: fc.constantFrom('Sari', 'Bu =Tri'),
      recommendation: fc.constantFrom('', 'Layak', 'Tidak layak', 'Tunda') as fc.Arbitrary<Worked['recommendation']>,
      reason: fc.constantFrom('+62', 'pindah'),
      note: written,
    });
    const row = fc.record({
      fixed: fc.array(fc.oneof(text, fc.integer({ min: 0, max: 9e9 })), {
        minLength: FIXED_HEADINGS.length,
        maxLength: FIXED_HEADINGS.length,
      }),
      before: work,
      after: fc.option(work, { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), fc.boolean(), async (drawn, isCsv) => {
        const rows = drawn.map(({ fixed, before, after }, i): TestRow => ({
          fixed: fixed.map((cell, c) => (FIXED_HEADINGS[c] === 'ID' ? idOf(i) : cell)),
          before,
          after: after ?? before,
        }));
        rmSync(workFile, { force: true });
        const about = { programme: 'pkh', list: LIST, by: 'dulu' };
        appendWork(
          workFile,
          rows.map(({ before }, i) => ({ ...about, id: idOf(i), work: before })),
          new Date(0),
        );
        const sheets = [sheetOf(rows), METADATA_SHEET] as const;
        const back = isCsv ? returnedCsv(sheets) : await returned(sheets);
        expect([back.faults, back.conflicts]).toEqual([[], []]);
        const changed = rows.flatMap(({ before, after }, i) =>
          JSON.stringify(before) === JSON.stringify(after) ? [] : [{ id: idOf(i), work: after }],
        );
        expect(back.entries.map(({ id, work: told }) => ({ id, work: told }))).toEqual(changed);
        expect(back.untouched).toBe(rows.length - changed.length);
      }),
      { numRuns: 60 },
    );
  });

  test('is for its owner alone, and holds formulas as texts', async () => {
    await returned([sheetOf([rowOf(0, WORK)]), METADATA_SHEET]);
    expect(statSync(path).mode & 0o077).toBe(0);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(path);
    const cells = (workbook.getWorksheet('Daftar')!.getRow(2).values as unknown[]).slice(1);
    expect(cells.slice(FIXED_HEADINGS.length, -1)).toEqual([
      'disetujui',
      'rumah dihuni',
      '2025-11-03',
      'Sari, PSM',
      'Tidak layak',
      `'=HYPERLINK("x")`,
      "''-1, lihat foto",
    ]);
    expect(workbook.getWorksheet('Daftar')!.headerFooter.oddFooter).toContain('Rina && Budi');
  });

  test('sorted, filtered, with rows taken out and a date as a spreadsheet keeps it, is taken in all the same', async () => {
    await returned([sheetOf([rowOf(2, WORK), rowOf(0)]), METADATA_SHEET]);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(path);
    const cell = workbook.getWorksheet('Daftar')!.getCell(2, FIXED_HEADINGS.length + 3);
    cell.value = new Date(Date.UTC(2025, 11, 24));
    cell.numFmt = 'dd/mm/yyyy';
    await workbook.xlsx.writeFile(path);
    const back = await compare();
    expect(back.faults).toEqual([]);
    expect(back.entries.map(({ id, work }) => [id, work.visitedOn])).toEqual([[idOf(2), '2025-12-24']]);
    expect([back.untouched, back.missing]).toEqual([1, 2]);
    for (const text of ['24-12-2025', '24/12/2025', '24.12.2025', '24 Des 2025', '24 Desember 2025', '46015']) {
      const typed = await returned([sheetOf([rowOf(2, { ...WORK, visitedOn: text })]), METADATA_SHEET]);
      expect(typed.entries[0]!.work.visitedOn).toBe('2025-12-24');
    }
  });
});

describe('a CSV that comes back', () => {
  const rows = [rowOf(0, WORK), rowOf(1)];
  const sheets = [sheetOf(rows), METADATA_SHEET] as const;

  test('is taken in as it was written, and parted by commas as well', () => {
    const asWritten = returnedCsv(sheets);
    expect([asWritten.faults, asWritten.entries.map(({ work }) => work), asWritten.untouched]).toEqual([[], [WORK], 1]);
    // As a spreadsheet in English saves it: parted by commas, without the mark at its head.
    const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
    const comma = (text: string): string =>
      (parse(text, { bom: true, delimiter: ';', relax_column_count: true }) as string[][])
        .map((cells) => cells.map(quoted).join(','))
        .join('\r\n');
    const saved = returnedCsv(sheets, comma);
    expect([saved.faults, saved.entries.map(({ work }) => work)]).toEqual([[], [WORK]]);
  });

  test('keeps numbers with a decimal', () => {
    const withScore: TestRow = { ...rowOf(0, WORK), fixed: rowOf(0).fixed.map((cell, i) => (i === 16 ? 12.5 : cell)) };
    const back = returnedCsv([sheetOf([withScore]), METADATA_SHEET]);
    expect([back.faults, back.entries.length]).toEqual([[], 1]);
  });

  test('whose numbers a spreadsheet has destroyed is refused, by row and column', () => {
    const nik = FIXED_HEADINGS.indexOf('NIK');
    const row: TestRow = {
      ...rowOf(0, WORK),
      fixed: rowOf(0).fixed.map((cell, i) => (i === nik ? '3577014107900001' : cell)),
    };
    const back = returnedCsv([sheetOf([row]), METADATA_SHEET], (text) =>
      text.replace('3577014107900001', '3,57701E+15'),
    );
    expect(back.faults.map(({ code, where }) => [code, where.file, where.row, where.column])).toEqual([
      ['fixed-changed', 'pkh.csv', 2, 'NIK'],
    ]);
    expect(back.entries).toEqual([]);
  });

  test('with a formula, of no text in UTF-8, with a quote that is never closed: each is told', () => {
    const told = (change: (text: string) => string) => returnedCsv(sheets, change).faults.map(({ code }) => code);
    expect(told((text) => text.replace('rumah dihuni', '=1+1'))).toEqual(['formula']);
    writeFileSync(csv, Buffer.from([0x4e, 0x6f, 0x3b, 0xe9]));
    expect(() => readListCsv(csv)).toThrow(/no text in UTF-8.*pkh\.csv.*CSV UTF-8/s);
    writeFileSync(csv, 'No;ID\n1;"x\n');
    expect(() => readListCsv(csv)).toThrow(/quote is opened.*pkh\.csv/s);
    expect(() => readListCsv(join(folder, 'none.csv'))).toThrow(/cannot be read.*none\.csv/s);
  });
});
