import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Entities } from './entities.ts';
import type { EntityEvent } from './entity-events.ts';

const RECORDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** [record] number of its cluster, or -1 where it is not there. */
type Partition = readonly number[];

const partition: fc.Arbitrary<Partition> = fc.array(fc.integer({ min: -1, max: 4 }), {
  minLength: RECORDS.length,
  maxLength: RECORDS.length,
});

/** Clusters of a partition, first records first. */
const clustersOf = (numbers: Partition): string[][] => {
  const clusters = new Map<number, string[]>();
  numbers.forEach((number, i) => {
    if (number >= 0) clusters.set(number, [...(clusters.get(number) ?? []), RECORDS[i]!]);
  });
  return [...clusters.values()].sort(([a], [b]) => (a! < b! ? -1 : 1));
};
const goneIn = (numbers: Partition): string[] => RECORDS.filter((_, i) => numbers[i]! < 0);

const taking = (entities: Entities, numbers: Partition): EntityEvent[] =>
  entities.update(
    clustersOf(numbers),
    goneIn(numbers).filter((record) => entities.entityOf(record) !== 0),
  );

/** Entity of each record that is there. */
const present = (entities: Entities): Record<string, number> =>
  Object.fromEntries(
    RECORDS.flatMap((record) => {
      const entity = entities.entityOf(record);
      return entity === 0 ? [] : [[record, entity] as const];
    }),
  );

const entitiesOf = (...numbers: Partition[]): Entities => {
  const entities = new Entities();
  for (const each of numbers) taking(entities, each);
  return entities;
};

function mostThatCanStay(before: Partition, after: Partition): number {
  const [from, to] = [clustersOf(before), clustersOf(after)];
  const overlap = (i: number, j: number): number => from[i]!.filter((record) => to[j]!.includes(record)).length;
  const best = (i: number, free: readonly number[]): number => {
    if (i === from.length) return 0;
    return Math.max(
      best(i + 1, free),
      ...free.map(
        (j) =>
          overlap(i, j) +
          best(
            i + 1,
            free.filter((k) => k !== j),
          ),
      ),
    );
  };
  return best(0, [...to.keys()]);
}

describe('entities over results', () => {
  test('are numbered from 1 on in the order of their first records', () => {
    expect(present(entitiesOf([0, 0, 1, 2, 2, 2, 1, 3]))).toEqual({ a: 1, b: 1, c: 2, d: 3, e: 3, f: 3, g: 2, h: 4 });
  });

  test('stay with as many records as can be', () => {
    fc.assert(
      fc.property(partition, partition, (before, after) => {
        const entities = entitiesOf(before);
        const was = present(entities);
        taking(entities, after);
        const kept = Object.entries(present(entities)).filter(([record, entity]) => was[record] === entity);
        expect(kept.length).toBe(mostThatCanStay(before, after));
      }),
    );
  });

  test('are one a cluster, and no id is given to two entities that have nothing to do with each other', () => {
    fc.assert(
      fc.property(fc.array(partition, { maxLength: 6 }), (partitions) => {
        const entities = new Entities();
        for (const each of partitions) {
          const fresh = entities.next;
          const known = new Set([...Object.values(present(entities)), ...entities.retired.keys()]);
          taking(entities, each);
          const clusters = clustersOf(each);
          const ids = clusters.map((records) => new Set(records.map((record) => entities.entityOf(record))));
          expect(ids.every((of) => of.size === 1 && !of.has(0))).toBe(true);
          const distinct = ids.map((of) => [...of][0]!);
          expect(new Set(distinct).size).toBe(clusters.length);
          expect(distinct.every((id) => known.has(id) || id >= fresh)).toBe(true);
        }
      }),
    );
  });

  test('change nothing and tell nothing where nothing changes', () => {
    fc.assert(
      fc.property(partition, (each) => {
        const entities = entitiesOf(each);
        const was = present(entities);
        expect(taking(entities, each)).toEqual([]);
        expect(present(entities)).toEqual(was);
      }),
    );
  });

  test('come back as they were when what merged or parted them is undone', () => {
    const merged = fc.tuple(partition, fc.nat(4), fc.nat(4));
    fc.assert(
      fc.property(merged, ([before, one, other]) => {
        const entities = entitiesOf(before);
        const was = present(entities);
        taking(
          entities,
          before.map((number) => (number === other ? one : number)),
        );
        taking(entities, before);
        expect(present(entities)).toEqual(was);
      }),
    );
  });

  test('the older of two entities alike goes on, with the cluster that comes first', () => {
    const entities = entitiesOf([0, 0, 1, 1, -1, -1, -1, -1]);
    taking(entities, [0, 0, 0, 0, -1, -1, -1, -1]);
    expect(present(entities)).toEqual({ a: 1, b: 1, c: 1, d: 1 });
    const parted = entitiesOf([0, 0, 0, 0, -1, -1, -1, -1]);
    taking(parted, [0, 0, 1, 1, -1, -1, -1, -1]);
    expect(present(parted)).toEqual({ a: 1, b: 1, c: 2, d: 2 });
  });
});

describe('events', () => {
  const kinds = (from: Partition, to: Partition): string[] => {
    const entities = entitiesOf(from);
    return taking(entities, to).map(({ kind, entity, other, records }) =>
      [kind, entity, other, records.join('')].filter((part) => part !== undefined).join(' '),
    );
  };
  const here = (...numbers: number[]): Partition => RECORDS.map((_, i) => numbers[i] ?? -1);

  test.each<[string, Partition, Partition, string[]]>([
    ['a new record alone', here(0), here(0, 1), ['create 2 b']],
    ['a new record of an entity', here(0), here(0, 0), ['join 1 b']],
    ['two entities that are one', here(0, 1, 1), here(0, 0, 0), ['absorb 2 1 a']],
    ['an entity that is two', here(0, 0, 0), here(0, 0, 1), ['split 1 2 c']],
    ['a record that goes over', here(0, 0, 0, 1, 1), here(0, 0, 1, 1, 1), ['move 2 1 c']],
    ['a record that is gone', here(0, 0), here(0, -1), ['leave 1 b']],
    ['an entity that is gone', here(0, 1), here(0, -1), ['end 2 b']],
  ])('%s', (_, from, to, expected) => {
    expect(kinds(from, to)).toEqual(expected);
  });

  test('tell the records before and after', () => {
    const entities = entitiesOf(here(0, 1, 1));
    expect(taking(entities, here(0, 0, 0))).toEqual([
      {
        kind: 'absorb',
        entity: 2,
        other: 1,
        records: ['a'],
        before: { 1: ['a'], 2: ['b', 'c'] },
        after: { 2: ['a', 'b', 'c'] },
      },
    ]);
    expect(taking(entities, here(0, 1, 1)).map(({ kind, isRevived }) => [kind, isRevived])).toEqual([['split', true]]);
  });

  test('lead from each result to the next', () => {
    fc.assert(
      fc.property(fc.array(partition, { minLength: 1, maxLength: 6 }), (partitions) => {
        const entities = new Entities();
        const replayed = new Map<string, number>();
        for (const each of partitions) {
          for (const { kind, entity, other, records } of taking(entities, each)) {
            for (const record of records) {
              if (kind === 'leave' || kind === 'end') replayed.delete(record);
              else replayed.set(record, kind === 'split' ? other! : entity);
            }
          }
          expect(Object.fromEntries(replayed)).toEqual(present(entities));
        }
      }),
    );
  });
});
