/** The entities of a result and of all before it: who is who now, who is no more, and what changes from result to result. */
import { eventsOf, type EntityEvent } from './entity-events.ts';
import { nameClusters, type EntityPast, type RecordName } from './name-clusters.ts';

/** Holds the present, and takes in what changes. */
export class Entities implements EntityPast {
  readonly #entityOf = new Map<RecordName, number>();
  readonly #recordsOf = new Map<number, readonly RecordName[]>();
  readonly #retired = new Map<number, readonly RecordName[]>();
  #next = 1;

  entityOf(record: RecordName): number {
    return this.#entityOf.get(record) ?? 0;
  }

  recordsOf(entity: number): readonly RecordName[] {
    return this.#recordsOf.get(entity) ?? [];
  }

  get retired(): ReadonlyMap<number, readonly RecordName[]> {
    return this.#retired;
  }

  get next(): number {
    return this.#next;
  }

  /** Puts an entity where an earlier result has it. */
  restore(entity: number, records: readonly RecordName[]): void {
    this.#recordsOf.set(entity, records);
    for (const record of records) this.#entityOf.set(record, entity);
    this.#next = Math.max(this.#next, entity + 1);
  }

  /** Remembers an entity that is no more. */
  retire(entity: number, records: readonly RecordName[]): void {
    this.#retired.set(entity, records);
    this.#next = Math.max(this.#next, entity + 1);
  }

  /** Ids below it were given. */
  given(next: number): void {
    this.#next = Math.max(this.#next, next);
  }

  /**
   * Takes in clusters as they are now.
   *
   * @param clusters records of each cluster that may have changed, first records first; all records of an entity that
   *                 any of them was of are among them or among those that are gone
   * @param gone     records that are no more
   */
  update(clusters: readonly (readonly RecordName[])[], gone: Iterable<RecordName> = []): EntityEvent[] {
    const changed = clusters.filter((records) => !this.#isUnchanged(records));
    const touched = new Set<number>();
    for (const records of [...changed, [...gone]]) for (const record of records) touched.add(this.entityOf(record));
    touched.delete(0);
    if (changed.length === 0 && touched.size === 0) return [];
    const named = nameClusters(changed, this);
    const events = eventsOf(changed, named, this, touched);
    this.#take(changed, named.entities, touched);
    this.given(named.next);
    return events;
  }

  #isUnchanged(records: readonly RecordName[]): boolean {
    const entity = this.entityOf(records[0]!);
    if (entity === 0 || this.recordsOf(entity).length !== records.length) return false;
    return records.every((record) => this.entityOf(record) === entity);
  }

  #take(clusters: readonly (readonly RecordName[])[], entities: Uint32Array, touched: ReadonlySet<number>): void {
    const last = new Map([...touched].map((entity) => [entity, this.recordsOf(entity)] as const));
    for (const [entity, records] of last) {
      this.#recordsOf.delete(entity);
      for (const record of records) this.#entityOf.delete(record);
    }
    clusters.forEach((records, cluster) => {
      const entity = entities[cluster]!;
      this.#recordsOf.set(entity, records);
      for (const record of records) this.#entityOf.set(record, entity);
      this.#retired.delete(entity);
    });
    for (const [entity, records] of last) if (!this.#recordsOf.has(entity)) this.#retired.set(entity, records);
  }
}
