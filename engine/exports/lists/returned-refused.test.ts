/** Workbooks that are not as they were: nothing of them is taken in, and each fault is told by its place. */
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { describePlace } from '../../kernel/errors.ts';
import { FIXED_HEADINGS } from './list-source.ts';
import { readWorkbook } from './read-workbook.ts';
import type { Returned } from './returned.ts';
import { metadataSheet, type AnySheet, type Cell } from './sheet.ts';
import { idOf, METADATA, METADATA_SHEET, ReturnedFiles, rowOf, SNAPSHOT, WORK, type TestRow } from './test-returned.ts';
import { WORKED_KEYS, type Worked } from './worked.ts';

const files = new ReturnedFiles();
afterAll(files.remove);
beforeEach(files.forget);
const { folder, path, workFile, sheetOf, returned, compare, writeText } = files;

describe('is refused, by sheet, row and column', () => {
  const rows = [rowOf(0), rowOf(1)];
  const withCell = (row: TestRow, heading: string, cell: Cell): TestRow => ({
    ...row,
    fixed: row.fixed.map((each, i) => (FIXED_HEADINGS[i] === heading ? cell : each)),
  });
  const told = ({ faults }: Returned): string[] =>
    faults.map(({ code, where }) =>
      [code, where.sheet, where.row, where.column].filter((each) => each !== undefined).join(' | '),
    );

  /** Reads with the codes of other rows than those that stand there. */
  const tampered = (change: (row: TestRow) => TestRow): AnySheet => {
    const [before, after] = [sheetOf(rows), sheetOf(rows.map(change))];
    return { ...after, cells: (row) => [...after.cells(row).slice(0, -1), before.cells(row).at(-1)!] };
  };

  test.each<[string, () => readonly AnySheet[], string[]]>([
    ['a sheet that is gone', () => [sheetOf(rows)], ['sheet-missing | Metadata']],
    [
      'a column that was moved',
      () => {
        const sheet = sheetOf(rows);
        const turn = <T>(cells: readonly T[]): T[] => [cells[1]!, cells[0]!, ...cells.slice(2)];
        return [{ ...sheet, columns: turn(sheet.columns), cells: (row) => turn(sheet.cells(row)) }, METADATA_SHEET];
      },
      ['column-moved | Daftar | 1 | No'],
    ],
    [
      'a column that was added',
      () => [sheetOf(rows, ['Nomor HP']), METADATA_SHEET],
      [`column-added | Daftar | 1 | ${FIXED_HEADINGS.length + WORKED_KEYS.length + 2}`],
    ],
    [
      'a row that was added',
      () => {
        const sheet = sheetOf(rows);
        return [
          {
            ...sheet,
            rowCount: 3,
            cells: (row) => (row < 2 ? sheet.cells(row) : [...sheet.cells(1).slice(0, -1), '']),
          },
          METADATA_SHEET,
        ];
      },
      ['row-added | Daftar | 4 | Kode baris'],
    ],
    [
      'a row that stands there twice',
      () => [sheetOf([rows[0]!, rows[0]!]), METADATA_SHEET],
      ['row-twice | Daftar | 3 | ID'],
    ],
    [
      'an id that was edited',
      () => [tampered((row) => withCell(row, 'ID', idOf(77))), METADATA_SHEET],
      ['id-changed | Daftar | 2 | ID', 'id-changed | Daftar | 3 | ID'],
    ],
    [
      'a fixed cell that was edited',
      () => [tampered((row) => withCell(row, 'Nama', 'ORANG LAIN')), METADATA_SHEET],
      ['fixed-changed | Daftar | 2 | Nama', 'fixed-changed | Daftar | 3 | Nama'],
    ],
    [
      'the code of another row',
      () => {
        const sheet = sheetOf(rows);
        return [
          { ...sheet, cells: (row) => [...sheet.cells(row).slice(0, -1), `${'0'.repeat(24)}..${'0'.repeat(8)}`] },
          METADATA_SHEET,
        ];
      },
      ['row-added | Daftar | 2 | Kode baris', 'row-added | Daftar | 3 | Kode baris'],
    ],
  ])('%s', async (_, sheets, faults) => {
    expect(told(await returned(sheets()))).toEqual(faults);
  });

  test.each<[string, Partial<Worked> & Record<string, string>, string]>([
    [
      'an answer that is none',
      { recommendation: 'Mungkin' as never },
      'recommendation-unknown | Daftar | 2 | Rekomendasi',
    ],
    ['a month that comes first', { visitedOn: '12/31/2025' }, 'date-unreadable | Daftar | 2 | Tgl kunjungan'],
    ['a year of two digits', { visitedOn: '24 Des 25' }, 'date-unreadable | Daftar | 2 | Tgl kunjungan'],
    ['a day that is none', { visitedOn: '31-02-2025' }, 'date-unreadable | Daftar | 2 | Tgl kunjungan'],
    ['a recommendation of nobody', { officer: '' }, 'officer-missing | Daftar | 2 | Petugas'],
    ['a refusal without a reason', { reason: ' ' }, 'reason-missing | Daftar | 2 | Alasan'],
    ['a number of identity', { note: 'NIK 3577 0141 0790 0001' }, 'number-in-note | Daftar | 2 | Catatan'],
  ])('%s', async (_, change, expected) => {
    const back = await returned([sheetOf([rowOf(0, { ...WORK, ...change })]), METADATA_SHEET]);
    expect(told(back)).toEqual([expected]);
    expect(back.entries).toEqual([]);
    expect(JSON.stringify(back.faults)).not.toMatch(/3577 0141/);
  });

  test('whatever stands in the place of a heading or of a name of the list is not repeated', async () => {
    const sheet = sheetOf(rows);
    const columns = sheet.columns.map((column, i) => (i === 3 ? { ...column, heading: '3577010101100001' } : column));
    const numbers = metadataSheet(METADATA.map(([label]) => [label, '3577014107900001']));
    const backs = [await returned([{ ...sheet, columns }, METADATA_SHEET]), await returned([sheet, numbers])];
    expect(backs.map(({ faults }) => faults.length > 0)).toEqual([true, true]);
    expect(JSON.stringify(backs.map(({ faults }) => faults))).not.toMatch(/3577/);
  });

  test('a file that is no workbook', async () => {
    writeText('No,ID');
    await expect(readWorkbook(workFile)).rejects.toThrow(/no workbook.*work\.jsonl.*\.xlsx of assist export/s);
    await expect(readWorkbook(join(folder, 'none.xlsx'))).rejects.toThrow(/none\.xlsx/);
    await expect(readWorkbook(folder)).rejects.toThrow(/no workbook/);
    writeText('PK\u0003\u0004 cut off');
    await expect(readWorkbook(workFile)).rejects.toThrow(/damaged or was cut off/);
  });

  test('a formula in a cell', async () => {
    await returned([sheetOf(rows), METADATA_SHEET]);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(path);
    workbook.getWorksheet('Daftar')!.getCell(3, FIXED_HEADINGS.length + 5).value = {
      formula: '"Layak"',
      result: 'Layak',
    };
    await workbook.xlsx.writeFile(path);
    expect(told(await compare())).toEqual(['formula | Daftar | 3 | Rekomendasi']);
  });

  test('each in words: what is wrong, where, and what to do', async () => {
    const sheet = sheetOf(rows);
    const turn = <T>(cells: readonly T[]): T[] => [cells[1]!, cells[0]!, ...cells.slice(2)];
    const moved = { ...sheet, columns: turn(sheet.columns), cells: (row: number) => turn(sheet.cells(row)) };
    const grown = {
      ...sheet,
      rowCount: 3,
      cells: (row: number) => (row < 2 ? sheet.cells(row) : [...sheet.cells(1).slice(0, -1), '']),
    };
    const said = async (of: Promise<Returned>): Promise<string[]> =>
      (await of).faults.map(({ what, where, todo }) => `${describePlace(where)}: ${what} ${todo}`);
    const of = (own: AnySheet) => said(returned([own, METADATA_SHEET]));
    expect([
      ...(await of(moved)),
      ...(await of(grown)),
      ...(await of(tampered((row) => (row === rows[0] ? withCell(row, 'ID', idOf(77)) : row)))),
    ]).toEqual([
      'pkh.xlsx, sheet "Daftar", row 1, column "No": Column 1 has "ID": columns were moved, renamed or deleted. Put the columns back as they were exported.',
      'pkh.xlsx, sheet "Daftar", row 4, column "Kode baris": The row is not one of the list: it was added, or its code was changed. Delete the row; who is missing on the list is proposed at the kelurahan.',
      'pkh.xlsx, sheet "Daftar", row 2, column "ID": The id of the row was changed. Take the workbook as it was exported, and put the work into it.',
    ]);
    await returned([sheet, METADATA_SHEET]);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(path);
    workbook.getWorksheet('Daftar')!.getCell(2, 1).value = { formula: 'ROW()-1', result: 1 };
    await workbook.xlsx.writeFile(path);
    const formulas = await said(compare());
    expect(formulas).toEqual([
      'pkh.xlsx, sheet "Daftar", row 2, column "No": The cell holds a formula. Write the value itself: copy the cell, and paste it as a value.',
    ]);
    workbook.getWorksheet('Daftar')!.getCell(2, 1).value = 1;
    workbook.getWorksheet('Metadata')!.getCell(2, 2).value = { formula: '"pkh"', result: 'pkh' };
    await workbook.xlsx.writeFile(path);
    expect(await said(compare())).toEqual([
      'pkh.xlsx, sheet "Metadata", row 2, column "2": The cell holds a formula. Write the value itself: copy the cell, and paste it as a value.',
    ]);
  });

  test('another programme, another snapshot, a list of another name', async () => {
    const sheets = [sheetOf(rows), METADATA_SHEET];
    expect(told(await returned(sheets, { programme: 'bltd' }))[0]).toBe('list-of-another | Metadata | 2 | Program');
    expect(told(await compare({ snapshots: ['000004-beef'] }))).toEqual([
      'list-of-other-snapshot | Metadata | 3 | Snapshot',
    ]);
    expect(told(await compare({ snapshots: ['000004-beef', SNAPSHOT] }))).toEqual([]);
    const renamed = metadataSheet(METADATA.map(([label, value]) => [label, label === 'Daftar' ? `${value}0` : value]));
    expect(told(await returned([sheets[0]!, renamed]))).toEqual(
      [2, 3].map((row) => `row-added | Daftar | ${row} | Kode baris`),
    );
  });
});
