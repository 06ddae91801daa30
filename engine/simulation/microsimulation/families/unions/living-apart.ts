/** The list of the married whose husband or wife is no resident: apart.ts says what becomes of them. */
import { growingRows, type GrowingRows } from '../../growing-rows.ts';

/** Rows, in columns; of each its identity, as it may be somebody else's by now. */
export interface Apart {
  readonly row: GrowingRows;
  readonly low: GrowingRows;
  readonly high: GrowingRows;
}

export const nobodyApart = (): Apart => ({ row: growingRows(), low: growingRows(), high: growingRows() });
