import { expect, test } from 'vitest';
import type { IndicatorCard, PublicationMeta } from '#engine';
import { translate, type Language } from '../../i18n/index.ts';
import { formatterOf } from '../format.ts';
import type { Row } from '../state/map-model.svelte.ts';
import { areaCsv, type CsvContent } from './area-csv.ts';

const both = (text: string): { id: string; en: string } => ({ id: text, en: text });
const card = (key: string, overrides: Partial<IndicatorCard>): IndicatorCard =>
  ({
    key,
    name: both(key),
    definition: both(`definisi ${key}`),
    method: both('metode'),
    source: both('SIAK; Dukcapil'),
    unit: both('jiwa'),
    format: 'count',
    decimals: 0,
    ...overrides,
  }) as IndicatorCard;

const row = (name: string, overrides: Partial<Row>): Row => ({
  code: '35.77.01.1001',
  name,
  parent: 'Kartoharjo',
  cell: { kind: 'value', value: 12_345 },
  standing: 0,
  cells: [{ kind: 'value', value: 0.1237 }],
  ...overrides,
});

const content = (language: Language, rows: Row[]): CsvContent => ({
  meta: {
    city: { code: '35.77', name: 'Kota Madiun' },
    createdAt: '2026-11-23T11:40:12Z',
    smallestShownCount: 10,
    provenance: {
      isSample: true,
      referenceDate: '2025-12-31',
      snapshotId: 's1',
      codeVersion: '0.1.0',
      boundaries: 'indicative',
    },
  } as PublicationMeta,
  level: 'kelurahan',
  cards: [card('residents', {}), card('elderly', { format: 'share', decimals: 1 })],
  rows,
  cityCells: [
    { kind: 'value', value: 201_733 },
    { kind: 'value', value: 0.16 },
  ],
  classOf: ({ standing }) => (typeof standing === 'number' ? '1 – 2' : ''),
  format: formatterOf(language),
  t: (key, values) => translate(language, key, values),
});

const lines = (text: string): string[] => text.split('\r\n');

test('it begins with a byte order mark, parts with semicolons and writes decimal commas in Indonesian', () => {
  const text = areaCsv(content('id', [row('Klegen', {})]));
  expect(text.charCodeAt(0)).toBe(0xfeff);
  expect(lines(text).slice(0, 3)).toEqual([
    '\uFEFFKode wilayah;Kelurahan;Kecamatan;residents (jiwa);Kelas pada peta;elderly (%)',
    '35.77.01.1001;Klegen;Kartoharjo;12345;1 – 2;12,4',
    '35.77;Kota Madiun;;201733;;16,0',
  ]);
});

test('in English it has commas and decimal points', () => {
  expect(lines(areaCsv(content('en', [row('Klegen', {})])))[1]).toBe(
    '35.77.01.1001,Klegen,Kartoharjo,12345,1 – 2,12.4',
  );
});

test('a hidden cell stays hidden and a cell without data says so', () => {
  const rows = [row('Klegen', { cell: { kind: 'hidden' }, standing: 'hidden', cells: [{ kind: 'no-data' }] })];
  expect(lines(areaCsv(content('id', rows)))[1]).toBe('35.77.01.1001;Klegen;Kartoharjo;disembunyikan;;tidak ada data');
});

test('it says where its numbers come from, and that the data is a sample', () => {
  const text = areaCsv(content('id', []));
  for (const part of [
    'Perhatian;Data contoh:',
    'Tanggal acuan;31 Des 2025',
    'Snapshot;s1',
    'Batas indikatif',
    'kurang dari 10 orang',
    'definisi elderly',
  ])
    expect(text).toContain(part);
});

test.each([
  ['a separator', 'A; B', '"A; B"'],
  ['quotes', 'A "B"', '"A ""B"""'],
  ['what a spreadsheet would take for a formula', '=1+1', "'=1+1"],
  ['a link to a programme', '@SUM(A1)', "'@SUM(A1)"],
])('%s in a name does no harm', (_, name, written) => {
  expect(lines(areaCsv(content('id', [row(name, {})])))[1]).toContain(`;${written};`);
});
