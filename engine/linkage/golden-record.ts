/** Values of the golden record, from the rows that linkage chose for each person and field. */
import type { Column, RegisterRecords } from '../registers/records.ts';
import { BLANK } from '../kernel/dictionary.ts';
import { NO_DATE } from '../kernel/time.ts';
import type { Linkage } from './linkage.ts';

/** Stands in GoldenField.register where no register tells. */
export const NO_REGISTER = 255;

type Registers = readonly RegisterRecords[];

/** Column and row that a golden field of a person is taken from; undefined where no register tells. */
function sourceOf<K extends Column['kind']>(
  registers: Registers,
  { golden }: Linkage,
  field: string,
  person: number,
  kind: K,
): { column: Extract<Column, { kind: K }>; row: number } | undefined {
  const from = golden.get(field);
  const register = from?.register[person];
  if (from === undefined || register === undefined || register === NO_REGISTER) return undefined;
  const column = registers[register]!.columns.get(field);
  if (column?.kind !== kind) throw new TypeError(`${field} is a ${column?.kind ?? 'missing'} column, not ${kind}`);
  return { column: column as Extract<Column, { kind: K }>, row: from.row[person]! };
}

/** Text of a golden field; '' where no register tells. */
export function goldenText(registers: Registers, linkage: Linkage, field: string, person: number): string {
  const source = sourceOf(registers, linkage, field, person, 'text');
  return source === undefined ? '' : source.column.dictionary.values[source.column.codes[source.row]!]!;
}

/** Days since 1970-01-01 of a golden date; NO_DATE where no register tells. */
export function goldenDate(registers: Registers, linkage: Linkage, field: string, person: number): number {
  const source = sourceOf(registers, linkage, field, person, 'date');
  return source === undefined ? NO_DATE : source.column.days[source.row]!;
}

/** Code of a golden field; 0 where no register tells. */
export function goldenCode(registers: Registers, linkage: Linkage, field: string, person: number): number {
  const source = sourceOf(registers, linkage, field, person, 'code');
  return source === undefined ? BLANK : source.column.codes[source.row]!;
}

/** Number of a golden field; NaN where no register tells. */
export function goldenNumber(registers: Registers, linkage: Linkage, field: string, person: number): number {
  const source = sourceOf(registers, linkage, field, person, 'number');
  return source === undefined ? NaN : source.column.values[source.row]!;
}
