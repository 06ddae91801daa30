/** Every file that an office may send by mistake, or somebody in bad faith: a clear error, nothing half done. */
import { appendFileSync, chmodSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { TwinError } from '../kernel/errors.ts';
import { SILENT } from '../kernel/progress.ts';
import type { ReadingContext } from './open-source.ts';
import { readRegisterFile } from './read-file.ts';
import { readRegisters, type ReadRegistersOptions } from './read.ts';
import type { Finding } from './records.ts';
import type { RowSink } from './row-checker.ts';
import { DEFAULT_CAPS } from './source.ts';
import { surveyFile } from './survey.ts';
import {
  declarationOf,
  folderOf,
  LISTS,
  MODELS,
  readFiles,
  REGISTERS,
  sheetXml,
  valuesOf,
  workbookEntries,
  workbookOf,
  zipOf,
} from './test-files.ts';

const HEAD = 'Nomor KK;NIK;Nama Penduduk;Tanggal Lahir;Kelamin;SHDK';
const ROW = '3577010101900001;3577014107900001;SITI AMINAH;01/07/1990;PEREMPUAN;ISTRI';
const SIAK = `${HEAD}\n${ROW}\n`;
const DECLARED = declarationOf('{ file: a.csv, register: dukcapil }');

/** The error of reading these files; it must be a word for people that holds nobody's number or name. */
async function errorOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<ReadRegistersOptions> = {},
): Promise<TwinError> {
  const error: unknown = await readFiles(files, options).then(
    () => 'no error',
    (reason: unknown) => reason,
  );
  if (!(error instanceof TwinError)) throw error;
  expect(error.message).not.toMatch(/3577014107900001|SITI|AMINAH/);
  expect(error.text.todo).toMatch(/\.$/);
  return error;
}

describe('a text that is no register', () => {
  const cases: [name: string, files: Record<string, string | Uint8Array>, code: string, words: RegExp][] = [
    ['an empty file', { 'a.csv': '' }, 'file-empty', /a\.csv/],
    ['a file of blanks', { 'a.csv': '\ufeff \r\n\r\n' }, 'file-empty', /a\.csv/],
    ['an empty folder', {}, 'folder-empty', /twin -- sample/],
    [
      'another register than declared',
      { 'a.csv': 'PSNOKA;NIK;NAMA_LGKP\n1;2;A\n', 'registers.yaml': DECLARED },
      'register-wrong',
      /dukcapil.*pbi-jk/,
    ],
    ['no register at all', { 'a.csv': 'Merek;Warna;Harga\nX;Y;1\n' }, 'register-unknown', /first 15 rows/],
    [
      'no register, though declared as one',
      { 'a.csv': 'Merek;Warna\nX;Y\n', 'registers.yaml': DECLARED },
      'headings-not-found',
      /Nomor KK/,
    ],
    [
      'a register that is not described',
      { 'a.csv': SIAK, 'registers.yaml': declarationOf('{ file: a.csv, register: dukun }') },
      'register-not-described',
      /dukcapil-moves/,
    ],
    ['a missing column', { 'a.csv': SIAK.replaceAll(/^([^;]*);[^;]*;/gm, '$1;') }, 'column-missing', /column "NIK"/],
    [
      'a doubled heading',
      { 'a.csv': 'NIK;Nomor KK;NIK;Nama Penduduk;Kelamin;SHDK\n1;2;3;4;5;6\n' },
      'heading-doubled',
      /"NIK" in column A and "NIK" in column C/,
    ],
    [
      'two headings of one meaning',
      { 'a.csv': 'NIK;Nama;Nama Lengkap;Tanggal Kematian\n1;2;3;4\n' },
      'heading-doubled',
      /"Nama" in column B and "Nama Lengkap" in column C/,
    ],
    [
      'headings of two registers',
      { 'a.csv': 'NIK;Nama Lengkap;Tanggal Kematian;Tanggal Pindah\n1;2;3;4\n' },
      'register-ambiguous',
      /dukcapil-deaths and dukcapil-moves/,
    ],
    [
      'the wrong delimiter',
      { 'a.csv': SIAK, 'registers.yaml': declarationOf("{ file: a.csv, register: dukcapil, delimiter: ',' }") },
      'delimiter-wrong',
      /delimiter: ";"/,
    ],
    ['a quote that is never closed', { 'a.csv': `${SIAK}"3577;x\n` }, 'quote-not-closed', /row 3/],
    ...[';', ',', '\t'].map((delimiter): (typeof cases)[number] => [
      `a quote that is never closed in the first record, cells parted by ${JSON.stringify(delimiter)}`,
      { 'a.csv': SIAK.replace('SITI', '"SITI').replaceAll(';', delimiter) },
      'quote-not-closed',
      /row 2/,
    ]),
    [
      'a quote that is never closed in the headings',
      { 'a.csv': SIAK.replace('NIK', '"NIK').replaceAll(';', ',') },
      'quote-not-closed',
      /row 1/,
    ],
    [
      'bytes of no encoding',
      { 'a.csv': Buffer.concat([Buffer.from(SIAK), Buffer.from([0x41, 0x81, 0x8d, 0xff, 0x0a])]) },
      'encoding-unknown',
      /row 3/,
    ],
    [
      'Windows-1252 declared as UTF-8',
      {
        'a.csv': Buffer.from(`${SIAK}RENÉ\n`, 'latin1'),
        'registers.yaml': declarationOf('{ file: a.csv, register: dukcapil, encoding: utf-8 }'),
      },
      'encoding-wrong',
      /windows-1252/,
    ],
    [
      'UTF-8 with its mark declared as Windows-1252',
      {
        'a.csv': `\ufeff${SIAK}`,
        'registers.yaml': declarationOf('{ file: a.csv, register: dukcapil, encoding: windows-1252 }'),
      },
      'encoding-wrong',
      /mark of utf-8/,
    ],
    [
      'half a letter of UTF-16',
      { 'a.csv': Buffer.concat([Buffer.from(`\ufeff${SIAK}`, 'utf16le'), Buffer.from([0x00, 0xd8])]) },
      'encoding-wrong',
      /utf-16le/,
    ],
    ['a binary file', { 'a.csv': Buffer.from([1, 2, 0, 3, 4, 0, 0, 9]) }, 'format-unknown', /CSV or Parquet/],
    [
      'a binary file declared as text',
      {
        'a.csv': Buffer.from(`${SIAK}\0`),
        'registers.yaml': declarationOf('{ file: a.csv, register: dukcapil, encoding: utf-8 }'),
      },
      'format-unknown',
      /CSV or Parquet/,
    ],
    ['a PDF', { 'a.csv': '%PDF-1.7 …' }, 'format-unknown', /CSV or Parquet/],
    [
      'a web page with the name of a workbook',
      { 'a.xls': '<html xmlns:x="urn:excel"><table><tr><td>NIK' },
      'html-not-table',
      /save it as \.xlsx/,
    ],
    ['a bare table of HTML', { 'a.xls': '\ufeff\r\n<table border=1><tr><td>NIK' }, 'html-not-table', /16 digits/],
    ['XML Spreadsheet 2003', { 'a.xls': '<?xml version="1.0"?><Workbook>' }, 'xml-not-table', /Excel Workbook/],
    [
      'a declaration that is not YAML',
      { 'registers.yaml': 'files: [', 'a.csv': SIAK },
      'yaml-unreadable',
      /registers\.yaml/,
    ],
    [
      'a declaration with a date that there is not',
      { 'registers.yaml': DECLARED.replace('12-31', '02-31'), 'a.csv': SIAK },
      'yaml-shape',
      /asOf/,
    ],
    ['a declaration of a file that is not there', { 'registers.yaml': DECLARED }, 'file-gone', /a\.csv/],
    [
      'a declaration that reaches out of its folder',
      { 'registers.yaml': declarationOf('{ file: ../a.csv, register: dukcapil }') },
      'yaml-shape',
      /plain file name/,
    ],
    [
      'a file declared twice',
      {
        'a.csv': SIAK,
        'registers.yaml': declarationOf('{ file: a.csv, register: dukcapil }', '{ file: a.csv, register: dukcapil }'),
      },
      'file-declared-twice',
      /a\.csv/,
    ],
  ];
  test.each(cases)('%s', async (_, files, code, words) => {
    const error = await errorOf(files);
    expect(error.text.code).toBe(code);
    expect(error.message).toMatch(words);
  });

  test('a sound file is read: the cases above differ from it by their fault alone', async () => {
    const { findings, files } = await readFiles({ 'a.csv': SIAK, 'registers.yaml': DECLARED });
    expect([findings, files[0]!.rowsAccepted]).toEqual([[], 1]);
  });
});

const BOOK = {
  sheets: {
    Data: [
      ['NIK PENGURUS', 'NAMA PENGURUS', 'NO PESERTA PKH', 'KOMPONEN'],
      ['3577014107900001', 'SITI', 'P1', 'SD'],
    ],
  },
};
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const replacing = (name: string, data: string): Buffer =>
  zipOf(workbookEntries(BOOK).map((entry) => (entry.name === name ? { name, data } : entry)));
const SHEET = 'xl/worksheets/sheet0.xml';

describe('a workbook that is none', () => {
  const sound = workbookOf(BOOK);
  const cases: [name: string, content: Uint8Array, code: string, words: RegExp][] = [
    ['an old .xls', Buffer.concat([OLE, Buffer.alloc(2000)]), 'workbook-old', /save it as/],
    [
      'a workbook with a password',
      Buffer.concat([OLE, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(600)]),
      'workbook-encrypted',
      /password/,
    ],
    [
      'a zip with a password',
      zipOf(workbookEntries(BOOK).map((entry) => ({ ...entry, flags: 1 }))),
      'workbook-encrypted',
      /password/,
    ],
    ['a workbook cut off', sound.subarray(0, sound.length - 200), 'workbook-damaged', /cut off/],
    [
      'a workbook with a hole',
      Buffer.concat([sound.subarray(0, 700), Buffer.alloc(60), sound.subarray(760)]),
      'workbook-damaged',
      /damaged/,
    ],
    [
      'an entry that is larger than it says',
      zipOf(workbookEntries(BOOK).map((entry) => (entry.name === SHEET ? { ...entry, claimedSize: 100 } : entry))),
      'workbook-damaged',
      /damaged/,
    ],
    [
      'an entry whose bytes were changed',
      zipOf(workbookEntries(BOOK).map((entry) => (entry.name === SHEET ? { ...entry, claimedChecksum: 7 } : entry))),
      'workbook-damaged',
      /damaged/,
    ],
    [
      'a zip of something else',
      zipOf([{ name: 'content.xml', data: '<office/>' }]),
      'zip-not-workbook',
      /no Excel workbook/,
    ],
    ['a binary workbook', zipOf([{ name: 'xl/workbook.bin', data: 'x' }]), 'zip-not-workbook', /\.xlsb/],
    ['an empty zip', Buffer.from('PK\u0005\u0006'.padEnd(22, '\0')), 'file-empty', /empty/],
    ['a sheet that is not XML', replacing(SHEET, 'NIK;NAMA'), 'workbook-damaged', /damaged/],
    [
      'a sheet that ends early',
      replacing(SHEET, sheetXml(BOOK.sheets.Data).slice(0, -30)),
      'workbook-damaged',
      /damaged/,
    ],
    [
      'a document type with entities',
      replacing(SHEET, '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>'),
      'workbook-doctype',
      /attacks/,
    ],
    [
      'an entity that nobody declared',
      replacing(SHEET, '<worksheet><sheetData><row r="1"><c t="str"><v>&a;</v></c></row></sheetData></worksheet>'),
      'workbook-damaged',
      /damaged/,
    ],
    [
      'rows that run backwards',
      replacing(SHEET, '<worksheet><sheetData><row r="2"></row><row r="1"></row></sheetData></worksheet>'),
      'workbook-damaged',
      /damaged/,
    ],
    [
      'a cell far to the right',
      replacing(SHEET, '<worksheet><sheetData><row r="1"><c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>'),
      'too-many-columns',
      /4096/,
    ],
    [
      'a shared string that there is not',
      replacing(SHEET, '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>7</v></c></row></sheetData></worksheet>'),
      'workbook-damaged',
      /damaged/,
    ],
    [
      'sheets without the headings of a register',
      workbookOf({
        sheets: {
          Data: [
            ['Merek', 'Warna'],
            ['X', 'Y'],
          ],
        },
      }),
      'register-unknown',
      /a\.xlsx/,
    ],
  ];
  test.each(cases)('%s', async (_, content, code, words) => {
    const error = await errorOf({ 'a.xlsx': content });
    expect(error.text.code).toBe(code);
    expect(error.message).toMatch(words);
  });

  test('a sound one is read', async () => {
    expect((await readFiles({ 'a.xlsx': sound })).registers[0]!.count).toBe(1);
  });
});

describe('a bomb is not set off', () => {
  const caps = { entryBytes: 1 << 22, workbookBytes: 3 << 20, sharedStringBytes: 1 << 20, sharedStrings: 1000 };
  const blanks = (bytes: number): string => `<worksheet>${' '.repeat(bytes)}</worksheet>`;
  const strings = (count: number, text: string): string => `<sst>${`<si><t>${text}</t></si>`.repeat(count)}</sst>`;
  const noise = (bytes: number): string =>
    Array.from({ length: bytes / 8 }, (_, i) => ((i * 2654435761) >>> 0).toString(16).padStart(8, 'x')).join('');
  const cases: [name: string, content: Uint8Array][] = [
    ['one that unpacks a thousandfold', replacing(SHEET, `<worksheet>${'<a/>'.repeat(600_000)}</worksheet>`)],
    ['an entry beyond the limit', replacing(SHEET, blanks(5 << 20))],
    [
      'many entries that are too much together',
      workbookOf({
        sheets: { A: `<a>${noise(1 << 20)}</a>`, B: `<a>${noise(1 << 20)}</a>`, C: `<a>${noise(1 << 20)}</a>` },
      }),
    ],
    ['more strings than a register has', workbookOf({ ...BOOK, sharedStrings: strings(2000, 'x') })],
    ['longer strings than a register has', workbookOf({ ...BOOK, sharedStrings: strings(500, noise(4096)) })],
    ['thousands of entries', zipOf(Array.from({ length: 3000 }, (_, i) => ({ name: `${i}`, data: '' })))],
  ];
  test.each(cases)('%s', async (_, content) => {
    expect((await errorOf({ 'a.xlsx': content }, { caps })).text.code).toBe('workbook-bomb');
  });

  test('a text without end', async () => {
    const sharedStrings = `<sst><si><t>${noise(1 << 21)}</t></si></sst>`;
    const error = await errorOf({ 'a.xlsx': workbookOf({ ...BOOK, sharedStrings }) });
    expect([error.text.code, error.text.what]).toEqual(['workbook-bomb', expect.stringMatching(/cell/)]);
  });

  test('a gigabyte packed into a megabyte costs neither memory nor time', async () => {
    const before = process.memoryUsage().rss;
    const entries = workbookEntries(BOOK).map((entry) =>
      entry.name === SHEET ? { name: SHEET, data: Buffer.alloc(300 << 20, ' '), claimedSize: 300 << 20 } : entry,
    );
    const content = zipOf(entries);
    const after = process.memoryUsage().rss;
    expect((await errorOf({ 'a.xlsx': content })).text.code).toBe('workbook-bomb');
    expect(process.memoryUsage().rss - Math.max(before, after)).toBeLessThan(64 << 20);
  });
});

describe('a cell that cannot be what its column holds is a finding, and the row is kept', () => {
  const list = (nominal: string): Record<string, string> => ({
    'bltd.csv': `NIK;Nama;No. Peserta;Triwulan;Nominal\n3577014107900001;SITI AMINAH;B1;1;${nominal}\n`,
    'registers.yaml': declarationOf("{ file: bltd.csv, register: bltd, decimal: ',' }"),
  });

  test.each(['dua ratus ribu', '600.000 per bulan', 'x'])('text in a number: %s', async (nominal) => {
    const { files, findings, registers } = await readFiles(list(nominal));
    expect(findings).toMatchObject([
      {
        severity: 'finding',
        code: 'number-unreadable',
        row: 2,
        column: 'Nominal',
        expected: expect.stringMatching(/./),
      },
    ]);
    expect(files[0]).toMatchObject({ rowsReceived: 1, rowsAccepted: 1, rowsWithFindings: 1, rowsRefused: 0 });
    expect(valuesOf(registers[0]!, 'amountRupiah')).toEqual([NaN]);
  });

  test('the same list with a number has no finding', async () => {
    const { findings, registers } = await readFiles(list('Rp600.000'));
    expect(findings).toEqual([]);
    expect(valuesOf(registers[0]!, 'amountRupiah')).toEqual([600_000]);
  });
});

/** Counts rows and findings, and keeps none. */
class CountingSink implements RowSink {
  accepted_ = 0;
  readonly findings = new Map<string, number>();
  lastRow = 0;

  accepted(): void {
    this.accepted_++;
  }

  finding({ severity, code, row }: Finding): void {
    const key = `${severity} ${code}`;
    this.findings.set(key, (this.findings.get(key) ?? 0) + 1);
    this.lastRow = row;
  }
}

const CONTEXT: ReadingContext = {
  registers: REGISTERS,
  lists: LISTS,
  kelurahan: [],
  asOfDay: undefined,
  caps: DEFAULT_CAPS,
};

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes in use once garbage is gone, buffers included. */
function bytesInUse(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe('a large file', () => {
  test('of 10 million letters without a line end stops at the limit', async () => {
    const folder = folderOf({ 'a.csv': `${SIAK}${'A'.repeat(10_000_000)}\n${ROW}\n` });
    let most = 0;
    const before = bytesInUse();
    const reading = readRegisters({
      folder,
      models: MODELS,
      progress: { ...SILENT, at: () => void (most = Math.max(most, process.memoryUsage().arrayBuffers)) },
    });
    await expect(reading).rejects.toMatchObject({ text: { code: 'row-too-long', where: { file: 'a.csv', row: 3 } } });
    expect(most - before).toBeLessThan(40 << 20);
  });

  test('of 300,000 rows with an error in every tenth is read to the end, and every error is counted', async () => {
    const lines = [HEAD];
    for (let i = 0; i < 300_000; i++) {
      const nik = `357701410790${String(i % 10_000).padStart(4, '0')}`;
      const faulty = i % 20 === 0 ? nik.slice(1) : nik;
      const date = i % 20 === 10 ? '31/02/1990' : '01/07/1990';
      lines.push(
        `35770101${String(i).padStart(8, '0')};${faulty};SITI ${'ABCDEFGHIJ'[i % 10]!.repeat(1 + (i % 7))};${date};P;ISTRI`,
      );
    }
    const folder = folderOf({ 'a.csv': lines.join('\n') });
    const { files, findings, registers } = await readRegisters({ folder, models: MODELS, progress: SILENT });
    expect(files[0]).toMatchObject({
      rowsReceived: 300_000,
      rowsAccepted: 300_000,
      rowsWithFindings: 30_000,
      rowsRefused: 0,
    });
    expect(findings).toHaveLength(30_000);
    const codes = Map.groupBy(findings, ({ code }) => code);
    expect([codes.get('nik-fifteen-digits')!.length, codes.get('date-impossible')!.length]).toEqual([15_000, 15_000]);
    expect(registers[0]!.count).toBe(300_000);
    expect(findings.at(-1)!.row).toBe(300_000 - 10 + 2);
  });

  /** Most memory in use while this many rows go by, above what was in use before. */
  async function growth(rows: number, sink: RowSink): Promise<number> {
    const path = join(folderOf({ 'a.csv': HEAD }), 'a.csv');
    for (let start = 0; start < rows; start += 10_000) {
      const lines = Array.from({ length: 10_000 }, (_, i) => {
        const number = String(start + i).padStart(8, '0');
        const date = i % 10 === 0 ? '31/02/1990' : '01/07/1990';
        return `\n35770101${number};35770141${number};NAMA ${(start + i).toString(36)};${date};P;ISTRI`;
      });
      appendFileSync(path, lines.join(''));
    }
    const survey = await surveyFile(path);
    // Buffers of what ran before are given back a moment after they become garbage.
    for (let i = 0; i < 3; i++) await new Promise((resolve) => setTimeout(resolve, (bytesInUse(), 5)));
    const before = bytesInUse();
    let most = before;
    let piece = 0;
    const look = (): void => void (piece++ % 4 === 3 && (most = Math.max(most, bytesInUse())));
    await readRegisterFile(survey, { context: CONTEXT, fileIndex: 0, sinkFor: () => sink, onBytes: look });
    return Math.max(most, bytesInUse()) - before;
  }

  test('passes by in less memory than it has bytes, however long it is', async () => {
    const sink = new CountingSink();
    expect(await growth(250_000, sink)).toBeLessThan(12 << 20);
    expect(sink.accepted_).toBe(250_000);
    expect(sink.findings.get('finding date-impossible')).toBe(25_000);
  });

  test('and a sink that keeps its rows shows that the measure above can grow', async () => {
    const kept: string[] = [];
    const keeping: RowSink = {
      accepted: (row) => void kept.push(row.text(0), row.text(1), row.text(2)),
      finding: () => {},
    };
    expect(await growth(250_000, keeping)).toBeGreaterThan(12 << 20);
    expect(kept).toHaveLength(750_000);
  });

  test('of nothing but errors stops when nobody could read them all', async () => {
    const error = await errorOf({ 'a.csv': `${HEAD}\n${'x;y;1;z;w;v\n'.repeat(500)}` }, { maximumFindings: 1000 });
    expect(error.text.code).toBe('too-many-findings');
  });
});

describe('a file that changes under the reader', () => {
  const survey = (folder: string) => surveyFile(join(folder, 'a.csv'));
  const read = async (folder: string, change: (path: string) => void): Promise<TwinError> => {
    const looked = await survey(folder);
    change(join(folder, 'a.csv'));
    const error: unknown = await readRegisterFile(looked, {
      context: CONTEXT,
      fileIndex: 0,
      sinkFor: () => new CountingSink(),
    }).then(
      () => 'no error',
      (reason: unknown) => reason,
    );
    if (!(error instanceof TwinError)) throw error;
    return error;
  };

  test('vanished', async () => {
    expect((await read(folderOf({ 'a.csv': SIAK }), (path) => rmSync(path))).text.code).toBe('file-gone');
  });

  test('cut short', async () => {
    const error = await read(folderOf({ 'a.csv': SIAK + `${ROW}\n`.repeat(50) }), (path) => truncateSync(path, 400));
    expect(error.text.code).toBe('file-changed');
  });

  test('still being written', async () => {
    const error = await read(folderOf({ 'a.csv': SIAK }), (path) => appendFileSync(path, `${ROW}\n`));
    expect(error.text.code).toBe('file-changed');
  });

  test('a folder with the name of a file', async () => {
    const error = await errorOf({ 'a.csv/inside.txt': 'x', 'registers.yaml': DECLARED });
    expect(error.text.code).toBe('file-unreadable');
  });

  test('not readable', async () => {
    const folder = folderOf({ 'a.csv': SIAK });
    const path = join(folder, 'a.csv');
    // The superuser may read anything but the first byte of his own memory, which fails as a broken disk does.
    if (process.getuid?.() === 0) {
      rmSync(path);
      symlinkSync('/proc/self/mem', path);
    } else chmodSync(path, 0o000);
    await expect(readRegisters({ folder, models: MODELS, progress: SILENT })).rejects.toMatchObject({
      text: { code: 'file-unreadable' },
    });
  });

  test('a folder that is not there', async () => {
    const reading = readRegisters({ folder: join(folderOf({}), 'nowhere'), models: MODELS, progress: SILENT });
    await expect(reading).rejects.toMatchObject({ text: { code: 'file-gone' } });
  });
});

test('an error on the way leaves no reading: the good file before the bad one does not count', async () => {
  const folder = folderOf({ 'a.csv': SIAK, 'b.csv': 'Merek;Warna\nX;Y\n' });
  await expect(readRegisters({ folder, models: MODELS, progress: SILENT })).rejects.toBeInstanceOf(TwinError);
  writeFileSync(join(folder, 'b.csv'), SIAK.replace('SITI', 'SITA'));
  expect((await readRegisters({ folder, models: MODELS, progress: SILENT })).registers[0]!.count).toBe(2);
});
