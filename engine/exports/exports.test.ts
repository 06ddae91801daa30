import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import exceljs from 'exceljs';
import { parse } from 'csv-parse/sync';
import { expect, onTestFinished, test } from 'vitest';
import { folderUntil } from '../kernel/test-folder.ts';
import type { AreaTable } from '../layers/area-table.ts';
import type { IndicatorCard, PublicationMeta } from '../layers/publication.ts';
import { exportTable } from './area-rows.ts';
import { csvText, EXPORT_FORMATS, geoJsonText, writeExport } from './write-export.ts';

const both = (text: string): { id: string; en: string } => ({ id: text, en: `${text} (en)` });

function card(key: string, isMapped = true): IndicatorCard {
  const text = both(key);
  return {
    key,
    group: 'g',
    name: text,
    concept: text,
    definition: text,
    interpretation: text,
    method: text,
    formula: key,
    formulaReference: '',
    unit: both('jiwa'),
    format: 'count',
    decimals: 0,
    levels: ['kelurahan'],
    source: text,
    producer: 'Dinas',
    custodian: 'Diskominfo',
    period: '2025',
    isPublic: true,
    isMapped,
  };
}

const table: AreaTable = {
  level: 'kelurahan',
  areaCodes: ['a', 'b'],
  years: [2025],
  columns: [
    { indicator: 'residents', values: Float64Array.of(1234, NaN), states: Uint8Array.of(0, 1) },
    { indicator: 'poor', values: Float64Array.of(NaN, 0.125), states: Uint8Array.of(2, 0) },
    { indicator: 'pyramid/m/0-4', values: Float64Array.of(1, 2), states: Uint8Array.of(0, 0) },
  ],
  provenance: {
    snapshotId: 'abc',
    referenceDate: '2025-12-31',
    isSample: true,
    seed: 1,
    codeVersion: '0',
    parametersSha256: 'p',
    boundaries: 'indicative',
    inputs: [{ name: 'x.csv', registerId: 'dukcapil', sha256: 'deadbeef' }],
  },
};

const meta: PublicationMeta = {
  city: { code: '35.77', name: 'Kota Madiun' },
  createdAt: '2026-01-01',
  provenance: table.provenance,
  levels: ['kelurahan'],
  areas: {
    kelurahan: [
      { code: 'a', name: 'Taman', parent: '35.77.03' },
      { code: 'b', name: '=HYPERLINK("x"), "Kelun"', parent: '35.77.01' },
    ],
  },
  groups: [],
  indicators: [card('residents'), card('poor'), card('pyramid/m/0-4', false)],
  smallestShownCount: 10,
};

test('the table has mapped indicators only; hidden cells stay hidden and missing ones stay empty', () => {
  const rows = exportTable(table, meta, 'id');
  expect(rows.columns.map(({ heading }) => heading)).toEqual(['residents (jiwa)', 'poor (jiwa)']);
  expect(rows.columns.map(({ cells }) => cells)).toEqual([
    [1234, 'disembunyikan'],
    ['', 0.125],
  ]);
  expect(rows.metadata[0]![1]).toContain('penduduk rekaan');
  expect(exportTable(table, meta, 'en').metadata[0]![1]).toContain('invented');
});

test('a share is told in the unit of its card: 0.1 held is 10 per cent', () => {
  const share = { ...card('poor'), format: 'share' as const, unit: both('persen') };
  const states = new Uint8Array(4);
  const shares = { indicator: 'poor', values: Float64Array.of(0.1, 1 / 3, 0.07, 1), states };
  const areaCodes = ['a', 'b', 'c', 'd'];
  const { columns } = exportTable({ ...table, areaCodes, columns: [shares] }, { ...meta, indicators: [share] }, 'id');
  expect(columns[0]).toMatchObject({ heading: 'poor (persen)', cells: [10, 33.333333333, 7, 100] });
});

test('boundaries are called official level by level: an import brings those of the kelurahan, never of RW', () => {
  const official = { ...table.provenance, boundaries: 'official' as const };
  const said = (level: AreaTable['level'], provenance: AreaTable['provenance']): unknown =>
    exportTable({ ...table, level, provenance }, meta, 'id').metadata.find(([label]) => label === 'Batas wilayah')?.[1];
  const city = { city: 'official', kecamatan: 'official', kelurahan: 'official' } as const;
  const byLevel = { ...official, boundariesByLevel: { ...city, rw: 'indicative', rt: 'indicative' } as const };
  // Snapshots of older builds tell one status for all levels.
  for (const provenance of [official, byLevel]) {
    expect(said('kelurahan', provenance)).toBe('Batas resmi');
    expect(said('rw', provenance)).toBe('Batas indikatif');
  }
  const allOfficial = { ...official, boundariesByLevel: { ...city, rw: 'official', rt: 'official' } as const };
  expect(said('rw', allOfficial)).toBe('Batas resmi');
});

test('CSV opens in a spreadsheet as it is: BOM, quotes, no formula, metadata below', () => {
  const text = csvText(exportTable(table, meta, 'id'));
  expect(text.startsWith('\uFEFF')).toBe(true);
  const rows = parse(text, { bom: true, delimiter: ';', relax_column_count: true, skip_empty_lines: true });
  expect(rows[0]).toEqual(['Kode wilayah', 'Nama wilayah', 'Bagian dari', 'residents (jiwa)', 'poor (jiwa)']);
  expect(rows[2]).toEqual(['b', `'=HYPERLINK("x"), "Kelun"`, '35.77.01', 'disembunyikan', '0,125']);
  expect(rows.find((row) => row[0] === '# x.csv')![1]).toBe('SHA-256 deadbeef');
});

test('CSV in English is parted by commas, with a decimal point', () => {
  const rows = parse(csvText(exportTable(table, meta, 'en')), { bom: true, relax_column_count: true });
  expect((rows as string[][])[2]!.slice(2)).toEqual(['35.77.01', 'hidden', '0.125']);
});

const boundaries = JSON.stringify({
  type: 'FeatureCollection',
  features: [{ type: 'Feature', properties: { code: 'b' }, geometry: null }],
});

test('GeoJSON carries the cells as properties and says where they come from', () => {
  const made = JSON.parse(geoJsonText(exportTable(table, meta, 'en'), boundaries)) as {
    features: { properties: object }[];
    metadata: Record<string, string>;
    indicators: Record<string, string>[];
  };
  expect(made.indicators[1]).toMatchObject({ Key: 'poor', Unit: 'jiwa (en)', Formula: 'poor', Period: '2025' });
  expect(made.features[0]!.properties).toEqual({ code: 'b', residents: 'hidden', poor: 0.125 });
  expect(made.metadata['Snapshot']).toBe('abc');
});

test('a workbook has data, indicators and metadata, and is there whole or not at all', async () => {
  const folder = folderUntil(onTestFinished, 'export');
  const path = join(folder, 'kelurahan.xlsx');
  await writeExport(exportTable(table, meta, 'id'), 'xlsx', path, '');
  expect(readdirSync(folder)).toEqual(['kelurahan.xlsx']);
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(readFileSync(path) as never);
  expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Daftar', 'Indikator', 'Metadata']);
  expect(workbook.worksheets[0]!.getCell('D2').value).toBe(1234);
  expect(workbook.worksheets[0]!.getCell('D2').numFmt).toBe('#,##0');
  expect(workbook.worksheets[1]!.getRow(1).values).toEqual(expect.arrayContaining(['Rumus', 'Acuan rumus', 'Satuan']));
  expect(workbook.worksheets[1]!.getCell('A2').value).toBe('residents');
  expect(workbook.worksheets[0]!.getCell('B3').value).toBe(`'=HYPERLINK("x"), "Kelun"`);
});

test.each(EXPORT_FORMATS)('%s: a folder that is missing is made, for readers too', async (format) => {
  const path = join(folderUntil(onTestFinished, 'export'), 'baru', `x.${format}`);
  await writeExport(exportTable(table, meta, 'id'), format, path, boundaries);
  expect(statSync(path).mode & 0o777).toBe(0o644 & ~process.umask());
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o755 & ~process.umask());
});

test.each(EXPORT_FORMATS)('%s: a device is never replaced by a file', async (format) => {
  const path = join(folderUntil(onTestFinished, 'export'), 'pipe');
  execFileSync('mkfifo', [path]);
  const writing = writeExport(exportTable(table, meta, 'id'), format, path, boundaries);
  await expect(writing).rejects.toMatchObject({ kind: 'storage', text: { code: 'in-the-way' } });
  expect(lstatSync(path).isFIFO()).toBe(true);
  expect(readdirSync(dirname(path))).toEqual(['pipe']);
});

test.each(EXPORT_FORMATS)('%s: where a folder is in the way nothing is changed and nothing is left', async (format) => {
  const folder = folderUntil(onTestFinished, 'export');
  mkdirSync(join(folder, 'x'));
  writeFileSync(join(folder, 'x', 'inside'), '');
  const writing = writeExport(exportTable(table, meta, 'id'), format, join(folder, 'x'), boundaries);
  await expect(writing).rejects.toMatchObject({ kind: 'storage', text: { code: 'in-the-way' } });
  expect(readdirSync(folder, { recursive: true })).toEqual(['x', 'x/inside']);
});
