/** Judging against its slow, obvious form: pairs of records in plain lists, every chance and every share added up anew. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LinkTable } from '../table.ts';
import { judge, type JudgingInput } from './judge.ts';
import { lostOfPoorRecords, lostPairs } from './poor-records.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const chanceOf = (bits: number): number => 1 / (1 + 2 ** -bits);

interface Case {
  /** [record] cluster, called by its smallest record. */
  readonly cluster: readonly number[];
  /** By "left right": weight of every pair, and how many rules find it. */
  readonly pairs: ReadonlyMap<string, { readonly bits: number; readonly rules: number }>;
  readonly thresholdBits: number;
}

/** [left, right] of all pairs. */
const allPairs = (records: number): [number, number][] =>
  Array.from({ length: records }, (_, left) =>
    Array.from({ length: records - left - 1 }, (__, more): [number, number] => [left, left + 1 + more]),
  ).flat();

function judgeSlowly({ cluster, pairs, thresholdBits }: Case) {
  const of = (one: number, other: number) => pairs.get(`${Math.min(one, other)} ${Math.max(one, other)}`)!;
  const ends = allPairs(cluster.length);
  const membersOf = (record: number): number[] =>
    [...cluster.keys()].filter((other) => cluster[other] === cluster[record]);
  const together = ends.filter(([one, other]) => cluster[one] === cluster[other]);
  const apart = ends.filter(([one, other]) => cluster[one] !== cluster[other] && of(one, other).rules > 0);

  // A pair of a cluster is as likely as the best way over a third record, and half of what a second way would add.
  const linked = together.map(([one, other]) => {
    const ways = membersOf(one).filter((third) => third !== one && third !== other);
    const direct = chanceOf(of(one, other).bits);
    const over = ways.map((third) => chanceOf(of(one, third).bits) * chanceOf(of(third, other).bits));
    const [first = 0, second = 0] = over.sort((a, b) => b - a);
    const best = Math.max(direct, first);
    return (best + Math.max(best, 1 - (1 - first) * (1 - second))) / 2;
  });
  // Two clusters are one or are not: their pairs have one chance, that of their average.
  const chancesApart = apart.map(([one, other]) => {
    const ofBoth = apart.filter((pair) =>
      [cluster[one]!, cluster[other]!].every((each) => pair.some((record) => cluster[record] === each)),
    );
    const isSeveral = membersOf(one).length > 1 || membersOf(other).length > 1;
    const isLooked = isSeveral && ofBoth.some(([a, b]) => chanceOf(of(a, b).bits) >= 0.01);
    const bits = isLooked ? sum(ofBoth.map(([a, b]) => of(a, b).bits)) / ofBoth.length : of(one, other).bits;
    return chanceOf(bits);
  });

  const isFound = together.map(([one, other]) => of(one, other).rules > 0);
  const found = sum(linked.filter((_, i) => isFound[i]));
  // What rules miss is told by all that they find, linked or not.
  const ofRules = [
    ...together.map((pair, i) => ({ pair, chance: linked[i]! })),
    ...apart.map((pair, i) => ({ pair, chance: chancesApart[i]! })),
  ];
  const byRules = (rules: number): number =>
    sum(ofRules.filter(({ pair }) => of(...pair).rules === rules).map(({ chance }) => chance));
  const [once, twice] = [byRules(1), byRules(2)];
  const missed = (once * Math.max(0, once - 1)) / (2 * (twice + 1));
  const foundAtAll = found + sum(chancesApart);
  const matches = Math.max(sum(linked) + sum(chancesApart), foundAtAll + missed);

  const ofThree = together.filter(([one]) => membersOf(one).length > 2);
  const hangs = ofThree.map(([one, other]) => {
    if (of(one, other).bits < thresholdBits) return 1;
    return of(one, other).rules === 0 ? 0.5 : 0;
  });
  const hanging = ofThree.length < 100 ? 0 : sum(hangs) / ofThree.length;
  return {
    precision: linked.length === 0 ? 1 : sum(linked) / linked.length,
    recall:
      linked.length === 0
        ? Math.exp(-matches)
        : 1 - Math.max(hanging, matches === 0 ? 0 : 1 - Math.min(1, sum(linked) / matches)),
  };
}

function inputOf({ cluster, pairs, thresholdBits }: Case): JudgingInput {
  const records = cluster.length;
  const ends = allPairs(records);
  const of = ([left, right]: readonly [number, number]) => pairs.get(`${left} ${right}`)!;
  const found = ends.filter((pair) => of(pair).rules > 0);
  const added = ends.filter((pair) => of(pair).rules === 0 && cluster[pair[0]] === cluster[pair[1]]);
  const columns = (list: readonly [number, number][]) => ({
    count: list.length,
    left: Uint32Array.from(list, ([left]) => left),
    right: Uint32Array.from(list, ([, right]) => right),
  });
  return {
    table: {
      count: records,
      source: new Uint8Array(records),
      idHash: Uint32Array.from({ length: records }, (_, record) => (record * 7) % 101),
    } as LinkTable,
    sources: { sources: 1, isCompared: Uint8Array.of(1), isOneToOne: Uint8Array.of(0) },
    pairs: { ...columns(found), foundBy: Uint32Array.from(found, (pair) => 2 ** of(pair).rules - 1) },
    bits: Float32Array.from(found, (pair) => of(pair).bits),
    clusters: {
      clusterOf: Uint32Array.from(cluster),
      added: columns(added),
      addedBits: Float32Array.from(added, (pair) => of(pair).bits),
      bitsBetween: (one, other) => of(one < other ? [one, other] : [other, one]).bits,
    },
    thresholdBits,
    findsAll: false,
  };
}

/** Records in clusters of any size; few weights are as their clusters would have them. */
const caseOf = (records: number, clusters: number): fc.Arbitrary<Case> =>
  fc
    .record({
      label: fc.array(fc.integer({ min: 0, max: clusters - 1 }), { minLength: records, maxLength: records }),
      bits: fc.array(fc.double({ min: -12, max: 12, noNaN: true }).map(Math.fround), {
        minLength: 300,
        maxLength: 300,
      }),
      rules: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 300, maxLength: 300 }),
      thresholdBits: fc.integer({ min: -3, max: 3 }),
    })
    .map(({ label, bits, rules, thresholdBits }) => ({
      cluster: label.map((each) => label.indexOf(each)),
      pairs: new Map(
        allPairs(records).map(([left, right], i) => [
          `${left} ${right}`,
          { bits: bits[i % 300]!, rules: rules[i % 300]! },
        ]),
      ),
      thresholdBits,
    }));

test.each([
  ['few clusters, of many records', 28, 3],
  ['many clusters, of few records', 14, 9],
])('precision and recall are what adding up pair by pair makes: %s', (_, records, clusters) => {
  fc.assert(
    fc.property(caseOf(records, clusters), (each) => {
      const [fast, slow] = [judge(inputOf(each)), judgeSlowly(each)];
      expect(fast.precision.value).toBeCloseTo(slow.precision, 4);
      expect(fast.recall.value).toBeCloseTo(slow.recall, 4);
      for (const { value, low, high } of [fast.precision, fast.recall]) {
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
      }
    }),
    { numRuns: 60 },
  );
});

test('what records that tell little lose is by how much less often they are linked', () => {
  // A quarter tells all and nine of ten are linked; of the others six of ten.
  const records = 4000;
  const isLinked = Uint8Array.from({ length: records }, (_, i) => (i % 10 < (i < 1000 ? 9 : 6) ? 1 : 0));
  const toldBits = Float32Array.from({ length: records }, (_, i) => (i < 1000 ? 40 : 10 + (i % 7)));
  const table = { count: records, sources: ['a'], sourceStart: Uint32Array.of(0, records) };
  expect(lostOfPoorRecords({ table, toldBits, isLinked })).toBeCloseTo(1 - (0.9 + 3 * 0.6) / (4 * 0.9), 9);
  // Where all are linked alike nothing is lost, nor where those that tell little are linked more often.
  const alike = isLinked.map((_, i) => (i % 10 < 9 ? 1 : 0));
  expect(lostOfPoorRecords({ table, toldBits, isLinked: alike })).toBeCloseTo(0, 9);
  expect(lostOfPoorRecords({ table, toldBits: toldBits.map((bits) => -bits), isLinked })).toBe(0);
  // A hundred records tell nothing.
  const few = { table: { ...table, sourceStart: Uint32Array.of(0, 100) }, toldBits: toldBits.slice(0, 100), isLinked };
  expect(lostOfPoorRecords(few)).toBeUndefined();
});

test('a lost record takes all its pairs along, and of two both are lost', () => {
  expect(lostPairs(0.1, [2, 2])).toBeCloseTo(0.1, 9);
  expect(lostPairs(0.1, [5])).toBeCloseTo(0.19, 9);
  expect(lostPairs(0.1, [2, 3])).toBeCloseTo((0.1 + 3 * 0.19) / 4, 9);
  expect(lostPairs(0.1, [])).toBe(0);
});

test.each([2, 4, 6])('a wrong join makes all pairs between two clusters wrong: of clusters of %i records', (size) => {
  const clusters = 60;
  const cluster = Array.from({ length: clusters * size }, (_, record) => record - (record % size));
  const pairs = new Map(
    allPairs(cluster.length).map(([left, right]) => {
      const isTogether = cluster[left] === cluster[right];
      return [`${left} ${right}`, { bits: isTogether ? 40 : -40, rules: isTogether ? 3 : 0 }];
    }),
  );
  const { precision, recall } = judge(inputOf({ cluster, pairs, thresholdBits: 0 }));
  const count = (clusters * size * (size - 1)) / 2;
  // Three joins that nobody sees, and half as many pairs come of each as a cluster has records.
  expect(precision.low).toBeCloseTo(1 - 0.005 - (3 * (size / 2)) / count, 6);
  expect([precision.value, recall.value]).toEqual([expect.closeTo(1, 6), expect.closeTo(1, 6)]);
});
