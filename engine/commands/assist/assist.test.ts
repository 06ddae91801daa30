import { mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCityDecisions } from '../../city-decisions.ts';
import { factTable, gatherFacts, openCityFacts } from '../../city-facts.ts';
import { loadConfig, type Config } from '../../config.ts';
import { FIXED_HEADINGS } from '../../exports/lists/daftar.ts';
import { WORKED_HEADINGS } from '../../exports/lists/worked.ts';
import { exportList } from '../../exports/lists/export-list.ts';
import { SILENT } from '../../kernel/progress.ts';
import { rulesOn } from '../../assistance/programmes/rule-set.ts';
import { evaluateProgramme, reviewProgramme } from '../../programme-review.ts';
import { linkCity, populateCity } from '../../linked-city.ts';
import { buildTwin } from '../../pipeline.ts';
import type { RecipientAccuracy } from '../../recipient-accuracy.ts';
import { makeSample } from '../../sample.ts';
import { loadOrCreateKeys } from '../../store/keys.ts';
import { openStore } from '../../store/open.ts';
import { findPersons } from '../../store/snapshot-rows.ts';
import { newestSnapshot } from '../../store/snapshots.ts';
import { emptyEmbeddedStore } from '../../store/test-stores.ts';
import { TerminalProgress, type Screen } from '../../terminal.ts';
import { parseCommandLine, type Command, type CommandResult } from '../command.ts';
import { assistCheckCommand } from './check.ts';
import { assistEvaluateCommand } from './evaluate.ts';
import { assistConfirmCommand } from './confirm.ts';
import { assistExportCommand } from './export.ts';
import { assistImportCommand } from './import.ts';
import { assistListCommand } from './list.ts';
import { assistProgrammesCommand } from './programmes.ts';
import { assistTrainingCommand } from './training.ts';
import { assistWhatIfCommand } from './what-if.ts';

const QUIET: Screen = { isLive: false, columns: 80, write: () => undefined };

let root: string;
let config: Config;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'kembaran-assist-'));
  config = loadConfig({ KEMBARAN_DATA: root });
  await makeSample({ config, progress: SILENT, residents: 1500, seed: 5, isReplaced: false });
  await emptyEmbeddedStore(config.storeFolder);
  const store = await openStore(config, { usesPostgis: false });
  await buildTwin({ config, progress: new TerminalProgress(QUIET, undefined), store, isForced: false });
  await store.close();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function run(command: Command, ...args: string[]): Promise<CommandResult & { readonly text: string }> {
  const progress = new TerminalProgress(QUIET, undefined);
  const result = await command.run({ config, progress, ...parseCommandLine(command, args) });
  return { ...result, text: [...result.lines, JSON.stringify(result.json)].join('\n') };
}

test('programmes are listed with the values of a day, and with what is contested', async () => {
  const { text, json } = await run(assistProgrammesCommand, '--on', '2025-11-01');
  expect(json).toMatchObject({ on: '2025-11-01' });
  expect(text).toMatch(/blts-kesra .*; in force/);
  expect(text).toContain('! Desil 1-4 atau 1-5: sumber berbeda.');
  expect((await run(assistProgrammesCommand, '--on', '2026-01-01')).text).toMatch(/blts-kesra .*; not in force/);
});

test('the facts kept with the snapshot are those that the registers tell', async () => {
  const opened = await openCityFacts(config);
  const keys = loadOrCreateKeys(config.keysFile);
  const { geography, programmes, table, recipients } = opened;
  const linked = await linkCity(config, loadCityDecisions(config.decisionsFile, keys), SILENT);
  const city = populateCity(linked, config, keys, geography, table.referenceDay, SILENT);
  const kept = gatherFacts(city, geography, programmes);
  expect(table).toEqual(factTable(config, programmes, city.population, kept));
  expect(recipients).toEqual(kept.recipients);
  expect(recipients.map(({ programme }) => programme)).toEqual(['pkh', 'sembako', 'pbi-jk', 'bltd']);
});

test('the rules of all programmes are applied to everybody', async () => {
  const { json, text } = await run(assistEvaluateCommand);
  const { residents, households, programmes } = json as {
    residents: number;
    households: number;
    programmes: { of: string; fit: number; open: number; doNotFit: number }[];
  };
  expect(programmes.length).toBeGreaterThanOrEqual(13);
  for (const { of, fit, open, doNotFit } of programmes)
    expect(fit + open + doNotFit).toBe(of === 'person' ? residents : households);
  expect(text).not.toMatch(/\b\d{16}\b/);
});

test('one household is explained, with the facts that would change what the rules say', async () => {
  const { table, population } = await openCityFacts(config);
  const desil = table.columns.get('desil')!.values;
  const household = desil.findIndex((each) => each === 3);
  const id = Buffer.from(population.households.householdId.subarray(household * 16, household * 16 + 16)).toString(
    'hex',
  );
  const { json, text } = await run(assistEvaluateCommand, '--of', id);
  const { programmes } = json as {
    programmes: { programme: string; fits: string; turns: { text: { id: string } }[] }[];
  };
  const blts = programmes.find(({ programme }) => programme === 'blts-kesra')!;
  expect([blts.fits, blts.turns.map((each) => each.text.id)]).toEqual([
    'ya',
    ['Tidak memenuhi bila ternyata: Desil DTSEN di atas 4'],
  ]);
  expect(text).toMatch(/\(perlu: /);
  expect(text).not.toMatch(/\b\d{16}\b/);
  await expect(run(assistEvaluateCommand, '--of', 'abc')).rejects.toThrow(/no household with that id/);
});

interface Errors {
  readonly receives: number;
  readonly wronglyIn: number;
  readonly wronglyOut: number;
}

describe('a list', () => {
  test('tells both errors of who receives now, is frozen, and is held against the one before', async () => {
    const file = join(root, 'pkh.json');
    const by = ['--by', 'Kepala Bidang, Dinsos'];
    await expect(run(assistListCommand, 'pkh', '--out', file)).rejects.toThrow(/--by is missing/);
    const first = await run(assistListCommand, 'pkh', '--out', file, ...by);
    expect(first.json).toMatchObject({ recipients: { fits: expect.any(Number) }, seemWronglyOut: expect.any(Number) });
    const frozen = readFileSync(file, 'utf8');
    const { indications, cuts } = first.json as {
      indications: { criterion: string; units: number; cannotTell: number }[];
      cuts: { proposed: number }[];
    };
    const proposed = cuts.reduce((sum, cut) => sum + cut.proposed, 0);
    const of = (key: string) => indications.find(({ criterion }) => criterion === key);
    expect(of('guru-tersertifikasi')).toMatchObject({ units: 0, cannotTell: proposed });
    expect(of('pensiunan')!.cannotTell).toBeLessThan(proposed);
    for (const key of ['transaksi-keuangan', 'sdm-kesos']) expect(of(key)).toMatchObject({ cannotTell: proposed });
    expect(first.text).toMatch(/transaksi-keuangan +belum ada daftar \(perlu: Daftar indikasi PPATK/);
    const wider = await run(assistListCommand, 'pkh', '--limit', 'desilLimit=5', '--previous', file);
    const { change } = wider.json as { change: { entered: unknown[]; left: unknown[]; stayed: number } };
    expect(change.entered.length).toBeGreaterThan(0);
    expect(change.left).toEqual([]);
    await expect(run(assistListCommand, 'pkh', '--limit', 'desilLimit=5', '--out', file, ...by)).rejects.toThrow(
      /never written over.*pkh\.json/,
    );
    // It stays as it was approved first, whoever asks again.
    const signed = { by: 'Kepala Bidang, Dinsos', at: expect.any(String) as string };
    const already =
      /pkh\.json: frozen already by Kepala Bidang, Dinsos, on \d{4}-\d\d-\d\d \d\d:\d\d UTC: left as it is\./;
    expect(first.json).toMatchObject({ signed, isLeftAsItWas: false });
    expect(first.text).not.toContain('frozen already');
    const again = await run(assistListCommand, 'pkh', '--out', file, '--by', 'Another, Dinsos');
    expect(again.lines.join('\n')).toMatch(already);
    expect(again.json).toMatchObject({ signed, isLeftAsItWas: true });
    const exported = await run(
      assistExportCommand,
      ...['pkh', '--out', join(root, 'again.csv'), '--freeze', file, '--by', 'Another, Dinsos'],
    );
    expect(exported.lines.join('\n')).toMatch(already);
    expect(exported.json).toMatchObject({ frozen: { file, signed, isLeftAsItWas: true } });
    expect(readFileSync(file, 'utf8')).toBe(frozen);
    const told = first.json as { seemWronglyOut: number; byKelurahan: Errors[]; byGroup: { groups: Errors[] }[] };
    const sum = (of: readonly Errors[], error: keyof Errors): number => of.reduce((all, each) => all + each[error], 0);
    for (const { groups } of told.byGroup) {
      for (const error of ['receives', 'wronglyIn', 'wronglyOut'] as const)
        expect(sum(groups, error)).toBeGreaterThanOrEqual(sum(told.byKelurahan, error));
      expect(sum(groups, 'wronglyOut')).toBe(told.seemWronglyOut);
    }
    expect(JSON.parse(frozen)).toMatchObject({
      content: { seed: 3577, snapshotId: expect.any(String) },
      signed: { by: 'Kepala Bidang, Dinsos', at: expect.any(String) },
    });
    await expect(run(assistListCommand, 'sembako', '--previous', file)).rejects.toThrow(/list before is one of pkh/);
    for (const text of [first.text, wider.text, frozen]) expect(text).not.toMatch(/\b\d{16}\b/);
  });

  test('says what its rules ask and no register tells', async () => {
    const pkh = await run(assistListCommand, 'pkh');
    expect(pkh.json).toMatchObject({ missing: [] });
    expect(pkh.text).not.toContain('told by no register');
    const orphans = await run(assistListCommand, 'atensi-yapi');
    expect((orphans.json as { missing: unknown[] }).missing).toHaveLength(1);
    expect(orphans.text).toMatch(/told by no register.*\(perlu: /s);
  });

  test('with a quota above the families of a kelurahan is refused by file and key', async () => {
    await expect(run(assistListCommand, 'bltd')).rejects.toThrow(
      /byKelurahan\.35\.77\.03\.1005.*bltd\/parameters\.yaml/,
    );
  });

  test('of a programme that is none is a wrong command line', async () => {
    await expect(run(assistListCommand, 'pkhh')).rejects.toThrow(/There are: .*pkh, sembako/);
  });

  test('with an amount below 0 is a wrong command line', async () => {
    await expect(run(assistListCommand, 'pkh', '--amount', 'primary=-1')).rejects.toThrow(/not below 0/);
  });
});

describe('a list with names and numbers', () => {
  const path = (name: string): string => join(root, name);
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
    const metadata = (await sheetOf('kerja.xlsx', 'Metadata'))
      .getSheetValues()
      .map((row) => String((row as unknown[])?.[2]));
    expect(metadata).toContain('Rina, Dinsos');
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
      ['perubahan', 'No,Perubahan,Alasan'],
      ['ganda', 'No,Jenis,Menyalahi aturan'],
      ['tidak-padan', 'No,Temuan,Letak baris'],
      ['indikasi', 'No,Kriteria,Indikasi'],
      ['pagu', 'Kelurahan,Kuota,Dasar kuota'],
      ['bnba', 'No,ID,ID Keluarga'],
    ] as const) {
      const out = path(`${report}.csv`);
      const asked = { config, store, keys, review, report, stamp, seed: 1, previous };
      const { rows } = await exportList({ ...asked, format: 'csv', path: out });
      const lines = readFileSync(out, 'utf8').split('\r\n');
      expect(lines[0]).toMatch(new RegExp(`^\uFEFF${heading}`));
      expect(lines.findIndex((line) => line === '') - 1, report).toBe(rows);
      expect(lines).toContain('# Dibuat oleh,Rina');
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
    const left = readFileSync(path('keluar.csv'), 'utf8').match(/^\d+,Keluar,.*$/gm)!;
    expect(left.length).toBeGreaterThan(3);
    // Who leaves is named, though he is on no list now, and told why.
    for (const line of left)
      expect(line).toMatch(
        /Keluar,kini di luar usulan,tidak terpenuhi: Desil dalam batas[^,]*,[0-9a-f]{32},[0-9a-f]{32},\d{16},\d{16},/,
      );
    expect(readFileSync(path('perubahan.csv'), 'utf8')).toMatch(/Masuk,sebelumnya di luar usulan/);
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

test('seekers are ranked for a course, with reasons; with names only in the file', async () => {
  const all = await run(assistTrainingCommand);
  expect((all.json as { trainings: { id: string }[] }).trainings.map(({ id }) => id)).toContain('las');
  const out = join(root, 'las.csv');
  const { json, text } = await run(
    assistTrainingCommand,
    '--course',
    'las',
    '--top',
    '3',
    '--out',
    out,
    '--by',
    'Rina',
  );
  const [las] = (json as { trainings: { fit: number; open: number; seekers: { points: number }[] }[] }).trainings;
  expect(las!.seekers).toHaveLength(3);
  expect(text).toMatch(/dari 40: desil keluarga \d/);
  expect(text).not.toMatch(/(?<![0-9a-f])\d{16}(?![0-9a-f])/);
  const lines = readFileSync(out, 'utf8').split('\r\n');
  expect(lines.indexOf('') - 1).toBe(las!.fit + las!.open);
  const [id, , , nik] = lines[1]!.slice(lines[1]!.search(/[0-9a-f]{32},[0-9a-f]{32},/)).split(',');
  const store = await openStore(config, { usesPostgis: false });
  const { number } = (await newestSnapshot(store))!;
  const owners = await findPersons(store, number, loadOrCreateKeys(config.keysFile), 'nik', nik!);
  await store.close();
  expect(owners.map((uuid) => uuid.replaceAll('-', ''))).toEqual([id]);
  await expect(run(assistTrainingCommand, '--course', 'laz')).rejects.toThrow(/There are: menjahit, las, /);
});

test('doubles, the dead and the moved are found on the lists of the sample city', async () => {
  const { json, text } = await run(assistCheckCommand);
  const { all, overlap } = json as RecipientAccuracy;
  expect(all.rows).toBeGreaterThan(400);
  expect([all.doubles.truly, all.knownGone.truly].every((rows) => rows > 0)).toBe(true);
  expect(Math.min(all.doubles.recall, all.doubles.precision, all.knownGone.recall, all.gone.precision)).toBe(1);
  expect(overlap.shareBefore).toBeGreaterThan(0.1);
  expect(overlap.shareIfSettled).toBeLessThan(0.05);
  expect(text).not.toMatch(/\b\d{16}\b/);

  const truth = join(config.truthFolder, 'truth.json');
  renameSync(truth, `${truth}.away`);
  await expect(run(assistCheckCommand)).rejects.toThrow(/no truth beside the registers.*twin -- sample/s);
});

describe('a what-if', () => {
  test('keeps to the places and tells the cost, without measures where nobody knows what families spend', async () => {
    const { json, text } = await run(assistWhatIfCommand, 'sembako', '--method', 'desil', '--places', '40');
    expect(json).toMatchObject({ recipients: 40, costRupiahPerYear: 40 * 2_400_000 });
    expect(text).toContain('nobody has estimated what families spend');
  });

  test('fills each kelurahan to the places that a file gives it, and says what is wrong with such a file', async () => {
    const file = join(root, 'quotas.csv');
    const text = (...rows: string[]): void => writeFileSync(file, ['kelurahan,places', ...rows].join('\n'));
    const ask = () => run(assistWhatIfCommand, 'sembako', '--method', 'desil', '--quotas', file);
    text('35.77.03.1005,4', '35.77.01.1003,2');
    const { byKelurahan, recipients } = (await ask()).json as {
      recipients: number;
      byKelurahan: { code: string; recipients: number }[];
    };
    expect(byKelurahan.filter((each) => each.recipients > 0)).toMatchObject([
      { code: '35.77.01.1003', recipients: 2 },
      { code: '35.77.03.1005', recipients: 4 },
    ]);
    expect(recipients).toBe(6);
    for (const [row, fault] of [
      ['35.77.09.1005,4', /no such kelurahan.*quotas\.csv, row 2, column "kelurahan"/s],
      ['35.77.03.1005,4.5', /no number of places.*row 2, column "places"/s],
      ['35.77.03.1005,900000', /more places than families.*row 2.*\d+ at most/s],
      ['35.77.03.1005,4\n35.77.03.1005,4', /twice.*row 3/s],
      ['35.77.03.1005', /not two cells.*row 2/s],
    ] as const) {
      text(row);
      await expect(ask()).rejects.toThrow(fault);
    }
    writeFileSync(file, '35.77.03.1005,4');
    await expect(ask()).rejects.toThrow(/heading row is another.*row 1/s);
  });

  test('takes spending by household, and tells poverty with intervals and the best use of the budget', async () => {
    const frozen = join(root, 'sembako.json');
    await run(assistListCommand, 'sembako', '--limit', 'desilLimit=10', '--out', frozen, '--by', 'Dinsos');
    const { content } = JSON.parse(readFileSync(frozen, 'utf8')) as { content: { rows: { id: string }[] } };
    const file = join(root, 'spending.csv');
    writeFileSync(
      file,
      ['household_id,rupiah', ...content.rows.map(({ id }, i) => `${id},${400_000 + i * 2000}`)].join('\n'),
    );
    const args = ['sembako', '--method', 'categorical', '--spending', file, '--replicates', '50', '--target-gap', '0'];
    const { json } = await run(assistWhatIfCommand, ...args);
    const { before, after, intervals, bestUse, neededBudget } = json as {
      before: { gapShare: number };
      after: { gapShare: number };
      intervals: { change: { gapShare: { low: number; high: number } } };
      bestUse: { gapShareBefore: number; gapShareAfter: number };
      neededBudget: { kind: string };
    };
    expect(intervals.change.gapShare.low).toBeLessThanOrEqual(after.gapShare - before.gapShare);
    expect(bestUse.gapShareAfter).toBeLessThanOrEqual(after.gapShare);
    // The money of now is spent once: the best use begins where nobody has it.
    expect(bestUse.gapShareBefore).toBeGreaterThan(before.gapShare);
    expect(['enough', 'out-of-reach']).toContain(neededBudget.kind);
  });

  test('holds what is tried against what is now: the list as it is moves nobody, and a larger amount is more for each', async () => {
    const asItIs = async (id: string, ...more: string[]) =>
      (await run(assistWhatIfCommand, id, '--method', 'current-list', '--replicates', '0', ...more)).json as Record<
        string,
        number
      >;
    const { recipients, ...told } = await asItIs('pbi-jk');
    expect(recipients).toBeGreaterThan(0);
    expect(told).toMatchObject({ winners: 0, losers: 0, costRupiahPerYear: told['costNowRupiahPerYear'] });
    const { recipients: families, ...tried } = await asItIs(
      'sembako',
      '--amount',
      'food=300000',
      '--limit',
      'desilLimit=1',
    );
    expect(tried).toMatchObject({
      winners: families,
      costRupiahPerYear: families! * 3_600_000,
      costNowRupiahPerYear: families! * 2_400_000,
    });
    expect(tried['inclusionErrors']).toBeGreaterThan(tried['inclusionErrorsNow']!);
  });

  test('refuses a budget where no source tells the amount, and says which would do', async () => {
    await expect(run(assistWhatIfCommand, 'blt-dbhcht', '--method', 'desil', '--budget', '1000000')).rejects.toThrow(
      /--amount cash=N/,
    );
  });

  test('refuses a file that is none, by its row', async () => {
    const file = join(root, 'bad.csv');
    writeFileSync(file, 'household_id,rupiah\nxyz,1\n');
    await expect(run(assistWhatIfCommand, 'pkh', '--method', 'desil', '--spending', file)).rejects.toThrow(
      /bad\.csv, row 2/,
    );
    await expect(run(assistWhatIfCommand, 'pkh', '--method', 'score')).rejects.toThrow(/twin -- welfare score/);
  });
});
