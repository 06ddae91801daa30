/** What happened to entities between two results, with the records before and after. */
import type { EntityPast, NamedClusters, RecordName } from './name-clusters.ts';

/**
 * `create`: an entity of records that were in none; `join`: records that were in none come to an entity; `absorb`: the
 * records of an entity that is no more come to another; `split`: records leave an entity for one that was not there;
 * `move`: records go from one entity to another, and both go on; `leave`: records are no more; `end`: an entity is no more
 * because its records are no more.
 */
export const EVENT_KINDS = ['create', 'join', 'absorb', 'split', 'move', 'leave', 'end'] as const;

export interface EntityEvent {
  readonly kind: (typeof EVENT_KINDS)[number];
  /** Who goes on: of `absorb` and `move` the one that records come to, of `split` the one that they leave. */
  readonly entity: number;
  /** The other one, of `absorb`, `split` and `move`. */
  readonly other?: number;
  /** Records that it is about. */
  readonly records: readonly RecordName[];
  /** Records of both, by entity. */
  readonly before: Readonly<Record<number, readonly RecordName[]>>;
  readonly after: Readonly<Record<number, readonly RecordName[]>>;
  /** The entity that was not there had been there once. */
  readonly isRevived?: true;
}

/**
 * @param clusters records of each cluster that changed
 * @param touched  entities of the result before that any record of them, or a record that is gone, was of
 */
export function eventsOf(
  clusters: readonly (readonly RecordName[])[],
  { entities, revived }: Pick<NamedClusters, 'entities' | 'revived'>,
  past: EntityPast,
  touched: Iterable<number>,
): EntityEvent[] {
  const after = new Map<number, readonly RecordName[]>();
  const clusterOf = new Map<RecordName, number>();
  clusters.forEach((records, cluster) => {
    after.set(entities[cluster]!, records);
    for (const record of records) clusterOf.set(record, entities[cluster]!);
  });
  const sides = (...of: number[]): Pick<EntityEvent, 'before' | 'after'> => ({
    before: Object.fromEntries(of.flatMap((entity) => listed(entity, past.recordsOf(entity)))),
    after: Object.fromEntries(of.flatMap((entity) => listed(entity, after.get(entity) ?? []))),
  });
  return [
    ...[...touched].sort((a, b) => a - b).flatMap((from) => eventsFrom(from, past, after, clusterOf, revived, sides)),
    ...clusters.flatMap((records, cluster) => arrivals(entities[cluster]!, records, past, revived, sides)),
  ];
}

const listed = (entity: number, records: readonly RecordName[]): [number, readonly RecordName[]][] =>
  records.length === 0 ? [] : [[entity, records]];

type Sides = (...of: number[]) => Pick<EntityEvent, 'before' | 'after'>;

/** What became of the records of an entity. */
function eventsFrom(
  from: number,
  past: EntityPast,
  after: ReadonlyMap<number, readonly RecordName[]>,
  clusterOf: ReadonlyMap<RecordName, number>,
  revived: ReadonlySet<number>,
  sides: Sides,
): EntityEvent[] {
  const gone: RecordName[] = [];
  const moved = new Map<number, RecordName[]>();
  for (const record of past.recordsOf(from)) {
    const to = clusterOf.get(record);
    if (to === undefined) gone.push(record);
    else if (to !== from) moved.set(to, [...(moved.get(to) ?? []), record]);
  }
  const goesOn = after.has(from);
  const events: EntityEvent[] = [];
  if (gone.length > 0) {
    const kind = goesOn || moved.size > 0 ? 'leave' : 'end';
    events.push({ kind, entity: from, records: gone, ...sides(from) });
  }
  for (const [to, records] of [...moved].sort(([a], [b]) => a - b)) {
    const isNew = past.recordsOf(to).length === 0;
    const both = sides(from, to);
    if (!goesOn) events.push({ kind: 'absorb', entity: to, other: from, records, ...both });
    else if (!isNew) events.push({ kind: 'move', entity: to, other: from, records, ...both });
    else {
      const isRevived = revived.has(to) ? { isRevived: true as const } : {};
      events.push({ kind: 'split', entity: from, other: to, records, ...both, ...isRevived });
    }
  }
  return events;
}

/** Records that were in no entity. */
function arrivals(
  entity: number,
  records: readonly RecordName[],
  past: EntityPast,
  revived: ReadonlySet<number>,
  sides: Sides,
): EntityEvent[] {
  const arrived = records.filter((record) => past.entityOf(record) === 0);
  if (arrived.length === 0) return [];
  const isNew = arrived.length === records.length && past.recordsOf(entity).length === 0;
  const isRevived = isNew && revived.has(entity) ? { isRevived: true as const } : {};
  return [{ kind: isNew ? 'create' : 'join', entity, records: arrived, ...sides(entity), ...isRevived }];
}
