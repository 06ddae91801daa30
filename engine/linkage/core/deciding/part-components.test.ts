/** Components that are too large: what they cost stays within limits, and what was parted is told. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LinkTable } from '../table.ts';
import { componentsOf, type PairEnds } from './components.ts';
import { decideClusters, type Clusters } from './decide-clusters.ts';
import { missingPairs } from './missing-pairs.ts';
import { PairLookup } from './pair-lookup.ts';
import { PARTING_LIMITS, type PartingLimits } from './part-components.ts';
import { NOTHING_SETTLED, settledPairs } from './settled-pairs.ts';

type Pair = readonly [left: number, right: number, bits: number];

const endsOf = (pairs: readonly Pair[]): PairEnds => ({
  count: pairs.length,
  left: Uint32Array.from(pairs, ([left]) => left),
  right: Uint32Array.from(pairs, ([, right]) => right),
});

/** Pairs that were not found agree as `rest` says. */
function clustersOf(
  records: number,
  pairs: readonly Pair[],
  limits: Partial<PartingLimits>,
  { rest = 9, settled = NOTHING_SETTLED } = {},
): Promise<Clusters> {
  const sorted = pairs.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  return decideClusters({
    table: {
      count: records,
      source: new Uint8Array(records),
      idHash: Uint32Array.from({ length: records }, (_, i) => i),
    } as LinkTable,
    sources: { sources: 1, isCompared: Uint8Array.of(1), isOneToOne: Uint8Array.of(0) },
    deduplicate: [true],
    pairs: endsOf(sorted),
    bits: Float32Array.from(sorted, ([, , bits]) => bits),
    thresholdBits: 0,
    priorBits: 0,
    settled,
    weigh: (left) => Promise.resolve(new Float32Array(left.length).fill(rest)),
    limits: { ...PARTING_LIMITS, ...limits },
  });
}

/** Each record with the one after it. */
const chain = (from: number, size: number, bits = 9): Pair[] =>
  Array.from({ length: size - 1 }, (_, i) => [from + i, from + i + 1, bits]);
/** Each record with each. */
const dense = (from: number, size: number, bits = 9): Pair[] =>
  Array.from({ length: size }, (_, i) => i).flatMap((i) =>
    Array.from({ length: size - i - 1 }, (_, j): Pair => [from + i, from + i + 1 + j, bits]),
  );
const sizesOf = ({ clusterOf }: Clusters): number[] => {
  const sizes = new Map<number, number>();
  for (const cluster of clusterOf) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  return [...sizes.values()];
};

test('pairs that blocking did not find are those that a look at each pair of a component finds', () => {
  const pair = fc.tuple(fc.nat(14), fc.nat(14)).filter(([a, b]) => a < b);
  fc.assert(
    fc.property(fc.uniqueArray(pair, { selector: ([a, b]) => a * 15 + b, maxLength: 20 }), (found) => {
      const sorted = found.map(([a, b]): Pair => [a, b, 1]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      const ends = endsOf(sorted);
      // In the order of hashes, which is not that of records.
      const idHash = Uint32Array.from({ length: 15 }, (_, i) => (i * 7) % 15);
      const components = componentsOf(15, idHash, ends, () => true);
      const { left, right } = missingPairs(components, ends, new PairLookup(15, ends));
      const slow = dense(0, 15).filter(
        ([a, b]) =>
          components.of[a] !== 0 &&
          components.of[a] === components.of[b] &&
          !sorted.some(([l, r]) => l === a && r === b),
      );
      expect(Array.from(left, (l, i) => [l, right[i]])).toEqual(slow.map(([a, b]) => [a, b]));
    }),
    { seed: 3 },
  );
});

describe('an entity of more records than are looked at whole', () => {
  test('is parted and told', async () => {
    const clusters = await clustersOf(70, [...chain(0, 50), ...chain(60, 5)], { mostRecords: 20 });
    expect(clusters.parted).toEqual({ components: 1, records: 50, largest: 50, mostRecords: 20, withoutWeakPairs: 0 });
    expect(Math.max(...sizesOf(clusters))).toBeLessThanOrEqual(20);
  });

  test('is none where it is as large as that', async () => {
    const clusters = await clustersOf(50, chain(0, 50), { mostRecords: 50 });
    expect(clusters.parted).toBeUndefined();
    expect(sizesOf(clusters)).toEqual([50]);
  });
});

describe('too many pairs that blocking did not find', () => {
  const pairs = Array.from({ length: 30 }, (_, i) => chain(i * 40, 40)).flat();

  test('are not weighed: components are parted into smaller ones', async () => {
    const all = await clustersOf(1200, pairs, {});
    expect([all.added.count, all.parted]).toEqual([(30 * 39 * 38) / 2, undefined]);
    const few = await clustersOf(1200, pairs, { mostMissing: 6000 });
    expect(few.added.count).toBeLessThanOrEqual(6000);
    expect(few.parted).toMatchObject({ components: 30, records: 1200, largest: 40, mostRecords: 10 });
    expect(Math.max(...sizesOf(few))).toBeLessThanOrEqual(10);
  });

  test('are few where blocking found nearly all, however large components are', async () => {
    const { added, parted } = await clustersOf(100, dense(0, 100).slice(1), { mostMissing: 1 });
    expect([added.count, parted]).toEqual([1, undefined]);
  });
});

describe('a component of too many pairs', () => {
  const weak = Array.from({ length: 20 }, (_, i): Pair => [i, 20 + i, 1.5]);
  const pairs = [...dense(0, 20), ...dense(20, 20), ...weak];
  const limits = { mostRecords: 30, mostJoined: 200 };

  test('is held together by its stronger pairs alone', async () => {
    const clusters = await clustersOf(40, pairs, limits);
    expect(clusters.parted).toMatchObject({ components: 1, withoutWeakPairs: 1 });
    expect(sizesOf(clusters)).toEqual([20, 20]);
  });

  test('keeps what is within the limit as it is, whatever must come apart beside it', async () => {
    const aside = dense(60, 5, 1.2);
    const clusters = await clustersOf(65, [...pairs, ...aside, [39, 60, 0.5]], limits);
    expect(
      sizesOf(clusters)
        .sort((a, b) => b - a)
        .slice(0, 3),
    ).toEqual([20, 20, 5]);
  });

  test('is halved in the order of ids where all its pairs are equally strong', async () => {
    const clusters = await clustersOf(40, dense(0, 40), limits);
    expect(clusters.parted).toMatchObject({ withoutWeakPairs: 1 });
    expect([...clusters.clusterOf]).toEqual(Array.from({ length: 40 }, (_, i) => (i < 20 ? 0 : 20)));
  });

  test('keeps together what people say is one', async () => {
    const settled = settledPairs([{ left: 3, right: 37, kind: 'same' }]);
    const { clusterOf } = await clustersOf(40, dense(0, 40), limits, { settled });
    expect(clusterOf[37]).toBe(clusterOf[3]);
    expect(clusterOf[37]).not.toBe(clusterOf[36]);
  });
});
