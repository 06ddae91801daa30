/** One field of one register, brought to the residents or households that its rows are linked to. */
import { NO_DATE } from '../../kernel/time.ts';
import type { Linkage } from '../../linkage/linkage.ts';
import type { Population } from '../../population/columns.ts';
import type { Column, RegisterRecords } from '../../registers/records.ts';
import type { FactLevel } from './catalogue.ts';

/** The registers of a snapshot and how their rows lead to its residents. */
export interface RegisterFacts {
  readonly registers: readonly RegisterRecords[];
  readonly linkage: Linkage;
  /** [person of the linkage] row in PersonColumns; -1 for who is no resident. */
  readonly residentOfPerson: Int32Array;
  /** [person of the linkage] row in HouseholdColumns; -1 for who is no resident. */
  readonly householdOfPerson: Int32Array;
}

export interface FieldSource {
  readonly register: string;
  readonly field: string;
  /** Answer to value; other answers are unknown. */
  readonly codes?: Readonly<Record<string, number>> | undefined;
  /** Bits of which any one makes a yes. */
  readonly flags?: number | undefined;
}

/**
 * Of several rows of one person or family the one that is linked most surely tells; of equally sure ones the smaller
 * value, so that the order of the rows does not matter.
 *
 * @returns [row] NaN where the register does not tell; undefined where it was not read, or has no such field
 */
export function registerValues(
  source: FieldSource,
  level: FactLevel,
  { persons, households }: Population,
  { registers, linkage, residentOfPerson, householdOfPerson }: RegisterFacts,
): Float64Array | undefined {
  const r = registers.findIndex(({ registerId }) => registerId === source.register);
  const read = reader(registers[r]?.columns.get(source.field), source);
  if (read === undefined) return undefined;
  const rowOf = level === 'person' ? residentOfPerson : householdOfPerson;
  const values = new Float64Array(level === 'person' ? persons.count : households.count).fill(NaN);
  const trust = new Float64Array(values.length).fill(-Infinity);
  const { person, weightBits } = linkage.links[r]!;
  for (let i = 0; i < person.length; i++) {
    const row = person[i]! < 0 ? -1 : rowOf[person[i]!]!;
    const value = row < 0 ? NaN : read(i);
    if (value !== value) continue;
    const bits = weightBits[i]!;
    // Anchors and rows alone have no weight: nothing contradicts them.
    const sure = bits === bits ? bits : Infinity;
    if (sure < trust[row]! || (sure === trust[row] && value >= values[row]!)) continue;
    trust[row] = sure;
    values[row] = value;
  }
  return values;
}

/** Row to value, NaN where blank. */
function reader(column: Column | undefined, source: FieldSource): ((row: number) => number) | undefined {
  if (column === undefined || column.kind === 'text') return undefined;
  const raw = rawReader(column);
  const { codes, flags } = source;
  if (codes !== undefined) return (row) => codes[String(raw(row))] ?? NaN;
  if (flags === undefined) return raw;
  return (row) => {
    const value = raw(row);
    return value === value ? Number((value & flags) !== 0) : NaN;
  };
}

function rawReader(column: Exclude<Column, { kind: 'text' }>): (row: number) => number {
  switch (column.kind) {
    case 'number':
      return (row) => column.values[row]!;
    case 'code':
      return (row) => (column.codes[row] === 0 ? NaN : column.codes[row]!);
    case 'date':
      return (row) => (column.days[row] === NO_DATE ? NaN : column.days[row]!);
  }
}
