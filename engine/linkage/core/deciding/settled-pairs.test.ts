import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SourcePairs } from '../blocking/source-pairs.ts';
import type { LinkTable } from '../table.ts';
import { DisjointSets } from './disjoint-sets.ts';
import { decideClusters } from './decide-clusters.ts';
import { settledPairs, type SettledPair } from './settled-pairs.ts';
import { agglomerateSparse } from './sparse-agglomeration.ts';

const RECORDS = 10;
const PAIRS = Array.from({ length: RECORDS }, (_, i) => i).flatMap((left) =>
  Array.from({ length: RECORDS - 1 - left }, (_, d) => [left, left + 1 + d] as const),
);

interface Case {
  /** [pair of PAIRS] undefined where no rule finds it. */
  readonly bits: readonly (number | undefined)[];
  readonly wishes: readonly (readonly [pair: number, isSame: boolean])[];
  readonly isOneToOne: boolean;
}

const cases: fc.Arbitrary<Case> = fc.record({
  bits: fc.array(fc.option(fc.integer({ min: -15, max: 25 }), { nil: undefined }), {
    minLength: PAIRS.length,
    maxLength: PAIRS.length,
  }),
  wishes: fc.array(fc.tuple(fc.nat(PAIRS.length - 1), fc.boolean()), { maxLength: 8 }),
  isOneToOne: fc.boolean(),
});

/** Those of the wishes that contradict none before them. */
function withoutContradictions({ wishes }: Case): SettledPair[] {
  const kept: SettledPair[] = [];
  const isConsistent = (pairs: readonly SettledPair[]): boolean => {
    const sets = new DisjointSets(RECORDS);
    for (const { left, right, kind } of pairs) if (kind === 'same') sets.join(left, right);
    return pairs.every(({ left, right, kind }) => kind === 'same' || sets.find(left) !== sets.find(right));
  };
  for (const [pair, isSame] of wishes) {
    const [left, right] = PAIRS[pair]!;
    if (kept.some((each) => each.left === left && each.right === right)) continue;
    const more = [...kept, { left, right, kind: isSame ? ('same' as const) : ('different' as const) }];
    if (isConsistent(more)) kept.push(more.at(-1)!);
  }
  return kept;
}

/** Cluster of each record; the first half of the records is of one source, the rest of another. */
async function clustersOf({ bits, isOneToOne }: Case, settled: readonly SettledPair[]): Promise<Uint32Array> {
  const source = Uint8Array.from({ length: RECORDS }, (_, i) => (isOneToOne && i >= RECORDS / 2 ? 1 : 0));
  const sources: SourcePairs = isOneToOne
    ? { sources: 2, isCompared: Uint8Array.of(0, 1, 1, 0), isOneToOne: Uint8Array.of(0, 1, 1, 0) }
    : { sources: 1, isCompared: Uint8Array.of(1), isOneToOne: Uint8Array.of(0) };
  const found = PAIRS.map((pair, i) => ({ pair, bits: bits[i] })).filter(
    ({ pair: [left, right], bits: own }) => own !== undefined && (!isOneToOne || source[left] !== source[right]),
  );
  const { clusterOf } = await decideClusters({
    table: { count: RECORDS, source, idHash: Uint32Array.from({ length: RECORDS }, (_, i) => i + 1) } as LinkTable,
    sources,
    deduplicate: isOneToOne ? [false, false] : [true],
    pairs: {
      count: found.length,
      left: Uint32Array.from(found, ({ pair }) => pair[0]),
      right: Uint32Array.from(found, ({ pair }) => pair[1]),
    },
    bits: Float32Array.from(found, (each) => each.bits!),
    thresholdBits: 0,
    priorBits: 0,
    settled: settledPairs(settled),
    weigh: (left) => Promise.resolve(new Float32Array(left.length).fill(-20)),
  });
  return clusterOf;
}

describe('pairs that people settled', () => {
  test('are in one cluster or in two as they said, whatever the weights', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (each) => {
        const settled = withoutContradictions(each);
        const clusterOf = await clustersOf(each, settled);
        for (const { left, right, kind } of settled) {
          expect(clusterOf[left] === clusterOf[right], `${String(left)} ${String(right)}`).toBe(kind === 'same');
        }
      }),
      { numRuns: 400 },
    );
  });

  test('are not all so by themselves: the negative control', async () => {
    let broken = 0;
    for (const each of fc.sample(cases, { numRuns: 60, seed: 1 })) {
      const clusterOf = await clustersOf(each, []);
      for (const { left, right, kind } of withoutContradictions(each)) {
        if ((clusterOf[left] === clusterOf[right]) !== (kind === 'same')) broken++;
      }
    }
    expect(broken).toBeGreaterThan(30);
  });

  test('leave one-to-one links one to one but where people say otherwise', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (drawn) => {
        const each = { ...drawn, isOneToOne: true };
        const between = withoutContradictions(each).filter(({ left, right }) => left < 5 && right >= 5);
        const partnersBy = (record: number): number =>
          between.filter(({ left, right, kind }) => kind === 'same' && (left === record || right === record)).length;
        if ([...Array(RECORDS).keys()].some((record) => partnersBy(record) > 1)) return;
        const clusterOf = await clustersOf(each, between);
        const sizes = new Map<string, number>();
        clusterOf.forEach((cluster, record) => {
          const key = `${String(cluster)} ${String(record < 5)}`;
          sizes.set(key, (sizes.get(key) ?? 0) + 1);
        });
        expect(Math.max(...sizes.values())).toBe(1);
      }),
      { numRuns: 200 },
    );
  });

  test('go with a component of more pairs than a call takes arguments', async () => {
    const records = 520;
    const found: [number, number][] = [];
    for (let left = 0; left < records; left++) {
      for (let right = left + 1; right < records; right++) if (right - left < records - 1) found.push([left, right]);
    }
    const decide = (kind: 'same' | 'different') =>
      decideClusters({
        table: {
          count: records,
          source: new Uint8Array(records),
          idHash: Uint32Array.from({ length: records }, (_, i) => i + 1),
        } as LinkTable,
        sources: { sources: 1, isCompared: Uint8Array.of(1), isOneToOne: Uint8Array.of(0) },
        deduplicate: [true],
        pairs: {
          count: found.length,
          left: Uint32Array.from(found, ([left]) => left),
          right: Uint32Array.from(found, ([, right]) => right),
        },
        bits: new Float32Array(found.length).fill(20),
        thresholdBits: 0,
        priorBits: 0,
        settled: settledPairs([{ left: 0, right: records - 1, kind }]),
        weigh: (left) => Promise.resolve(new Float32Array(left.length).fill(-20)),
      });
    const same = (await decide('same')).clusterOf;
    expect(same[0]).toBe(same[records - 1]);
    const different = (await decide('different')).clusterOf;
    expect(different[0]).not.toBe(different[records - 1]);
  });

  test('hold in components too large to be looked at whole', () => {
    const chain = { left: Uint32Array.of(0, 1, 2, 0), right: Uint32Array.of(1, 2, 3, 3) };
    const scores = Float32Array.of(9, -Infinity, 9, 5);
    const same = Uint32Array.of(0, 1, 2, 3, 0);
    expect([...agglomerateSparse({ size: 5, ...chain, scores }, 5, same)]).toEqual([0, 0, 2, 2, 0]);
  });
});
