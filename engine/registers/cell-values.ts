/** Values of Parquet and of databases as cells. */
import { BOOLEAN_CELL, NUMBER_CELL, TEXT_CELL, type CellRowBuilder } from './cells.ts';

/** Puts a value into a row; null is blank. Whole numbers beyond a double, which come as bigint, keep all their digits. */
export function setValue(row: CellRowBuilder, column: number, value: unknown): void {
  switch (typeof value) {
    case 'string':
      return row.set(column, value, TEXT_CELL);
    case 'bigint':
      return row.set(column, value.toString(), TEXT_CELL);
    case 'number':
      return Number.isNaN(value) ? undefined : row.set(column, String(value), NUMBER_CELL);
    case 'boolean':
      return row.set(column, value ? 'TRUE' : 'FALSE', BOOLEAN_CELL);
    case 'object':
      return setObject(row, column, value);
    default:
      return undefined;
  }
}

function setObject(row: CellRowBuilder, column: number, value: object | null): void {
  if (value === null) return;
  if (value instanceof Date) {
    if (!Number.isNaN(value.getTime())) row.set(column, value.toISOString().slice(0, 10), TEXT_CELL);
  } else if (value instanceof Uint8Array) row.set(column, new TextDecoder().decode(value), TEXT_CELL);
  else row.set(column, JSON.stringify(value), TEXT_CELL);
}
