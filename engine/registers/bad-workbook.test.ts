/** Workbooks that are none, and bombs. */
import { describe, expect, test } from 'vitest';
import { errorOf } from './test-bad-input.ts';
import { readFiles, sheetXml, workbookEntries, workbookOf, zipOf } from './test-files.ts';

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
