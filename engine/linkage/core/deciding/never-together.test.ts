import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NeverTogether } from '../link-model.ts';
import {
  inTableOrder,
  linkPeople,
  tableOfPeople,
  testModel,
  testPerson,
  type TestPerson,
} from '../trained/test-people.ts';
import { neverTogether, neverTogetherIn } from './never-together.ts';
import { settledPairs } from './settled-pairs.ts';

const SOURCES = ['a', 'b'] as const;

/** Few persons, so that most rows look alike, in two files of which either has doubles. */
const people: fc.Arbitrary<TestPerson[]> = fc
  .array(fc.record({ source: fc.nat(1), entity: fc.nat(8), version: fc.nat(6) }), { minLength: 20, maxLength: 60 })
  .map((rows) =>
    rows.map(({ source, entity, version }, i) => testPerson(SOURCES[source]!, `r${String(i)}`, entity, version)),
  );

const RULES: readonly (readonly [string, readonly NeverTogether[]])[] = [
  ['two rows of a file with one address', [{ source: 'a', field: 'address' }]],
  [
    'two rows of either file with one address or one date',
    SOURCES.flatMap((source) => [
      { source, field: 'address' },
      { source, field: 'born' },
    ]),
  ],
  ['any two rows of a file', [{ source: 'b' }]],
];

async function clustersOf(rows: readonly TestPerson[], rules: readonly NeverTogether[]) {
  const ordered = inTableOrder(rows, SOURCES);
  const table = tableOfPeople(ordered, SOURCES);
  // A low threshold, so that much hangs together over third rows.
  const model = testModel(table, {
    deduplicate: [true, true],
    threshold: 0.01,
    rules: [
      { name: 'born', keys: [{ part: 'year', fields: ['born'] }] },
      { name: 'sex', keys: [{ part: 'value', fields: ['sex'] }] },
    ],
    neverTogether: rules,
  });
  const { clusterOf, pairs } = await linkPeople(table, model);
  return { ordered, clusterOf, pairs };
}

/** Pairs of rows that a rule forbids and that are in one cluster, by the texts of the rows themselves. */
function broken(rows: readonly TestPerson[], clusterOf: Uint32Array, rules: readonly NeverTogether[]): number {
  let found = 0;
  rows.forEach((one, i) => {
    rows.slice(0, i).forEach((other, j) => {
      if (clusterOf[i] !== clusterOf[j] || one.source !== other.source) return;
      const of = rules.filter(({ source }) => source === one.source);
      if (
        of.some(
          ({ field }) => field === undefined || (one.values[field] !== '' && one.values[field] === other.values[field]),
        )
      )
        found++;
    });
  });
  return found;
}

describe.each(RULES)('%s', (_, rules) => {
  test('are never in one cluster', async () => {
    await fc.assert(
      fc.asyncProperty(people, async (rows) => {
        const { ordered, clusterOf, pairs } = await clustersOf(rows, rules);
        expect(broken(ordered, clusterOf, rules)).toBe(0);
        for (let pair = 0; pair < pairs.count; pair++) {
          const [left, right] = [pairs.left[pair]!, pairs.right[pair]!];
          expect(pairs.isLinked[pair]).toBe(Number(clusterOf[left] === clusterOf[right]));
        }
      }),
      { numRuns: 40 },
    );
  });

  test('would be without the rule: the negative control', async () => {
    let without = 0;
    for (const rows of fc.sample(people, { numRuns: 4, seed: 3 })) {
      const { ordered, clusterOf } = await clustersOf(rows, []);
      without += broken(ordered, clusterOf, rules);
    }
    expect(without).toBeGreaterThan(10);
  });
});

test('are never in one cluster where very many records hang together', async () => {
  const rows = Array.from({ length: 360 }, (_, i) => testPerson('a', `r${String(i)}`, 1 + (i % 2), i % 7));
  const rules = [{ source: 'a', field: 'given' }];
  const { ordered, clusterOf } = await clustersOf(rows, rules);
  expect(broken(ordered, clusterOf, rules)).toBe(0);
  const without = await clustersOf(rows, []);
  expect(broken(without.ordered, without.clusterOf, rules)).toBeGreaterThan(1000);
});

describe('a rule', () => {
  const told = (records: readonly (readonly [source: string, card: string])[], rules: readonly NeverTogether[]) =>
    neverTogether(
      rules,
      SOURCES,
      (record) => SOURCES.indexOf(records[record]![0] as 'a'),
      (field) => (field === 'card' ? (record) => records[record]![1] : undefined),
    );
  const records = [
    ['a', '1'],
    ['a', '1'],
    ['a', '2'],
    ['a', ''],
    ['a', ''],
    ['b', '1'],
    ['b', '1'],
  ] as const;

  test('is about rows of its own source that tell the same', () => {
    const areApart = told(records, [{ source: 'a', field: 'card' }])!;
    const pairs = records.flatMap((_, i) => records.flatMap((_, j) => (i < j && areApart(i, j) ? [[i, j]] : [])));
    expect(pairs).toEqual([[0, 1]]);
    expect(areApart(1, 0)).toBe(true);
    expect(areApart(0, 0)).toBe(false);
  });

  test('is about all rows of its source where it names no field', () => {
    const areApart = told(records, [{ source: 'b' }])!;
    expect([areApart(5, 6), areApart(0, 1), areApart(0, 5), areApart(5, 5)]).toEqual([true, false, false, false]);
  });

  test('is none where none is asked for', () => {
    expect(told(records, [])).toBeUndefined();
    expect(neverTogetherIn(tableOfPeople([], ['a']))).toBeUndefined();
  });

  test('gives way to what people say', () => {
    const settled = settledPairs([{ left: 0, right: 1, kind: 'same' }], told(records, [{ source: 'a' }]));
    expect([settled.kindOf(0, 1), settled.kindOf(0, 2), settled.kindOf(0, 5)]).toEqual([
      'same',
      'different',
      undefined,
    ]);
  });
});
