import { expect, test } from 'vitest';
import type { PartedComponents } from './deciding/part-components.ts';
import { notesOf } from './link-notes.ts';

/** What a run with nothing else to say found. */
const noted = (count: number, hubs: readonly number[] = [], parted?: PartedComponents) =>
  notesOf({
    model: { comparisons: [] },
    learnt: {
      dropped: [],
      silent: [],
      space: { comparisons: 0, levels: 0, first: new Uint32Array() } as never,
      together: [],
    },
    candidates: { pairs: { count }, indexes: hubs.map((each) => ({ hubs: each })) },
    clusters: { parted },
    isTrained: false,
    seen: [],
  }).map(({ id }) => id);

test('a run without a candidate pair says that its figures mean nothing, and why', () => {
  expect(noted(1)).toEqual([]);
  expect(noted(0)).toEqual([
    expect.stringMatching(/tidak ada dua baris dengan kunci yang sama.*tidak berarti apa-apa/),
  ]);
  expect(noted(0, [2, 3])).toEqual([expect.stringContaining('5 kunci dipakai oleh terlalu banyak baris')]);
});

test('groups that were parted are told by their numbers', () => {
  const parted = { components: 2, records: 900, largest: 500, mostRecords: 300, withoutWeakPairs: 0 };
  expect(noted(1, [], parted)).toEqual([
    expect.stringMatching(
      /^2 kumpulan dengan 900 baris \(terbesar 500\).*tidak ada kelompok dengan lebih dari 300 baris/,
    ),
  ]);
  expect(noted(1, [], { ...parted, withoutWeakPairs: 1 })[0]).toContain('Di 1 di antaranya');
});
