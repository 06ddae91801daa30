/** What a comparison can do: say at which level two records agree, and how much rarer than usual what they agree on is. */
import type { Hand } from '../../kernel/loops/loop.ts';
import type { Place } from '../../kernel/loops/values.ts';
import type { RowPlaces, ValueRows } from './comparing/value-rows.ts';
import type { LinkTable } from './table.ts';

/** A level of agreement. Level 0 is "not told by one of the two" and has no entry; levels count from 1, weakest first. */
export interface LevelShape {
  readonly name: string;
  /** Where learning starts: share of true matches that tell the field and show the level. */
  readonly m: number;
  /** False where m stands as it is. */
  readonly isLearnt: boolean;
}

/** One comparison of a model, complete: plain data that can be sent to a thread. */
export interface ComparisonSpec {
  readonly name: string;
  /** Which measure compares the fields; see measures.ts. */
  readonly measure: string;
  readonly fields: readonly string[];
  readonly levels: readonly LevelShape[];
  /** Where the comparison named agrees at the level named, this one tells nothing new and reads as not told. */
  readonly mutedBy?: { readonly comparison: string; readonly level: string };
  /** What the measure must know besides, e.g. the format of a national id or the order of day and month. */
  readonly options?: Readonly<Record<string, string | number | boolean>>;
}

/** Pairs that are compared together, and what is found of them. */
export interface PairBatch {
  count: number;
  /** [pair] where the rows of its records begin. */
  left: Uint32Array;
  right: Uint32Array;
  /** [pair × levelsWidth] level of each comparison, 0 until it is told. */
  readonly levels: Uint8Array;
  readonly levelsWidth: number;
  /** [pair] all comparisons together. */
  readonly rarityBits: Float32Array;
}

/**
 * A comparison over the records of one table; holds caches, so each thread makes its own. What it needs to know of a
 * record lies in a few numbers side by side: a pair is then settled by two short runs of numbers instead of a dozen
 * places all over memory, which is what comparing many pairs takes its time for.
 */
export interface PairMeasure {
  /** Numbers it knows of a record. */
  readonly width: number;
  /** Writes them of the records from `from` to before `to`; of one that tells nothing all 0. */
  write(from: number, to: number, out: RowPlaces): void;
  /** What it knows of values, from which the rows of records are made. */
  readonly values?: ValueRows;
  /**
   * Compares a batch by rows in which the numbers of this comparison stand from `at` on: writes the level, which is the
   * same for either order of the two records, to `levels` at `comparison`, and adds to `rarityBits` the bits by which the
   * value agreed on is rarer (+) or more common (-) than the average pair of its level; 0 where the level knows no values.
   */
  compare(rows: Uint32Array, at: number, batch: PairBatch, comparison: number): void;
  /** What does the same of many pairs sooner, where there is such a thing. */
  readonly loop?: LoopMaker | undefined;
}

/** Where loops find a batch. */
export interface PairsAtHand {
  readonly hand: Hand;
  /** The most that a batch has. */
  readonly pairs: number;
  /** Numbers of rows. */
  readonly rows: Place;
  /** [pair] number of `rows` at which the row of the right record begins; the left ones are told to each loop. */
  readonly right: Place;
  /** [pair × levelsWidth] */
  readonly levels: Place;
  readonly levelsWidth: number;
  /** [pair] */
  readonly rarityBits: Place;
}

/**
 * Compares the batch.
 *
 * @param left byte at which the column of places of the left rows begins
 */
export type CompareAtHand = (rows: Uint32Array, batch: PairBatch, left: number) => void;

export interface LoopMaker {
  /** Of the columns that it makes, for batches of so many pairs. */
  bytes(pairs: number): number;
  /** @param place of the numbers of the comparison in a row, @param comparison which one it is */
  make(pairs: PairsAtHand, place: number, comparison: number): CompareAtHand;
}

/** How often unrelated records agree, from the frequencies of values: no draws, no seed. */
export interface UnrelatedShares {
  /** [level] share of unrelated pairs that tell the field; entry 0 is unused; the rest add up to 1. */
  readonly u: Float64Array;
  /** [level] largest error of u, where not every pair of values was compared; 0 where exact. */
  readonly error: Float64Array;
  /**
   * [level] log2 of the share of the usual value agreed on, which `rarityBits` of a pair are counted from; NaN where the
   * level knows no values.
   */
  readonly averageBits: Float64Array;
}

export interface MeasureKind {
  /** Names of the levels that the measure knows, weakest first; a spec may leave some out but not reorder them. */
  readonly levels: readonly string[];
  /**
   * @param unrelated what `unrelated` said of the same table and spec: counted anew where it is left out, so threads
   *                  should be sent it
   */
  make(table: LinkTable, spec: ComparisonSpec, unrelated?: UnrelatedShares): PairMeasure;
  /**
   * From all pairs of records that tell the field, those of one entity among them: they are few, but of a value that
   * hardly anybody shares by chance (a number of identity) they are most, and are to be taken off once their number is
   * known: u = (share - matches × m) / (1 - matches).
   */
  unrelated(table: LinkTable, spec: ComparisonSpec): UnrelatedShares;
}
