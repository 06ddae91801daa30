import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SourcePairs } from '../blocking/source-pairs.ts';
import type { LinkTable } from '../table.ts';
import { assignOneToOne } from './assignment.ts';
import { applyCompetition } from './competition.ts';
import { clusterByScores } from './correlation.ts';
import { decideClusters, type DecidingInput } from './decide-clusters.ts';
import { probabilityOf } from './match-weights.ts';
import { NOTHING_SETTLED } from './settled-pairs.ts';
import { agglomerateSparse } from './sparse-agglomeration.ts';

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}

describe('one-to-one assignment', () => {
  const scores = fc.array(fc.integer({ min: -5, max: 20 }), { minLength: 12, maxLength: 12 });

  const sumOf = (matrix: readonly number[], columns: readonly number[]): number =>
    columns.reduce((sum, column, row) => sum + (column < 0 ? 0 : Math.max(0, matrix[row * 4 + column]!)), 0);

  test('has the highest sum of all there are', () => {
    fc.assert(
      fc.property(scores, (matrix) => {
        const assigned = assignOneToOne(Float64Array.from(matrix), 3, 4);
        const best = Math.max(...permutations([0, 1, 2, 3]).map((columns) => sumOf(matrix, columns.slice(0, 3))));
        expect(sumOf(matrix, [...assigned])).toBe(best);
        const taken = [...assigned].filter((column) => column >= 0);
        expect(new Set(taken).size).toBe(taken.length);
        assigned.forEach((column, row) => expect(column < 0 || matrix[row * 4 + column]! > 0).toBe(true));
      }),
    );
  });

  test('gives up the best pair where two others are worth more together', () => {
    expect([...assignOneToOne(Float64Array.of(10, 9, 9, 0), 2, 2)]).toEqual([1, 0]);
  });
});

/** Scores of pairs as a matrix; pairs not named score `rest`. */
function matrixOf(size: number, pairs: readonly (readonly [number, number, number])[], rest = -3) {
  const scores = new Float32Array(size * size).fill(rest);
  for (const [i, j, score] of pairs) scores[i * size + j] = scores[j * size + i] = score;
  for (let i = 0; i < size; i++) scores[i * size + i] = 0;
  return { size, scores };
}

describe('clusters by scores', () => {
  test('hold together what pairs speak for, and what two of three do', () => {
    expect([
      ...clusterByScores(
        matrixOf(4, [
          [0, 1, 8],
          [1, 2, 7],
          [0, 2, -2],
        ]),
      ),
    ]).toEqual([0, 0, 0, 3]);
  });

  test('do not hold over a weak bridge', () => {
    const pairs = [
      [0, 1, 9],
      [0, 2, 9],
      [1, 2, 9],
      [3, 4, 9],
      [3, 5, 9],
      [4, 5, 9],
      [2, 3, 2],
    ] as const;
    expect([...clusterByScores(matrixOf(6, pairs))]).toEqual([0, 0, 0, 3, 3, 3]);
  });

  test('never hold a pair that is forbidden', () => {
    const score = fc.oneof(fc.integer({ min: -10, max: 10 }), fc.constant(-Infinity));
    fc.assert(
      fc.property(fc.array(score, { minLength: 15, maxLength: 15 }), (each) => {
        let next = 0;
        const pairs = [0, 1, 2, 3, 4, 5].flatMap((i) =>
          [0, 1, 2, 3, 4, 5].filter((j) => j > i).map((j) => [i, j, each[next++]!] as const),
        );
        const clusters = clusterByScores(matrixOf(6, pairs));
        for (const [i, j, value] of pairs) if (value === -Infinity) expect(clusters[i]).not.toBe(clusters[j]);
      }),
    );
  });

  test('no record gains by moving elsewhere', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -10, max: 10 }), { minLength: 21, maxLength: 21 }), (each) => {
        let next = 0;
        const pairs = Array.from({ length: 7 }, (_, i) => i).flatMap((i) =>
          Array.from({ length: 6 - i }, (_, d) => [i, i + 1 + d, each[next++]!] as const),
        );
        const { size, scores } = matrixOf(7, pairs);
        const clusters = clusterByScores({ size, scores });
        const sumWith = (record: number, cluster: number): number =>
          [...clusters.keys()].reduce(
            (sum, other) =>
              sum + (other !== record && clusters[other] === cluster ? scores[record * size + other]! : 0),
            0,
          );
        clusters.forEach((own, record) => {
          expect(sumWith(record, own)).toBeGreaterThanOrEqual(-1e-3);
          clusters.forEach((cluster) =>
            expect(sumWith(record, own)).toBeGreaterThanOrEqual(sumWith(record, cluster) - 1e-3),
          );
        });
      }),
    );
  });

  test('are found in large components by the pairs at hand alone', () => {
    const parts = agglomerateSparse(
      {
        size: 5,
        left: Uint32Array.of(0, 1, 2, 3),
        right: Uint32Array.of(1, 2, 3, 4),
        scores: Float32Array.of(9, 9, 0.5, 9),
      },
      300,
    );
    expect([...parts]).toEqual([0, 0, 0, 3, 3]);
    expect([
      ...agglomerateSparse(
        { size: 3, left: Uint32Array.of(0, 1), right: Uint32Array.of(1, 2), scores: Float32Array.of(9, 8) },
        2,
      ),
    ]).toEqual([0, 0, 2]);
  });
});

function tableOf(...sizes: readonly number[]): LinkTable {
  const count = sizes.reduce((sum, size) => sum + size, 0);
  const source = Uint8Array.from(sizes.flatMap((size, s) => Array.from({ length: size }, () => s)));
  return {
    count,
    sources: sizes.map((_, s) => `file${String(s)}`),
    sourceStart: Uint32Array.from([0, ...sizes.map((_, s) => sizes.slice(0, s + 1).reduce((a, b) => a + b, 0))]),
    source,
    idHash: Uint32Array.from({ length: count }, (_, i) => (i * 2654435761) >>> 0),
    fields: new Map(),
  };
}

type Pair = readonly [left: number, right: number, bits: number];

function inputOf(
  table: LinkTable,
  sources: SourcePairs,
  deduplicate: boolean[],
  pairs: readonly Pair[],
  rest: readonly Pair[] = [],
): DecidingInput {
  const sorted = pairs.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  return {
    table,
    sources,
    deduplicate,
    pairs: {
      count: sorted.length,
      left: Uint32Array.from(sorted, ([left]) => left),
      right: Uint32Array.from(sorted, ([, right]) => right),
    },
    bits: Float32Array.from(sorted, ([, , bits]) => bits),
    thresholdBits: 0,
    priorBits: 0,
    settled: NOTHING_SETTLED,
    weigh: (left, right) =>
      Promise.resolve(Float32Array.from(left, (l, i) => rest.find(([a, b]) => a === l && b === right[i])?.[2] ?? -30)),
  };
}

const WITHIN: SourcePairs = { sources: 1, isCompared: Uint8Array.of(1), isOneToOne: Uint8Array.of(0) };
const ONE_TO_ONE: SourcePairs = {
  sources: 2,
  isCompared: Uint8Array.of(0, 1, 1, 0),
  isOneToOne: Uint8Array.of(0, 1, 1, 0),
};
const MANY: SourcePairs = { ...ONE_TO_ONE, isOneToOne: Uint8Array.of(0, 0, 0, 0) };

describe('clusters of a table', () => {
  test('take in pairs that blocking did not find, where they agree', async () => {
    const input = inputOf(
      tableOf(4),
      WITHIN,
      [true],
      [
        [0, 1, 9],
        [1, 2, 6],
      ],
      [[0, 2, 3]],
    );
    const { clusterOf, added } = await decideClusters(input);
    expect([...clusterOf]).toEqual([0, 0, 0, 3]);
    expect([[...added.left], [...added.right]]).toEqual([[0], [2]]);
  });

  test('are parted where the missing pair speaks against it', async () => {
    const input = inputOf(
      tableOf(3),
      WITHIN,
      [true],
      [
        [0, 1, 9],
        [1, 2, 3],
      ],
      [[0, 2, -25]],
    );
    expect([...(await decideClusters(input)).clusterOf]).toEqual([0, 0, 2]);
  });

  test('hold one record of each source where links are one to one', async () => {
    const pairs: Pair[] = [
      [0, 2, 10],
      [0, 3, 9],
      [1, 2, 9],
    ];
    expect([...(await decideClusters(inputOf(tableOf(2, 2), ONE_TO_ONE, [false, false], pairs))).clusterOf]).toEqual([
      0, 1, 1, 0,
    ]);
  });

  test('hold several where they are not', async () => {
    const input = inputOf(
      tableOf(1, 2),
      MANY,
      [false, false],
      [
        [0, 1, 10],
        [0, 2, 9],
      ],
      [[1, 2, 5]],
    );
    expect([...(await decideClusters(input)).clusterOf]).toEqual([0, 0, 0]);
  });

  test('a component of very many records is parted and stays whole where it belongs together', async () => {
    const size = 400;
    const pairs: Pair[] = [];
    for (let i = 0; i < size; i++)
      for (let j = i + 1; j < size; j++) if (Math.floor(i / 20) === Math.floor(j / 20)) pairs.push([i, j, 9]);
    for (let i = 19; i + 1 < size; i += 20) pairs.push([i, i + 1, 0.5]);
    const { clusterOf } = await decideClusters(inputOf(tableOf(size), WITHIN, [true], pairs));
    expect([...clusterOf]).toEqual(Array.from({ length: size }, (_, i) => Math.floor(i / 20) * 20));
  });
});

describe('competition', () => {
  const COMPETING = { table: tableOf(1, 2), sources: ONE_TO_ONE, deduplicate: [false, false] };

  test('two candidates as good as each other have half a chance at most', () => {
    const bits = Float32Array.of(10, 10);
    const pairs = { count: 2, left: Uint32Array.of(0, 0), right: Uint32Array.of(1, 2) };
    applyCompetition({ ...COMPETING, pairs }, bits);
    for (const each of bits) expect(probabilityOf(each)).toBeCloseTo(0.5, 2);
  });

  test('a candidate far behind changes nothing, and without one-to-one none does', () => {
    const pairs = { count: 2, left: Uint32Array.of(0, 0), right: Uint32Array.of(1, 2) };
    const alone = Float32Array.of(10, -15);
    applyCompetition({ ...COMPETING, pairs }, alone);
    expect(alone[0]).toBeCloseTo(10, 6);
    const many = Float32Array.of(10, 10);
    applyCompetition({ ...COMPETING, sources: MANY, pairs }, many);
    expect([...many]).toEqual([10, 10]);
  });
});
