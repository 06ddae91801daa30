/** Puts together what the next build needs to know of this one. */
import type { Entities } from '../../core/entities/entities.ts';
import type { Linkage } from '../../linkage.ts';
import type { RegisterRecords } from '../../../registers/records.ts';
import type { PersonsState } from './persons-state.ts';
import { MARK_PARTS, type RowMarks } from './row-marks.ts';

export interface After {
  readonly registers: readonly RegisterRecords[];
  readonly linkage: Linkage;
  /** [register] */
  readonly marks: readonly RowMarks[];
  /** [register][row] */
  readonly records: readonly Uint32Array[];
  readonly nextRecord: number;
  /** [person] */
  readonly entityOf: Uint32Array;
  /** Undefined for a first build. */
  readonly entities: Entities | undefined;
  readonly ids: Uint8Array;
  readonly before: PersonsState | undefined;
  /** How many led to this build. */
  readonly events: number;
}

export function stateOf(after: After): PersonsState {
  const { registers, linkage, marks, records, nextRecord, entityOf, entities, ids, before, events } = after;
  const retired = [...(entities?.retired ?? new Map<number, readonly string[]>())].sort(([a], [b]) => a - b);
  const retiredRecords = retired.map(([, names]) => names.map(Number));
  const living = new Set<number>();
  for (const of of records) for (const record of of) living.add(record);
  const wanted = new Set(retiredRecords.flat().filter((record) => !living.has(record)));
  const names = [...new Set([...registers.map(({ registerId }) => registerId), ...(before?.registers ?? [])])];
  const parts = names.map((name) => {
    const r = registers.findIndex(({ registerId }) => registerId === name);
    const now = r < 0 ? [] : [livingRows(marks[r]!, records[r]!, linkage.links[r]!.person, entityOf)];
    return joined([...now, goneRows(before, name, wanted)]);
  });
  const starts = new Uint32Array(names.length + 1);
  parts.forEach(({ record }, i) => (starts[i + 1] = starts[i]! + record.length));
  const retiredStarts = new Uint32Array(retired.length + 1);
  retiredRecords.forEach((of, i) => (retiredStarts[i + 1] = retiredStarts[i]! + of.length));
  return {
    registers: names,
    starts,
    ...joined(parts),
    ids,
    retired: Uint32Array.from(retired, ([entity]) => entity),
    retiredStarts,
    retiredRecords: Uint32Array.from(retiredRecords.flat()),
    nextRecord,
    run: (before?.run ?? 0) + 1,
    events: (before?.events ?? 0) + events,
  };
}

type Rows = Pick<PersonsState, 'whole' | 'parts' | 'record' | 'entity' | 'isGone'>;

const livingRows = (
  { whole, parts }: RowMarks,
  record: Uint32Array,
  person: Int32Array,
  entityOf: Uint32Array,
): Rows => ({
  whole,
  parts,
  record,
  entity: Uint32Array.from(person, (p) => (p < 0 ? 0 : entityOf[p]!)),
  isGone: new Uint8Array(record.length),
});

/** Rows before that are no more, of entities that may come back. */
function goneRows(before: PersonsState | undefined, registerId: string, wanted: ReadonlySet<number>): Rows {
  const r = before?.registers.indexOf(registerId) ?? -1;
  const rows: number[] = [];
  if (before !== undefined && r >= 0 && wanted.size > 0) {
    for (let row = before.starts[r]!; row < before.starts[r + 1]!; row++) {
      if (wanted.has(before.record[row]!)) rows.push(row);
    }
  }
  const take = (of: Uint32Array, width: number): Uint32Array =>
    Uint32Array.from(rows.flatMap((row) => [...of.subarray(row * width, (row + 1) * width)]));
  return {
    whole: take(before?.whole ?? new Uint32Array(), 2),
    parts: take(before?.parts ?? new Uint32Array(), MARK_PARTS.length),
    record: take(before?.record ?? new Uint32Array(), 1),
    entity: new Uint32Array(rows.length),
    isGone: new Uint8Array(rows.length).fill(1),
  };
}

function joined(all: readonly Rows[]): Rows {
  const numbers = (name: 'whole' | 'parts' | 'record' | 'entity'): Uint32Array => {
    const array = new Uint32Array(all.reduce((sum, rows) => sum + rows[name].length, 0));
    let at = 0;
    for (const rows of all) {
      array.set(rows[name], at);
      at += rows[name].length;
    }
    return array;
  };
  return {
    whole: numbers('whole'),
    parts: numbers('parts'),
    record: numbers('record'),
    entity: numbers('entity'),
    isGone: Uint8Array.from(Buffer.concat(all.map(({ isGone }) => isGone))),
  };
}
