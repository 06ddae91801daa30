/** Writes an export table as CSV, XLSX or GeoJSON; the file is there whole or not at all. */
import { createWriteStream, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import exceljs from 'exceljs';
import { FOR_READERS, makeFolderFor, moveIntoPlace, storageError, writeFileAtomic } from '../kernel/files.ts';
import type { Language } from '../kernel/bilingual.ts';
import type { IndicatorCard } from '../layers/publication.ts';
import type { ExportCell, ExportTable } from './area-rows.ts';
import { csvLine } from './csv-line.ts';
import { harmless } from './harmless.ts';

export const EXPORT_FORMATS = ['csv', 'xlsx', 'geojson'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const harmlessCell = (cell: ExportCell): ExportCell => (typeof cell === 'string' ? harmless(cell) : cell);

const areaRow = (table: ExportTable, i: number): ExportCell[] => {
  const { code, name, parent } = table.areas[i]!;
  return [code, name, parent, ...table.columns.map((column) => column.cells[i]!)];
};

const headings = (table: ExportTable): string[] => [
  ...table.areaHeadings,
  ...table.columns.map((column) => column.heading),
];

/** UTF-8 with BOM; `;` and a decimal comma in Indonesian, comma and point in English; the metadata stand below the rows, each line opening with #. */
export function csvText(table: ExportTable): string {
  const rows = [headings(table), ...table.areas.map((_, i) => areaRow(table, i))];
  const metadata = table.metadata.map(([label, value]) => [`# ${label}`, value]);
  return `\uFEFF${[...rows, [], ...metadata].map((cells) => csvLine(cells, table.language)).join('\r\n')}\r\n`;
}

/** Boundaries with the cells as properties; what each is, and where all come from, as foreign members. */
export function geoJsonText(table: ExportTable, boundaries: string): string {
  const collection = JSON.parse(boundaries) as { features: { properties: Record<string, unknown> }[] };
  const rowOf = new Map(table.areas.map((area, i) => [area.code, i]));
  for (const feature of collection.features) {
    const row = rowOf.get(String(feature.properties['code']));
    if (row === undefined) continue;
    for (const column of table.columns) feature.properties[column.card.key] = column.cells[row];
  }
  const indicators = table.columns.map(({ card }) => cardFields(card, table.language));
  return JSON.stringify({
    ...collection,
    metadata: Object.fromEntries(table.metadata),
    indicators: indicators.map((fields) => Object.fromEntries(fields.map((field, i) => [CARD_HEADINGS.en[i]!, field]))),
  });
}

async function writeWorkbook(table: ExportTable, path: string): Promise<void> {
  const partial = `${path}.partial`;
  try {
    makeFolderFor(FOR_READERS, dirname(path));
    const stream = createWriteStream(partial, { mode: FOR_READERS });
    const failed = new Promise<never>((_, reject) => stream.on('error', reject));
    await Promise.race([fillWorkbook(table, stream), failed]);
    moveIntoPlace(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw storageError(error, path);
  }
}

async function fillWorkbook(table: ExportTable, stream: NodeJS.WritableStream): Promise<void> {
  const isIndonesian = table.language === 'id';
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: stream as never, useStyles: true });
  const data = workbook.addWorksheet(isIndonesian ? 'Daftar' : 'Data', {
    views: [{ state: 'frozen', ySplit: 1, xSplit: 2 }],
  });
  data.columns = headings(table).map((heading, i) => ({
    header: heading,
    width: i < 3 ? 22 : 16,
    ...(i < 3 ? {} : { style: { numFmt: numberFormat(table.columns[i - 3]!.card.decimals) } }),
  }));
  data.getRow(1).font = { bold: true };
  data.getRow(1).alignment = { wrapText: true, vertical: 'top' };
  data.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: 3 + table.columns.length } };
  table.areas.forEach((_, i) => data.addRow(areaRow(table, i).map(harmlessCell)).commit());
  data.commit();

  const cards = workbook.addWorksheet(isIndonesian ? 'Indikator' : 'Indicators');
  cards.columns = (isIndonesian ? CARD_HEADINGS.id : CARD_HEADINGS.en).map((header) => ({ header, width: 32 }));
  for (const { card } of table.columns) cards.addRow(cardFields(card, table.language).map(harmlessCell)).commit();
  cards.commit();

  const metadata = workbook.addWorksheet('Metadata');
  metadata.columns = [{ width: 30 }, { width: 90 }];
  table.metadata.forEach((line) => metadata.addRow(line.map(harmlessCell)).commit());
  metadata.commit();
  await workbook.commit();
}

/** #,##0.0: a spreadsheet shows the marks of its own language. */
const numberFormat = (decimals: number): string => `#,##0${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}`;

// prettier-ignore
const CARD_HEADINGS = {
  id: ['Kunci', 'Nama', 'Konsep', 'Definisi', 'Interpretasi', 'Satuan', 'Metode', 'Rumus', 'Acuan rumus', 'Sumber', 'Produsen', 'Walidata', 'Periode'],
  en: ['Key', 'Name', 'Concept', 'Definition', 'Interpretation', 'Unit', 'Method', 'Formula', 'Formula reference', 'Source', 'Producer', 'Custodian', 'Period'],
} as const;

/** The fields of Satu Data that a card has, in the order of CARD_HEADINGS. */
function cardFields(card: IndicatorCard, language: Language): string[] {
  const { key, name, concept, definition, interpretation, unit, method, formula, formulaReference, source } = card;
  const texts = [name, concept, definition, interpretation, unit, method].map((text) => text[language]);
  return [key, ...texts, formula, formulaReference, source[language], card.producer, card.custodian, card.period];
}

/**
 * @param boundaries GeoJSON text of the same areas; needed by `geojson` alone
 * @throws TwinError storage when the disk is full or not writable
 */
export async function writeExport(
  table: ExportTable,
  format: ExportFormat,
  path: string,
  boundaries: string,
): Promise<void> {
  if (format === 'xlsx') return writeWorkbook(table, path);
  writeFileAtomic(path, format === 'csv' ? csvText(table) : geoJsonText(table, boundaries), FOR_READERS);
}
