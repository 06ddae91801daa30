/** Columns of text as they are read: each distinct text once, a number a row. */
import { TextTable } from './text-table.ts';
import { DATE_CELL, NUMBER_CELL, TEXT_CELL, textOf, type CellRow } from '../../../registers/cells.ts';
import { plainNumber } from '../../../registers/field-readers.ts';
import { dateOfSerial } from '../../../registers/standardise.ts';
import { sharedCopy } from '../../core/values/shared-arrays.ts';
import { textsOfArena, type TextArena } from '../../core/values/text-arena.ts';
import { isoDate } from '../../../kernel/time.ts';

/** Text of one field of one source. Code 0 is blank. */
export interface TextColumn {
  /** [code] text as it stood in the file, trimmed. */
  readonly dictionary: string[];
  /** [record] in shared memory. */
  readonly codes: Uint32Array;
}

/** The same as plain data in shared memory, of which messages between threads carry no copy. */
export interface SharedColumn {
  /** [code] */
  readonly texts: TextArena;
  /** [record] */
  readonly codes: Uint32Array;
}

/** Both: strings are made when they are asked for. A message carries what is shared of it and nothing else. */
export class ReadColumn implements TextColumn, SharedColumn {
  readonly texts: TextArena;
  readonly codes: Uint32Array;
  #dictionary: string[] | undefined;

  constructor({ texts, codes }: SharedColumn) {
    this.texts = texts;
    this.codes = codes;
  }

  get dictionary(): string[] {
    return (this.#dictionary ??= textsOfArena(this.texts));
  }
}

const FIRST_CAPACITY = 1 << 14;
const NO_BREAK_SPACE_LEAD = 0xc2;
const NO_BREAK_SPACE = 0xa0;

/** Cells of a row, or of several columns of it joined by blanks, as codes. */
export class TextColumnBuilder {
  readonly #table = new TextTable();
  readonly #columns: readonly number[];
  readonly #is1904: boolean;
  #codes = new Uint32Array(FIRST_CAPACITY);
  #joined = Buffer.alloc(256);

  constructor(columns: readonly number[], is1904: boolean) {
    this.#columns = columns;
    this.#is1904 = is1904;
  }

  add(record: number, row: CellRow): void {
    if (record >= this.#codes.length) this.#grow();
    this.#codes[record] = this.#columns.length === 1 ? this.#cell(row, this.#columns[0]!) : this.#join(row);
  }

  done(count: number): ReadColumn {
    return new ReadColumn({ texts: this.#table.arena(true), codes: sharedCopy(this.#codes.subarray(0, count)) });
  }

  #cell(row: CellRow, cell: number): number {
    if (cell >= row.count) return 0;
    const { bytes } = row;
    const start = trimmedStart(bytes, row.starts[cell]!, row.ends[cell]!);
    const end = trimmedEnd(bytes, start, row.ends[cell]!);
    if (start >= end) return 0;
    if (row.kinds[cell] === TEXT_CELL) return this.#code(bytes, start, end);
    const text = Buffer.from(textOfCell(textOf(bytes, start, end), row.kinds[cell]!, this.#is1904));
    return this.#code(text, 0, text.length);
  }

  #code(bytes: Buffer, start: number, end: number): number {
    return this.#table.entry(bytes, start, end) + 1;
  }

  #join(row: CellRow): number {
    let length = 0;
    for (const cell of this.#columns) {
      const text = cellValue(row, cell, this.#is1904);
      if (text === '') continue;
      if (length + text.length * 3 + 1 > this.#joined.length) this.#growJoined(length + text.length * 3 + 1);
      if (length > 0) this.#joined[length++] = 32;
      length += this.#joined.write(text, length);
    }
    return length === 0 ? 0 : this.#code(this.#joined, 0, length);
  }

  #growJoined(room: number): void {
    const larger = Buffer.alloc(room * 2);
    larger.set(this.#joined);
    this.#joined = larger;
  }

  #grow(): void {
    const larger = new Uint32Array(this.#codes.length * 2);
    larger.set(this.#codes);
    this.#codes = larger;
  }
}

/** A text as bytes of UTF-8. */
export interface TextBytes {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

/** As `cellValue`, without making a string of it; undefined where the cell is blank or not there. */
export function cellBytes(row: CellRow, cell: number, is1904: boolean): TextBytes | undefined {
  if (cell >= row.count) return undefined;
  const start = trimmedStart(row.bytes, row.starts[cell]!, row.ends[cell]!);
  const end = trimmedEnd(row.bytes, start, row.ends[cell]!);
  if (start >= end) return undefined;
  if (row.kinds[cell] === TEXT_CELL) return { bytes: row.bytes, start, end };
  const bytes = Buffer.from(textOfCell(textOf(row.bytes, start, end), row.kinds[cell]!, is1904));
  return bytes.length === 0 ? undefined : { bytes, start: 0, end: bytes.length };
}

/** Text of a cell without blanks around it; '' where it is blank or not there. */
export function cellValue(row: CellRow, cell: number, is1904: boolean): string {
  if (cell >= row.count) return '';
  const start = trimmedStart(row.bytes, row.starts[cell]!, row.ends[cell]!);
  const end = trimmedEnd(row.bytes, start, row.ends[cell]!);
  if (start >= end) return '';
  return textOfCell(textOf(row.bytes, start, end), row.kinds[cell]!, is1904);
}

/** Numbers of a workbook with their exponent written out, its dates as 2025-12-31. */
function textOfCell(text: string, kind: number, is1904: boolean): string {
  if (kind === NUMBER_CELL) return plainNumber(text);
  if (kind !== DATE_CELL) return text;
  return isoDate(dateOfSerial(Number(text), is1904).value) || text;
}

function trimmedStart(bytes: Buffer, from: number, end: number): number {
  let start = from;
  while (start < end) {
    if (bytes[start]! <= 32) start++;
    else if (bytes[start] === NO_BREAK_SPACE_LEAD && bytes[start + 1] === NO_BREAK_SPACE && start + 1 < end) start += 2;
    else break;
  }
  return start;
}

function trimmedEnd(bytes: Buffer, start: number, from: number): number {
  let end = from;
  while (end > start) {
    if (bytes[end - 1]! <= 32) end--;
    else if (bytes[end - 1] === NO_BREAK_SPACE && bytes[end - 2] === NO_BREAK_SPACE_LEAD && end - 2 >= start) end -= 2;
    else break;
  }
  return end;
}
