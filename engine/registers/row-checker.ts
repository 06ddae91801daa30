/** Checks the rows of one sheet: each ends accepted, accepted with findings, or refused with a reason. */
import { TwinError } from '../kernel/errors.ts';
import { parseNik } from '../kernel/ids.ts';
import { calendarDate, NO_DATE, parseIsoDate } from '../kernel/time.ts';
import { cellText, ERROR_CELL, textOf, type CellRow } from './cells.ts';
import { codeBySex, needsSex, type CodeLists } from './codes.ts';
import {
  outputsOf,
  type DateOrder,
  type DecimalMark,
  type FieldDescription,
  type FieldKind,
  type RegisterDescription,
} from './description.ts';
import { fieldReader, type FieldReader } from './field-readers.ts';
import { findingText } from './findings.ts';
import { foldHeading } from './fold.ts';
import type { BoundField, SheetLayout } from './layout.ts';
import type { Finding, FindingSeverity } from './records.ts';
import { RowReading, type AcceptedRow } from './row-reading.ts';
import { shapeOf } from './shape.ts';
import { AMBIGUOUS, isBlankWord, type KelurahanFinder } from './standardise.ts';

/** Where rows and findings go. */
export interface RowSink {
  /** A sheet starts; its rows follow. */
  open?(layout: SheetLayout): void;
  /** The row is valid until this returns. */
  accepted(row: AcceptedRow): void;
  finding(finding: Finding): void;
}

export interface SheetPlace {
  readonly file: string;
  /** Index into the files of this build. */
  readonly fileIndex: number;
  readonly sheetIndex: number;
  /** Undefined for formats without sheets. */
  readonly sheet: string | undefined;
}

export interface CheckOptions {
  readonly lists: CodeLists;
  readonly kelurahan: KelurahanFinder;
  readonly dates: DateOrder | undefined;
  readonly decimal: DecimalMark | undefined;
  /** Days since 1970-01-01; undefined while nobody declared it. */
  readonly asOfDay: number | undefined;
  readonly is1904: boolean;
  /** Rows must have a cell for every heading, as those of a CSV have. */
  readonly hasAllCells: boolean;
}

/** Rows of a file so far. rowsReceived = rowsAccepted + rowsRefused. */
export class Tally {
  rowsReceived = 0;
  rowsAccepted = 0;
  rowsWithFindings = 0;
  rowsRefused = 0;
}

interface Input extends BoundField {
  readonly read: FieldReader;
  /** Fields of the register that it fills. */
  readonly outputs: readonly number[];
}

/** Fields that checks across a row look at; -1 where the register has none. */
interface KeyFields {
  readonly nik: number;
  readonly bornOn: number;
  readonly sex: number;
  readonly codes: readonly number[];
}

export class RowChecker {
  readonly #layout: SheetLayout;
  readonly #place: SheetPlace;
  readonly #options: CheckOptions;
  readonly #sink: RowSink;
  readonly #tally: Tally;
  readonly #row: RowReading;
  readonly #inputs: readonly Input[];
  readonly #keys: KeyFields;
  readonly #unusable: readonly (readonly number[])[];
  #cells!: CellRow;

  constructor(layout: SheetLayout, place: SheetPlace, options: CheckOptions, sink: RowSink, tally: Tally) {
    const { register } = layout;
    this.#layout = layout;
    this.#place = place;
    this.#options = options;
    this.#sink = sink;
    this.#tally = tally;
    this.#row = new RowReading(register.outputs);
    this.#row.sheet = place.sheetIndex;
    this.#inputs = layout.bound.map((bound, input) => this.#input(bound, input));
    this.#keys = keyFields(register, layout);
    this.#unusable = register.unusable.map((group) => group.map((name) => outputIndex(register, name)));
    sink.open?.(layout);
  }

  /** Takes the next row of the sheet; rows up to the headings, and blank ones, are nobody's. */
  check(cells: CellRow): void {
    if (cells.row <= this.#layout.headingRow || isBlankRow(cells)) return;
    this.#cells = cells;
    this.#tally.rowsReceived++;
    const row = this.#row;
    row.begin(cells.bytes, cells.row);
    const misfit = this.#options.hasAllCells ? this.#misfit() : undefined;
    if (misfit !== undefined) return this.#refuse(misfit, `${cells.count} cells`, `${this.#layout.width} cells`);
    this.#readCells();
    if (this.#isNobody()) return this.#refuse(this.#whyNobody(), shapeOf(firstText(cells)));
    this.#checkAcross();
    this.#report();
  }

  #input(bound: BoundField, input: number): Input {
    const { field } = bound;
    const { register, dialect } = this.#layout;
    const outputs = outputsOf(field).map(({ name }) => outputIndex(register, name));
    const { lists, kelurahan, dates, decimal, asOfDay, is1904 } = this.#options;
    const latest = field.latest === 'asOf' ? asOfDay : field.latest && parseIsoDate(field.latest);
    const read = fieldReader(field, {
      row: this.#row,
      input,
      outputs,
      dates: dates ?? dialect.writes.dates,
      decimal: decimal ?? dialect.writes.decimal,
      is1904,
      asOfDay,
      earliestDay: field.earliest === undefined ? undefined : parseIsoDate(field.earliest),
      latestDay: latest === '' ? undefined : latest,
      lists,
      via: dialect.via[field.name],
      kelurahan,
      kecamatan: () => this.#kecamatan(),
    });
    return { ...bound, read, outputs };
  }

  #kecamatan(): string {
    const bound = this.#layout.bound.find(({ field }) => field.name === 'kecamatan');
    return bound === undefined || bound.column >= this.#cells.count ? '' : cellText(this.#cells, bound.column);
  }

  #misfit(): string | undefined {
    const { count } = this.#cells;
    if (count < this.#layout.width) return 'row-too-short';
    for (let cell = this.#layout.width; cell < count; cell++)
      if (!isBlankCell(this.#cells, cell)) return 'row-too-long';
    return undefined;
  }

  #readCells(): void {
    const cells = this.#cells;
    const { bytes, starts, ends, kinds, count } = cells;
    const inputs = this.#inputs;
    for (let i = 0; i < inputs.length; i++) {
      const input = inputs[i]!;
      const { column } = input;
      if (column < count) {
        let start = starts[column]!;
        let end = ends[column]!;
        while (start < end && bytes[start]! <= 32) start++;
        while (end > start && bytes[end - 1]! <= 32) end--;
        if (start < end && (bytes[start]! > 127 || bytes[end - 1]! > 127)) [start, end] = trimmed(bytes, start, end);
        if (start < end && !mayBeBlankWord(bytes, start, end)) {
          if (kinds[column] === ERROR_CELL) this.#row.fault(i, 'cell-error');
          else input.read(bytes, start, end, kinds[column]!);
          if (input.repeats.length > 0) this.#compareRepeats(i, input);
          continue;
        }
      }
      if (input.field.whenBlank !== 'accept') this.#row.fault(i, blankCode(input.field.kind));
    }
  }

  /** A template that prints a column again must say the same in it, or nothing. */
  #compareRepeats(index: number, input: Input): void {
    const cells = this.#cells;
    for (const column of input.repeats) {
      if (column < cells.count && !isBlankCell(cells, column) && !sameCell(cells, input.column, column)) {
        return this.#row.fault(index, 'repeat-disagrees');
      }
    }
  }

  #isNobody(): boolean {
    const { outputs } = this.#layout.register;
    const row = this.#row;
    if (this.#unusable.some((group) => group.every((field) => row.isBlank(field, outputs[field]!.kind)))) return true;
    return this.#mayBeNoRecord() && this.#whyNobody() !== 'row-unusable';
  }

  /** Only a row without a sound NIK is looked at twice. */
  #mayBeNoRecord(): boolean {
    const { nik } = this.#keys;
    if (nik < 0) return true;
    const row = this.#row;
    return row.texts[nik] !== undefined || row.starts[nik] === row.ends[nik];
  }

  #whyNobody(): string {
    const cells = this.#cells;
    if (/^\W*((sub|grand)\s*)?(jumlah|total|jml)\b/i.test(firstText(cells))) return 'total-row';
    return this.#isHeading(0) && this.#isHeading(1) ? 'heading-repeated' : 'row-unusable';
  }

  #isHeading(input: number): boolean {
    const cells = this.#cells;
    const { column, heading } = this.#inputs[Math.min(input, this.#inputs.length - 1)]!;
    return column < cells.count && foldHeading(cellText(cells, column)) === foldHeading(heading);
  }

  #checkAcross(): void {
    const { nik, bornOn, sex, codes } = this.#keys;
    const { values } = this.#row;
    const sexCode = sex < 0 ? 0 : values[sex]!;
    for (const field of codes) {
      if (!needsSex(values[field]!)) continue;
      values[field] = codeBySex(values[field]!, sexCode);
      if (values[field] === 0) this.#row.fault(this.#inputOf(field), 'code-needs-sex');
    }
    if (nik < 0 || bornOn < 0 || values[bornOn] === NO_DATE) return;
    if (nikDisagrees(this.#row, nik, values[bornOn]!, sexCode))
      this.#row.fault(this.#inputOf(nik), 'nik-birth-disagrees');
  }

  #inputOf(output: number): number {
    return this.#inputs.findIndex(({ outputs }) => outputs.includes(output));
  }

  #report(): void {
    const row = this.#row;
    let isRefused = false;
    for (let i = 0; i < row.faults; i++) {
      const { field } = this.#inputs[row.faultInputs[i]!]!;
      const code = row.faultCodes[i]!;
      if (code === AMBIGUOUS) throw this.#ambiguous(row.faultInputs[i]!);
      if (weighs(field, code) === 'refuse') isRefused = true;
    }
    for (let i = 0; i < row.faults; i++) this.#reportFault(row.faultInputs[i]!, row.faultCodes[i]!);
    if (isRefused) {
      this.#tally.rowsRefused++;
      return;
    }
    this.#tally.rowsAccepted++;
    if (row.faults > 0) this.#tally.rowsWithFindings++;
    this.#sink.accepted(row);
  }

  #reportFault(index: number, code: string): void {
    const { field, heading, column } = this.#inputs[index]!;
    const isRefusal = weighs(field, code) === 'refuse';
    const found = column < this.#cells.count ? shapeOf(cellText(this.#cells, column).trim()) : '';
    this.#emit(isRefusal ? 'refused' : 'finding', code, heading, found, findingText(code).expected);
  }

  #refuse(code: string, found: string, expected: string = findingText(code).expected): void {
    this.#tally.rowsRefused++;
    this.#emit('refused', code, '', found, expected);
  }

  #emit(severity: FindingSeverity, code: string, column: string, found: string, expected: string): void {
    const { fileIndex, sheetIndex } = this.#place;
    const { row } = this.#cells;
    this.#sink.finding({ severity, code, file: fileIndex, sheet: sheetIndex, row, column, found, expected });
  }

  #ambiguous(index: number): TwinError {
    const { field, heading, column } = this.#inputs[index]!;
    const { file, sheet } = this.#place;
    const isNumber = field.kind === 'number' || field.kind === 'rupiah';
    const key = isNumber ? "decimal: ','" : 'dates: dmy';
    return new TwinError('input', {
      code: isNumber ? 'decimal-unknown' : 'date-order-unknown',
      what: `A value of the form ${shapeOf(cellText(this.#cells, column).trim())} can be read in two ways.`,
      where: { file, ...(sheet === undefined ? {} : { sheet }), row: this.#cells.row, column: heading },
      expected: isNumber
        ? 'to know whether the mark parts decimals or thousands'
        : 'to know whether day or month comes first',
      todo: `Declare it in registers.yaml: - { file: ${file}, register: ${this.#layout.register.id}, ${key} }.`,
    });
  }
}

function keyFields(register: RegisterDescription, layout: SheetLayout): KeyFields {
  const filled = new Set(layout.bound.flatMap(({ field }) => outputsOf(field).map(({ name }) => name)));
  const find = (name: string): number => (filled.has(name) ? outputIndex(register, name) : -1);
  const codes = register.fields
    .filter(({ name, kind }) => kind === 'code' && layout.dialect.via[name] !== undefined && filled.has(name))
    .map(({ name }) => outputIndex(register, name));
  return { nik: find('nik'), bornOn: find('bornOn'), sex: find('sex'), codes };
}

const blankCode = (kind: FieldKind): string => (kind === 'nik' || kind === 'kk' ? `${kind}-blank` : 'blank');

const weighs = (field: FieldDescription, code: string): string =>
  code.endsWith('blank') ? field.whenBlank : field.whenFaulty;

const outputIndex = (register: RegisterDescription, name: string): number =>
  register.outputs.findIndex((output) => output.name === name);

const isSpace = (byte: number): boolean => byte <= 32;

/** Trims no-break spaces too: C2 A0. */
function trimmed(bytes: Uint8Array, from: number, to: number): [number, number] {
  let [start, end] = [from, to];
  for (;;) {
    if (end - start >= 2 && bytes[start] === 0xc2 && bytes[start + 1] === 0xa0) start += 2;
    else if (start < end && isSpace(bytes[start]!)) start++;
    else break;
  }
  for (;;) {
    if (end - start >= 2 && bytes[end - 2] === 0xc2 && bytes[end - 1] === 0xa0) end -= 2;
    else if (start < end && isSpace(bytes[end - 1]!)) end--;
    else return [start, end];
  }
}

function isBlankCell(cells: CellRow, cell: number): boolean {
  for (let i = cells.starts[cell]!; i < cells.ends[cell]!; i++) if (!isSpace(cells.bytes[i]!)) return false;
  return true;
}

function sameCell(cells: CellRow, first: number, second: number): boolean {
  const { bytes, starts, ends } = cells;
  const length = ends[first]! - starts[first]!;
  let isSame = ends[second]! - starts[second]! === length;
  for (let i = 0; i < length && isSame; i++) isSame = bytes[starts[first]! + i] === bytes[starts[second]! + i];
  return isSame || cellText(cells, first).trim() === cellText(cells, second).trim();
}

function isBlankRow(cells: CellRow): boolean {
  for (let cell = 0; cell < cells.count; cell++) if (!isBlankCell(cells, cell)) return false;
  return true;
}

/** Most cells start with a letter or digit that no blank word starts with. */
function mayBeBlankWord(bytes: Buffer, start: number, end: number): boolean {
  if (end - start > 6) return false;
  const first = bytes[start]!;
  const isSuspect = first < 48 || first === 92 || first === 95 || first === 78 || first === 110;
  return isSuspect && isBlankWord(textOf(bytes, start, end));
}

function firstText(cells: CellRow): string {
  for (let cell = 0; cell < cells.count; cell++) if (!isBlankCell(cells, cell)) return cellText(cells, cell).trim();
  return '';
}

/** The law writes birth date and sex into the NIK: a day above 40 is a woman's. */
function nikDisagrees(row: RowReading, nik: number, bornOn: number, sex: number): boolean {
  const text = row.texts[nik];
  if (text === undefined ? row.ends[nik] === row.starts[nik] : !parseNik(text).ok) return false;
  const digit = (i: number): number =>
    (text === undefined ? row.bytes[row.starts[nik]! + i]! : text.charCodeAt(i)) - 48;
  const writtenDay = digit(6) * 10 + digit(7);
  const isFemale = writtenDay > 40;
  const { year, month, day } = calendarDate(bornOn);
  if (sex !== 0 && isFemale !== (sex === 2)) return true;
  if (day !== (isFemale ? writtenDay - 40 : writtenDay)) return true;
  return month !== digit(8) * 10 + digit(9) || year % 100 !== digit(10) * 10 + digit(11);
}
