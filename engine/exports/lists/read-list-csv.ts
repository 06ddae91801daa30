/** A list that comes back as CSV, as the sheets of its workbook: parted by `;` as it was written, or by `,` as others save it. */
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { TwinError } from '../../kernel/errors.ts';
import { asInCsv } from '../harmless.ts';
import { DAFTAR_SHEET, FIXED_HEADINGS } from './list-source.ts';
import type { ReadRow, ReadSheets } from './read-workbook.ts';
import { METADATA_SHEET, type Cell } from './sheet.ts';

/** Far more than a list of a whole city has. */
const MOST_BYTES = 512 * 1024 * 1024;
const LABEL = /^# /;

/** @throws TwinError input: it cannot be read, is no text in UTF-8, no CSV, or far larger than a list is */
export function readListCsv(path: string): ReadSheets {
  const file = basename(path);
  const text = textOf(path, file);
  const daftar: ReadRow[] = [];
  const metadata: ReadRow[] = [];
  for (const { record, info } of recordsOf(text, file)) {
    const formulas = record.flatMap((cell, i) => (cell.startsWith('=') ? [i] : []));
    const row = info.lines;
    const [label = '', ...values] = record;
    if (LABEL.test(label)) metadata.push({ row, cells: [label.replace(LABEL, ''), ...values.map(asInCsv)], formulas });
    else daftar.push({ row, cells: record.map(cellOf), formulas });
  }
  return new Map([
    [DAFTAR_SHEET, daftar],
    [METADATA_SHEET, metadata],
  ]);
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function recordsOf(text: string, file: string): readonly CsvRecord[] {
  // The first heading is one word: what stands behind it parts the file.
  const delimiter = /^\uFEFF?"?[^";,\t\r\n]*"?([;,\t])/.exec(text)?.[1] ?? ';';
  try {
    return parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as CsvRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = typeof error['lines'] === 'number' ? error['lines'] : undefined;
    throw unreadable(file, 'A quote is opened or closed where none belongs.', row);
  }
}

/** Columns of the twin hold numbers as a spreadsheet in Indonesian writes them. */
const cellOf = (text: string, i: number): Cell =>
  i < FIXED_HEADINGS.length && /^-?\d+,\d+$/.test(text) ? text.replace(',', '.') : asInCsv(text);

function textOf(path: string, file: string): string {
  let bytes;
  try {
    bytes = statSync(path).size > MOST_BYTES ? undefined : readFileSync(path);
  } catch {
    throw unreadable(file, 'The file cannot be read.');
  }
  if (bytes === undefined) throw unreadable(file, 'The file is far larger than a list is.');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw unreadable(file, 'The file is no text in UTF-8.');
  }
}

const unreadable = (file: string, what: string, row?: number): TwinError =>
  new TwinError('input', {
    code: 'list-csv-unreadable',
    what,
    where: row === undefined ? { file } : { file, row },
    expected: 'the .csv of assist export, saved as CSV UTF-8',
    todo: 'Save it as CSV UTF-8, or work on the .xlsx.',
  });
