/** How many rows a year passes over at a time, so that their columns are still at hand for the next process. */
export const ROWS_AT_ONCE = 4096;
