/** Reads an area table as the server sends it (format: engine/layers/encode.ts), laying typed arrays over its bytes. */
import type { AreaLevel, AreaTable, CellState, Provenance } from '#engine';

/** The order in which a cell's state is held; engine/layers/area-table.ts has the same. */
export const CELL_STATES = ['value', 'hidden', 'no-data'] as const satisfies readonly CellState[];

/** One cell: its number, or why there is none. */
export type Cell =
  { readonly kind: 'value'; readonly value: number } | { readonly kind: 'hidden' } | { readonly kind: 'no-data' };

export interface TableColumn {
  /** [area] of the last year; NaN unless the state is `value`. */
  readonly values: Float32Array | Float64Array;
  /** [area] index into CELL_STATES. */
  readonly states: Uint8Array;
}

/** The newest year of an area table. */
export interface Table {
  readonly level: AreaLevel;
  readonly areaCodes: readonly string[];
  readonly year: number;
  readonly provenance: Provenance;
  readonly columns: ReadonlyMap<string, TableColumn>;
}

interface EncodedColumn {
  readonly indicator: string;
  readonly valueType: 'float32' | 'float64';
  readonly valuesOffset: number;
  readonly statesOffset: number;
}

interface Header extends Omit<AreaTable, 'columns'> {
  readonly cells: number;
  readonly columns: readonly EncodedColumn[];
}

const MAGIC = 0x5441424b; // "KBAT"
const VERSION = 1;
const HEADER_AT = 16;

export class UnreadableTableError extends Error {
  override readonly name = 'UnreadableTableError';
}

/**
 * @param buffer the bytes of one artefact `table/{level}.bin`, from their first byte on
 * @throws UnreadableTableError when they are not a whole table of version 1
 */
export function readTable(buffer: ArrayBuffer): Table {
  const { header, body } = readHeader<Header>(buffer, MAGIC, VERSION);
  const areas = header.areaCodes.length;
  const lastYear = header.cells - areas;
  const columns = header.columns.map((place): [string, TableColumn] => {
    const bytesEach = place.valueType === 'float64' ? 8 : 4;
    const valuesEnd = body + place.valuesOffset + header.cells * bytesEach;
    if (Math.max(valuesEnd, body + place.statesOffset + header.cells) > buffer.byteLength)
      throw new UnreadableTableError('A column ends behind the end of the bytes.');
    const valuesAt = body + place.valuesOffset + lastYear * bytesEach;
    const values =
      place.valueType === 'float64'
        ? new Float64Array(buffer, valuesAt, areas)
        : new Float32Array(buffer, valuesAt, areas);
    const states = new Uint8Array(buffer, body + place.statesOffset + lastYear, areas);
    if (states.some((state) => state >= CELL_STATES.length))
      throw new UnreadableTableError('A cell has a state that is not known.');
    return [place.indicator, { values, states }];
  });
  const { level, areaCodes, provenance } = header;
  return { level, areaCodes, year: header.years.at(-1) ?? NaN, provenance, columns: new Map(columns) };
}

/**
 * What our binary files begin with: a magic word, a version, and a header of JSON in front of the body.
 *
 * @throws UnreadableTableError when that is not there whole
 */
export function readHeader<T>(buffer: ArrayBuffer, magicWord: number, version: number): { header: T; body: number } {
  if (buffer.byteLength < HEADER_AT) throw new UnreadableTableError('There are fewer bytes than a table starts with.');
  const start = new DataView(buffer);
  const [magic, written, headerBytes, body] = [0, 4, 8, 12].map((at) => start.getUint32(at, true));
  if (magic !== magicWord) throw new UnreadableTableError('The bytes do not start as they should.');
  if (written !== version) throw new UnreadableTableError(`The bytes have version ${written}, not ${version}.`);
  if (HEADER_AT + headerBytes! > body! || body! > buffer.byteLength)
    throw new UnreadableTableError('The header is cut off.');
  const text = new TextDecoder().decode(new Uint8Array(buffer, HEADER_AT, headerBytes!));
  return { header: JSON.parse(text) as T, body: body! };
}

/** What stands in a table for one indicator and area; `no-data` where the table has no such column. */
export function cellAt(table: Table, indicator: string, area: number): Cell {
  const column = table.columns.get(indicator);
  const kind = column === undefined ? 'no-data' : (CELL_STATES[column.states[area]!] ?? 'no-data');
  return kind === 'value' ? { kind, value: column!.values[area]! } : { kind };
}
