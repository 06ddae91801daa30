/** A row of any file as cells: bytes of UTF-8 with the place of each cell in them. No string is made for a cell. */

/** What a workbook says of a cell; a CSV knows text alone. The index is what `CellRow.kinds` holds. */
export const CELL_KINDS = ['text', 'number', 'date', 'boolean', 'error'] as const;
export type CellKind = (typeof CELL_KINDS)[number];

export const TEXT_CELL = 0;
export const NUMBER_CELL = 1;
/** A number that the workbook shows as a date; the bytes hold its serial. */
export const DATE_CELL = 2;
export const BOOLEAN_CELL = 3;
export const ERROR_CELL = 4;

/** One row. It is used again for the next one: who needs a value for longer copies it. */
export interface CellRow {
  /** UTF-8; valid until the handler returns. */
  readonly bytes: Buffer;
  readonly count: number;
  /** [cell] first byte. */
  readonly starts: Int32Array;
  /** [cell] byte after the last. */
  readonly ends: Int32Array;
  /** [cell] index into CELL_KINDS. */
  readonly kinds: Uint8Array;
  /** 1-based, as a spreadsheet shows it; blank rows are counted. */
  readonly row: number;
}

export type RowHandler = (row: CellRow) => void;

/** Text of some bytes. */
export const textOf = (bytes: Buffer, start: number, end: number): string => bytes.toString('utf8', start, end);

export const cellText = (row: CellRow, cell: number): string => textOf(row.bytes, row.starts[cell]!, row.ends[cell]!);

/** All cells of a row as text: for headings, never for rows in bulk. */
export const rowTexts = (row: CellRow): string[] => Array.from({ length: row.count }, (_, cell) => cellText(row, cell));

/** Builds a row from strings: the way of the formats that hand over strings anyway. */
export class CellRowBuilder implements CellRow {
  bytes = Buffer.alloc(4096);
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  kinds = new Uint8Array(64);
  count = 0;
  row = 0;
  #length = 0;

  begin(row: number): void {
    this.count = 0;
    this.row = row;
    this.#length = 0;
  }

  /** Puts a cell at a column; columns between the last one and this one are blank. */
  set(column: number, text: string, kind: number): void {
    if (column >= this.starts.length) this.#growCells(column + 1);
    while (this.count <= column) this.#blank(this.count++);
    this.starts[column] = this.#length;
    this.#write(text);
    this.ends[column] = this.#length;
    this.kinds[column] = kind;
  }

  /** The same for text that is bytes already. */
  setBytes(column: number, bytes: Uint8Array, start: number, end: number): void {
    this.set(column, '', TEXT_CELL);
    const length = end - start;
    if (this.#length + length > this.bytes.length) this.#growBytes(this.#length + length);
    for (let i = start, at = this.#length; i < end; i++, at++) this.bytes[at] = bytes[i]!;
    this.#length += length;
    this.ends[column] = this.#length;
  }

  #blank(column: number): void {
    this.starts[column] = this.ends[column] = this.#length;
    this.kinds[column] = TEXT_CELL;
  }

  #write(text: string): void {
    const room = this.#length + text.length * 3;
    if (room > this.bytes.length) this.#growBytes(room);
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) {
        this.#length += encoder.encodeInto(text.slice(i), this.bytes.subarray(this.#length)).written;
        return;
      }
      this.bytes[this.#length++] = code;
    }
  }

  #growBytes(room: number): void {
    const larger = Buffer.alloc(room * 2);
    larger.set(this.bytes.subarray(0, this.#length));
    this.bytes = larger;
  }

  #growCells(cells: number): void {
    const length = Math.max(cells, this.starts.length * 2);
    const grow = <A extends Int32Array | Uint8Array>(old: A, larger: A): A => (larger.set(old), larger);
    this.starts = grow(this.starts, new Int32Array(length));
    this.ends = grow(this.ends, new Int32Array(length));
    this.kinds = grow(this.kinds, new Uint8Array(length));
  }
}

const encoder = new TextEncoder();
