/** What is said and kept of files whose headings, sheets or names hold somebody's name or number: nothing of that. */
import { expect, test } from 'vitest';
import { TwinError } from '../kernel/errors.ts';
import { SILENT } from '../kernel/progress.ts';
import { columnLetters } from './headings.ts';
import { declarationOf, readFiles, workbookOf, type TestCell } from './test-files.ts';

const NIK = '3577014107900001';
const ROW = `${NIK};SITI AMINAH;P1;SD`;
const TELLING = /\d{8}|SITI|AMINAH|BUDI|RAHASIA/;

/** All that reading these files says and keeps but for the rows themselves: notes, files, findings, the error if any. */
async function saidOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const notes: string[] = [];
  const progress = { ...SILENT, note: (text: string) => void notes.push(text) };
  const kept = await readFiles(files, { progress }).then(
    ({ files: received, skipped, findings }) => ({ received, skipped, findings }),
    (error: unknown) =>
      error instanceof TwinError ? { ...error.text, message: error.message } : Promise.reject(error as Error),
  );
  const said = JSON.stringify([notes, kept]).replaceAll(/"sha256":"\w+"/g, '');
  expect(said).not.toMatch(TELLING);
  return said;
}

const PKH = 'NIK PENGURUS;NAMA PENGURUS;NO PESERTA PKH;KOMPONEN';

test('a record in the line of headings is told by its columns and what they are made of', async () => {
  const said = await saidOf({ 'a.csv': `${PKH};BUDI RAHASIA;${NIK};BUDI 1\n${ROW};x;y;z\n` });
  expect(said).toContain('kolom tidak dikenal dan tidak diambil: E (11 huruf), F (16 angka), G (4 huruf, 1 angka)');
});

test.each([
  ['beside a known heading', `${PKH.replace('PENGURUS', `PENGURUS (${NIK})`)}\n12;SITI;P1;SD\n`, 'NIK PENGURUS'],
  [
    'in a second line of headings',
    'No;Nama Lengkap;NIK;Tempat dan Tanggal Lahir;;JK;SHDK\n;BUDI RAHASIA;;Tempat Lahir;Tgl/Bln/Th;;\n1;S1TI;;MADIUN;01-07-1990;P;ISTRI\n',
    'Nama Lengkap',
  ],
])('what stands %s is in no finding', async (_, text, heading) => {
  expect(await saidOf({ 'a.csv': text })).toContain(`"column":"${heading}"`);
});

test('a heading that says nothing else is shown as the file writes it', async () => {
  const text = `${PKH.replace('NAMA PENGURUS', 'Nama_Pengurus')}\n${NIK};S1TI;P1;SD\n`;
  expect(await saidOf({ 'a.csv': text })).toContain('"column":"Nama_Pengurus"');
});

const SHEET: TestCell[][] = [PKH.split(';'), ROW.split(';')];

test.each<[string, Record<string, string | Uint8Array>]>([
  ['read', { [`bltd ${NIK}.csv`]: `${PKH}\n${ROW}\n` }],
  ['there twice', { [`a ${NIK}.csv`]: `${PKH}\n${ROW}\n`, [`b ${NIK}.csv`]: `${PKH}\n${ROW}\n` }],
  ['left, as no table', { 'a.csv': `${PKH}\n${ROW}\n`, [`foto ${NIK}.jpg`]: 'x' }],
  [
    'left, as not declared',
    {
      'a.csv': `${PKH}\n${ROW}\n`,
      [`b ${NIK}.csv`]: 'x',
      'registers.yaml': declarationOf('{ file: a.csv, register: pkh }'),
    },
  ],
  ['no register', { [`a ${NIK}.csv`]: 'Merek;Warna\nX;Y\n' }],
  ['damaged', { [`a ${NIK}.xlsx`]: workbookOf({ sheets: { A: SHEET } }).subarray(0, 300) }],
  ['not there', { 'registers.yaml': declarationOf(`{ file: a ${NIK}.csv, register: pkh }`) }],
  [
    'declared twice',
    { 'registers.yaml': declarationOf(`{ file: ${NIK}.csv, register: pkh }`, `{ file: ${NIK}.csv, register: pkh }`) },
  ],
  ['asking for a format', { [`a ${NIK}.csv`]: `${PKH};TANGGAL LAHIR\n${ROW};03/04/1990\n` }],
])('a number in the name of a file that is %s is shown as ####', async (_, files) => {
  expect(await saidOf(files)).toContain('################');
});

test('a number in the name of a sheet is shown as ####', async () => {
  const sheets = { [`PKH ${NIK}`]: SHEET, [`Rekap ${NIK}`]: [['BUDI', 'x']] };
  expect(await saidOf({ 'a.xlsx': workbookOf({ sheets }) })).toMatch(/PKH #{16}.*Rekap #{16}|Rekap #{16}.*PKH #{16}/);
});

test('columns have the letters of a spreadsheet', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});
