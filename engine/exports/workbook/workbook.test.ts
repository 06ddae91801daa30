import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, describe, expect, test } from 'vitest';
import { sha256 } from '../../kernel/checksum.ts';
import { anySheet, type AnySheet, type Cell } from '../lists/sheet.ts';
import { writeListWorkbook } from '../lists/write-list.ts';
import { columnLetters, sheetXml } from './sheet-xml.ts';
import { cellText } from './xml-text.ts';
import { ZipWriter } from './zip-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'kembaran-workbook-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Row = readonly Cell[];
const sheetOf = (rows: readonly Row[], more: Partial<AnySheet> = {}): AnySheet => ({
  ...anySheet<Row>({
    name: 'Uji & coba',
    columns: [
      { heading: 'No', width: 9, of: (row) => row[0]! },
      { heading: 'NIK', width: 19, isText: true, of: (row) => row[1]! },
      { heading: 'Rekomendasi', width: 14, isOpen: true, choices: ['Layak', 'Tunda'], of: (row) => row[2]! },
    ],
    rows,
    fixedColumns: 2,
  }),
  ...more,
});

async function opened(sheets: readonly AnySheet[], watermark = 'Rina & Budi'): Promise<exceljs.Workbook> {
  const path = join(folder, 'uji.xlsx');
  await writeListWorkbook(path, sheets, watermark);
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(path);
  return workbook;
}

describe('a workbook', () => {
  test('opens elsewhere with its cells, styles, choices and what is printed', async () => {
    const rows: Row[] = [
      [1, '3577010101010001', 'Tunda'],
      [2.5, '', ''],
      [NaN, '', ''],
      [4, '<a> & "b"\nc', "'d"],
    ];
    const workbook = await opened([sheetOf(rows), sheetOf([], { name: 'Kosong' })]);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Uji & coba', 'Kosong']);
    const [sheet] = workbook.worksheets;
    expect(sheet!.getCell('B2').value).toBe('3577010101010001');
    expect([sheet!.getCell('B2').numFmt, sheet!.getCell('B1').font.bold]).toEqual(['@', true]);
    expect([sheet!.getCell('A3').value, sheet!.getCell('A4').value]).toEqual([2.5, null]);
    expect([sheet!.getCell('B5').value, sheet!.getCell('C5').value]).toEqual(['<a> & "b"\nc', "'d"]);
    expect(sheet!.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 1 });
    expect(sheet!.autoFilter).toBe('A1:C1');
    expect(sheet!.getCell('C3').dataValidation).toMatchObject({ type: 'list', formulae: ['"Layak,Tunda"'] });
    expect(sheet!.headerFooter.oddFooter).toBe('&LRina && Budi&R&P / &N');
    expect([sheet!.getColumn(2).width, sheet!.pageSetup.orientation]).toEqual([19, 'landscape']);
    expect(workbook.worksheets[1]!.rowCount).toBe(1);
  });

  test('of many thousand rows holds each of them, and has the same bytes each time', async () => {
    const rows = Array.from({ length: 12_000 }, (_, i): Row => [i, `orang ${sha256(String(i))}`, '']);
    const workbook = await opened([sheetOf(rows)]);
    const [sheet] = workbook.worksheets;
    expect(sheet!.rowCount).toBe(12_001);
    for (const i of [0, 499, 500, 11_999]) expect(sheet!.getCell(i + 2, 2).value).toBe(rows[i]![1]);
    const first = readFileSync(join(folder, 'uji.xlsx'));
    await writeListWorkbook(join(folder, 'uji.xlsx'), [sheetOf(rows)], 'Rina & Budi');
    expect(readFileSync(join(folder, 'uji.xlsx')).equals(first)).toBe(true);
  });

  test('that cannot be made leaves no file', async () => {
    const broken = sheetOf([[1, 'a', 'b']], {
      cells: () => {
        throw new Error('broken');
      },
    });
    await expect(writeListWorkbook(join(folder, 'tidak.xlsx'), [broken], '')).rejects.toThrow('broken');
    expect(() => readFileSync(join(folder, 'tidak.xlsx'))).toThrow(/ENOENT/);
  });

  test('stops where its file cannot take more', async () => {
    const zip = new ZipWriter({ write: () => Promise.reject(new Error('full')) });
    await expect(zip.add('a.xml', ['a'])).rejects.toThrow('full');
  });
});

describe('the XML of a sheet', () => {
  // As exceljs 4.4.0 wrote the same sheet.
  test('tells columns, rows and blanks as it did before', () => {
    const xml = [...sheetXml(sheetOf([[1, 'x', ''], [NaN, '', ''], ['', 'y', 'Layak']]), 'W')].join(''); // prettier-ignore
    expect(xml).toContain(
      '<cols><col min="2" max="2" width="19" style="1" customWidth="1"/><col min="3" max="3" width="14" style="1" customWidth="1"/></cols>' +
        '<sheetData><row r="1" spans="1:3" s="2" customFormat="1" x14ac:dyDescent="0.25"><c r="A1" s="2" t="str"><v>No</v></c>',
    );
    expect(xml).toContain(
      '<row r="2" spans="1:2" x14ac:dyDescent="0.25"><c r="A2"><v>1</v></c><c r="B2" s="1" t="str"><v>x</v></c></row>' +
        '<row r="4" spans="2:3" x14ac:dyDescent="0.25"><c r="B4" s="1" t="str"><v>y</v></c><c r="C4" s="1" t="str"><v>Layak</v></c></row></sheetData>',
    );
  });

  test.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [51, 'AZ'],
    [701, 'ZZ'],
    [702, 'AAA'],
  ])('column %i is %s', (column, letters) => expect(columnLetters(column)).toBe(letters));

  test.each([
    ['Jl. Panglima Sudirman No. 20', 'Jl. Panglima Sudirman No. 20'],
    ['a<b>&"\'', 'a&lt;b&gt;&amp;&quot;&apos;'],
    ['x\u0007y\u007f', 'x_x0007_y'],
    ['_x0041_ a_b', '_x005F_x0041_ a_b'],
    ['é 中 😀', 'é 中 😀'],
    ['a\ud800b\udc00', 'a_xD800_b_xDC00_'],
    ['satu\n\tdua\r', 'satu\n\tdua_x000D_'],
    ['\uffff', '_xFFFF_'],
  ])('writes %j so that it comes back', (text, xml) => expect(cellText(text)).toBe(xml));
});
