import { expect, test } from 'vitest';
import { notesOf } from './link-notes.ts';

/** What a run with nothing else to say found. */
const noted = (count: number, hubs: readonly number[] = []) =>
  notesOf({
    model: { comparisons: [] },
    learnt: {
      dropped: [],
      silent: [],
      space: { comparisons: 0, levels: 0, first: new Uint32Array() } as never,
      together: [],
    },
    candidates: { pairs: { count }, indexes: hubs.map((each) => ({ hubs: each })) },
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
