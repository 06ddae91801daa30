/** Columns on disk, as Parquet: the same columns give the same bytes, and come back as they were, on shared memory. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parquetMetadata, parquetRead, type DecodedArray, type SchemaElement } from 'hyparquet';
import { parquetWriteBuffer, type ColumnSource } from 'hyparquet-writer';
import { systemCode, TwinError } from '../kernel/errors.ts';
import { writeFileAtomic } from '../kernel/files.ts';
import { ID_BYTES } from './ids.ts';
import { sharedColumns } from './shared-columns.ts';

/** How a column of numbers is held: unsigned 8, 16 or 32 bits, signed 32 bits, a double, or 16 bytes of an id. */
export type Kind = 'u8' | 'u16' | 'u32' | 'i32' | 'f64' | 'id';
export type NumberColumn = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

export type StoredColumn =
  | { readonly name: string; readonly kind: Kind; readonly values: NumberColumn }
  | { readonly name: string; readonly kind: 'text'; readonly values: readonly string[] };

/** More than a city has: one group, so that each column is one run. */
const ROWS_PER_GROUP = 4_000_000;
const ABOUT = 'kembaran';

/**
 * @param about what is no column, as JSON
 * @throws TwinError storage when the disk is full or not writable
 */
export function writeColumns(path: string, columns: readonly StoredColumn[], about: unknown): void {
  const schema: SchemaElement[] = [{ name: 'root', num_children: columns.length }, ...columns.map(schemaElement)];
  const bytes = parquetWriteBuffer({
    columnData: columns.map(columnSource),
    schema,
    kvMetadata: [{ key: ABOUT, value: JSON.stringify(about) }],
    statistics: false,
    createdBy: 'kembaran',
    rowGroupSize: ROWS_PER_GROUP,
  });
  writeFileAtomic(path, new Uint8Array(bytes));
}

function columnSource({ name, kind, values }: StoredColumn): ColumnSource {
  // Ids are all different: a dictionary of them would be in vain.
  if (kind === 'id') return { name, data: plainData(values, kind), encoding: 'PLAIN' };
  return { name, data: kind === 'text' ? [...values] : plainData(values, kind) };
}

/** The writer takes signed numbers: unsigned 32 bits go as the same bits, signed. */
function plainData(column: NumberColumn, kind: Kind): DecodedArray {
  if (kind === 'id')
    return Array.from({ length: column.length / ID_BYTES }, (_, i) =>
      (column as Uint8Array).slice(i * ID_BYTES, (i + 1) * ID_BYTES),
    );
  if (kind === 'f64') return Float64Array.from(column);
  return Int32Array.from(column);
}

function schemaElement({ name, kind }: StoredColumn): SchemaElement {
  const required = { name, repetition_type: 'REQUIRED' } as const;
  if (kind === 'text') return { ...required, type: 'BYTE_ARRAY', converted_type: 'UTF8' };
  if (kind === 'id') return { ...required, type: 'FIXED_LEN_BYTE_ARRAY', type_length: ID_BYTES };
  return { ...required, type: kind === 'f64' ? 'DOUBLE' : 'INT32' };
}

export interface ColumnsFile<About> {
  readonly count: number;
  readonly about: About;
  /** @throws TwinError storage when there is no such column */
  numbers(name: string, kind: Kind): NumberColumn;
  texts(name: string): string[];
}

/** Rows of one column that were read in one go. */
interface Run {
  readonly first: number;
  readonly data: DecodedArray;
}

/** @throws TwinError storage when the file is not there or is none of this version */
export async function readColumns<About>(path: string): Promise<ColumnsFile<About>> {
  const bytes = readBytes(path);
  try {
    const metadata = parquetMetadata(bytes);
    const columns = new Map(metadata.schema.slice(1).map(({ name }): [string, Run[]] => [name, []]));
    const about = metadata.key_value_metadata?.find(({ key }) => key === ABOUT)?.value;
    await parquetRead({
      file: bytes,
      metadata,
      onChunk: ({ columnName, columnData, rowStart }) => {
        columns.get(columnName)!.push({ first: rowStart, data: columnData });
      },
    });
    const count = Number(metadata.num_rows);
    const runs = (name: string): readonly Run[] => columns.get(name) ?? raise(path);
    return {
      count,
      about: JSON.parse(about!) as About,
      numbers: (name, kind) => restored(runs(name), kind, count),
      texts: (name) => runs(name).flatMap(({ data }) => Array.from(data as ArrayLike<string>)),
    };
  } catch (error) {
    throw unreadable(path, error);
  }
}

function readBytes(path: string): ArrayBuffer {
  try {
    const bytes = readFileSync(path);
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  } catch (error) {
    throw unreadable(path, error);
  }
}

function raise(path: string): never {
  throw unreadable(path, undefined);
}

const unreadable = (path: string, error: unknown): TwinError =>
  new TwinError(
    'storage',
    {
      code: 'population-unreadable',
      what: `The columns of the population cannot be read (${systemCode(error) ?? 'damaged or of another version'}).`,
      where: { file: basename(path) },
      todo: 'Build the snapshot again: npm run twin -- build.',
    },
    { cause: error },
  );

function restored(runs: readonly Run[], kind: Kind, count: number): NumberColumn {
  const make = sharedColumns(count);
  const column = kind === 'id' ? make.bytes(ID_BYTES) : make[kind]();
  for (const { first, data } of runs) {
    if (kind !== 'id') (column as Uint32Array).set(data as ArrayLike<number>, first);
    else
      for (let i = 0; i < data.length; i++) (column as Uint8Array).set(data[i] as Uint8Array, (first + i) * ID_BYTES);
  }
  return column;
}
