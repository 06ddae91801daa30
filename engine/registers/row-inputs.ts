/** The columns of a sheet made ready for reading: which reader each has, and which fields it fills. */
import { parseIsoDate } from '../kernel/time.ts';
import type { CodeLists } from './codes.ts';
import { DateEvidence } from './date-evidence.ts';
import {
  outputsOf,
  type DateOrder,
  type DecimalMark,
  type FieldDescription,
  type FieldKind,
  type RegisterDescription,
} from './description-shape.ts';
import { fieldReader, type FieldReader } from './field-readers.ts';
import type { FindingCode } from './findings.ts';
import type { BoundField, SheetLayout } from './layout.ts';
import type { RowReading } from './row-reading.ts';
import type { KelurahanFinder } from './standardise.ts';

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

export interface Input extends BoundField {
  readonly read: FieldReader;
  /** Fields of the register that it fills. */
  readonly outputs: readonly number[];
  /** Of the dates read so far; nothing for columns of other kinds. */
  readonly evidence: DateEvidence;
}

/** @param kecamatan text of the row's kecamatan, asked for where two kelurahan have one name */
export function makeInputs(
  layout: SheetLayout,
  options: CheckOptions,
  row: RowReading,
  kecamatan: () => string,
): Input[] {
  const { register, dialect } = layout;
  return layout.bound.map((bound, input) => {
    const { field } = bound;
    const outputs = outputsOf(field).map(({ name }) => outputIndex(register, name));
    const evidence = new DateEvidence();
    const read = fieldReader(field, {
      row,
      input,
      outputs,
      dates: options.dates ?? dialect.writes.dates,
      evidence,
      decimal: options.decimal ?? dialect.writes.decimal,
      is1904: options.is1904,
      earliestDay: dayOf(field.earliest, options),
      latestDay: dayOf(field.latest, options),
      isLatestAsOf: field.latest === 'asOf',
      lists: options.lists,
      via: dialect.via[field.name],
      kelurahan: options.kelurahan,
      kecamatan,
    });
    return { ...bound, read, outputs, evidence };
  });
}

const dayOf = (limit: string | undefined, { asOfDay }: CheckOptions): number | undefined =>
  limit === 'asOf' ? asOfDay : limit === undefined ? undefined : parseIsoDate(limit);

/** Fields that checks across a row look at; -1 where the sheet has none. */
export interface KeyFields {
  readonly nik: number;
  readonly fullName: number;
  readonly bornOn: number;
  readonly sex: number;
  /** Codes that may wait for the sex of the row. */
  readonly codes: readonly number[];
}

export function keyFields(register: RegisterDescription, layout: SheetLayout): KeyFields {
  const filled = new Set(layout.bound.flatMap(({ field }) => outputsOf(field).map(({ name }) => name)));
  const find = (name: string): number => (filled.has(name) ? outputIndex(register, name) : -1);
  const codes = register.fields
    .filter(({ name, kind }) => kind === 'code' && layout.dialect.via[name] !== undefined && filled.has(name))
    .map(({ name }) => outputIndex(register, name));
  return { nik: find('nik'), fullName: find('fullName'), bornOn: find('bornOn'), sex: find('sex'), codes };
}

export const blankCode = (kind: FieldKind): FindingCode =>
  kind === 'nik' || kind === 'kk' ? `${kind}-blank` : 'blank';

/** What becomes of the row: `accept`, `finding`, `refuse`. */
export const weighs = (field: FieldDescription, code: FindingCode): 'accept' | 'finding' | 'refuse' =>
  code.endsWith('blank') ? field.whenBlank : field.whenFaulty;

export const outputIndex = (register: RegisterDescription, name: string): number =>
  register.outputs.findIndex((output) => output.name === name);
