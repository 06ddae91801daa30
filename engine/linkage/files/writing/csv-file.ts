/** CSV written row by row through one buffer: millions of rows make no string of a row. */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { FOR_OWNER, storageError } from '../../../kernel/files.ts';
import { sharedU8 } from '../../core/values/shared-arrays.ts';

const BUFFER_BYTES = 1 << 20;
const COMMA = 44;
const QUOTE = 34;
const LINE_FEED = 10;
const RETURN = 13;
const ZERO = 48;
const MINUS = 45;
const DOT = 46;
/** Digits of the largest whole number that is written, with its sign. */
const NUMBER_BYTES = 24;

/** A cell of more units or bytes takes the slow way, past the buffer where it does not fit. */
const LONG_CELL = BUFFER_BYTES >> 3;

const utf8Text = (bytes: Uint8Array, start: number, end: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');

/** UTF-8, commas, LF, quotes where they are needed. A row is its cells, then `endRow`. */
export abstract class CsvRows {
  readonly #buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  #length = 0;
  #isRowOpen = false;

  /** Bytes that are ready; what is behind them is used again. */
  protected abstract take(bytes: Uint8Array): void;

  text(text: string): void {
    this.#open(text.length * 3 + 2);
    if (text.length > LONG_CELL) return this.#quoted(text);
    const buffer = this.#buffer;
    const start = this.#length;
    let at = start;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      // What is beyond plain ASCII, or needs quotes, takes the slow way.
      if (unit > 126 || unit < 32 || unit === COMMA || unit === QUOTE) return this.#quoted(text);
      buffer[at++] = unit;
    }
    this.#length = at;
  }

  /** A cell that is bytes of UTF-8 already. */
  utf8(bytes: Uint8Array, start: number, end: number): void {
    this.#open(end - start);
    if (end - start > LONG_CELL) return this.#quoted(utf8Text(bytes, start, end));
    const buffer = this.#buffer;
    let at = this.#length;
    for (let i = start; i < end; i++) {
      const byte = bytes[i]!;
      if (byte <= COMMA && (byte === COMMA || byte === QUOTE || byte === LINE_FEED || byte === RETURN)) {
        return this.#quoted(utf8Text(bytes, start, end));
      }
      buffer[at++] = byte;
    }
    this.#length = at;
  }

  whole(value: number): void {
    this.#open(NUMBER_BYTES);
    this.#digits(value, 1);
  }

  /** @param decimals 0 to 9 */
  fixed(value: number, decimals: number): void {
    this.#open(NUMBER_BYTES);
    const scale = 10 ** decimals;
    const scaled = Math.round(Math.abs(value) * scale);
    if (value < 0 && scaled > 0) this.#buffer[this.#length++] = MINUS;
    this.#digits(Math.floor(scaled / scale), 1);
    if (decimals === 0) return;
    this.#buffer[this.#length++] = DOT;
    this.#digits(scaled % scale, decimals);
  }

  endRow(): void {
    if (this.#length >= BUFFER_BYTES) this.flush();
    this.#buffer[this.#length++] = LINE_FEED;
    this.#isRowOpen = false;
  }

  /** Hands on what is ready. */
  flush(): void {
    const length = this.#length;
    this.#length = 0;
    if (length > 0) this.take(this.#buffer.subarray(0, length));
  }

  /** Begins a cell that takes at most so many bytes. */
  #open(bytes: number): void {
    if (this.#length + bytes + 2 > BUFFER_BYTES) this.flush();
    if (this.#isRowOpen) this.#buffer[this.#length++] = COMMA;
    this.#isRowOpen = true;
  }

  #quoted(text: string): void {
    const needsQuotes = /[",\r\n]/.test(text);
    const bytes = Buffer.from(needsQuotes ? `"${text.replaceAll('"', '""')}"` : text);
    if (this.#length + bytes.length > BUFFER_BYTES) this.flush();
    if (bytes.length > BUFFER_BYTES) return this.take(bytes);
    bytes.copy(this.#buffer, this.#length);
    this.#length += bytes.length;
  }

  #digits(value: number, atLeast: number): void {
    let width = atLeast;
    for (let power = 10 ** atLeast; value >= power; power *= 10) width++;
    let rest = value;
    for (let at = this.#length + width - 1; at >= this.#length; at--) {
      const tens = Math.floor(rest / 10);
      this.#buffer[at] = ZERO + rest - tens * 10;
      rest = tens;
    }
    this.#length += width;
  }
}

/** Rows that another thread puts into a file. */
export class CsvPart extends CsvRows {
  readonly #taken: Uint8Array[] = [];

  /** In shared memory. */
  done(): readonly Uint8Array[] {
    this.flush();
    return this.#taken;
  }

  protected take(bytes: Uint8Array): void {
    const copy = sharedU8(bytes.length);
    copy.set(bytes);
    this.#taken.push(copy);
  }
}

/** Rows in a file of their own. */
export class CsvFile extends CsvRows {
  readonly #path: string;
  readonly #file: number;
  #isOpen = true;

  /** @throws TwinError storage */
  constructor(path: string, headings: readonly string[]) {
    super();
    this.#path = path;
    try {
      this.#file = openSync(path, 'wx', FOR_OWNER);
    } catch (error) {
      throw storageError(error, path);
    }
    for (const heading of headings) this.text(heading);
    this.endRow();
  }

  /** Whole rows that are ready. @throws TwinError storage */
  rows(parts: readonly Uint8Array[]): void {
    this.flush();
    for (const part of parts) this.take(part);
  }

  /** Puts it on the disk. @throws TwinError storage */
  close(): void {
    try {
      this.flush();
      fsyncSync(this.#file);
    } catch (error) {
      throw storageError(error, this.#path);
    } finally {
      this.abandon();
    }
  }

  /** Lets go of the file after a failure. */
  abandon(): void {
    if (this.#isOpen) closeSync(this.#file);
    this.#isOpen = false;
  }

  protected take(bytes: Uint8Array): void {
    try {
      for (let offset = 0; offset < bytes.length;) offset += writeSync(this.#file, bytes, offset);
    } catch (error) {
      throw storageError(error, this.#path);
    }
  }
}
