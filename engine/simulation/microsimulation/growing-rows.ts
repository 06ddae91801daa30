/** Row numbers of which nobody knows beforehand how many there will be. */

export interface GrowingRows {
  count: number;
  rows: Uint32Array;
}

const FIRST_ROOM = 1024;

export const growingRows = (): GrowingRows => ({ count: 0, rows: new Uint32Array(FIRST_ROOM) });

export function addRow(list: GrowingRows, row: number): void {
  if (list.count === list.rows.length) {
    const longer = new Uint32Array(list.rows.length * 2);
    longer.set(list.rows);
    list.rows = longer;
  }
  list.rows[list.count++] = row;
}

/** Adds the first so many of others. */
export function addRows(list: GrowingRows, others: Uint32Array, count: number): void {
  const wanted = list.count + count;
  if (wanted > list.rows.length) {
    const longer = new Uint32Array(Math.max(wanted, list.rows.length * 2));
    longer.set(list.rows);
    list.rows = longer;
  }
  const { rows } = list;
  for (let i = 0, at = list.count; i < count; i++) rows[at++] = others[i]!;
  list.count = wanted;
}

/** @returns the rows of a list that so many may be written to without asking */
export function withRoom(list: GrowingRows, rows: number): Uint32Array {
  // One more: who is not meant is written too, and the next one over him.
  if (list.rows.length <= rows) list.rows = new Uint32Array(Math.ceil(rows * 1.05) + 1);
  return list.rows;
}
