/** Gives the clusters of a result the entities that an earlier result in the same folder had. */
import { join } from 'node:path';
import { Entities } from '../../core/entities/entities.ts';
import { textsOfArena } from '../../core/values/text-arena.ts';
import { nameOf } from '../../core/growing/live-records.ts';
import { checkIsWhole } from '../writing/out-folder.ts';
import type { Clusters, RecordNames } from '../writing/write-pairs.ts';
import { beginLine, eventLines, EVENTS_FILE, pastOf, readEvents, type EventLine } from './events-file.ts';
import { hasLinks, LINKS_FILE, readLinks, type StoredLinks } from './links-file.ts';

export interface Earlier {
  readonly links: StoredLinks;
  readonly events: readonly EventLine[];
}

/**
 * The result that a folder holds; undefined where it holds none.
 *
 * @throws TwinError input: damaged, or cut off while it was replaced
 */
export function earlierResult(folder: string): Earlier | undefined {
  checkIsWhole(folder);
  if (!hasLinks(join(folder, LINKS_FILE))) return undefined;
  return { links: readLinks(join(folder, LINKS_FILE)), events: readEvents(join(folder, EVENTS_FILE)) };
}

export function entitiesOf({ links, events }: Earlier): Entities {
  const entities = new Entities();
  const { retired, next } = pastOf(events);
  for (const [entity, records] of retired) entities.retire(entity, records);
  const recordsOf = new Map<number, string[]>();
  links.sources.forEach((source, s) =>
    links.ids[s]!.forEach((id, row) => {
      const entity = links.entity[links.sourceStart[s]! + row]!;
      const records = recordsOf.get(entity);
      if (records === undefined) recordsOf.set(entity, [nameOf(source, id)]);
      else records.push(nameOf(source, id));
    }),
  );
  for (const [entity, records] of recordsOf) entities.restore(entity, records);
  entities.given(next);
  return entities;
}

export interface KeptEntities {
  /** [record] */
  readonly entity: Uint32Array;
  /** All events so far. */
  readonly events: readonly EventLine[];
  /** Those that led to this result. */
  readonly fresh: readonly EventLine[];
}

export function keepEntities(earlier: Earlier | undefined, clusters: Clusters, names: RecordNames): KeptEntities {
  const records = names.order.records.length;
  if (earlier === undefined) {
    const begin = beginLine(records, clusters.count);
    return { entity: clusters.number, events: [begin], fresh: [begin] };
  }
  const entities = entitiesOf(earlier);
  const nameOfRecord = namesOf(names);
  const members = Array.from({ length: clusters.count }, (): string[] => []);
  for (const record of names.order.records) members[clusters.number[record]! - 1]!.push(nameOfRecord[record]!);
  const there = new Set(nameOfRecord);
  const gone = earlier.links.sources.flatMap((source, s) =>
    earlier.links.ids[s]!.map((id) => nameOf(source, id)).filter((name) => !there.has(name)),
  );
  const fresh = eventLines(earlier.events, entities.update(members, gone));
  const entity = Uint32Array.from(nameOfRecord, (name) => entities.entityOf(name));
  return { entity, events: [...earlier.events, ...fresh], fresh };
}

/** Records that are told anew, and those that nothing touched: they are who they were. */
export interface EntityChanges {
  /** Clusters told anew, by the numbers that records have while rows are taken in. */
  readonly clusters: readonly (readonly number[])[];
  readonly nameOf: (number: number) => string;
  /** [record] its number. */
  readonly numbers: Uint32Array;
  /** [number] record. */
  readonly numberOf: Uint32Array;
  /** Records of the earlier result that are told anew or are no more. */
  readonly isTouched: (number: number) => boolean;
}

/**
 * As `keepEntities`, with a look at those alone that are told anew.
 *
 * @throws RangeError an entity of which one record is told anew and another is not
 */
export function changeEntities(earlier: Earlier, changes: EntityChanges): KeptEntities {
  const { clusters, nameOf: nameOfNumber, numbers, numberOf, isTouched } = changes;
  const { entity } = earlier.links;
  const { retired, next } = pastOf(earlier.events);
  const entities = new Entities();
  for (const [of, records] of retired) entities.retire(of, records);
  const [before, gone] = [new Map<number, string[]>(), [] as string[]];
  const there = new Set(clusters.flat().map(nameOfNumber));
  const isOpen = new Uint8Array(entity.reduce((most, each) => Math.max(most, each), 0) + 1);
  for (let number = 0; number < entity.length; number++) if (isTouched(number)) isOpen[entity[number]!] = 1;
  for (let number = 0; number < entity.length; number++) {
    if (isOpen[entity[number]!] === 0) continue;
    if (!isTouched(number)) throw new RangeError('An entity of which a record is told anew has one that is not.');
    const name = nameOfNumber(number);
    before.set(entity[number]!, [...(before.get(entity[number]!) ?? []), name]);
    if (!there.has(name)) gone.push(name);
  }
  for (const [of, records] of before) entities.restore(of, records);
  entities.given(Math.max(next, isOpen.length));
  const members = clusters
    .map((cluster) => [...cluster].sort((a, b) => numberOf[a]! - numberOf[b]!))
    .sort(([a], [b]) => numberOf[a!]! - numberOf[b!]!)
    .map((cluster) => cluster.map(nameOfNumber));
  const fresh = eventLines(earlier.events, entities.update(members, gone));
  const now = Uint32Array.from(numbers, (number) =>
    number < entity.length && !isTouched(number) ? entity[number]! : entities.entityOf(nameOfNumber(number)),
  );
  return { entity: now, events: [...earlier.events, ...fresh], fresh };
}

const namesOf = ({ sources, ids }: RecordNames): string[] =>
  sources.flatMap((source, s) => textsOfArena(ids[s]!).map((id) => nameOf(source, id)));

/** Clusters called by their entities. */
export function clustersByEntity(entity: Uint32Array): Clusters {
  const count = entity.reduce((most, each) => Math.max(most, each), 0);
  const size = new Uint32Array(count + 1);
  for (const each of entity) size[each]!++;
  return { count, number: entity, size };
}

export const eventsText = (events: readonly EventLine[]): string =>
  events.map((event) => `${JSON.stringify(event)}\n`).join('');
