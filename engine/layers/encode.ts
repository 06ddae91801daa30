/**
 * An area table as bytes: what the map loads, and nothing that it must parse number by number.
 *
 * Format, version 1. Everything is little-endian; a reader lays typed arrays over the bytes without copying.
 *
 *     offset  bytes  what
 *     0       4      magic "KBAT" (4B 42 41 54)
 *     4       4      uint32: version, 1
 *     8       4      uint32: H, bytes of the header
 *     12      4      uint32: B, offset of the body from the start of the file; a multiple of 8, at least 16 + H
 *     16      H      header: JSON in UTF-8 (AreaTableHeader)
 *     16 + H  …      spaces up to B
 *     B       …      body
 *
 * In the body each column of the header has two runs of `cells` entries, cells = years × areas; the entry of year y and
 * area a stands at y × areaCodes.length + a:
 * - values at B + valuesOffset: float32 or float64, as `valueType` says (float32 where that loses nothing); NaN unless
 *   the state is 0. The place is a multiple of the size of an entry, so that Float32Array and Float64Array fit there;
 * - states at B + statesOffset: uint8, index into CELL_STATES: 0 value, 1 hidden (too few people, or would give such a
 *   cell away), 2 no data (no register tells).
 */
import { TwinError } from '../kernel/errors.ts';
import { CELL_STATES, type AreaColumn, type AreaTable } from './area-table.ts';

export const AREA_TABLE_VERSION = 1;
export const AREA_TABLE_CONTENT_TYPE = 'application/vnd.kembaran.area-table';

const MAGIC = 0x5441424b; // "KBAT", read as a little-endian uint32
const HEADER_AT = 16;

export interface EncodedColumn {
  readonly indicator: string;
  readonly valueType: 'float32' | 'float64';
  /** Bytes from the start of the body. */
  readonly valuesOffset: number;
  readonly statesOffset: number;
}

/** The JSON in front of the columns. */
export interface AreaTableHeader extends Omit<AreaTable, 'columns'> {
  /** years × areas: entries of each run. */
  readonly cells: number;
  readonly columns: readonly EncodedColumn[];
}

/** The same table gives the same bytes. */
export function encodeAreaTable(table: AreaTable): Uint8Array {
  const cells = table.years.length * table.areaCodes.length;
  const columns = placeColumns(table.columns, cells);
  const { level, areaCodes, years, provenance } = table;
  const header = new TextEncoder().encode(
    JSON.stringify({ level, areaCodes, years, provenance, cells, columns } satisfies AreaTableHeader),
  );
  const body = roundUp8(HEADER_AT + header.length);
  const bodyBytes = table.columns.reduce((sum, _, i) => sum + cells * (valueBytes(columns[i]!) + 1), 0);
  const bytes = new Uint8Array(body + bodyBytes);
  new Uint32Array(bytes.buffer, 0, 4).set([MAGIC, AREA_TABLE_VERSION, header.length, body]);
  bytes.fill(0x20, HEADER_AT, body).set(header, HEADER_AT);
  table.columns.forEach((column, i) => {
    const place = columns[i]!;
    valuesAt(bytes, body, place, cells).set(column.values);
    bytes.set(column.states, body + place.statesOffset);
  });
  return bytes;
}

/**
 * @throws TwinError input when the bytes are not a whole table of this version
 */
export function decodeAreaTable(encoded: Uint8Array): AreaTable {
  // Typed arrays lie on multiples of their size, which a slice of a larger buffer need not.
  const bytes = encoded.byteOffset % 8 === 0 ? encoded : encoded.slice();
  const { header, body } = readHeader(bytes);
  const columns = header.columns.map((place): AreaColumn => {
    if (
      body + Math.max(place.valuesOffset + header.cells * valueBytes(place), place.statesOffset + header.cells) >
      bytes.length
    )
      throw unreadable('A column ends behind the end of the bytes.');
    const states = bytes.slice(body + place.statesOffset, body + place.statesOffset + header.cells);
    if (states.some((state) => state >= CELL_STATES.length)) throw unreadable('A cell has a state that is not known.');
    return {
      indicator: place.indicator,
      values: Float64Array.from(valuesAt(bytes, body, place, header.cells)),
      states,
    };
  });
  const { level, areaCodes, years, provenance } = header;
  return { level, areaCodes, years, provenance, columns };
}

function readHeader(bytes: Uint8Array): { header: AreaTableHeader; body: number } {
  if (bytes.length < HEADER_AT) throw unreadable('There are fewer bytes than the start of a table has.');
  const [magic, version, headerBytes, body] = new Uint32Array(bytes.buffer, bytes.byteOffset, 4);
  if (magic !== MAGIC) throw unreadable('The bytes do not start as an area table does.');
  if (version !== AREA_TABLE_VERSION) throw unreadable(`The table has version ${version}.`);
  if (HEADER_AT + headerBytes! > body! || body! > bytes.length) throw unreadable('The header is cut off.');
  const text = new TextDecoder().decode(bytes.subarray(HEADER_AT, HEADER_AT + headerBytes!));
  return { header: JSON.parse(text) as AreaTableHeader, body: body! };
}

/** float64 columns, then float32, then states: each stands on a multiple of its size without gaps. */
function placeColumns(columns: readonly AreaColumn[], cells: number): EncodedColumn[] {
  const types = columns.map((column) => (isExactInFloat32(column.values) ? 'float32' : 'float64'));
  const wide = types.filter((type) => type === 'float64').length;
  let atWide = 0;
  let atNarrow = wide * cells * 8;
  let atStates = atNarrow + (columns.length - wide) * cells * 4;
  return columns.map(({ indicator }, i) => {
    const valueType = types[i]!;
    const valuesOffset = valueType === 'float64' ? atWide : atNarrow;
    if (valueType === 'float64') atWide += cells * 8;
    else atNarrow += cells * 4;
    const statesOffset = atStates;
    atStates += cells;
    return { indicator, valueType, valuesOffset, statesOffset };
  });
}

const isExactInFloat32 = (values: Float64Array): boolean =>
  values.every((value) => Number.isNaN(value) || Math.fround(value) === value);

const valueBytes = (place: EncodedColumn): number => (place.valueType === 'float64' ? 8 : 4);

function valuesAt(bytes: Uint8Array, body: number, place: EncodedColumn, cells: number): Float32Array | Float64Array {
  const at = bytes.byteOffset + body + place.valuesOffset;
  return place.valueType === 'float64'
    ? new Float64Array(bytes.buffer, at, cells)
    : new Float32Array(bytes.buffer, at, cells);
}

const roundUp8 = (n: number): number => Math.ceil(n / 8) * 8;

const unreadable = (what: string): TwinError =>
  new TwinError('input', {
    code: 'area-table-unreadable',
    what,
    expected: `an area table of version ${AREA_TABLE_VERSION}`,
    todo: 'Build the snapshot again: npm run twin -- build.',
  });
