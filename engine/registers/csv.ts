/**
 * Parts CSV bytes into rows and cells. Written for speed, since half a million rows pass here on every build: it works
 * on bytes, makes no string, and hands over places only. csv-parse stands beside it in the tests and agrees.
 */
import { TwinError } from '../kernel/errors.ts';
import type { CellRow, RowHandler } from './cells.ts';

const QUOTE = 34;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

export interface CsvCaps {
  /** Longest row in bytes; a longer one is a quote that is never closed, or no table at all. */
  readonly rowBytes: number;
  readonly columns: number;
}

/** Where an error is, and how the file was read. */
export interface CsvPlace {
  readonly file: string;
  /** One byte: `;` `,` tab or `|`. */
  readonly delimiter: string;
}

/**
 * Cells as RFC 4180 has them, and as Excel reads what breaks it: a quote inside a bare cell is a letter, what follows a
 * closing quote belongs to the cell. Rows end at LF, CR LF or CR.
 *
 * @throws TwinError input `row-too-long`, `quote-not-closed`, `too-many-columns`
 */
export class CsvParser implements CellRow {
  bytes: Buffer = Buffer.alloc(0);
  starts = new Int32Array(256);
  ends = new Int32Array(256);
  kinds = new Uint8Array(256);
  count = 0;
  row = 0;
  readonly #place: CsvPlace;
  readonly #delimiter: number;
  readonly #caps: CsvCaps;
  readonly #onRow: RowHandler;
  #rest: Buffer = Buffer.alloc(0);
  /** Cells of this row that hold quotes: mended once the row is whole, since an unfinished row is parted again. */
  #withQuotes: number[] = [];
  #isInsideQuotes = false;

  constructor(place: CsvPlace, caps: CsvCaps, onRow: RowHandler) {
    this.#place = place;
    this.#delimiter = place.delimiter.charCodeAt(0);
    this.#caps = caps;
    this.#onRow = onRow;
  }

  /** Takes the next bytes, which are the parser's from now on. */
  push(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const done = this.#rows(bytes, false);
    // A copy: a view of the rest would keep the whole chunk alive.
    this.#rest = Buffer.from(bytes.subarray(done));
    if (this.#rest.length <= this.#caps.rowBytes) return;
    throw this.#isInsideQuotes ? this.#notClosed() : this.#tooLong();
  }

  /** The last row may lack its line end. */
  end(): void {
    const rest = this.#rest;
    this.#rest = Buffer.alloc(0);
    if (rest.length > 0) this.#rows(rest, true);
  }

  /** Hands over each whole row; returns where the first unfinished one starts. */
  #rows(bytes: Buffer, isLast: boolean): number {
    this.bytes = bytes;
    let position = 0;
    for (;;) {
      const next = this.#rowFrom(position, isLast);
      if (next < 0) return position;
      this.row++;
      for (const cell of this.#withQuotes) this.#mend(cell);
      this.#onRow(this);
      position = next;
      if (position >= bytes.length) return position;
    }
  }

  /** Parts one row; returns where the next starts, or -1 when this one is not whole. */
  #rowFrom(start: number, isLast: boolean): number {
    const bytes = this.bytes;
    const length = bytes.length;
    const delimiter = this.#delimiter;
    let starts = this.starts;
    let ends = this.ends;
    let cell = 0;
    let i = start;
    if (this.#withQuotes.length > 0) this.#withQuotes = [];
    this.#isInsideQuotes = false;
    for (;;) {
      if (cell === starts.length) {
        this.#growCells();
        starts = this.starts;
        ends = this.ends;
      }
      if (i < length && bytes[i] === QUOTE) {
        i = this.#quotedCell(cell, i, isLast);
        if (i < 0) return -1;
      } else {
        starts[cell] = i;
        let byte = 0;
        while (i < length) {
          byte = bytes[i]!;
          if (byte === delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN) break;
          i++;
        }
        ends[cell] = i;
      }
      cell++;
      if (i >= length) {
        this.count = cell;
        return isLast ? length : -1;
      }
      const byte = bytes[i]!;
      i++;
      if (byte === delimiter) continue;
      this.count = cell;
      if (byte === LINE_FEED) return i;
      // A CR at the very end may be half of a CR LF.
      if (i < length) return bytes[i] === LINE_FEED ? i + 1 : i;
      return isLast ? i : -1;
    }
  }

  /** Reads a cell that opens with a quote; returns where it ends, or -1 when that is not seen yet. */
  #quotedCell(cell: number, open: number, isLast: boolean): number {
    const bytes = this.bytes;
    const length = bytes.length;
    let close = open + 1;
    while (close < length && bytes[close] !== QUOTE) close++;
    if (close + 1 < length && !this.#endsCell(bytes[close + 1]!)) return this.#cellWithQuotes(cell, open, isLast);
    if (close >= length) return this.#unfinished(isLast);
    if (close + 1 >= length && !isLast) return -1;
    this.starts[cell] = open + 1;
    this.ends[cell] = close;
    return close + 1;
  }

  #endsCell(byte: number): boolean {
    return byte === this.#delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN;
  }

  #unfinished(isLast: boolean): number {
    if (isLast) throw this.#notClosed();
    this.#isInsideQuotes = true;
    return -1;
  }

  /** The rare cell with quotes inside it, or with letters after the closing one. */
  #cellWithQuotes(cell: number, open: number, isLast: boolean): number {
    const bytes = this.bytes;
    const length = bytes.length;
    let isInside = true;
    let i = open + 1;
    for (; i < length; i++) {
      const byte = bytes[i]!;
      if (isInside && byte === QUOTE) {
        if (bytes[i + 1] === QUOTE) i++;
        else isInside = false;
      } else if (!isInside && this.#endsCell(byte)) break;
    }
    if (i >= length && isInside) return this.#unfinished(isLast);
    if (i >= length && !isLast) return -1;
    const end = Math.min(i, length);
    this.starts[cell] = open + 1;
    this.ends[cell] = end;
    this.#withQuotes.push(cell);
    return end;
  }

  /** Makes doubled quotes single and drops the closing one, in place. */
  #mend(cell: number): void {
    const bytes = this.bytes;
    const end = this.ends[cell]!;
    let write = this.starts[cell]!;
    let isInside = true;
    for (let i = write; i < end; i++) {
      if (isInside && bytes[i] === QUOTE) {
        const isDoubled = i + 1 < end && bytes[i + 1] === QUOTE;
        if (isDoubled) i++;
        else {
          isInside = false;
          continue;
        }
      }
      bytes[write++] = bytes[i]!;
    }
    this.ends[cell] = write;
  }

  #growCells(): void {
    const length = this.starts.length * 2;
    if (length > this.#caps.columns * 2) throw this.#tooManyColumns();
    const starts = new Int32Array(length);
    starts.set(this.starts);
    const ends = new Int32Array(length);
    ends.set(this.ends);
    this.starts = starts;
    this.ends = ends;
    this.kinds = new Uint8Array(length);
  }

  #tooLong(): TwinError {
    return new TwinError('input', {
      code: 'row-too-long',
      what: `A row is longer than ${this.#caps.rowBytes} bytes.`,
      where: { file: this.#place.file, row: this.row + 1 },
      expected: 'one record a row, ended by a line end',
      todo: 'Export the register again; if the file has no line ends, it is not a CSV.',
    });
  }

  #notClosed(): TwinError {
    return new TwinError('input', {
      code: 'quote-not-closed',
      what: 'A quotation mark opens a cell and is never closed.',
      where: { file: this.#place.file, row: this.row + 1 },
      expected: 'a second quotation mark before the next delimiter or line end',
      todo: 'Mend that row, or export the register again.',
    });
  }

  #tooManyColumns(): TwinError {
    return new TwinError('input', {
      code: 'too-many-columns',
      what: `A row has more than ${this.#caps.columns} columns.`,
      where: { file: this.#place.file, row: this.row + 1 },
      todo: 'Check the delimiter, and declare it in registers.yaml (delimiter: ";").',
    });
  }
}
