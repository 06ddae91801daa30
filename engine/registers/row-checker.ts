/** Checks the rows of one sheet: each ends accepted, accepted with findings, or refused with a reason. */
import { TwinError } from '../kernel/errors.ts';
import { NO_DATE } from '../kernel/time.ts';
import { firstText, isBlankCell, isBlankRow, mayBeBlankWord, sameCell, trimmed } from './cell-tests.ts';
import { cellText, ERROR_CELL, type CellRow } from './cells.ts';
import { codeBySex, needsSex } from './codes.ts';
import { orderContradicted } from './date-evidence.ts';
import { AMBIGUOUS, FINDING_TEXTS, type FindingCode } from './findings.ts';
import { foldHeading } from './fold.ts';
import type { LayoutPlace, SheetLayout } from './layout.ts';
import { nikDisagrees } from './nik-birth.ts';
import type { Finding, FindingSeverity } from './records.ts';
import { RowReading, type AcceptedRow } from './row-reading.ts';
import {
  blankCode,
  keyFields,
  makeInputs,
  outputIndex,
  weighs,
  type CheckOptions,
  type Input,
  type KeyFields,
} from './row-inputs.ts';
import { shapeOf } from './shape.ts';

/** Where rows and findings go. */
export interface RowSink {
  /** A sheet starts; its rows follow. */
  open?(layout: SheetLayout): void;
  /** The row is valid until this returns. */
  accepted(row: AcceptedRow): void;
  finding(finding: Finding): void;
}

/** Which rows these are. `sheet` is there for formats with sheets. */
export interface SheetPlace extends LayoutPlace {
  /** Index into the files of this build. */
  readonly fileIndex: number;
  readonly sheetIndex: number;
}

/** Rows of a file so far. rowsReceived = rowsAccepted + rowsRefused. */
export class Tally {
  rowsReceived = 0;
  rowsAccepted = 0;
  rowsWithFindings = 0;
  rowsRefused = 0;
}

const TOTALS = /^\W*((sub|grand)\s*)?(jumlah|total|jml)\b/i;

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
  /** [field] the column that fills it, -1 where none does. */
  readonly #inputOf: readonly number[];
  /** Cells up to the last column that must be there; a row with fewer is cut short. */
  readonly #mandatoryWidth: number;
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
    this.#inputs = makeInputs(layout, options, this.#row, () => this.#kecamatan());
    this.#inputOf = register.outputs.map((_, field) =>
      this.#inputs.findIndex(({ outputs }) => outputs.includes(field)),
    );
    this.#mandatoryWidth = Math.max(0, ...layout.bound.map(({ field, column }) => (field.required ? column + 1 : 0)));
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

  /** Called after the last row of the sheet. @throws TwinError input when a column's dates are written in the other order */
  end(): void {
    const { register, dialect } = this.#layout;
    const { file, sheet } = this.#place;
    const order = this.#options.dates ?? dialect.writes.dates;
    if (order !== 'dmy' && order !== 'mdy') return;
    const isDeclared = this.#options.dates !== undefined;
    for (const { evidence, heading } of this.#inputs) {
      if (!evidence.isContradicted) continue;
      const place = { file, ...(sheet === undefined ? {} : { sheet }), column: heading };
      throw orderContradicted(evidence, { ...place, register: register.id, order, isDeclared });
    }
  }

  #kecamatan(): string {
    const bound = this.#layout.bound.find(({ field }) => field.name === 'kecamatan');
    return bound === undefined || bound.column >= this.#cells.count ? '' : cellText(this.#cells, bound.column);
  }

  #misfit(): FindingCode | undefined {
    const { count } = this.#cells;
    if (count < this.#mandatoryWidth) return 'row-too-short';
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

  #whyNobody(): FindingCode {
    const { fullName } = this.#keys;
    const isTotal = TOTALS.test(firstText(this.#cells)) || (fullName >= 0 && TOTALS.test(this.#row.text(fullName)));
    if (isTotal) return 'total-row';
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
      if (values[field] === 0) this.#row.fault(this.#inputOf[field]!, 'code-needs-sex');
    }
    if (nik < 0 || bornOn < 0 || values[bornOn] === NO_DATE) return;
    if (nikDisagrees(this.#row, nik, values[bornOn]!, sexCode))
      this.#row.fault(this.#inputOf[nik]!, 'nik-birth-disagrees');
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
    for (let i = 0; i < row.faults; i++) {
      const code = row.faultCodes[i]!;
      if (code !== AMBIGUOUS) this.#reportFault(row.faultInputs[i]!, code);
    }
    const { count } = this.#cells;
    // Excel leaves out the blank cells at the end of a row once sixteen rows in a row have none.
    const hasLeftOut = this.#options.hasAllCells && count < this.#layout.width;
    if (hasLeftOut) this.#emit('finding', 'cells-left-out', '', `${count} cells`, `${this.#layout.width} cells`);
    if (isRefused) {
      this.#tally.rowsRefused++;
      return;
    }
    this.#tally.rowsAccepted++;
    if (row.faults > 0 || hasLeftOut) this.#tally.rowsWithFindings++;
    this.#sink.accepted(row);
  }

  #reportFault(index: number, code: FindingCode): void {
    const { field, heading, column } = this.#inputs[index]!;
    const isRefusal = weighs(field, code) === 'refuse';
    const found = column < this.#cells.count ? shapeOf(cellText(this.#cells, column).trim()) : '';
    this.#emit(isRefusal ? 'refused' : 'finding', code, heading, found, FINDING_TEXTS[code].expected);
  }

  #refuse(code: FindingCode, found: string, expected: string = FINDING_TEXTS[code].expected): void {
    this.#tally.rowsRefused++;
    this.#emit('refused', code, '', found, expected);
  }

  #emit(severity: FindingSeverity, code: FindingCode, column: string, found: string, expected: string): void {
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
