/** The sink that keeps the rows: columns of typed arrays, text as codes of dictionaries shared by all registers. */
import { BLANK, Dictionary } from '../kernel/dictionary.ts';
import { NO_DATE } from '../kernel/time.ts';
import { ByteTable } from './byte-table.ts';
import { textOf } from './cells.ts';
import { outputsOf, type RegisterDescription } from './description-shape.ts';
import type { SheetLayout } from './layout.ts';
import type { Column, RegisterRecords } from './records.ts';
import type { AcceptedRow } from './row-reading.ts';
import { checksumOfRows } from './same-rows.ts';

const MOST_TEXTS = 4096;

/** Text of one field over all registers; bytes that were met before cost no string. */
class TextPool {
  readonly dictionary = new Dictionary();
  readonly #table = new ByteTable();
  readonly #texts = new Map<string, number>();

  code(bytes: Buffer, start: number, end: number): number {
    const before = this.#table.count;
    const entry = this.#table.entry(bytes, start, end);
    if (entry < before) return this.#table.value(entry);
    const code = this.dictionary.append(textOf(bytes, start, end));
    this.#table.setValue(entry, code);
    return code;
  }

  /** The same for a text that is no bytes of the row: an RT, a kelurahan's code. */
  codeOfText(text: string): number {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const bytes = Buffer.from(text);
    const code = bytes.length === 0 ? BLANK : this.code(bytes, 0, bytes.length);
    if (this.#texts.size >= MOST_TEXTS) this.#texts.clear();
    this.#texts.set(text, code);
    return code;
  }
}

/** One dictionary a field name, whatever the register: equal code means equal text. */
export class TextPools {
  readonly #pools = new Map<string, TextPool>();

  of(field: string): TextPool {
    let pool = this.#pools.get(field);
    if (pool === undefined) this.#pools.set(field, (pool = new TextPool()));
    return pool;
  }
}

const BLANKS = { text: BLANK, date: NO_DATE, code: 0, number: NaN } as const;

/** A column that grows with the rows. */
type Growing =
  | { readonly kind: 'text'; values: Uint32Array; readonly pool: TextPool }
  | { readonly kind: 'date'; values: Int32Array }
  | { readonly kind: 'code'; values: Uint16Array; readonly list: string }
  | { readonly kind: 'number'; values: Float64Array };

const FIRST_CAPACITY = 8192;

/** How far the columns of a register had grown when a file began. */
export interface BuilderMark {
  readonly count: number;
  /** [field] true where a file had a column for it. */
  readonly isThere: readonly boolean[];
}

/** Collects the accepted rows of one register, from one or more files. */
export class ColumnBuilder {
  readonly #register: RegisterDescription;
  readonly #pools: TextPools;
  /** [field] undefined until a file has a column for it. */
  readonly #columns: (Growing | undefined)[];
  #open: number[] = [];
  #capacity = FIRST_CAPACITY;
  #count = 0;
  #file = 0;
  #sourceFile = new Uint16Array(FIRST_CAPACITY);
  #sourceSheet = new Uint16Array(FIRST_CAPACITY);
  #sourceRow = new Uint32Array(FIRST_CAPACITY);

  constructor(register: RegisterDescription, pools: TextPools) {
    this.#register = register;
    this.#pools = pools;
    this.#columns = register.outputs.map(() => undefined);
  }

  get count(): number {
    return this.#count;
  }

  mark(): BuilderMark {
    return { count: this.#count, isThere: this.#columns.map((column) => column !== undefined) };
  }

  /** Forgets the rows since then. */
  goBackTo({ count, isThere }: BuilderMark): void {
    this.#columns.forEach((column, field) => {
      if (column === undefined) return;
      if (isThere[field] !== true) this.#columns[field] = undefined;
      else column.values.fill(BLANKS[column.kind], count, this.#count);
    });
    this.#count = count;
  }

  /** The same for the same rows, in whatever order. */
  checksum(from: number, to: number): string {
    return checksumOfRows(this.#columns, from, to);
  }

  /** Rows from here on are of this sheet. @param file index into the files of the build */
  open(layout: SheetLayout, file: number): void {
    this.#file = file;
    const { outputs } = this.#register;
    const names = new Set(layout.bound.flatMap(({ field }) => outputsOf(field).map(({ name }) => name)));
    this.#open = outputs.flatMap(({ name }, field) => (names.has(name) ? [field] : []));
    for (const field of this.#open) this.#columns[field] ??= this.#blankColumn(field);
  }

  accepted(row: AcceptedRow): void {
    const at = this.#count++;
    if (at === this.#capacity) this.#grow();
    this.#sourceFile[at] = this.#file;
    this.#sourceSheet[at] = row.sheet;
    this.#sourceRow[at] = row.row;
    const open = this.#open;
    for (let i = 0; i < open.length; i++) {
      const field = open[i]!;
      const column = this.#columns[field]!;
      if (column.kind !== 'text') {
        column.values[at] = row.values[field]!;
        continue;
      }
      const text = row.texts[field];
      const start = row.starts[field]!;
      const end = row.ends[field]!;
      if (text !== undefined) column.values[at] = column.pool.codeOfText(text);
      else if (start < end) column.values[at] = column.pool.code(row.bytes, start, end);
    }
  }

  done(): RegisterRecords {
    const count = this.#count;
    const columns = new Map<string, Column>();
    this.#register.outputs.forEach(({ name }, field) => {
      const column = this.#columns[field];
      if (column !== undefined) columns.set(name, finished(column, count));
    });
    return {
      registerId: this.#register.id,
      role: this.#register.role,
      programme: this.#register.programme,
      count,
      sourceFile: this.#sourceFile.slice(0, count),
      sourceSheet: this.#sourceSheet.slice(0, count),
      sourceRow: this.#sourceRow.slice(0, count),
      columns,
    };
  }

  #blankColumn(field: number): Growing {
    const { name, kind, list } = this.#register.outputs[field]!;
    const capacity = this.#capacity;
    switch (kind) {
      case 'text':
        return { kind, values: new Uint32Array(capacity), pool: this.#pools.of(name) };
      case 'date':
        return { kind, values: new Int32Array(capacity).fill(NO_DATE) };
      case 'code':
        return { kind, values: new Uint16Array(capacity), list };
      case 'number':
        return { kind, values: new Float64Array(capacity).fill(NaN) };
    }
  }

  #grow(): void {
    this.#capacity *= 2;
    const capacity = this.#capacity;
    this.#sourceFile = larger(this.#sourceFile, new Uint16Array(capacity));
    this.#sourceSheet = larger(this.#sourceSheet, new Uint16Array(capacity));
    this.#sourceRow = larger(this.#sourceRow, new Uint32Array(capacity));
    for (const column of this.#columns) {
      if (column === undefined) continue;
      if (column.kind === 'text') column.values = larger(column.values, new Uint32Array(capacity));
      else if (column.kind === 'date') column.values = larger(column.values, new Int32Array(capacity).fill(NO_DATE));
      else if (column.kind === 'code') column.values = larger(column.values, new Uint16Array(capacity));
      else column.values = larger(column.values, new Float64Array(capacity).fill(NaN));
    }
  }
}

function larger<A extends Uint16Array | Uint32Array | Int32Array | Float64Array>(old: A, fresh: A): A {
  fresh.set(old);
  return fresh;
}

function finished(column: Growing, count: number): Column {
  switch (column.kind) {
    case 'text':
      return { kind: 'text', codes: column.values.slice(0, count), dictionary: column.pool.dictionary };
    case 'date':
      return { kind: 'date', days: column.values.slice(0, count) };
    case 'code':
      return { kind: 'code', codes: column.values.slice(0, count), list: column.list };
    case 'number':
      return { kind: 'number', values: column.values.slice(0, count) };
  }
}
