/**
 * Who of this build is who of the build before. Rows are found again by what they say (match-rows.ts), entities stay with
 * the records that had them by the rule of all results (core/entities/name-clusters.ts), and what changed is told.
 */
import { Entities } from '../../core/entities/entities.ts';
import type { EntityEvent } from '../../core/entities/entity-events.ts';
import { rowsOfPersons, type Linkage } from '../../linkage.ts';
import type { RegisterRecords } from '../../../registers/records.ts';
import { matchRows } from './match-rows.ts';
import { rowsBefore, ID_BYTES, type PersonsState } from './persons-state.ts';
import { markRows, TextHashes } from './row-marks.ts';
import { stateOf } from './state-after.ts';

export interface KeepOptions {
  readonly registers: readonly RegisterRecords[];
  readonly linkage: Linkage;
  /** [person × 16 bytes] the id that he has where nobody was there before him. */
  readonly sourceIds: Uint8Array;
  /** Another id for a person whose id is somebody else's already; `time` counts from 1. */
  readonly idAgain: (person: number, time: number) => Uint8Array;
  /** Undefined for a first build. */
  readonly before: PersonsState | undefined;
}

export interface KeptPersons {
  /** [person × 16 bytes] */
  readonly ids: Uint8Array;
  /** All are the ids that a first build would give. */
  readonly areBySource: boolean;
  /** By the numbers of records, as text; none for a first build. */
  readonly events: readonly EntityEvent[];
  /** Id of an entity. @returns 16 bytes */
  readonly idOf: (entity: number) => Uint8Array;
  /** [register][row] number of the record. */
  readonly records: readonly Uint32Array[];
  readonly state: PersonsState;
}

export function keepPersons(options: KeepOptions): KeptPersons {
  const { registers, linkage, sourceIds, before } = options;
  const hashes = new TextHashes();
  const marks = registers.map((register) => markRows(register, hashes));
  const found = registers.map(({ registerId }, r) => {
    if (before === undefined) return { first: 0, rows: new Int32Array(registers[r]!.count).fill(-1) };
    const { first, rows } = rowsBefore(before, registerId);
    const owner = linkage.links[r]!.person.map((person) => person + 1);
    return { first, rows: matchRows(rows, { ...marks[r]!, owner }) };
  });
  const numbered = numberRecords(registers, found, before);
  const { entityOf, events, entities } =
    before === undefined ? firstEntities(linkage) : followEntities(registers, linkage, numbered, before);
  const ids = idsOf(options, entityOf, before?.ids ?? new Uint8Array(0));
  const personIds = new Uint8Array(sourceIds.length);
  entityOf.forEach((entity, person) =>
    personIds.set(ids.subarray((entity - 1) * ID_BYTES, entity * ID_BYTES), person * ID_BYTES),
  );
  const { records, nextRecord } = numbered;
  return {
    ids: personIds,
    areBySource: Buffer.compare(personIds, sourceIds) === 0,
    events,
    idOf: (entity) => ids.subarray((entity - 1) * ID_BYTES, entity * ID_BYTES),
    records,
    state: stateOf({
      registers,
      linkage,
      marks,
      records,
      nextRecord,
      entityOf,
      entities,
      ids,
      before,
      events: events.length,
    }),
  };
}

interface Numbered {
  readonly records: readonly Uint32Array[];
  /** [register][row] row of the state before, -1 where there was none. */
  readonly rows: readonly Int32Array[];
  readonly nextRecord: number;
}

function numberRecords(
  registers: readonly RegisterRecords[],
  found: readonly { readonly first: number; readonly rows: Int32Array }[],
  before: PersonsState | undefined,
): Numbered {
  let nextRecord = before?.nextRecord ?? 0;
  const rows = found.map(({ first, rows: of }) => of.map((row) => (row < 0 ? -1 : first + row)));
  const records = registers.map((_, r) =>
    Uint32Array.from(rows[r]!, (row) => (row < 0 ? nextRecord++ : before!.record[row]!)),
  );
  return { records, rows, nextRecord };
}

interface Followed {
  /** [person] */
  readonly entityOf: Uint32Array;
  readonly events: readonly EntityEvent[];
  /** Undefined for a first build. */
  readonly entities: Entities | undefined;
}

const firstEntities = ({ personCount }: Linkage): Followed => ({
  entityOf: Uint32Array.from({ length: personCount }, (_, person) => person + 1),
  events: [],
  entities: undefined,
});

/** Only persons of whom a row changed its entity are looked at by name. */
function followEntities(
  registers: readonly RegisterRecords[],
  linkage: Linkage,
  { records, rows }: Numbered,
  before: PersonsState,
): Followed {
  const { starts, register, row } = rowsOfPersons(registers, linkage);
  const rowsOfEntity = new Uint32Array(before.ids.length / ID_BYTES + 1);
  for (const entity of before.entity) rowsOfEntity[entity]!++;
  const entityBefore = (r: number, i: number): number => (rows[r]![i]! < 0 ? 0 : before.entity[rows[r]![i]!]!);
  const entityOf = new Uint32Array(linkage.personCount);
  const changed: number[] = [];
  // Entities whose rows are with the same person as before, all of them.
  const isUnchanged = new Uint8Array(rowsOfEntity.length);
  for (let person = 0; person < linkage.personCount; person++) {
    const [from, to] = [starts[person]!, starts[person + 1]!];
    const first = entityBefore(register[from]!, row[from]!);
    let isSame = first > 0 && rowsOfEntity[first] === to - from;
    for (let at = from + 1; at < to && isSame; at++) isSame = entityBefore(register[at]!, row[at]!) === first;
    if (isSame) {
      entityOf[person] = first;
      isUnchanged[first] = 1;
    } else changed.push(person);
  }
  const nameOf = (r: number, i: number): string => String(records[r]![i]!);
  const clusters = changed.map((person) => {
    const names: string[] = [];
    for (let at = starts[person]!; at < starts[person + 1]!; at++) names.push(nameOf(register[at]!, row[at]!));
    return names;
  });
  const recordsOf = new Map<number, string[]>();
  before.entity.forEach((entity, i) => {
    if (entity === 0 || isUnchanged[entity] === 1) return;
    const known = recordsOf.get(entity);
    if (known === undefined) recordsOf.set(entity, [String(before.record[i]!)]);
    else known.push(String(before.record[i]!));
  });
  const entities = openEntities(before, recordsOf);
  const there = new Set(clusters.flat());
  const gone = [...recordsOf.values()].flat().filter((name) => !there.has(name));
  const events = entities.update(clusters, gone);
  changed.forEach((person, i) => (entityOf[person] = entities.entityOf(clusters[i]![0]!)));
  return { entityOf, events, entities };
}

function openEntities(before: PersonsState, recordsOf: ReadonlyMap<number, readonly string[]>): Entities {
  const entities = new Entities();
  before.retired.forEach((entity, i) => {
    const of = before.retiredRecords.subarray(before.retiredStarts[i], before.retiredStarts[i + 1]);
    entities.retire(entity, Array.from(of, String));
  });
  for (const [entity, names] of recordsOf) entities.restore(entity, names);
  entities.given(before.ids.length / ID_BYTES + 1);
  return entities;
}

/** Ids of all entities: who is new gets the id of his source, unless somebody else has it. */
function idsOf({ sourceIds, idAgain }: KeepOptions, entityOf: Uint32Array, before: Uint8Array): Uint8Array {
  const given = before.length / ID_BYTES;
  const count = entityOf.reduce((most, entity) => Math.max(most, entity), given);
  const ids = new Uint8Array(count * ID_BYTES);
  ids.set(before);
  const isNew = [...entityOf.keys()].filter((person) => entityOf[person]! > given);
  const text = (id: Uint8Array): string => Buffer.from(id).toString('latin1');
  const used = new Set<string>();
  if (given > 0)
    for (let entity = 0; entity < given; entity++)
      used.add(text(ids.subarray(entity * ID_BYTES, (entity + 1) * ID_BYTES)));
  for (const person of isNew) {
    let id = sourceIds.subarray(person * ID_BYTES, (person + 1) * ID_BYTES);
    if (given > 0) {
      for (let time = 1; used.has(text(id)); time++) id = idAgain(person, time);
      used.add(text(id));
    }
    ids.set(id, (entityOf[person]! - 1) * ID_BYTES);
  }
  return ids;
}
