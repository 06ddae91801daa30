/** Files without headings, and files parted by what nobody expects: nobody is lost, and nobody is named. */
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { TwinError } from '../../../kernel/errors.ts';
import { MODEL_SHAPE } from '../model/shape.ts';
import { folderWith, readAll, textsOf } from '../test-folder.ts';
import { openIdTable } from './open-id-table.ts';

const PERSONAL = /BUDI|SITI|SANTOSO|AMIN|ANI|3577|1970|0812|MAWAR|@|[٠-٩]/;

async function faultOf(read: Promise<unknown>): Promise<TwinError> {
  const fault = await read.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(fault instanceof TwinError)) throw new Error('read without a fault', { cause: fault });
  return fault;
}

const byModel = (settings: object, text: string | Buffer): Promise<TwinError> =>
  faultOf(readAll({ files: { '*': settings } }, { 'a.csv': text }));

const NIK = '1,3577014107700001,BUDI SANTOSO\n2,3577014107700002,SITI AMIN\n';
const NAMES = '1,BUDI,SANTOSO\n2,SITI,AMIN\n3,ANI,SANTOSO\n';
const BIRTHS = 'BUDI SANTOSO;1970-01-02\nSITI AMIN;1971-01-02\n';
const MAILS = 'BUDI,budi@MAWAR.id\nSITI,siti@MAWAR.id\n';
const CODES = 'A001,BUDI\nA002,SITI\n';
const ADDRESSES =
  'A0,BUDI SANTOSO,JALAN MAWAR NO 71,KELURAHAN TAMAN,KOTA MADIUN\nA1,SITI AMIN,JALAN MAWAR NO 3,KELURAHAN KLEGEN,KOTA MADIUN\n';
const UUIDS =
  'cd613e30-d8f1-6adf-91b7-584a2265b1f5,BUDI SANTOSO,TAMAN\n' +
  '78e51061-7311-d8a3-c2ce-6f447ed4d57b,SITI AMIN,TAMAN\n11151061-7311-1813-1213-611744714571,ANI,TAMAN\n';
const HEX = 'deadbeef12,BUDI\n0123456789,SITI\nffee012345,ANI\n';
const ULIDS = '01HX3T9ZK4,BUDI\n7QW2N8M0PA,SITI\nK3J5H7G9F1,ANI\n';

describe('a record is not taken for headings', () => {
  test.each<[string, object, string]>([
    ['NIK and name, the id by its number', { id: 1, columns: 'all' }, NIK],
    ['NIK and name, the id by a name', { id: 'nik', columns: 'all' }, NIK],
    ['names beside a number', { id: 1, columns: 'all' }, NAMES],
    ['names beside a number, the id by a name', { id: 'no', columns: ['nama'] }, NAMES],
    ['names and dates of birth', { id: 'nama', columns: 'all' }, BIRTHS],
    ['names and dates of birth, columns by number', { id: 1, columns: { born: 2 } }, BIRTHS],
    ['one row alone', { id: 1, columns: 'all' }, '1,3577014107700001,BUDI SANTOSO\n'],
    ['addresses of mail', { id: 'email', columns: 'all' }, MAILS],
    ['words where others have numbers', { id: 'no', columns: 'all' }, '1,BUDI,tidak ada\n2,SITI,081234567\n'],
    ['codes of one make', { id: 1, columns: 'all' }, CODES],
    ['words of headings within addresses', { id: 'id', columns: 'all' }, ADDRESSES],
    ['a code above codes beside words of headings', { id: 'id', columns: 'all' }, 'A1,KOTA,DESA\nA2,KOTA,DESA\n'],
    ['UUIDs', { id: 1, columns: 'all' }, UUIDS],
    ['UUIDs, the id by a name', { id: 'id', columns: 'all' }, UUIDS],
    ['hexadecimal numbers', { id: 1, columns: 'all' }, HEX],
    ['letters and digits by chance', { id: 1, columns: 'all' }, ULIDS],
    ['digits of another script', { id: 'nik', columns: 'all' }, NIK.replace(/\d/g, (d) => '٠١٢٣٤٥٦٧٨٩'[Number(d)]!)],
    ['a line that Excel writes for itself above it', { id: 1, columns: 'all' }, `sep=,\n${NIK}`],
    ['a title above it', { id: 1, columns: 'all' }, `Daftar warga\n\n${NIK}`],
  ])('%s', async (_, settings, text) => {
    const fault = await byModel(settings, text);
    expect([fault.kind, fault.text.code]).toEqual(['input', 'headings-missing']);
    expect(fault.text.what).toBe('The row looks like a record and not like headings.');
    expect(fault.text.expected).toMatch(/the columns are "column 1", "column 2"/);
    expect(fault.text.todo).toMatch(/headings: false in MODEL.yaml.*headings: true/);
    expect(JSON.stringify(fault.text)).not.toMatch(PERSONAL);
  });

  test('with headings: false every record is there, whatever Excel wrote above them', async () => {
    const settings = { headings: false, id: 1, columns: { nik: 2, name: 3 } };
    for (const text of [NIK, `sep=,\n${NIK}`]) {
      const [source] = await readAll({ files: { '*': settings } }, { 'a.csv': text });
      expect(source!.ids).toEqual(['1', '2']);
      expect(textsOf(source!.columns.get('name'))).toEqual(['BUDI SANTOSO', 'SITI AMIN']);
    }
  });

  test('where headings: true says so they are headings, and a fault shows none that may be of somebody', async () => {
    const text = 'A1,20240131\nA2,20240228\n';
    const [source] = await readAll({ files: { '*': { id: 1, columns: 'all', headings: true } } }, { 'a.csv': text });
    expect([...source!.columns.keys()]).toEqual(['20240131']);
    const fault = await byModel({ id: 1, columns: { name: 'nama' }, headings: true }, NIK);
    expect(fault.text).toMatchObject({ code: 'column-missing', expected: 'one of "column 1", "column 2", "column 3"' });
  });

  test('words alone by the number of the id: it is asked what the first row is, and nobody is lost', async () => {
    const words = 'BUDI,JALAN MAWAR,KOTA MADIUN\nSITI,JALAN MAWAR,KOTA MADIUN\nANI,JALAN MAWAR,KOTA MADIUN\n';
    for (const columns of ['all', [2], { name: 2 }]) {
      const fault = await byModel({ id: 1, columns }, words);
      expect(fault.text).toMatchObject({ code: 'headings-unclear', where: { file: 'a.csv', row: 1 } });
      expect(fault.text.todo).toMatch(/headings: true .* headings: false/);
      expect(JSON.stringify(fault.text)).not.toMatch(PERSONAL);
    }
    const read = async (headings: boolean) =>
      (await readAll({ files: { '*': { id: 1, columns: 'all', headings } } }, { 'a.csv': words }))[0]!.ids;
    expect(await read(false)).toEqual(['BUDI', 'SITI', 'ANI']);
    expect(await read(true)).toEqual(['SITI', 'ANI']);
  });

  test('somebody without a number is not taken for headings, and not named', async () => {
    const fault = await byModel({ id: 'nama', columns: 'all' }, 'BUDI,tidak ada\nSITI,081234567\n');
    expect(fault.text).toMatchObject({ code: 'column-missing', expected: 'one of "column 1", "column 2"' });
  });

  test('names alone say nothing of what they are: a fault lists the columns by number', async () => {
    const fault = await byModel({ id: 'nama', columns: 'all' }, 'BUDI,SANTOSO\nSITI,AMIN\n');
    expect(fault.text).toMatchObject({ code: 'column-missing', expected: 'one of "column 1", "column 2"' });
  });
});

describe('a record of a workbook', () => {
  const workbook = async (rows: readonly (readonly (string | number | Date)[])[]): Promise<Uint8Array> => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('warga 3577014107700001');
    for (const row of rows) sheet.addRow([...row]);
    return new Uint8Array(await book.xlsx.writeBuffer());
  };
  const born = new Date('1970-01-02');

  test.each([
    [
      'names and dates',
      [
        ['BUDI', born],
        ['SITI', born],
      ],
    ],
    [
      'numbers of identity',
      [
        [1, '3577014107700001', 'BUDI'],
        [2, '3577014107700002', 'SITI'],
      ],
    ],
  ])('%s: is not taken for headings, and no number stands in the fault', async (_, rows) => {
    const written = { files: { '*': { id: 1, columns: 'all' } } };
    const fault = await faultOf(readAll(written, { 'warga 3577014107700001.xlsx': await workbook(rows) }));
    expect(fault.text.code).toBe('headings-missing');
    expect(fault.text.where).toEqual({
      file: 'warga ################.xlsx',
      sheet: 'warga ################',
      row: 1,
    });
    expect(JSON.stringify(fault.text)).not.toMatch(PERSONAL);
  });
});

describe('headings are not taken for a record', () => {
  test.each<[string, object, string, string[]]>([
    ['numbers of months', { id: 1, columns: 'all' }, 'hh,202401,202402\n17,150000,5\n18,2,3\n', ['202401', '202402']],
    ['numbered questions', { id: 1, columns: 'all' }, 'no,q1,q2\n1,3,BUDI\n2,4,SITI\n', ['q1', 'q2']],
    ['columns that a program counted', { id: 1, columns: 'all' }, '0,1,2\n7,BUDI,L\n8,SITI,P\n', ['1', '2']],
    ['digits below letters', { id: 1, columns: { nik: 2 } }, `no,nik,nama\n${NIK}`, ['nik']],
    ['a word above codes', { id: 1, columns: 'all' }, `kunci,orang\n${CODES}`, ['orang']],
    ['a word above UUIDs', { id: 1, columns: 'all' }, `kunci,orang,tempat\n${UUIDS}`, ['orang', 'tempat']],
    ['words of headings alone', { id: 1, columns: 'all' }, `nama,kota lahir\n${'SITI,TAMAN\n'}`, ['kota lahir']],
    ['a title above', { id: 1, columns: 'all' }, 'Per 31-12-2025\nno,nama\n1,BUDI\n2,SITI\n', ['nama']],
    ['a name that the model knows', { id: 'kode 20250101', columns: 'all' }, 'kode 20250101,b\n1,2\n', ['b']],
  ])('%s', async (_, settings, text, fields) => {
    const [source] = await readAll({ files: { '*': settings } }, { 'a.csv': text });
    expect([...source!.columns.keys()]).toEqual(fields);
  });

  test('a column that is not there: the headings that are, beside a title', async () => {
    const fault = await byModel({ id: 'nik', columns: 'all' }, 'Per 31-12-2025\nno,nama,tgl\n1,BUDI,1970-01-01\n');
    expect(fault.text).toMatchObject({ code: 'column-missing', where: { row: 2 } });
    expect(fault.text.expected).toBe('one of "no", "nama", "tgl"');
  });
});

describe('tables of the truth and of records that are no more', () => {
  const open = (text: string) =>
    faultOf(openIdTable(join(folderWith({ 't.csv': text }), 't.csv'), 'source, id and entity'));

  test('without headings', async () => {
    const { text } = await open(NIK);
    expect(text).toMatchObject({
      code: 'column-missing',
      where: { file: 't.csv', row: 1 },
      what: 'There is no column "id".',
      expected: 'id, in place of "column 1", "column 2", "column 3"',
    });
    expect(text.todo).toMatch(/the columns source, id and entity, and these names in its first row/);
    expect(JSON.stringify(text)).not.toMatch(/headings: /);
  });

  test('with other headings these are told', async () => {
    expect((await open(`no,nik,nama\n${NIK}`)).text.expected).toBe('id, in place of "no", "nik", "nama"');
  });

  test('parted by another mark', async () => {
    const { text } = await open(NIK.replaceAll(',', '^'));
    expect(text.code).toBe('delimiter-unknown');
    expect(JSON.stringify(text)).not.toMatch(PERSONAL);
    expect(text.todo).not.toContain('MODEL.yaml');
  });
});

describe('a delimiter that nobody named', () => {
  const HEADED = `id,nik,nama\n${NIK}`;

  test.each<[string, object, string, string]>([
    ['^ with headings', { id: 'id', columns: 'all' }, HEADED, '^'],
    ['^ without headings', { id: 1, columns: 'all' }, NIK, '^'],
    ['^ and headings: false', { id: 1, columns: { name: 3 }, headings: false }, NIK, '^'],
    ['~ and a semicolon in some rows', { id: 'id', columns: 'all' }, `${HEADED}3,9,"JL. MAWAR 5; 2"\n`, '~'],
    ['another than is declared', { id: 'id', columns: 'all', delimiter: ';' }, HEADED, ','],
  ])('%s', async (_, settings, text, mark) => {
    const fault = await byModel(settings, text.replaceAll(',', mark));
    expect([fault.kind, fault.text.code]).toEqual(['input', 'delimiter-unknown']);
    expect(fault.text.what).toContain(`${JSON.stringify(mark)} stands 2 times in each of its first rows.`);
    expect(fault.text.todo).toBe(`Write delimiter: ${JSON.stringify(mark)} in MODEL.yaml.`);
    expect(JSON.stringify(fault.text)).not.toMatch(PERSONAL);
    const [source] = await readAll(
      { files: { '*': { ...settings, delimiter: mark } } },
      { 'a.csv': HEADED.replaceAll(',', mark).slice('headings' in settings ? HEADED.indexOf('1') : 0) },
    );
    expect(source!.ids).toEqual(['1', '2']);
    expect(source!.dialect).toBe(`CSV, "${mark}", UTF-8`);
  });

  test('times of the day part nothing', async () => {
    const fault = await byModel({ id: 1, columns: 'all' }, '1,10:20:30\n2,11:20:30\n');
    expect(fault.text.code).toBe('headings-missing');
  });

  test.each<[string, boolean]>([
    ...['a', '1', '"', '\n', ';;', 'é', ''].map((delimiter): [string, boolean] => [delimiter, false]),
    ...['^', '\t', ' ', '\u0001', '§'].map((delimiter): [string, boolean] => [delimiter, delimiter !== '§']),
  ])('%j may be written in a model: %j', (delimiter, may) => {
    const { success } = MODEL_SHAPE.safeParse({ files: { '*': { id: 'id', delimiter } } });
    expect(success).toBe(may);
  });
});
