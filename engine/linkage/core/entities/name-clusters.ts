/**
 * Which entity a cluster is: ids stay with the records that had them, so that as few records as can be change theirs.
 *
 * The rule. Of all ways to give each cluster one entity of an earlier result, and each entity to one cluster, that one is
 * taken in which most records keep their entity; of ways alike, that in which the older entities (lower ids) go on, and
 * they go to the cluster whose first record comes first. A cluster that is left without takes back the entity that its
 * records were once, where that was absorbed or came to an end and more than half of both are the same records: so undoing
 * a merge brings back who was there before. Whoever is still without gets the next new id; an id is never given twice.
 */
import { assignOneToOne } from '../deciding/assignment.ts';
import { DisjointSets } from '../deciding/disjoint-sets.ts';

/** A record by its source and id, as one text: what it is called over all runs. */
export type RecordName = string;

export interface EntityPast {
  /** Entity that a record was of in the result before; 0 where it was not there. */
  entityOf(record: RecordName): number;
  /** Records of an entity in the result before, those that are gone included. */
  recordsOf(entity: number): readonly RecordName[];
  /** Entities that are no more, and the records that each had last. */
  readonly retired: ReadonlyMap<number, readonly RecordName[]>;
  /** The next id that was never given. */
  readonly next: number;
}

export interface NamedClusters {
  /** [cluster] entity */
  readonly entities: Uint32Array;
  /** Entities taken back from those that were no more. */
  readonly revived: ReadonlySet<number>;
  readonly next: number;
}

/** @param clusters records of each cluster that changed, in an order that does not depend on that of rows */
export function nameClusters(clusters: readonly (readonly RecordName[])[], past: EntityPast): NamedClusters {
  const entities = new Uint32Array(clusters.length);
  for (const group of overlapsOf(clusters, past)) keepEntities(group, entities);
  const revived = revive(clusters, past, entities);
  let { next } = past;
  for (let cluster = 0; cluster < clusters.length; cluster++) if (entities[cluster] === 0) entities[cluster] = next++;
  return { entities, revived, next };
}

interface Overlap {
  readonly cluster: number;
  readonly entity: number;
  records: number;
}

/** Clusters and entities that share records, those that hang together in one group. */
function overlapsOf(clusters: readonly (readonly RecordName[])[], past: EntityPast): Overlap[][] {
  const overlaps: Overlap[] = [];
  const nodeOf = new Map<number, number>();
  clusters.forEach((records, cluster) => {
    const shared = new Map<number, Overlap>();
    for (const record of records) {
      const entity = past.entityOf(record);
      if (entity === 0) continue;
      if (!nodeOf.has(entity)) nodeOf.set(entity, clusters.length + nodeOf.size);
      const known = shared.get(entity);
      if (known === undefined) shared.set(entity, { cluster, entity, records: 1 });
      else known.records++;
    }
    overlaps.push(...shared.values());
  });
  const sets = new DisjointSets(clusters.length + nodeOf.size);
  for (const { cluster, entity } of overlaps) sets.join(cluster, nodeOf.get(entity)!);
  const groups = new Map<number, Overlap[]>();
  for (const overlap of overlaps) {
    const root = sets.find(overlap.cluster);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [overlap]);
    else group.push(overlap);
  }
  return [...groups.values()];
}

/** Larger groups are settled pair by pair, the largest overlap first: near enough, where a hundred merge and part at once. */
const MOST_ASSIGNED = 120;
/** Records outweigh every preference among ways that keep as many. */
const RECORD = 2 ** 24;

function keepEntities(group: readonly Overlap[], entities: Uint32Array): void {
  const rows = [...new Set(group.map(({ entity }) => entity))].sort((a, b) => a - b);
  const columns = [...new Set(group.map(({ cluster }) => cluster))].sort((a, b) => a - b);
  if (rows.length === 1 && columns.length === 1) {
    entities[columns[0]!] = rows[0]!;
    return;
  }
  const [rowOf, columnOf] = [places(rows), places(columns)];
  // One more row that goes on is worth more than any place in the order of clusters.
  const preference = ({ entity, cluster }: Overlap): number =>
    (rows.length - rowOf.get(entity)!) * columns.length + (columns.length - columnOf.get(cluster)!);
  const scoreOf = (overlap: Overlap): number => overlap.records * RECORD + preference(overlap);
  if (rows.length + columns.length > MOST_ASSIGNED) return keepLargest(group, scoreOf, entities);
  const scores = new Float64Array(rows.length * columns.length);
  for (const overlap of group) {
    scores[rowOf.get(overlap.entity)! * columns.length + columnOf.get(overlap.cluster)!] = scoreOf(overlap);
  }
  assignOneToOne(scores, rows.length, columns.length).forEach((column, row) => {
    if (column >= 0) entities[columns[column]!] = rows[row]!;
  });
}

const places = (values: readonly number[]): ReadonlyMap<number, number> =>
  new Map(values.map((value, place) => [value, place]));

function keepLargest(group: readonly Overlap[], scoreOf: (overlap: Overlap) => number, entities: Uint32Array): void {
  const taken = new Set<number>();
  for (const { cluster, entity } of group.toSorted((a, b) => scoreOf(b) - scoreOf(a))) {
    if (taken.has(entity) || entities[cluster] !== 0) continue;
    entities[cluster] = entity;
    taken.add(entity);
  }
}

function revive(
  clusters: readonly (readonly RecordName[])[],
  { retired }: EntityPast,
  entities: Uint32Array,
): ReadonlySet<number> {
  const revived = new Set<number>();
  if (retired.size === 0) return revived;
  const lastOf = new Map<RecordName, number[]>();
  for (const [entity, records] of retired) {
    for (const record of records) lastOf.set(record, [...(lastOf.get(record) ?? []), entity]);
  }
  const overlaps: Overlap[] = [];
  clusters.forEach((records, cluster) => {
    if (entities[cluster] !== 0) return;
    const shared = new Map<number, number>();
    for (const record of records) {
      for (const entity of lastOf.get(record) ?? []) shared.set(entity, (shared.get(entity) ?? 0) + 1);
    }
    for (const [entity, count] of shared) {
      const isHalfOfBoth = count * 2 > records.length && count * 2 > retired.get(entity)!.length;
      if (isHalfOfBoth) overlaps.push({ cluster, entity, records: count });
    }
  });
  overlaps.sort((a, b) => b.records - a.records || a.entity - b.entity || a.cluster - b.cluster);
  for (const { cluster, entity } of overlaps) {
    if (entities[cluster] !== 0 || revived.has(entity)) continue;
    entities[cluster] = entity;
    revived.add(entity);
  }
  return revived;
}
