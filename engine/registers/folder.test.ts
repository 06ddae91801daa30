import { describe, expect, test } from 'vitest';
import { SILENT } from '../kernel/progress.ts';
import { NO_DATE } from '../kernel/time.ts';
import { readRegisters, registerFiles } from './read.ts';
import { declarationOf, folderOf, MODELS, readFiles, valuesOf } from './test-files.ts';
import { BUDI, HEAD, LATER, SIAK, SITI } from './test-siak.ts';

describe('a folder', () => {
  test('the same file twice is named and changes nothing', async () => {
    const once = await readFiles({ 'a.csv': SIAK });
    const twice = await readFiles({ 'a.csv': SIAK, 'b.csv': SIAK });
    expect(twice.skipped).toEqual([{ name: 'b.csv', sameAs: 'a.csv' }]);
    expect({ ...twice, skipped: [] }).toEqual(once);
  });

  test.each([
    ['one line end more', `${SIAK}\r\n`],
    ['another delimiter and another encoding', `\ufeff${SIAK.replaceAll(';', '\t')}`],
    ['its rows in another order', [HEAD, BUDI, SITI].join('\n')],
    ['a column of blanks more', SIAK.replace(HEAD, `${HEAD};Disabilitas`).replaceAll(/(PEDAGANG|GURU)/g, '$1;')],
    ['a line of totals more', `${SIAK}JUMLAH;;2;;;;;;;;;;;;\r\n`],
  ])('the same rows saved once more with %s change nothing', async (_, again) => {
    const notes: string[] = [];
    const once = await readFiles({ 'a.csv': SIAK, 'c.csv': LATER });
    const progress = { ...SILENT, note: (text: string) => void notes.push(text) };
    const twice = await readFiles({ 'a.csv': SIAK, 'b.csv': again, 'c.csv': LATER }, { progress });
    expect(twice.skipped).toEqual([{ name: 'b.csv', sameAs: 'a.csv' }]);
    expect({ ...twice, skipped: [] }).toEqual(once);
    expect(notes.join('\n')).toMatch(/b\.csv: (baris-barisnya|isinya) sama dengan a\.csv, dilewati/);
  });

  test.each([
    ['a row more', `${SIAK}${LATER.split('\r\n')[1]!}\r\n`],
    ['one letter that differs', SIAK.replace('SITI', 'SITA')],
    ['a value that one of them lacks', SIAK.replace('PEDAGANG', '')],
    [
      'two values that changed places',
      SIAK.replace('SITI AMINAH', 'x').replace('BUDI SANTOSO', 'SITI AMINAH').replace('x', 'BUDI SANTOSO'),
    ],
    ['one row twice in place of two', [HEAD, SITI, SITI].join('\n')],
  ])('two files that differ by %s are both read', async (_, other) => {
    const { files, skipped } = await readFiles({ 'a.csv': SIAK, 'b.csv': other });
    expect([files.length, skipped]).toEqual([2, []]);
  });

  test('two files without an accepted row are both there, with what was refused', async () => {
    const { files } = await readFiles({ 'a.csv': `${HEAD}\nx;y\n`, 'b.csv': `${HEAD}\n` });
    expect(files.map(({ rowsRefused }) => rowsRefused)).toEqual([1, 0]);
  });

  test('two files of one register are its rows one after the other, each with its file', async () => {
    const { registers, files } = await readFiles({
      'a.csv': [HEAD, SITI, ''].join('\n'),
      'b.csv': [HEAD.replaceAll(';', ','), BUDI.replaceAll(';', ','), ''].join('\n'),
    });
    expect(registers).toHaveLength(1);
    expect([...registers[0]!.sourceFile]).toEqual([0, 1]);
    expect(valuesOf(registers[0]!, 'fullName')).toEqual(['SITI AMINAH', 'BUDI SANTOSO']);
    expect(files.map(({ name }) => name)).toEqual(['a.csv', 'b.csv']);
  });

  test('registers come in their order whatever the names of the files, and share a dictionary a field', async () => {
    const pbi = 'PSNOKA,NIK,NAMA_LGKP,TGL_LHR\n1,3577014107900001,SITI AMINAH,1990-07-01\n';
    const { registers } = await readFiles({ 'a.csv': pbi, 'z.csv': SIAK });
    expect(registers.map(({ registerId }) => registerId)).toEqual(['dukcapil', 'pbi-jk']);
    expect(registers[1]!.programme).toBe('pbi-jk');
    const [first, second] = registers.map(({ columns }) => columns.get('nik')!);
    if (first?.kind !== 'text' || second?.kind !== 'text') throw new Error('nik is text');
    expect(second.dictionary).toBe(first.dictionary);
    expect(second.codes[0]).toBe(first.codes[0]);
  });

  test('the same files give the same columns and findings', async () => {
    const files = { 'siak.csv': [HEAD, SITI, BUDI, SITI.replace('PEREMPUAN', 'X'), ''].join('\n') };
    expect(await readFiles(files)).toEqual(await readFiles(files));
  });

  test('a column that one file lacks is blank in its rows', async () => {
    const { registers } = await readFiles({
      'a.csv': 'Nomor KK;NIK;Nama Penduduk;SHDK;Kelamin\n1;3577014107900001;SITI;ISTRI;P\n',
      'b.csv': SIAK,
    });
    expect(valuesOf(registers[0]!, 'bornOn').map((day) => day === NO_DATE)).toEqual([true, false, false]);
    expect(valuesOf(registers[0]!, 'motherName')).toEqual(['', 'SRI', 'TUN']);
  });

  test.each(['readme.txt', 'README.TXT', 'Read me.txt', 'baca-saya.txt'])('%s is no register', async (name) => {
    const { files } = await readFiles({
      'siak.csv': SIAK,
      [name]: 'Data per 31 Desember 2025, dari Dispendukcapil.\n',
    });
    expect(files.map((file) => file.name)).toEqual(['siak.csv']);
    expect(registerFiles(folderOf({ [name]: 'x' }))).toEqual([]);
  });

  test('another text that is no register is named, and what to do with it', async () => {
    await expect(readFiles({ 'siak.csv': SIAK, 'catatan.txt': 'Data per 31 Desember 2025\n' })).rejects.toThrow(
      /In catatan\.txt\..*take it out of the folder/,
    );
  });

  test('the reader is told what was recognised, what was left and which columns have a heading that nobody knows', async () => {
    const notes: string[] = [];
    await readFiles(
      { 'siak.csv': SIAK.replace('Alamat', 'Zodiak'), 'foto.jpg': 'x', 'README.md': 'x' },
      { progress: { ...SILENT, note: (text) => notes.push(text) } },
    );
    expect(notes.join('\n')).toMatch(
      /foto\.jpg[\s\S]*siak\.csv: dukcapil \(Ekspor SIAK\), 2 baris[\s\S]*tidak diambil: L \(6 huruf\)/,
    );
  });

  test('the order in which files are declared does not matter', async () => {
    const files = { 'a.csv': 'PSNOKA,NIK,NAMA_LGKP\n1,3577014107900001,SITI\n', 'b.csv': SIAK };
    const entries = ['{ file: a.csv, register: pbi-jk }', '{ file: b.csv, register: dukcapil }'];
    const one = await readFiles({ ...files, 'registers.yaml': declarationOf(...entries) });
    const other = await readFiles({ ...files, 'registers.yaml': declarationOf(...entries.toReversed()) });
    expect(one).toEqual(other);
    expect(one.files.map(({ name }) => name)).toEqual(['b.csv', 'a.csv']);
  });

  test('a file that the declaration does not name is not read', async () => {
    const { files } = await readFiles({
      'a.csv': SIAK,
      'b.csv': 'nothing;of;ours\n1;2;3\n',
      'registers.yaml': declarationOf('{ file: a.csv, register: dukcapil }'),
    });
    expect(files.map(({ name }) => name)).toEqual(['a.csv']);
  });
});

test('progress tells how much of the files has gone by', async () => {
  const seen: number[] = [];
  let total = 0;
  const folder = folderOf({ 'siak.csv': SIAK + `${SITI}\r\n`.repeat(9000) });
  await readRegisters({
    folder,
    models: MODELS,
    progress: { ...SILENT, stage: (_, kilobytes) => void (total = kilobytes!), at: (done) => seen.push(done) },
  });
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBeGreaterThanOrEqual(total - 1);
  expect(seen.at(-1)).toBeLessThanOrEqual(total);
});
