/** What the comparisons know of records, side by side: a row a record, and rows of values. */
import { MOST_SHARED_BYTES, sharedMemory, type SharedMemory } from '../../../kernel/loops/loop.ts';
import type { PairMeasure } from '../comparison.ts';
import { sharedNumbers } from '../threads/shared.ts';

/** Rows begin at multiples of this, so that few of them lie in more cache lines than they need. */
const ALIGNED = 8;

export interface FactLayout {
  /** Numbers of the row of a record. */
  readonly width: number;
  /** [comparison] where its numbers begin in the row. */
  readonly places: readonly number[];
}

export function layOut(measures: readonly PairMeasure[]): FactLayout {
  let width = 0;
  const places = measures.map((measure) => {
    const at = width;
    width += measure.width;
    return at;
  });
  return { width: Math.ceil(width / ALIGNED) * ALIGNED, places };
}

/** Numbers that the rows of all records and of all values have together, of whatever records and values there are. */
export interface FactSizes {
  readonly width: number;
  /** [comparison] of its values, 0 where it keeps none. */
  readonly values: readonly { readonly count: number; readonly width: number }[];
}

/** Room for the rows of so many records and a blank one. */
export function roomForRows(records: number, width: number): Pick<AllRows, 'records' | 'memory'> {
  const length = (records + 1) * width;
  if (length * 4 > MOST_SHARED_BYTES) return { records: sharedNumbers(length), memory: undefined };
  const memory = sharedMemory(length * 4);
  return { records: new Uint32Array(memory.buffer, 0, length), memory };
}

/** Rows of all records and values, in memory that all threads share. */
export interface AllRows {
  /** The row after the last record is blank. */
  readonly records: Uint32Array;
  /** That of `records`, from its first byte on, where loops may read it; else they are compared without. */
  readonly memory: SharedMemory | undefined;
  /** [comparison] empty where it keeps none. */
  readonly values: readonly Uint32Array[];
}
