import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { projectPath } from '../kernel/files.ts';
import { codeBySex, codeReader, loadCodeLists, needsSex } from './codes.ts';
import { foldLabel } from './fold.ts';
import { folderOf, LISTS } from './test-files.ts';

const read = (list: string, text: string, via?: string): number | undefined =>
  codeReader(LISTS.get(list)!, via === undefined ? undefined : LISTS.get(via))(text);

describe('an answer is found by its number and by every writing of it', () => {
  test.each([
    ['religion', 'KATHOLIK', 3],
    ['religion', 'Katolik', 3],
    ['religion', 'BUDDHA', 5],
    ['religion', 'Konghucu', 6],
    ['education', 'TAMAT SD / SEDERAJAT', 3],
    ['education', 'tamat sd/sederajat', 3],
    ['education', 'DIPLOMA I / II', 6],
    ['education', 'DIPLOMA III', 7],
    ['education', '10', 10],
    ['sex', 'L', 1],
    ['sex', 'perempuan', 2],
    ['marital-status', 'Kawin Tercatat', 2],
    ['occupation', 'Aparatur Sipil Negara', 5],
    ['blood-type', 'A', 1],
    ['blood-type', 'A+', 5],
    ['blood-type', 'A-', 6],
    ['shdk', 'ORANG TUA', 7],
    ['shdk', '02', 2],
    ['recipient-status', 'Non-Aktif', 51],
    ['recipient-status', 'Gagal Cek Rekening', 30],
    ['recipient-status', 'KETERANGAN -', 34],
    ['recipient-status', 'SK / Calon penerima bansos', 20],
  ])('%s %s is %i', (list, text, code) => {
    expect(read(list, text)).toBe(code);
  });

  test.each([
    ['religion', 'PASTAFARI'],
    ['sex', '3'],
    ['shdk', '12'],
  ])('%s %s is nothing', (list, text) => {
    expect(read(list, text)).toBeUndefined();
  });
});

test('who is on a recipient list receives, but for the statuses that say otherwise', () => {
  const receiving = (ids: string[]): boolean[] =>
    ids.map((id) => LISTS.get('recipient-status')!.byLabel.get(foldLabel(id))!.receives);
  expect(receiving(['AKTIF', 'OMSPAN', 'PROSES SPM', 'SUKSES SPM', 'SI', 'SALUR', 'AHLI WARIS'])).not.toContain(false);
  const dropped = [
    'EXCLUDE',
    'EXCLUDE PEKERJAAN',
    'EXCLUDE TIDAK LAYAK DAERAH',
    'EXCLUDE MENINGGAL',
    'TIDAK LAYAK GIS',
  ];
  const failed = ['GAGAL CEK REKENING', 'GAGAL OMSPAN', 'TIDAK TRANSAKSI', 'OVERLAP SDM KESOS', 'KETERANGAN -'];
  const waiting = ['CALON PENERIMA BANSOS', 'VERIFIKASI REKENING', 'PROSES BUREKOL', 'CADANGAN'];
  const ended = ['NONAKTIF', 'NONAKTIF SEMENTARA', 'GRADUASI'];
  expect(receiving([...dropped, ...failed, ...waiting, ...ended])).not.toContain(true);
});

describe('Regsosek numbers its answers otherwise than the family card', () => {
  test('409: child is 3 there and 4 on the card', () => {
    expect(read('shdk', '3', 'regsosek-409')).toBe(4);
    expect(read('shdk', '3')).toBe(3);
    expect(read('shdk', 'Anak', 'regsosek-409')).toBe(4);
  });

  test('409: one code for husband and wife, which the sex parts', () => {
    const code = read('shdk', '2', 'regsosek-409')!;
    expect(needsSex(code)).toBe(true);
    expect([codeBySex(code, 1), codeBySex(code, 2), codeBySex(code, 0)]).toEqual([2, 3, 0]);
  });

  test('labels of the card are understood beside those of Regsosek, numbers of the card are not', () => {
    expect(read('shdk', 'ISTRI', 'regsosek-409')).toBe(3);
    expect(read('shdk', '11', 'regsosek-409')).toBeUndefined();
  });

  test('415: certificates become the classes of the card', () => {
    const classes = ['1', '8', '15', '18', '19', '21', '22', '23'].map((code) =>
      read('education', code, 'regsosek-415'),
    );
    expect(classes).toEqual([3, 4, 5, 7, 8, 9, 10, 2]);
  });
});

test('every answer has a label in both languages, and no label shouts or says cacat', () => {
  for (const { name, entries } of LISTS.values()) {
    for (const { labelId, labelEn } of entries) {
      expect(labelEn, name).not.toBe('');
      expect(labelId, name).not.toMatch(/[A-Z]{4,} [A-Z]{3,}/);
      expect(labelId.toLowerCase(), name).not.toContain('cacat');
    }
  }
});

test('a writing with two meanings is refused', () => {
  const list = "colour:\n  1: { id: 'MERAH', en: 'red' }\n  2: { id: 'Merah', en: 'crimson' }\n";
  expect(() => loadCodeLists(folderOf({ 'codes/colours.yaml': list }))).toThrow(/means both 1 and 2/);
});

const REAL = projectPath('..', 'shared', 'data', 'registers', 'code_lists.csv');
const OURS: Readonly<Record<string, string>> = {
  agama: 'religion',
  pendidikan_kk: 'education',
  pekerjaan: 'occupation',
  status_kawin: 'marital-status',
  golongan_darah: 'blood-type',
  cacat: 'disability',
  status_dasar: 'life-status',
  warganegara: 'citizenship',
};

test('the lists are the real ones, code by code, where the tables of real lists are at hand', () => {
  const text = existsSync(REAL)
    ? readFileSync(REAL, 'utf8')
    : 'system,list,code,label\nopensid_dukcapil,shdk,3,ISTRI\n';
  const rows = parse(text, { columns: true }) as { system: string; list: string; code: string; label: string }[];
  let compared = 0;
  for (const { system, list, code, label } of rows) {
    const ours = LISTS.get(system === 'regsosek_2022k' ? `regsosek-${list}` : (OURS[list] ?? list));
    if (ours === undefined) continue;
    expect(ours.byCode.get(Number(code))?.id, `${list} ${code}`).toBe(label);
    compared++;
  }
  expect(compared).toBeGreaterThanOrEqual(existsSync(REAL) ? 380 : 1);
});
