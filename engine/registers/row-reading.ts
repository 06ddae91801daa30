/** One row as its register's fields: what a sink is given. It is used again for the next row. */
import { NO_DATE } from '../kernel/time.ts';
import { textOf } from './cells.ts';
import type { OutputDescription } from './description-shape.ts';
import type { Fault } from './findings.ts';

/** A row that was accepted. Fields are numbered as `RegisterDescription.outputs`. */
export interface AcceptedRow {
  readonly sheet: number;
  /** 1-based, as a spreadsheet shows it. */
  readonly row: number;
  readonly bytes: Buffer;
  /** [field] text as written, trimmed: bytes from here … */
  readonly starts: Int32Array;
  /** … to before there; both 0 where blank. */
  readonly ends: Int32Array;
  /** [field] text where it is not what the bytes say: a kelurahan's code, a NIK without its spaces. */
  readonly texts: readonly (string | undefined)[];
  /** [field] days, code or number by the kind of the field. */
  readonly values: Float64Array;
  /** Text of a field, for callers that are not in a hurry. */
  text(field: number): string;
}

export class RowReading implements AcceptedRow {
  sheet = 0;
  row = 0;
  bytes: Buffer = Buffer.alloc(0);
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly texts: (string | undefined)[];
  readonly values: Float64Array;
  readonly #blanks: Float64Array;
  #hasTexts = false;

  /** Faults of the row so far; entry i of each array is one. */
  faults = 0;
  readonly faultInputs: number[] = [];
  readonly faultCodes: Exclude<Fault, ''>[] = [];

  constructor(outputs: readonly OutputDescription[]) {
    const blank = { text: 0, code: 0, date: NO_DATE, number: NaN };
    this.#blanks = Float64Array.from(outputs, ({ kind }) => blank[kind]);
    this.values = this.#blanks.slice();
    this.starts = new Int32Array(outputs.length);
    this.ends = new Int32Array(outputs.length);
    this.texts = outputs.map(() => undefined);
  }

  begin(bytes: Buffer, row: number): void {
    this.bytes = bytes;
    this.row = row;
    this.starts.fill(0);
    this.ends.fill(0);
    this.values.set(this.#blanks);
    if (this.#hasTexts) this.texts.fill(undefined);
    this.#hasTexts = false;
    this.faults = 0;
  }

  setBytes(field: number, start: number, end: number): void {
    this.starts[field] = start;
    this.ends[field] = end;
  }

  setText(field: number, text: string): void {
    this.texts[field] = text;
    this.#hasTexts = true;
  }

  fault(input: number, code: Exclude<Fault, ''>): void {
    this.faultInputs[this.faults] = input;
    this.faultCodes[this.faults] = code;
    this.faults++;
  }

  text(field: number): string {
    return this.texts[field] ?? textOf(this.bytes, this.starts[field]!, this.ends[field]!);
  }

  /** True where the field holds nothing; `kind` is that of the field. */
  isBlank(field: number, kind: OutputDescription['kind']): boolean {
    const value = this.values[field]!;
    if (kind === 'date') return value === NO_DATE;
    if (kind === 'number') return Number.isNaN(value);
    if (kind === 'code') return value === 0;
    return this.starts[field] === this.ends[field] && (this.texts[field] ?? '') === '';
  }
}
