import { expect, test } from 'vitest';
import type { PartedComponents } from './deciding/part-components.ts';
import { levelSpace } from './learning/level-space.ts';
import { notesOf } from './link-notes.ts';

/** Levels 1 and 2 of each comparison, differing and alike, weigh -4 and 14 bits; patterns as one digit a comparison. */
function learntOf(names: readonly string[], patterns: readonly (readonly [levels: string, pairs: number])[]) {
  const comparisons = names.map((name) => ({
    name,
    measure: name,
    fields: [name],
    levels: ['different', 'same'].map((level) => ({ name: level, m: 0.5, isLearnt: true })),
  }));
  const space = levelSpace(comparisons);
  return {
    comparisons,
    space,
    weightBits: Float64Array.from({ length: space.size }, (_, place) => [0, -4, 14][place % 3]!),
    places: {
      count: patterns.length,
      comparisons: names.length,
      places: Uint16Array.from(patterns.flatMap(([levels]) => [...levels].map((level, c) => c * 3 + Number(level)))),
      groupStarts: Uint32Array.from({ length: patterns.length + 1 }, (_, pattern) => pattern),
      pairs: Float64Array.from(patterns, ([, pairs]) => pairs),
    },
  };
}

/** What a run with nothing else to say found. */
const noted = (
  count: number,
  hubs: readonly number[] = [],
  parted?: PartedComponents,
  isLinked = true,
  learnt = learntOf([], []),
) =>
  notesOf({
    model: { comparisons: learnt.comparisons },
    learnt: {
      dropped: [],
      silent: [],
      space: learnt.space,
      together: [],
      places: learnt.places as never,
      weightBits: learnt.weightBits,
    },
    candidates: { pairs: { count }, indexes: hubs.map((each) => ({ hubs: each })) },
    clusters: { parted, clusterOf: Uint32Array.of(0, isLinked ? 0 : 1) },
    allPairs: 1e4,
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

test('a run that links nothing says so, and which field keeps apart what is alike in all else', () => {
  const fields = ['name', 'number', 'town'];
  const held = learntOf(fields, [
    ['212', 7],
    ['221', 2],
    ['111', 9000],
    // Alike in all, and kept apart by something else than a field.
    ['222', 20],
  ]);
  expect(noted(1, [], undefined, false, held)).toEqual([
    expect.stringMatching(/ketepatan tidak dapat diperkirakan. Paling banyak tertahan oleh number: 7 pasangan/),
  ]);
  expect(noted(1, [], undefined, true, held)).toEqual([]);
  const unlike = learntOf(fields, [['112', 7]]);
  expect(noted(1, [], undefined, false, unlike)).toEqual([
    expect.stringContaining('Tidak ada dua baris yang cukup sama'),
  ]);
  // Of a file in which every row says the same.
  expect(noted(1, [], undefined, false)).toEqual([
    expect.stringContaining('Tidak ada isian yang membedakan satu baris dari yang lain'),
  ]);
});
