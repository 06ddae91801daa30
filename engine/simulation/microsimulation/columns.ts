/** Columns of one table, all as long as each other: copied, or made longer, at once. */
import type { GrowingRows } from './growing-rows.ts';

type Column = Uint8Array | Uint16Array | Uint32Array;

/** The names of a table that are columns. */
type ColumnName<T> = { [K in keyof T]: T[K] extends Column ? K : never }[keyof T];

const isColumn = (each: unknown): each is Column =>
  each instanceof Uint32Array || each instanceof Uint16Array || each instanceof Uint8Array;

/** @returns copies of all columns with room for so many rows, which are 0 beyond those that there are */
export function columnsWithRoom<T extends object>(table: T, room: number): Pick<T, ColumnName<T>> {
  const copies: Record<string, Column> = {};
  for (const [name, column] of Object.entries(table)) {
    if (!isColumn(column)) continue;
    const copy =
      column instanceof Uint32Array
        ? new Uint32Array(room)
        : column instanceof Uint16Array
          ? new Uint16Array(room)
          : new Uint8Array(room);
    copy.set(column);
    copies[name] = copy;
  }
  return copies as unknown as Pick<T, ColumnName<T>>;
}

/** Columns are new ones afterwards. */
export const lengthen = (table: object, room: number): void => void Object.assign(table, columnsWithRoom(table, room));

const isGrowing = (each: unknown): each is GrowingRows =>
  typeof each === 'object' && each !== null && 'count' in each && 'rows' in each;

/** All columns and lists of rows anew, whatever else a table has as it is. */
export function copyOfTable<T extends object>(table: T): T {
  const copies = Object.entries(table).map(([name, each]: [string, unknown]): [string, unknown] => [
    name,
    isColumn(each) ? each.slice() : isGrowing(each) ? copyOfRows(each) : each,
  ]);
  return Object.fromEntries(copies) as T;
}

export const copyOfRows = ({ count, rows }: GrowingRows): GrowingRows => ({ count, rows: rows.slice() });
