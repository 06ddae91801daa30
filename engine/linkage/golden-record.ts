/** The golden record: for each person and field the row that tells it, the population register first. */
import type { Column, RegisterRecords } from '../registers/records.ts';
import { BLANK } from '../kernel/dictionary.ts';
import { NO_DATE } from '../kernel/time.ts';
import { LINK_KINDS, type GoldenField, type Linkage, type RegisterLinks } from './linkage.ts';

/** Stands in GoldenField.register where no register tells. */
export const NO_REGISTER = 255;

type Registers = readonly RegisterRecords[];

/**
 * Chooses for each person where each field is taken from: the population register first, then the others in their order;
 * within one register the row linked most surely, then the one that stands first in its file.
 *
 * @returns field name to the row it is taken from
 */
export function chooseGoldenFields(
  registers: Registers,
  links: readonly RegisterLinks[],
  personCount: number,
): ReadonlyMap<string, GoldenField> {
  const order = registers.map((_, r) => r).sort((a, b) => rankOf(registers[a]!) - rankOf(registers[b]!) || a - b);
  const names = [...new Set(order.flatMap((r) => [...registers[r]!.columns.keys()]))];
  const rowsByTrust = order.map((r) => mostTrustedFirst(registers[r]!, links[r]!));
  return new Map(
    names.map((name) => {
      const register = new Uint8Array(personCount).fill(NO_REGISTER);
      const row = new Uint32Array(personCount);
      order.forEach((r, i) => {
        const column = registers[r]!.columns.get(name);
        if (column !== undefined) fillFrom(column, r, rowsByTrust[i], links[r]!.person, register, row);
      });
      return [name, { register, row }];
    }),
  );
}

const rankOf = ({ role }: RegisterRecords): number => (role === 'population' ? 0 : 1);

function fillFrom(
  column: Column,
  r: number,
  order: Uint32Array | undefined,
  person: Int32Array,
  register: Uint8Array,
  row: Uint32Array,
): void {
  const { values, blank } = valuesOf(column);
  for (let i = 0; i < person.length; i++) {
    const from = order === undefined ? i : order[i]!;
    const value = values[from]!;
    // NaN, the blank of numbers, is not equal to itself.
    if (value === blank || value !== value) continue;
    const p = person[from]!;
    if (p < 0 || register[p] !== NO_REGISTER) continue;
    register[p] = r;
    row[p] = from;
  }
}

function valuesOf(column: Column): { values: Uint32Array | Uint16Array | Int32Array | Float64Array; blank: number } {
  switch (column.kind) {
    case 'text':
    case 'code':
      return { values: column.codes, blank: BLANK };
    case 'date':
      return { values: column.days, blank: NO_DATE };
    case 'number':
      return { values: column.values, blank: NaN };
  }
}

/**
 * Rows of one register in the order in which they are believed: of each person who has several the best first; the rest
 * in any order. Undefined where nobody has several.
 */
function mostTrustedFirst(records: RegisterRecords, links: RegisterLinks): Uint32Array | undefined {
  const { person, kind, weightBits } = links;
  const repeated = rowsOfRepeated(person);
  if (repeated.length === 0) return undefined;
  const trust = (row: number): number => LINK_KINDS.length - kind[row]!;
  const bits = (row: number): number => (Number.isNaN(weightBits[row]!) ? 0 : weightBits[row]!);
  repeated.sort(
    (a, b) =>
      trust(b) - trust(a) ||
      bits(b) - bits(a) ||
      records.sourceFile[a]! - records.sourceFile[b]! ||
      records.sourceSheet[a]! - records.sourceSheet[b]! ||
      records.sourceRow[a]! - records.sourceRow[b]!,
  );
  const order = new Uint32Array(person.length);
  order.set(repeated);
  const isRepeated = new Uint8Array(person.length);
  for (const row of repeated) isRepeated[row] = 1;
  let next = repeated.length;
  for (let row = 0; row < person.length; row++) if (isRepeated[row] === 0) order[next++] = row;
  return order;
}

/** Rows of the persons that have more than one. */
function rowsOfRepeated(person: Int32Array): number[] {
  const rowsOfPerson = new Uint16Array(person.reduce((most, each) => Math.max(most, each), -1) + 1);
  for (const p of person) if (p >= 0 && rowsOfPerson[p]! < 2) rowsOfPerson[p]!++;
  const rows: number[] = [];
  for (let row = 0; row < person.length; row++) if (rowsOfPerson[person[row]!]! > 1) rows.push(row);
  return rows;
}

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
