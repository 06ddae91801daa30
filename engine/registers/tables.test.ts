/** Registers that come as Parquet or from a table of a database. */
import { PGlite } from '@electric-sql/pglite';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, onTestFinished, test } from 'vitest';
import { dayOf } from '../kernel/time.ts';
import { readRegisters } from './read.ts';
import type { TableReader } from './table-source.ts';
import { folderOf, KELURAHAN, MODELS, readFiles, valuesOf } from './test-files.ts';
import { SILENT } from '../kernel/progress.ts';

const NIKS = ['3577014107900001', '3577010203880002'];
const pbi = (codec: 'SNAPPY' | 'UNCOMPRESSED'): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      codec,
      rowGroupSize: 1,
      columnData: [
        { name: 'PSNOKA', data: ['1', '2'], type: 'STRING' },
        { name: 'NIK', data: NIKS.map(BigInt), type: 'INT64' },
        { name: 'NAMA_LGKP', data: ['SITI', null], type: 'STRING', nullable: true },
        { name: 'TGL_LHR', data: [new Date('1990-07-01'), new Date('1988-03-02')], type: 'TIMESTAMP' },
        { name: 'NO_RT', data: [3, 12], type: 'INT32' },
      ],
    }),
  );

describe('a Parquet file becomes columns', () => {
  test.each(['SNAPPY', 'UNCOMPRESSED'] as const)('packed as %s, row group by row group', async (codec) => {
    const { registers, files, findings } = await readFiles({ 'pbi.parquet': pbi(codec) });
    const [records] = registers;
    expect(valuesOf(records!, 'nik')).toEqual(NIKS);
    expect(valuesOf(records!, 'fullName')).toEqual(['SITI', '']);
    expect(valuesOf(records!, 'bornOn')).toEqual([dayOf(1990, 7, 1), dayOf(1988, 3, 2)]);
    expect(valuesOf(records!, 'rt')).toEqual(['3', '12']);
    expect([...records!.sourceRow]).toEqual([2, 3]);
    expect(files[0]).toMatchObject({
      dialect: { en: 'Extract of PBI-JK members (Parquet)' },
      rowsReceived: 2,
      registerId: 'pbi-jk',
    });
    expect(findings.map(({ code, row, column }) => [code, row, column])).toEqual([['blank', 3, 'NAMA_LGKP']]);
  });

  test('numbers of identity as doubles are taken, and it is said', async () => {
    const content = parquetWriteBuffer({
      columnData: [
        { name: 'PSNOKA', data: ['1'], type: 'STRING' },
        { name: 'NIK', data: [Number(NIKS[0])], type: 'DOUBLE' },
        { name: 'NAMA_LGKP', data: ['SITI'], type: 'STRING' },
      ],
    });
    const { registers, findings } = await readFiles({ 'pbi.parquet': new Uint8Array(content) });
    expect(valuesOf(registers[0]!, 'nik')).toEqual([NIKS[0]]);
    expect(findings.map(({ code }) => code)).toEqual(['nik-as-number']);
  });

  test.each([
    ['cut off', (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 9)],
    ['with a hole', (bytes: Uint8Array) => bytes.map((byte, i) => (i > 40 && i < 90 ? 255 : byte))],
    ['with a footer that lies', (bytes: Uint8Array) => bytes.map((byte, i) => (i === bytes.length - 5 ? 127 : byte))],
  ])('%s it says so', async (_, spoil) => {
    await expect(readFiles({ 'pbi.parquet': spoil(pbi('SNAPPY')) })).rejects.toMatchObject({
      kind: 'input',
      text: { code: 'parquet-damaged', where: { file: 'pbi.parquet' } },
    });
  });

  test('a row group beyond the limit is not unpacked', async () => {
    await expect(readFiles({ 'pbi.parquet': pbi('SNAPPY') }, { caps: { rowGroupBytes: 10 } })).rejects.toMatchObject({
      text: { code: 'parquet-too-large' },
    });
  });
});

describe('a table of PostgreSQL becomes columns', () => {
  test('fetched through a cursor, every value as the text that the server writes', async () => {
    const database = await PGlite.create();
    onTestFinished(() => database.close());
    await database.exec(`
      create schema dinkes;
      create table dinkes."Peserta" ("PSNOKA" text, "NIK" bigint, "NAMA_LGKP" text, "TGL_LHR" date, "NO_RT" int);
      insert into dinkes."Peserta"
      select i, 3577014107900000 + i, 'NAMA ' || chr(65 + i % 26), date '1990-07-01', i % 40
      from generate_series(1, 7000) i;
      update dinkes."Peserta" set "NIK" = null where "PSNOKA" = '7';
    `);
    const batches: number[] = [];
    const reading = await database.transaction((transaction) => {
      const reader: TableReader = {
        rows: async <R>({ text, values }: { text: string; values: readonly unknown[] }) => {
          const { rows } = await transaction.query<R>(text, [...values]);
          batches.push(rows.length);
          return rows;
        },
      };
      return readRegisters({
        folder: folderOf({ 'deaths.csv': 'NIK;Nama Lengkap;Tanggal Kematian\n3577014107900001;SITI;01/02/2024\n' }),
        models: MODELS,
        progress: SILENT,
        kelurahan: KELURAHAN,
        tables: [{ schema: 'dinkes', table: 'Peserta', register: 'pbi-jk', reader }],
      });
    });
    const records = reading.registers[1]!;
    expect(reading.files.map(({ name, dialect, rowsReceived }) => [name, dialect.id, rowsReceived])).toEqual([
      ['deaths.csv', 'Daftar akta kematian (CSV, ";", UTF-8, tanggal hari/bulan/tahun, koma desimal)', 1],
      ['dinkes.Peserta', 'Ekstrak peserta PBI-JK (PostgreSQL)', 7000],
    ]);
    const niks = valuesOf(records, 'nik');
    const cards = valuesOf(records, 'cardNumber');
    const nikOf = new Map(cards.map((card, row) => [card, niks[row]]));
    expect([nikOf.size, nikOf.get('1'), nikOf.get('7'), nikOf.get('7000')]).toEqual([
      7000,
      '3577014107900001',
      '',
      '3577014107907000',
    ]);
    // A table has no order of its own: the update above moved a row to its end.
    expect(cards).toEqual(cards.toSorted());
    expect(new Set(valuesOf(records, 'bornOn'))).toEqual(new Set([dayOf(1990, 7, 1)]));
    expect(Math.max(...batches)).toBe(5000);
    expect(reading.files[1]!.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('a table that is not there', async () => {
    const reader: TableReader = { rows: () => Promise.resolve([]) };
    const reading = readRegisters({
      folder: folderOf({ 'deaths.csv': 'NIK;Nama Lengkap;Tanggal Kematian\n' }),
      models: MODELS,
      progress: SILENT,
      tables: [{ schema: 'dinkes', table: 'peserta', register: 'pbi-jk', reader }],
    });
    await expect(reading).rejects.toMatchObject({ text: { code: 'table-missing' } });
  });
});
