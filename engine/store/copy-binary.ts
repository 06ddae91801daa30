/** Columns as COPY … (FORMAT binary) wants them: the fastest way into either store. */
import type { InsertColumn } from './store.ts';

/** Bytes of one piece: large enough to be fast, small enough that memory does not grow with the table. */
const BYTES_OF_A_PIECE = 4 << 20;
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const NULL_LENGTH = -1;
const END_OF_ROWS = -1;

/** Grows as rows are written. */
class Bytes {
  // One piece, and a row over.
  buffer = Buffer.allocUnsafe(BYTES_OF_A_PIECE + (64 << 10));
  length = 0;

  /** Makes room for `count` more bytes. */
  reserve(count: number): void {
    if (this.length + count <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + count));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }

  int2(value: number): void {
    this.reserve(2);
    this.length = this.buffer.writeInt16BE(value, this.length);
  }

  bytes(value: Uint8Array): void {
    this.reserve(value.length + 4);
    this.length = this.buffer.writeInt32BE(value.length, this.length);
    this.buffer.set(value, this.length);
    this.length += value.length;
  }

  /** PostgreSQL holds no NUL in a text: it becomes the mark for a character that cannot be shown. */
  text(text: string): void {
    const value = text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text;
    this.reserve(value.length * 3 + 4);
    const written = this.buffer.write(value, this.length + 4, 'utf8');
    this.buffer.writeInt32BE(written, this.length);
    this.length += 4 + written;
  }

  /** jsonb: the version of the format, then text. */
  json(value: string): void {
    this.bytes(Buffer.from(`\u0001${value}`));
  }

  nothing(): void {
    this.reserve(4);
    this.length = this.buffer.writeInt32BE(NULL_LENGTH, this.length);
  }
}

type WriteField = (out: Bytes, row: number) => void;

/** How many rows a column holds, or undefined where one value stands for all rows. */
export function columnLength(column: InsertColumn): number | undefined {
  if (column.type === 'all') return undefined;
  if (column.type === 'coded-text') return column.values.codes.length;
  if (column.type === 'made-bytes') return column.length;
  if (column.type === 'uuid') return column.at?.length ?? column.values.length / 16;
  return column.values.length;
}

function numberWriter(type: 'int2' | 'int4' | 'int8' | 'float4' | 'float8'): (out: Bytes, value: number) => void {
  const put = (width: number, write: (buffer: Buffer, value: number, at: number) => number) => {
    return (out: Bytes, value: number): void => {
      out.reserve(width + 4);
      out.length = write(out.buffer, value, out.buffer.writeInt32BE(width, out.length));
    };
  };
  switch (type) {
    case 'int2':
      return put(2, (buffer, value, at) => buffer.writeInt16BE(value, at));
    case 'int4':
      return put(4, (buffer, value, at) => buffer.writeInt32BE(value, at));
    case 'int8':
      return put(8, (buffer, value, at) => buffer.writeBigInt64BE(BigInt(value), at));
    case 'float4':
      return put(4, (buffer, value, at) => buffer.writeFloatBE(value, at));
    case 'float8':
      return put(8, (buffer, value, at) => buffer.writeDoubleBE(value, at));
  }
}

function codedTextWriter(column: Extract<InsertColumn, { type: 'coded-text' }>): WriteField {
  const { codes, dictionary } = column.values;
  const { values } = dictionary;
  return (out, row) => {
    const value = values[codes[row]!]!;
    if (value === '' && column.blankIsNull) out.nothing();
    else out.text(value);
  };
}

const bytesWriter =
  (valueOf: (row: number) => Uint8Array | null): WriteField =>
  (out, row) => {
    const value = valueOf(row);
    if (value === null) out.nothing();
    else out.bytes(value);
  };

function writerOf(column: InsertColumn): WriteField {
  switch (column.type) {
    case 'text': {
      const { values } = column;
      return (out, row) => (values[row] === null ? out.nothing() : out.text(values[row]!));
    }
    case 'coded-text':
      return codedTextWriter(column);
    case 'json': {
      const { values } = column;
      return (out, row) => out.json(JSON.stringify(values[row]));
    }
    case 'uuid': {
      const { values, at } = column;
      return (out, row) => {
        const from = (at === undefined ? row : at[row]!) * 16;
        if (from < 0) out.nothing();
        else out.bytes(values.subarray(from, from + 16));
      };
    }
    case 'bytes':
      return bytesWriter((row) => column.values[row]!);
    case 'made-bytes':
      return bytesWriter(column.make);
    case 'all': {
      const { of, value } = column;
      if (of === 'text') return (out) => out.text(String(value));
      const write = numberWriter(of);
      return (out) => write(out, Number(value));
    }
    default: {
      const { values, nullAt } = column;
      const write = numberWriter(column.type);
      return (out, row) => {
        const value = values[row]!;
        if (value === nullAt || value !== value) out.nothing();
        else write(out, value);
      };
    }
  }
}

/**
 * The rows as COPY wants them, in pieces that are each complete.
 *
 * @param columns in the order that COPY names them
 */
export function* copyPieces(columns: readonly InsertColumn[], rowCount: number): Generator<Uint8Array> {
  const writers = columns.map(writerOf);
  for (let row = 0; row < rowCount;) {
    const out = new Bytes();
    SIGNATURE.copy(out.buffer);
    out.length = SIGNATURE.length;
    for (; row < rowCount && out.length < BYTES_OF_A_PIECE; row++) {
      out.int2(writers.length);
      for (const write of writers) write(out, row);
    }
    out.int2(END_OF_ROWS);
    yield out.buffer.subarray(0, out.length);
  }
}
