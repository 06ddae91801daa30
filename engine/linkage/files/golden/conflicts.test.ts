import { expect, test } from 'vitest';
import { resultOf } from '../fixture-result.ts';
import { Conflicts, MOST_LISTED, strongFields } from './conflicts.ts';

const RESULT = resultOf(
  4,
  [
    [0, 1, 2, 1, 0, 1],
    [2, 3, 2, 2, 0, 1],
  ],
  [0, 0, 2, 2],
);

test('fields of which nobody has two are those of dates, numbers and categories whose disagreement weighs much', () => {
  const { parameters } = RESULT;
  const { model, levels, dropped } = parameters;
  // Of `given`, to disagree is 3.2 bits against; of `born` 4.3.
  expect(strongFields(parameters).map(({ field }) => field)).toEqual(['given', 'born']);
  const weak = levels.map((of, c) => (c === 0 ? of.map((level) => ({ ...level, weightBits: -1 })) : of));
  expect(strongFields({ model, levels: weak, dropped }).map(({ field }) => field)).toEqual(['born']);
  const asNames = model.comparisons.map((each, c) => ({ ...each, measure: c === 0 ? 'name-part' : 'date' }));
  expect(strongFields({ model: { ...model, comparisons: asNames }, levels: weak, dropped })).toEqual([
    { field: 'born', kind: 'category', comparison: 1 },
  ]);
  expect(strongFields({ model, levels, dropped: ['no match tells it', undefined] })).toHaveLength(1);
});

const STRONG = [
  { field: 'given', kind: 'category', comparison: 0 },
  { field: 'born', kind: 'date', comparison: 1 },
] as const;

test('clusters whose records disagree are counted, a slip apart from what is plainly different', () => {
  const conflicts = new Conflicts(STRONG, RESULT.pairs, Uint32Array.of(1, 1, 2, 2), 2);
  conflicts.add(1, 2, 'born', 2);
  conflicts.add(1, 2, 'address', 2);
  conflicts.add(2, 2, 'given', 2);
  conflicts.add(2, 2, 'born', 2);
  expect(conflicts.summary()).toEqual({
    clusters: 2,
    fields: [
      { field: 'given', kind: 'category', clusters: 1, plain: 0 },
      { field: 'born', kind: 'date', clusters: 2, plain: 1 },
    ],
    listed: [
      { cluster: 1, records: 2, fields: [{ field: 'born', values: 2, isPlain: true }] },
      {
        cluster: 2,
        records: 2,
        fields: [
          { field: 'given', values: 2, isPlain: false },
          { field: 'born', values: 2, isPlain: false },
        ],
      },
    ],
  });
});

test('however many clusters contradict themselves, the worst are listed and no more', () => {
  const count = 30 * MOST_LISTED;
  const conflicts = new Conflicts(STRONG, { ...RESULT.pairs, count: 0 }, new Uint32Array(4), count);
  for (let cluster = 1; cluster <= count; cluster++) {
    conflicts.add(cluster, 2, 'given', 2);
    if (cluster % 50 === 0) conflicts.add(cluster, 2, 'born', 2);
  }
  const { clusters, listed } = conflicts.summary();
  expect([clusters, listed.length]).toEqual([count, MOST_LISTED]);
  expect(listed.slice(0, 60).map(({ cluster }) => cluster)).toEqual(Array.from({ length: 60 }, (_, i) => 50 * (i + 1)));
  expect(listed[60]!.cluster).toBe(1);
});
