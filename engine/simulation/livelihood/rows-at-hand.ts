/** How many rows a year passes over at a time, so that their columns are still at hand for the next process. */
export const ROWS_AT_ONCE = 2048;

/** A list of rows at hand, with room for one that is written and not kept. */
export const listOfRows = (): Uint32Array => new Uint32Array(ROWS_AT_ONCE + 1);
