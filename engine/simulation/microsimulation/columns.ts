/** Columns of one table, all as long as each other: copied, or made longer, at once. */
import type { GrowingRows } from './growing-rows.ts';

type Column = Uint8Array | Uint16Array | Uint32Array;

/** The names of a table that are columns. */
type ColumnName<T> = { [K in keyof T]: T[K] extends Column ? K : never }[keyof T];

const isColumn = (each: unknown): each is Column =>
  each instanceof Uint32Array || each instanceof Uint16Array || each instanceof Uint8Array;

type AnyColumn = Column | Int32Array | Float32Array;

/** @returns a column that is 0 from a row on: the spare one, where it is of that kind and has the room; else a new one */
export function columnFor<T extends AnyColumn>(
  Kind: new (length: number) => T,
  room: number,
  zeroFrom: number,
  spare: object | undefined,
): T {
  if (!(spare instanceof Kind) || spare.length < room) return new Kind(room);
  spare.fill(0, zeroFrom);
  return spare;
}

const kindOf = (column: Column): new (length: number) => Column =>
  column instanceof Uint32Array ? Uint32Array : column instanceof Uint16Array ? Uint16Array : Uint8Array;

/**
 * @param spare a table of the same kind that nobody needs any more: its columns are used
 * @returns copies of all columns with room for so many rows, which are 0 beyond those that there are
 */
export function columnsWithRoom<T extends object>(table: T, room: number, spare?: object): Pick<T, ColumnName<T>> {
  const copies: Record<string, Column> = {};
  for (const [name, column] of Object.entries(table)) {
    if (!isColumn(column)) continue;
    const copy = columnFor(kindOf(column), room, column.length, spareOf(spare, name));
    copy.set(column);
    copies[name] = copy;
  }
  return copies as unknown as Pick<T, ColumnName<T>>;
}

const spareOf = (spare: object | undefined, name: string): Column | undefined =>
  (spare as Record<string, Column> | undefined)?.[name];

/** Columns are new ones afterwards. */
export const lengthen = (table: object, room: number): void => void Object.assign(table, columnsWithRoom(table, room));

const isGrowing = (each: unknown): each is GrowingRows =>
  typeof each === 'object' && each !== null && 'count' in each && 'rows' in each;

/** All columns and lists of rows anew, whatever else a table has as it is. @param spare as of columnsWithRoom */
export function copyOfTable<T extends object>(table: T, spare?: object): T {
  const copies = Object.entries(table).map(([name, each]: [string, unknown]): [string, unknown] => [
    name,
    isColumn(each) ? copyOfColumn(each, spareOf(spare, name)) : isGrowing(each) ? copyOfRows(each) : each,
  ]);
  return Object.fromEntries(copies) as T;
}

function copyOfColumn(column: Column, spare: Column | undefined): Column {
  const copy = columnFor(kindOf(column), column.length, column.length, spare);
  copy.set(column);
  return copy;
}

export const copyOfRows = ({ count, rows }: GrowingRows): GrowingRows => ({ count, rows: rows.slice() });
