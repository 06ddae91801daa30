/** Lists with names and numbers: exported, worked on by several people, taken in again, confirmed. */
import { readFileSync, statSync } from 'node:fs';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rulesOn } from '../../assistance/programmes/rule-set.ts';
import { openCityFacts } from '../../city-facts.ts';
import { FIXED_HEADINGS } from '../../exports/lists/list-source.ts';
import { exportList } from '../../exports/lists/export-list.ts';
import { WORKED_HEADINGS } from '../../exports/lists/worked.ts';
import { evaluateProgramme, reviewProgramme } from '../../programme-review.ts';
import { loadOrCreateKeys } from '../../store/keys.ts';
import { openStore } from '../../store/open.ts';
import { assistConfirmCommand } from './confirm.ts';
import { assistExportCommand } from './export.ts';
import { assistImportCommand } from './import.ts';
import { assistListCommand } from './list.ts';
import { TestCity } from './test-city.ts';

const testCity = new TestCity();
const { config, run, path } = testCity;
beforeAll(() => testCity.build());
afterAll(testCity.remove);

describe('a list with names and numbers', () => {
  const sheetOf = async (name: string, sheet: string): Promise<exceljs.Worksheet> => {
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(path(name));
    return workbook.getWorksheet(sheet)!;
  };
  const texts = (row: exceljs.Row): string[] => (row.values as unknown[]).slice(1).map((cell) => String(cell ?? ''));
  const column = (heading: string): number =>
    [...FIXED_HEADINGS, ...Object.values(WORKED_HEADINGS)].indexOf(heading) + 1;
  /** Writes into the open columns of some rows, as somebody with a spreadsheet does. */
  async function workOn(
    name: string,
    as: string,
    rows: readonly number[],
    cells: Record<string, string>,
  ): Promise<void> {
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(path(name));
    for (const row of rows)
      for (const [heading, text] of Object.entries(cells))
        workbook.getWorksheet('Daftar')!.getCell(row, column(heading)).value = text;
    await workbook.xlsx.writeFile(path(as));
  }
  const LAYAK = { Petugas: 'Sari', Rekomendasi: 'Layak' };

  test('is written for its owner alone, with who made it, and nothing of it stands in the log or the answer', async () => {
    const exported = await run(assistExportCommand, 'pkh', '--out', path('kerja.xlsx'), '--by', 'Rina, Dinsos');
    expect(statSync(path('kerja.xlsx')).mode & 0o077).toBe(0);
    const daftar = await sheetOf('kerja.xlsx', 'Daftar');
    expect(texts(daftar.getRow(1))).toEqual([...FIXED_HEADINGS, ...Object.values(WORKED_HEADINGS), 'Kode baris']);
    const niks = Array.from({ length: daftar.rowCount - 1 }, (_, i) => daftar.getCell(i + 2, column('NIK')).value);
    const told = niks.filter((nik) => nik !== null);
    expect(told.length).toBeGreaterThan(80);
    for (const nik of told) expect(nik).toMatch(/^\d{16}$/);
    expect(daftar.getCell(2, column('NIK')).numFmt).toBe('@');
    // DTSEN's desil as it was received: with its version and the day on which it was taken.
    for (let row = 2; row <= daftar.rowCount; row++) {
      const [desil, version, day] = ['Desil', 'Versi DTSEN', 'Tgl ambil desil'].map(
        (heading) => daftar.getCell(row, column(heading)).value,
      );
      if (desil === null) expect([version, day]).toEqual([null, null]);
      else expect([version, day]).toEqual([expect.stringMatching(/\d/), expect.stringMatching(/^\d{4}-\d\d-\d\d$/)]);
    }
    const rekap = await sheetOf('kerja.xlsx', 'Rekap');
    const [headings, city] = [texts(rekap.getRow(1)), texts(rekap.getRow(rekap.rowCount))];
    const counted = (...of: string[]): number =>
      of.reduce((sum, each) => sum + Number(city[headings.indexOf(each)]), 0);
    // Every row of who receives now is counted once.
    const findings = [
      'Tepat',
      'Belum dapat dipastikan',
      'Indikasi salah masuk',
      'Ganda',
      'Meninggal',
      'Pindah',
      'Tidak padan',
    ];
    expect(counted(...findings)).toBe(counted('Menerima sekarang'));
    expect(counted('Tepat')).toBeGreaterThan(0);
    const metadata = (await sheetOf('kerja.xlsx', 'Metadata'))
      .getSheetValues()
      .map((row) => String((row as unknown[])?.[2]));
    expect(metadata).toContain('Rina, Dinsos');
    expect(metadata).toContain('Empat tahap setahun (S37): sekali salur 1/4 dari perkiraan setahun');
    const log = readFileSync(path('exports.jsonl'), 'utf8');
    expect(JSON.parse(log.trimEnd().split('\n').at(-1)!)).toMatchObject({
      by: 'Rina, Dinsos',
      report: 'bnba',
      rows: daftar.rowCount - 1,
    });
    for (const text of [exported.text, log]) expect(text).not.toMatch(/\d{16}(?![0-9a-f])/);
    await expect(run(assistExportCommand, 'pkh', '--out', path('x.xlsx'))).rejects.toThrow(/--by is missing/);
  });

  test('every report is written as CSV as well, and names what it should', async () => {
    const city = await openCityFacts(config);
    const pkh = city.programmes.programmes.find(({ id }) => id === 'pkh')!;
    const reviewOf = (desilLimit: number) =>
      reviewProgramme(
        evaluateProgramme(city, rulesOn(pkh, city.table.referenceDay, { limits: { desilLimit } })),
        config,
        1,
      );
    const [previous, review] = [reviewOf(3).content, reviewOf(4)];
    const store = await openStore(config, { usesPostgis: false });
    const keys = loadOrCreateKeys(config.keysFile);
    const stamp = { by: 'Rina', at: new Date() };
    for (const [report, heading] of [
      ['perubahan', 'No;Perubahan;Alasan'],
      ['ganda', 'No;Jenis;Menyalahi aturan'],
      ['tidak-padan', 'No;Temuan;Letak baris'],
      ['indikasi', 'No;Kriteria;Indikasi'],
      ['pagu', 'Kelurahan;Kuota;Dasar kuota'],
      ['bnba', 'No;ID;ID Keluarga'],
    ] as const) {
      const out = path(`${report}.csv`);
      const asked = { config, store, keys, review, report, stamp, seed: 1, previous };
      const { rows } = await exportList({ ...asked, format: 'csv', path: out });
      const lines = readFileSync(out, 'utf8').split('\r\n');
      expect(lines[0]).toMatch(new RegExp(`^\uFEFF${heading}`));
      expect(lines.findIndex((line) => line === '') - 1, report).toBe(rows);
      expect(lines).toContain('# Dibuat oleh;Rina');
    }
    const stricter = {
      config,
      store,
      keys,
      review: reviewOf(3),
      stamp,
      seed: 1,
      previous: reviewOf(4).content,
    } as const;
    await exportList({ ...stricter, report: 'perubahan', format: 'csv', path: path('keluar.csv') });
    await store.close();
    const left = readFileSync(path('keluar.csv'), 'utf8').match(/^\d+;Keluar;.*$/gm)!;
    expect(left.length).toBeGreaterThan(3);
    // Who leaves is named, though he is on no list now, and told why.
    for (const line of left)
      expect(line).toMatch(
        /Keluar;kini di luar usulan;\d+;;"?tidak terpenuhi: Desil dalam batas[^"]*"?;[0-9a-f]{32};[0-9a-f]{32};\d{16};\d{16};/,
      );
    expect(readFileSync(path('perubahan.csv'), 'utf8')).toMatch(/Masuk;sebelumnya di luar usulan;;\d+;/);
    expect(readFileSync(path('keluar.csv'), 'utf8')).toMatch(
      new RegExp(`# Daftar sebelumnya;"?aturan ${reviewOf(4).content.version}, tanggal acuan`),
    );
    await expect(
      run(assistExportCommand, 'pkh', '--report', 'perubahan', '--out', path('p.csv'), '--by', 'Rina'),
    ).rejects.toThrow(/needs --previous/);
  });

  test('comes back worked on: taken in once, shown by the list, and in conflict with what another wrote meanwhile', async () => {
    await workOn('kerja.xlsx', 'a.xlsx', [2, 3], LAYAK);
    await workOn('kerja.xlsx', 'b.xlsx', [3, 4], { Petugas: 'Budi', Rekomendasi: 'Tunda', Alasan: 'belum bertemu' });
    const take = (name: string, ...more: string[]) =>
      run(assistImportCommand, 'pkh', path(name), '--by', 'Rina', ...more);
    expect((await take('a.xlsx')).json).toMatchObject({
      written: [{ entry: 1 }, { entry: 2 }],
      known: 0,
      conflicts: [],
    });
    const second = await take('b.xlsx');
    expect(second.json).toMatchObject({ written: [{ entry: 3 }], conflicts: [{ row: 3, by: 'Rina' }] });
    expect(second.text).toMatch(/Rekomendasi: stands "Layak", in the file "Tunda"/);
    const { json } = await run(assistListCommand, 'pkh');
    expect(json).toMatchObject({ work: { rows: 3, recommended: [{ rows: 2 }, { rows: 0 }, { rows: 1 }] } });
    expect((await take('b.xlsx', '--conflicts', 'file')).json).toMatchObject({ written: [{ entry: 4, replaces: 2 }] });

    const confirm = (by: string, ...more: string[]) => run(assistConfirmCommand, 'pkh', '--by', by, ...more);
    expect((await confirm('rina')).json).toMatchObject({ confirmed: [], own: 3 });
    expect((await confirm('Budi', '--check')).json).toMatchObject({
      confirmed: [],
      counts: [{ rows: 1 }, { rows: 0 }, { rows: 2 }],
    });
    expect((await confirm('Budi')).json).toMatchObject({ confirmed: [1, 4, 3], own: 0 });
    await expect(confirm('Budi', '--rows', 'abc')).rejects.toThrow(/no recommendation that waits/);

    await run(assistExportCommand, 'pkh', '--out', path('lagi.xlsx'), '--by', 'Rina');
    const rekomendasi = (await sheetOf('lagi.xlsx', 'Daftar')).getColumn(column('Rekomendasi')).values.slice(2, 5);
    expect(rekomendasi).toEqual(['Layak', 'Tunda', 'Tunda']);
    expect((await take('lagi.xlsx')).json).toMatchObject({ written: [], known: 0, conflicts: [], missing: 0 });

    // By other rules it is another list: it begins without recommendations, and says where people worked before.
    const stricter = ['pkh', '--limit', 'desilLimit=3'];
    const other = await run(assistListCommand, ...stricter);
    expect(other.json).toMatchObject({ work: { rows: 0, otherLists: [{ rows: 3 }] } });
    expect(other.text).toMatch(
      /Worked on in other lists of this programme: 3 rows.*\n {2}pkh \S+ \S+: 3 rows, the last on/,
    );
    const exported = await run(assistExportCommand, ...stricter, '--out', path('ketat.xlsx'), '--by', 'Rina');
    expect(exported.text).toContain('Worked on in other lists of this programme: 3 rows');
    const told = (await sheetOf('ketat.xlsx', 'Daftar')).getColumn(column('Rekomendasi')).values.slice(2);
    expect(told.filter((cell) => cell !== null && cell !== '')).toEqual([]);
    const metadata = (await sheetOf('ketat.xlsx', 'Metadata'))
      .getSheetValues()
      .map((row) => (row as unknown[])?.join(' '));
    expect(metadata).toContainEqual(expect.stringMatching(/Dikerjakan pada daftar lain 3 baris pada pkh /));
    expect((await run(assistListCommand, 'pkh')).json).toMatchObject({ work: { rows: 3, otherLists: [] } });
  });

  test('that is not as it was is refused by its place, with how much more there is', async () => {
    await workOn('kerja.xlsx', 'c.xlsx', [2, 5], { Nama: 'ORANG LAIN' });
    const taken = run(assistImportCommand, 'pkh', path('c.xlsx'), '--by', 'Rina');
    await expect(taken).rejects.toThrow(/Nothing was taken in.*1 more.*c\.xlsx, sheet "Daftar", row 2, column "Nama"/);
    const { text } = await run(assistImportCommand, 'pkh', path('c.xlsx'), '--by', 'Rina', '--check');
    expect(text).toMatch(/A trial: nothing is written.*row 5, column "Nama"/s);
    await expect(run(assistImportCommand, 'pkh', path('tidak-ada.xlsx'), '--by', 'Rina')).rejects.toThrow(
      /tidak-ada\.xlsx/,
    );
  });
});
