/** Comparing values by what is known of each, in rows of numbers: many pairs at once, so that one kind runs undisturbed. */
import type { WriteValues } from '../../comparing/value-rows.ts';

/** Pairs of places of rows, and what is found of them. */
export interface PlacePairs {
  count: number;
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  /** Index into the levels of the kind. */
  readonly level: Uint8Array;
  /** Bits of rarity of what agrees. */
  readonly bits: Float64Array;
}

export function placePairs(most: number): PlacePairs {
  return {
    count: 0,
    left: new Uint32Array(most),
    right: new Uint32Array(most),
    level: new Uint8Array(most),
    bits: new Float64Array(most),
  };
}

export interface RowComparer {
  /** Numbers of a row, the first of which is the value itself. */
  readonly width: number;
  readonly write: WriteValues;
  /** True where it tells the bits of rarity; else they are those of the more common of the two values. */
  readonly tellsBits: boolean;
  /** Compares pairs of two different values, neither blank; the same for either order of the two. */
  compare(rows: Uint32Array, pairs: PlacePairs): void;
}

/** Writes the numbers themselves. */
export const writeNumbers: WriteValues = (values, from, to, { rows, at, stride }) => {
  for (let i = from, place = at; i < to; i++, place += stride) rows[place] = values[i]!;
};

/** Index into the levels of a kind for two different values, neither blank; the same for either order. */
export type CompareValues = (left: number, right: number) => number;

/** A comparer that needs no more than the values. */
export function byValue(compare: CompareValues): RowComparer {
  return {
    width: 1,
    tellsBits: false,
    write: writeNumbers,
    compare(rows, { count, left, right, level }) {
      for (let pair = 0; pair < count; pair++) level[pair] = compare(rows[left[pair]!]!, rows[right[pair]!]!);
    },
  };
}
