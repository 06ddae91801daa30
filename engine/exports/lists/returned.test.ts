import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { describePlace } from '../../kernel/errors.ts';
import { loadOrCreateKeys } from '../../store/keys.ts';
import { CODE_HEADING, FIXED_HEADINGS } from './daftar.ts';
import { readWorkbook } from './read-workbook.ts';
import { compareReturned, type Returned } from './returned.ts';
import { rowCode } from './row-code.ts';
import { anySheet, metadataSheet, type AnySheet, type Cell } from './sheet.ts';
import {
  appendConfirmations,
  appendWork,
  confirmationsIn,
  isSamePerson,
  newestWork,
  readWork,
  workedLists,
} from './work-file.ts';
import { NOTHING_WORKED, WORKED_HEADINGS, WORKED_KEYS, type Worked } from './worked.ts';
import { writeListWorkbook } from './write-list.ts';

const folder = mkdtempSync(join(tmpdir(), 'kembaran-returned-'));
const keys = loadOrCreateKeys(join(folder, 'keys.json'));
const path = join(folder, 'pkh.xlsx');
const workFile = join(folder, 'work.jsonl');
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => rmSync(workFile, { force: true }));

const SNAPSHOT = '000003-c0ffee';
const LIST = `pkh ${SNAPSHOT} 0123456789abcdef`;
const METADATA: [string, string][] = [
  ['Program', 'pkh'],
  ['Snapshot', SNAPSHOT],
  ['Daftar', LIST],
  ['Jumlah baris', '4'],
];

interface TestRow {
  readonly fixed: readonly Cell[];
  /** As exported, and as somebody has written it since. */
  readonly before: Worked;
  readonly after: Worked;
}

const idOf = (i: number): string => i.toString(16).padStart(32, '0');
const rowOf = (i: number, after: Worked = NOTHING_WORKED, before: Worked = NOTHING_WORKED): TestRow => ({
  fixed: FIXED_HEADINGS.map((heading, c) => (heading === 'ID' ? idOf(i) : heading === 'No' ? i + 1 : `isi ${i} ${c}`)),
  before,
  after,
});

/** The sheet as it comes back: the codes are those of the export. */
const sheetOf = (rows: readonly TestRow[], extra: readonly string[] = []): AnySheet =>
  anySheet<TestRow>({
    name: 'Daftar',
    columns: [
      ...FIXED_HEADINGS.map((heading, i) => ({ heading, width: 9, of: ({ fixed }: TestRow) => fixed[i]! })),
      ...WORKED_KEYS.map((key) => ({
        heading: WORKED_HEADINGS[key],
        width: 9,
        isOpen: true as const,
        of: ({ after }: TestRow) => after[key],
      })),
      { heading: CODE_HEADING, width: 9, of: ({ fixed, before }: TestRow) => rowCode(keys, LIST, fixed, before) },
      ...extra.map((heading) => ({ heading, width: 9, of: () => '' })),
    ],
    rows,
  });

async function returned(sheets: readonly AnySheet[], more: Partial<Parameters<typeof compareReturned>[0]> = {}) {
  await writeListWorkbook(path, sheets, 'Rina & Budi');
  return compare(more);
}

async function compare(more: Partial<Parameters<typeof compareReturned>[0]> = {}): Promise<Returned> {
  return compareReturned({
    sheets: await readWorkbook(path),
    file: 'pkh.xlsx',
    programme: 'pkh',
    snapshots: [SNAPSHOT],
    keys,
    newestOf: (list) => newestWork(readWork(workFile), list),
    by: 'Rina',
    ...more,
  });
}
const METADATA_SHEET = metadataSheet(METADATA);

const WORK: Worked = {
  meeting: 'disetujui',
  visit: 'rumah dihuni',
  visitedOn: '2025-11-03',
  officer: 'Sari, PSM',
  recommendation: 'Tidak layak',
  reason: '=HYPERLINK("x")',
  note: "'-1, lihat foto",
};

describe('a workbook that comes back', () => {
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
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (drawn) => {
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
        const back = await returned([sheetOf(rows), METADATA_SHEET]);
        expect([back.faults, back.conflicts]).toEqual([[], []]);
        const changed = rows.flatMap(({ before, after }, i) =>
          JSON.stringify(before) === JSON.stringify(after) ? [] : [{ id: idOf(i), work: after }],
        );
        expect(back.entries.map(({ id, work: told }) => ({ id, work: told }))).toEqual(changed);
        expect(back.untouched).toBe(rows.length - changed.length);
      }),
      { numRuns: 40 },
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
    for (const text of ['24-12-2025', '24/12/2025', '24.12.2025']) {
      const typed = await returned([sheetOf([rowOf(2, { ...WORK, visitedOn: text })]), METADATA_SHEET]);
      expect(typed.entries[0]!.work.visitedOn).toBe('2025-12-24');
    }
  });
});

describe('what others have written since', () => {
  const about = { programme: 'pkh', list: LIST };
  const layak: Worked = { ...WORK, recommendation: 'Layak', reason: '' };
  const put = (work: Worked, by: string): void =>
    void appendWork(workFile, [{ ...about, by, id: idOf(0), work }], new Date('2025-12-01T00:00:00Z'));
  const back = (after: Worked, before: Worked = NOTHING_WORKED) =>
    returned([sheetOf([rowOf(0, after, before)]), METADATA_SHEET]);

  test('the same again is known', async () => {
    put(WORK, 'Sari');
    expect(await back(WORK)).toMatchObject({ known: 1, entries: [], conflicts: [] });
  });

  test('something else is a conflict, told with what stands, who wrote it and when; nothing is taken', async () => {
    put(layak, 'Sari');
    const { entries, conflicts } = await back(WORK);
    expect(entries).toEqual([]);
    expect(conflicts).toEqual([
      { row: 2, id: idOf(0), kept: layak, by: 'Sari', at: '2025-12-01T00:00:00.000Z', inFile: WORK },
    ]);
  });

  test('a change of what stood in the workbook is told with what it stands instead of, and both stay in the file', async () => {
    put(layak, 'Sari');
    const { entries, conflicts } = await back(WORK, layak);
    expect(conflicts).toEqual([]);
    expect(entries.map(({ replaces }) => replaces!.by)).toEqual(['Sari']);
    put(WORK, 'Rina');
    const { lines } = readWork(workFile);
    expect(lines.map((line) => line.kind === 'work' && [line.entry, line.replaces])).toEqual([
      [1, undefined],
      [2, 1],
    ]);
  });

  test('a second person confirms what another wrote; nobody confirms what is his own, however he writes his name', () => {
    put(layak, 'Sari, Dinsos');
    appendConfirmations(workFile, [1], 'Budi', new Date(0));
    expect([...confirmationsIn(readWork(workFile)).values()].map(({ confirms, by }) => [confirms, by])).toEqual([
      [1, 'Budi'],
    ]);
    expect(isSamePerson('Sari, Dinsos', ' sari dinsos')).toBe(true);
    put(WORK, 'Sari');
    expect(confirmationsIn(readWork(workFile)).has(3)).toBe(false);
    const again = (entry: number, by: string) => () => appendConfirmations(workFile, [entry], by, new Date(0));
    expect(again(3, 'SARI ')).toThrow(/nobody else wrote/);
    expect(again(1, 'Rina')).toThrow(/confirmed already/);
    expect(again(9, 'Rina')).toThrow(/nobody else wrote/);
    expect(readWork(workFile).lines).toHaveLength(3);
    const lines = readFileSync(workFile, 'utf8').replace('"by":"Budi"', '"by":"SARI Dinsos"');
    writeText(lines);
    expect(() => readWork(workFile)).toThrow(/nobody else wrote.*row 2/);
  });

  test('work on the list of another cycle fills nothing, stands instead of nothing, and is told with its list', async () => {
    const older = 'pkh 000002-beef 0123456789abcdef';
    const at = new Date('2025-09-01T00:00:00Z');
    appendWork(workFile, [{ ...about, list: older, by: 'Sari', id: idOf(0), work: layak }], at);
    appendWork(workFile, [{ ...about, list: older, by: 'Sari', id: idOf(1), work: layak }], at);
    expect([...newestWork(readWork(workFile), LIST)]).toEqual([]);
    const { entries, conflicts } = await back(WORK);
    expect([entries.map(({ replaces }) => replaces), conflicts]).toEqual([[undefined], []]);
    put(WORK, 'Rina');
    const file = readWork(workFile);
    expect(file.lines.map((line) => line.kind === 'work' && line.replaces)).toEqual([undefined, undefined, undefined]);
    expect(newestWork(file, older).get(idOf(0))!.work).toEqual(layak);
    expect(workedLists(file, 'pkh')).toEqual([
      { list: LIST, rows: 1, lastAt: '2025-12-01T00:00:00.000Z' },
      { list: older, rows: 2, lastAt: '2025-09-01T00:00:00.000Z' },
    ]);
    expect(workedLists(file, 'bltd')).toEqual([]);
  });

  test('an old workbook that nobody touched changes nothing', async () => {
    put(layak, 'Sari');
    expect(await back(NOTHING_WORKED)).toMatchObject({ untouched: 1, entries: [], conflicts: [] });
  });

  test('the file of work tells when a line was changed', () => {
    put(layak, 'Sari');
    put(WORK, 'Rina');
    const text = readFileSync(workFile, 'utf8');
    rmSync(workFile);
    expect(readWork(workFile).lines).toEqual([]);
    appendWork(workFile, [], new Date());
    expect(() => statSync(workFile)).toThrow();
    writeText(text.replace('Sari', 'Siti'));
    expect(() => readWork(workFile)).toThrow(/does not follow.*work\.jsonl, row 2/);
    writeText(text.slice(0, -3));
    expect(() => readWork(workFile)).toThrow(/not whole/);
  });
});

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

function writeText(text: string): void {
  rmSync(workFile, { force: true });
  writeFileSync(workFile, text);
}
