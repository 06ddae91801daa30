/** A small table of figures in a CSV file, read so that every fault names its file, row and column. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { systemCode, TwinError } from '../../kernel/errors.ts';
import { rowTexts } from '../../registers/cells.ts';
import { CsvParser } from '../../registers/csv.ts';

export interface TableRow {
  /** 1-based, the heading row is row 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

export interface Table {
  /** Name without its folder. */
  readonly file: string;
  readonly headings: readonly string[];
  readonly rows: readonly TableRow[];
}

/** LF, or CR alone. */
const LINE_ENDS: readonly number[] = [10, 13];
const DELIMITERS = [',', ';', '\t'] as const;
const CAPS = { rowBytes: 1 << 16, columns: 256 };
/** Tables of rates have some hundreds of rows; more than this is another file. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * @throws TwinError input: the file cannot be read, has no rows, or has rows longer or shorter than its headings
 */
export function readTable(path: string): Table {
  const file = basename(path);
  const bytes = readBytes(path, file);
  const first = bytes
    .subarray(
      0,
      bytes.findIndex((byte) => LINE_ENDS.includes(byte)),
    )
    .toString();
  const delimiter = DELIMITERS.find((each) => first.includes(each)) ?? ',';
  const rows: TableRow[] = [];
  const parser = new CsvParser({ file, delimiter }, CAPS, (row) => {
    const cells = rowTexts(row).map((cell) => cell.trim());
    if (cells.some((cell) => cell !== '')) rows.push({ row: row.row, cells });
  });
  parser.push(bytes);
  parser.end();
  const [head, ...body] = rows;
  if (head === undefined || body.length === 0) throw fault(file, 'table-empty', 'The table has no rows.');
  const headings = head.cells.map((cell) => cell.toLowerCase());
  requireRectangle(file, headings, body);
  return { file, headings, rows: body };
}

function readBytes(path: string, file: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new TwinError(
      'input',
      {
        code: 'file-unreadable',
        what: `The file cannot be read (${systemCode(error) ?? 'unknown reason'}).`,
        where: { file },
        todo: 'Check the path, and that this user may read it.',
      },
      { cause: error },
    );
  }
  if (bytes.length > MOST_BYTES)
    throw fault(file, 'table-too-large', 'The file is larger than a table of rates can be.');
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return hasMark ? bytes.subarray(3) : bytes;
}

const fault = (file: string, code: string, what: string): TwinError =>
  new TwinError('input', { code, what, where: { file }, todo: 'Give a CSV with a heading row and its figures below.' });

function requireRectangle(file: string, headings: readonly string[], rows: readonly TableRow[]): void {
  const doubled = headings.find((heading, i) => heading !== '' && headings.indexOf(heading) !== i);
  if (doubled !== undefined)
    throw new TwinError('input', {
      code: 'heading-doubled',
      what: 'Two columns have the same heading.',
      where: { file, row: 1, column: doubled },
      todo: 'Rename or remove one of them.',
    });
  const uneven = rows.find(({ cells }) => cells.length !== headings.length);
  if (uneven !== undefined)
    throw new TwinError('input', {
      code: 'cells-uneven',
      what: `The row has ${uneven.cells.length} cells and the heading row ${headings.length}.`,
      where: { file, row: uneven.row },
      todo: 'Mend that row: one cell for each heading, text with a comma in quotation marks.',
    });
}

export const hasColumn = ({ headings }: Table, column: string): boolean => headings.includes(column);

/**
 * Text of one cell.
 *
 * @throws TwinError input `heading-missing` when the table has no such column
 */
export function textAt(table: Table, { cells }: TableRow, column: string): string {
  const index = table.headings.indexOf(column);
  if (index >= 0) return cells[index]!;
  throw new TwinError('input', {
    code: 'heading-missing',
    what: 'A column is missing.',
    where: { file: table.file, row: 1, column },
    expected: `a heading "${column}"; the file has: ${table.headings.join(', ')}`,
    todo: 'Rename the heading, or give the file of that shape (each option names its own).',
  });
}

/** Thousands parted by spaces, as the UN's sheets have them: nothing else can be meant. Commas may be decimal ones. */
const SPACED_THOUSANDS = /^[+-]?\d{1,3}([ \u00a0\u2009\u202f]\d{3})+(\.\d+)?$/;

/**
 * A number with a decimal point, within bounds.
 *
 * @throws TwinError input `number-unreadable`, `number-out-of-range`, `heading-missing`
 */
export function numberAt(table: Table, row: TableRow, column: string, low: number, high: number): number {
  const written = textAt(table, row, column);
  const text = SPACED_THOUSANDS.test(written) ? written.replace(/[ \u00a0\u2009\u202f]/g, '') : written;
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
  if (value >= low && value <= high) return value;
  throw new TwinError('input', {
    code: Number.isNaN(value) ? 'number-unreadable' : 'number-out-of-range',
    what: Number.isNaN(value) ? `"${text.slice(0, 20)}" is not a number.` : `${text} is out of range.`,
    where: { file: table.file, row: row.row, column },
    expected: `a number from ${low} to ${high === Infinity ? 'any height' : high}, with a decimal point`,
    todo: 'Mend that cell.',
  });
}

/** Periods and age groups as they are keyed, however the dash between their years is written. */
export const spanAt = (table: Table, row: TableRow, column: string): string =>
  textAt(table, row, column).replace(/\s*[-–—−]\s*/, '-');

/** The figures of a table, each found by what names it, `2010-2015 M 45`, and read when it is asked for. */
export type Figures = ReadonlyMap<string, () => number>;

/**
 * Figures by their keys: what nobody asks for need not be a number.
 *
 * @param keyOf undefined for a row that tells nothing here
 * @throws TwinError input `row-doubled` when two rows have one key
 */
export function figuresOf(
  table: Table,
  keyOf: (row: TableRow) => string | undefined,
  valueOf: (row: TableRow) => number,
): Figures {
  const figures = new Map<string, () => number>();
  for (const row of table.rows) {
    const key = keyOf(row);
    if (key === undefined) continue;
    if (figures.has(key))
      throw new TwinError('input', {
        code: 'row-doubled',
        what: `There is a second row for ${key}.`,
        where: { file: table.file, row: row.row },
        todo: 'Remove one of the two.',
      });
    figures.set(key, () => valueOf(row));
  }
  return figures;
}

/**
 * @throws TwinError input `row-missing` when no row has that key; and what reading the row throws
 */
export function figure(table: Table, figures: Figures, key: string, column: string): number {
  const value = figures.get(key);
  if (value !== undefined) return value();
  throw new TwinError('input', {
    code: 'row-missing',
    what: `There is no row for ${key}.`,
    where: { file: table.file, column },
    expected: `one row for ${key}`,
    todo: 'Add that row, or choose --from and --to within the years of the file.',
  });
}
