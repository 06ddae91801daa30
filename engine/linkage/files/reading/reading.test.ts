import { describe, expect, test } from 'vitest';
import { parquetWriteBuffer } from 'hyparquet-writer';
import ExcelJS from 'exceljs';
import { TwinError } from '../../../kernel/errors.ts';
import { planSources } from '../model/sources.ts';
import { modelOf, readAll, textsOf, type TestFiles } from '../test-folder.ts';
import { readSource } from './read-source.ts';

const ALL = { files: { '*': { id: 'id', columns: 'all' } } };

async function faultOf(written: object, files: TestFiles): Promise<TwinError> {
  const fault = await readAll(written, files).catch((error: unknown) => error);
  if (fault instanceof TwinError) return fault;
  throw new Error('the files were read without a fault', { cause: fault });
}

describe('a file becomes columns of codes', () => {
  test('blanks around values go, ids keep their zeros, equal texts share a code', async () => {
    const [source] = await readAll(ALL, {
      'a.csv': 'id, given , born\n007, siti ,1990-01-02\n08,budi,\n09,\tsiti\u00a0, \n',
    });
    expect(source!.name).toBe('a');
    expect(source!.ids).toEqual(['007', '08', '09']);
    expect(textsOf(source!.columns.get('given'))).toEqual(['siti', 'budi', 'siti']);
    expect(textsOf(source!.columns.get('born'))).toEqual(['1990-01-02', '', '']);
    expect(source!.columns.get('given')!.dictionary).toEqual(['', 'siti', 'budi']);
    expect([...source!.rows]).toEqual([2, 3, 4]);
  });

  test.each([
    ['semicolons', 'id;given\n1;"SITI; ANI"\n2;BUDI\n'],
    ['tabs', 'id\tgiven\n1\tSITI; ANI\n2\tBUDI\n'],
    ['a title above the headings', 'Daftar warga\n\nid,given\n1,SITI; ANI\n2,BUDI'],
    ['headings in other writing', 'ID,Given\r\n1,SITI; ANI\r\n2,BUDI\r\n'],
  ])('%s', async (_, text) => {
    const written = { files: { '*': { id: 'id', columns: ['given'] } } };
    const [source] = await readAll(written, { 'a.csv': text });
    expect(textsOf(source!.columns.get('given'))).toEqual(['SITI; ANI', 'BUDI']);
  });

  test('Windows-1252 and UTF-16 give the same letters as UTF-8', async () => {
    const text = 'id,given\n1,José\n';
    const [one, two, three] = await readAll(ALL, {
      'a.csv': Buffer.from(text, 'latin1'),
      'b.csv': Buffer.from(`\ufeff${text}`, 'utf16le'),
      'c.csv': text,
    });
    for (const source of [one, two, three]) expect(textsOf(source!.columns.get('given'))).toEqual(['José']);
  });

  test('several columns make one field; fields are called as the model says', async () => {
    const written = { files: { '*': { id: 'id', columns: { person: ['given', 'sur'], year: 4 } } } };
    const [source] = await readAll(written, { 'a.csv': 'id,sur,given,y\n1,AMIN,SITI,1990\n2,,BUDI,1991\n3,,,\n' });
    expect(textsOf(source!.columns.get('person'))).toEqual(['SITI AMIN', 'BUDI', '']);
    expect(textsOf(source!.columns.get('year'))).toEqual(['1990', '1991', '']);
    expect(source!.headings.get('person')).toBe('given + sur');
  });

  test('a file without headings, columns by number', async () => {
    const written = { files: { '*': { headings: false, id: 1, columns: { given: 2 } } } };
    const [source] = await readAll(written, { 'a.csv': '1,SITI\n2,BUDI\n' });
    expect(source!.ids).toEqual(['1', '2']);
    expect(textsOf(source!.columns.get('given'))).toEqual(['SITI', 'BUDI']);
  });

  test('workbooks and Parquet give the same text as a CSV', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('Catatan').addRow(['nothing here']);
    const sheet = workbook.addWorksheet('Data');
    sheet.addRow(['id', 'given', 'born', 'number']);
    sheet.addRow(['007', 'SITI', new Date('1990-07-01'), 3577014107900001]);
    const parquet = parquetWriteBuffer({
      columnData: [
        { name: 'id', data: ['007'] },
        { name: 'given', data: ['SITI'] },
        { name: 'born', data: [new Date('1990-07-01')], type: 'TIMESTAMP' },
        { name: 'number', data: [3577014107900001n] },
      ],
    });
    const sources = await readAll(ALL, {
      'a.xlsx': new Uint8Array(await workbook.xlsx.writeBuffer()),
      'b.parquet': new Uint8Array(parquet),
      'c.csv': 'id,given,born,number\n007,SITI,1990-07-01,3577014107900001\n',
    });
    for (const source of sources) {
      expect(source.ids).toEqual(['007']);
      const texts = ['given', 'born', 'number'].map((field) => textsOf(source.columns.get(field))[0]);
      expect(texts).toEqual(['SITI', '1990-07-01', '3577014107900001']);
    }
    expect(sources.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  test('words that stand for nothing are blank and said to be; a declared list takes their place', async () => {
    const text = 'id,given,sur\n1,NULL,AMIN\n2,NA,n/a\n3,na,NA\n';
    const [source] = await readAll(ALL, { 'a.csv': text });
    expect(textsOf(source!.columns.get('given'))).toEqual(['', '', 'na']);
    expect(textsOf(source!.columns.get('sur'))).toEqual(['AMIN', '', '']);
    expect(source!.notes[0]!.en).toBe('a: cells that hold N/A NA NULL are read as blank.');
    const declared = { files: { '*': { id: 'id', columns: 'all', missing: ['amin'] } } };
    const [other] = await readAll(declared, { 'a.csv': text });
    expect(textsOf(other!.columns.get('sur'))).toEqual(['', 'n/a', 'NA']);
  });

  test('NA in one column alone is a name', async () => {
    const [source] = await readAll(ALL, { 'a.csv': 'id,given,sur\n1,YUN,NA\n2,HO,LEE\n' });
    expect(textsOf(source!.columns.get('sur'))).toEqual(['NA', 'LEE']);
  });

  test('cells beyond the headings are told', async () => {
    const [source] = await readAll(ALL, { 'a.csv': 'id,given\n1,SITI,,\n2,ANI,BUDI\n' });
    expect(source!.notes).toHaveLength(1);
    expect(source!.notes[0]!.en).toContain('row 3');
  });
});

describe('what cannot be read is a clear fault', () => {
  test('a column that is not there: the columns that are', async () => {
    const written = { files: { '*': { id: 'id', columns: { mother: 'nama ibu' } } } };
    const fault = await faultOf(written, { 'a.csv': 'id,given,sur\n1,SITI,AMIN\n' });
    expect(fault.text).toMatchObject({ code: 'column-missing', where: { file: 'a.csv', row: 1 } });
    expect(fault.message).toContain('"nama ibu", which MODEL.yaml names as the field mother');
    expect(fault.message).toContain('"id", "given", "sur"');
    expect(fault.exitCode).toBe(3);
  });

  test('ids that repeat: the rows, and no id', async () => {
    const fault = await faultOf(ALL, { 'a.csv': 'id,given\nX1,SITI\nX2,ANI\nX1,BUDI\n X2 ,BUDI\n' });
    expect(fault.text).toMatchObject({ code: 'id-repeats', where: { file: 'a.csv', row: 4, column: 'id' } });
    expect(fault.text.what).toBe('2 rows have an id that an earlier row has: rows 4 (as 2), 5 (as 3).');
    expect(fault.message).not.toContain('X1');
  });

  test('ids that are blank: the rows; a row of nothing is none', async () => {
    const fault = await faultOf(ALL, { 'a.csv': 'id,given\n1,SITI\n\n,ANI\n' });
    expect(fault.text).toMatchObject({ code: 'id-blank', where: { row: 4 } });
  });

  test.each([
    ['no byte', '', 'file-empty'],
    ['headings alone', 'id,given\n', 'file-empty'],
    ['one heading twice', 'id,given,given\n1,A,B\n', 'heading-doubled'],
    ['a quote that is never closed', 'id,given\n1,"A\n', 'quote-not-closed'],
    ['a web page', '<html><table>', 'html-not-table'],
  ])('%s', async (_, text, code) => {
    expect((await faultOf(ALL, { 'a.csv': text })).text.code).toBe(code);
  });

  test('a file that is not there', async () => {
    const [plan] = planSources(modelOf(ALL), 'model.yaml', ['/nowhere/a.csv']);
    await expect(readSource(plan!, () => undefined)).rejects.toMatchObject({
      kind: 'input',
      text: { code: 'file-gone' },
    });
  });

  test('a sheet that is not there: the sheets that are', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('Data').addRow(['id', 'given']);
    const written = { files: { '*': { id: 'id', columns: 'all', sheet: 'Warga' } } };
    const fault = await faultOf(written, { 'a.xlsx': new Uint8Array(await workbook.xlsx.writeBuffer()) });
    expect(fault.text).toMatchObject({ code: 'sheet-missing', expected: 'one of "Data"' });
  });

  test('faults speak of MODEL.yaml where the readers of registers speak of registers.yaml', async () => {
    const written = { files: { '*': { id: 'id', columns: 'all', encoding: 'utf-8' } } };
    const fault = await faultOf(written, { 'a.csv': Buffer.from('id,given\n1,José\n', 'latin1') });
    expect(fault.text.todo).toContain('MODEL.yaml');
    expect(fault.message).not.toContain('registers.yaml');
  });
});
