/** Comparing two different values by what is known of each, in rows of numbers. */
import type { PairBatch, UnrelatedShares } from '../../comparison.ts';
import type { WriteValues } from '../../comparing/value-rows.ts';
import type { ScreenSpec } from '../words/screen-loop.ts';
import type { Frequencies } from '../../values/features.ts';

export interface RowComparer {
  /** Numbers of a row, the first of which is the value itself. */
  readonly width: number;
  readonly write: WriteValues;
  /** True where it tells the bits of rarity; else they are those of the more common of the two values. */
  readonly tellsBits: boolean;
  /**
   * Index into the levels of the kind for two different values, neither blank, whose rows begin at `l` and `r`; the same
   * for either order of the two.
   */
  level(rows: Uint32Array, l: number, r: number): number;
  /** Of the two values compared last: bits of rarity of what agrees, where it tells them. */
  bits: number;
  /** Of texts: what a loop must know that tells most pairs of them. */
  readonly screen?: (() => ScreenSpec) | undefined;
}

/** What a measure of one value of each record is made of. */
export interface RowMeasure {
  /** [record] */
  readonly values: Uint32Array;
  readonly frequencies: Frequencies;
  readonly comparer: RowComparer;
  /** [level of the kind] level of the spec. */
  readonly levels: Uint8Array;
  /** [value] level of the spec of two records that hold it, where that is not the last one of all values. */
  readonly equal?: Uint8Array | undefined;
  readonly unrelated: UnrelatedShares;
}

/** Tells a pair of a batch, whose numbers begin at `l` and `r`. */
export type TellPair = (
  rows: Uint32Array,
  l: number,
  r: number,
  batch: PairBatch,
  pair: number,
  comparison: number,
) => void;

/** Writes the numbers themselves. */
export const writeNumbers: WriteValues = (values, from, to, { rows, at, stride }) => {
  for (let i = from, place = at; i < to; i++, place += stride) rows[place] = values[i]!;
};

/** Index into the levels of a kind for two different values, neither blank; the same for either order. */
export type CompareValues = (left: number, right: number) => number;

/** A comparer that needs no more than the values. */
export const byValue = (compare: CompareValues): RowComparer => ({
  width: 1,
  tellsBits: false,
  write: writeNumbers,
  level: (rows, l, r) => compare(rows[l]!, rows[r]!),
  bits: 0,
});
