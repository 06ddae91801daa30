/** Households in the order in which their turn for a programme comes, in bins of priority: nobody is sorted within one. */
import { binOf, BINS } from './choice-loop.ts';

/** The first `count` rows, those of the lowest bin first; used again. */
export interface Turns {
  count: number;
  rows: Uint32Array;
  /** [turn] bin of the row. */
  bins: Uint16Array;
}

export const noTurns = (): Turns => ({ count: 0, rows: new Uint32Array(0), bins: new Uint16Array(0) });

const ENOUGH = 1.2;
/** In place of a priority: has no turn. */
export const NEVER = Infinity;

export function addTurn(turns: Turns, row: number, bin: number): void {
  if (turns.count === turns.rows.length) {
    const { rows, bins } = turns;
    turns.rows = new Uint32Array(Math.max(1024, rows.length * 2));
    turns.bins = new Uint16Array(turns.rows.length);
    turns.rows.set(rows);
    turns.bins.set(bins);
  }
  turns.rows[turns.count] = row;
  turns.bins[turns.count++] = bin;
}

let binAt = new Uint16Array(0);
const starts = new Uint32Array(BINS + 1);

/**
 * @param rows       the first `number` of them
 * @param priorityOf of a row; NEVER for who has no turn
 */
export function putInTurn(
  turns: Turns,
  rows: ArrayLike<number>,
  number: number,
  priorityOf: (row: number) => number,
): void {
  if (turns.rows.length < number) {
    turns.rows = new Uint32Array(Math.ceil(number * ENOUGH));
    turns.bins = new Uint16Array(turns.rows.length);
  }
  if (binAt.length < number) binAt = new Uint16Array(Math.ceil(number * ENOUGH));
  starts.fill(0);
  for (let i = 0; i < number; i++) {
    const priority = priorityOf(rows[i]!);
    // Behind all bins stand those who have no turn.
    const bin = priority === NEVER ? BINS : binOf(priority);
    binAt[i] = bin;
    if (bin < BINS) starts[bin + 1]!++;
  }
  for (let bin = 0; bin < BINS; bin++) starts[bin + 1]! += starts[bin]!;
  turns.count = starts[BINS]!;
  for (let i = 0; i < number; i++) {
    const bin = binAt[i]!;
    if (bin === BINS) continue;
    const at = starts[bin]!++;
    turns.rows[at] = rows[i]!;
    turns.bins[at] = bin;
  }
}
