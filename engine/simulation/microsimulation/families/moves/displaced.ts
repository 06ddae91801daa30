/** Households that a flood has driven out, until they go back. */
import { growingRows, type GrowingRows } from '../../growing-rows.ts';

/** Households that go back, in columns; of each its identity, as its row may be another's by then. */
export interface Displaced {
  readonly household: GrowingRows;
  readonly low: GrowingRows;
  readonly high: GrowingRows;
  readonly from: GrowingRows;
  /** Step in which it goes back. */
  readonly due: GrowingRows;
}

export const nobodyDisplaced = (): Displaced => ({
  household: growingRows(),
  low: growingRows(),
  high: growingRows(),
  from: growingRows(),
  due: growingRows(),
});
