/** For tests: register files made on the spot, sound ones and broken ones. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { projectPath } from '../kernel/files.ts';
import { SILENT } from '../kernel/progress.ts';
import { loadCodeLists } from './codes.ts';
import { describeRegisters } from './description.ts';
import { readRegisters, type FolderReading, type ReadRegistersOptions } from './read.ts';
import type { Column, RegisterRecords } from './records.ts';
import type { KelurahanName } from './standardise.ts';

export const MODELS = projectPath('models');
export const LISTS = loadCodeLists(MODELS);
export const REGISTERS = describeRegisters(MODELS, LISTS);

export const KELURAHAN: readonly KelurahanName[] = [
  { code: '35.77.01.1001', bpsCode: '3577030002', name: 'Oro-oro Ombo', kecamatan: 'Kartoharjo' },
  { code: '35.77.02.1006', bpsCode: '3577010006', name: 'Madiun Lor', kecamatan: 'Manguharjo' },
  { code: '35.77.03.1009', bpsCode: '3577020007', name: 'Taman', kecamatan: 'Taman' },
];

/** A folder with these files, removed when the test is over. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'registers-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** Reads a folder with these files. */
export function readFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<ReadRegistersOptions> = {},
): Promise<FolderReading> {
  return readRegisters({
    folder: folderOf(files),
    models: MODELS,
    progress: SILENT,
    kelurahan: KELURAHAN,
    ...options,
  });
}

/** registers.yaml for files of which each is given as `{ file, register, … }` in flow style. */
export const declarationOf = (...files: string[]): string =>
  ['asOf: 2025-12-31', 'files:', ...files.map((file) => `  - ${file}`), ''].join('\n');

/** Values of a column as people would write them: text, ISO-free day numbers, codes, numbers. */
export function valuesOf(records: RegisterRecords, field: string): (string | number)[] {
  const column = records.columns.get(field);
  if (column === undefined) throw new Error(`no column ${field}`);
  return Array.from({ length: records.count }, (_, row) => valueAt(column, row));
}

function valueAt(column: Column, row: number): string | number {
  switch (column.kind) {
    case 'text':
      return column.dictionary.values[column.codes[row]!]!;
    case 'date':
      return column.days[row]!;
    case 'code':
      return column.codes[row]!;
    case 'number':
      return column.values[row]!;
  }
}

export interface ZipEntry {
  readonly name: string;
  readonly data: string | Uint8Array;
  /** Claims instead of the truth, as a hostile file makes them. */
  readonly claimedSize?: number;
  readonly claimedChecksum?: number;
  readonly flags?: number;
}

/** A zip of deflated entries. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, claimedSize, claimedChecksum, flags = 0 } of entries) {
    const bytes = Buffer.from(data as Uint8Array);
    const packed = deflateRawSync(bytes, { level: 9 });
    const fixed = Buffer.alloc(26);
    fixed.writeUInt16LE(20, 0);
    fixed.writeUInt16LE(flags, 2);
    fixed.writeUInt16LE(8, 4);
    fixed.writeUInt32LE(claimedChecksum ?? crc32(bytes), 10);
    fixed.writeUInt32LE(packed.length, 14);
    fixed.writeUInt32LE(claimedSize ?? bytes.length, 18);
    fixed.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fixed, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), fixed, rest, Buffer.from(name)]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, central, Buffer.from('PK\u0005\u0006'), end]);
}

/** A cell of a workbook: text, a number, a date (its serial, styled), or nothing. */
export type TestCell = string | number | { readonly serial: number } | null;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export function sheetXml(rows: readonly (readonly TestCell[])[]): string {
  const cell = (value: TestCell, column: number, row: number): string => {
    const at = `${String.fromCharCode(65 + column)}${row}`;
    if (value === null) return '';
    if (typeof value === 'string') return `<c r="${at}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
    return `<c r="${at}" s="1"><v>${value.serial}</v></c>`;
  };
  const lines = rows.map(
    (cells, i) => `<row r="${i + 1}">${cells.map((value, column) => cell(value, column, i + 1)).join('')}</row>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet ${NAMESPACE}><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

export interface TestWorkbook {
  /** Sheet name to rows, or to XML as it is. */
  readonly sheets: Readonly<Record<string, readonly (readonly TestCell[])[] | string>>;
  readonly is1904?: boolean;
  readonly sharedStrings?: string;
  readonly extra?: readonly ZipEntry[];
}

/** The entries of a small .xlsx. */
export function workbookEntries({ sheets, is1904, sharedStrings, extra = [] }: TestWorkbook): ZipEntry[] {
  const names = Object.keys(sheets);
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const relations = [
    ...names.map((_, i) => relation(`s${i}`, 'worksheet', `worksheets/sheet${i}.xml`)),
    relation('st', 'styles', 'styles.xml'),
    ...(sharedStrings === undefined ? [] : [relation('ss', 'sharedStrings', 'sharedStrings.xml')]),
  ];
  const list = names.map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="s${i}"/>`).join('');
  return [
    {
      name: 'xl/workbook.xml',
      data: `<workbook ${NAMESPACE} xmlns:r="${RELATIONS}"><workbookPr${is1904 === true ? ' date1904="1"' : ''}/><sheets>${list}</sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', data: `<Relationships>${relations.join('')}</Relationships>` },
    {
      name: 'xl/styles.xml',
      data: `<styleSheet ${NAMESPACE}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    },
    ...(sharedStrings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', data: sharedStrings }]),
    ...Object.values(sheets).map((rows, i) => ({
      name: `xl/worksheets/sheet${i}.xml`,
      data: typeof rows === 'string' ? rows : sheetXml(rows),
    })),
    ...extra,
  ];
}

export const workbookOf = (workbook: TestWorkbook): Buffer => zipOf(workbookEntries(workbook));
