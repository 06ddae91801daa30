/** Residents and households on disk, as Parquet: the same columns give the same bytes, and come back as they were. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parquetMetadata, parquetRead, type DecodedArray, type KeyValue, type SchemaElement } from 'hyparquet';
import { parquetWriteBuffer, type ColumnSource } from 'hyparquet-writer';
import type { AreaSet, Geography } from '../geography/geography.ts';
import { systemCode, TwinError } from '../kernel/errors.ts';
import { writeFileAtomic } from '../kernel/files.ts';
import { NO_AREA, type HouseholdColumns, type PersonColumns, type Population } from './columns.ts';
import { ID_BYTES } from './ids.ts';
import { sharedColumns } from './shared-columns.ts';

export const PERSONS_FILE = 'persons.parquet';
export const HOUSEHOLDS_FILE = 'households.parquet';

/** How a column of numbers is held: unsigned 8, 16 or 32 bits, signed 32 bits, a double, or 16 bytes of an id. */
type Kind = 'u8' | 'u16' | 'u32' | 'i32' | 'f64' | 'id';

const PERSON_KINDS: Record<keyof Omit<PersonColumns, 'count'>, Kind> = {
  personId: 'id',
  householdRow: 'u32',
  bornOn: 'i32',
  ageYears: 'u8',
  sex: 'u8',
  shdk: 'u8',
  maritalStatus: 'u8',
  religion: 'u8',
  education: 'u8',
  occupation: 'u8',
  disability: 'u8',
  schoolLevel: 'u8',
  isJobSeeker: 'u8',
  receives: 'u32',
  knownTo: 'u32',
  isImputed: 'u8',
};

/** Areas stand as codes, in columns of their own names. */
const HOUSEHOLD_KINDS: Record<keyof Omit<HouseholdColumns, 'count' | AreaName>, Kind> = {
  householdId: 'id',
  size: 'u16',
  headRow: 'u32',
  lon: 'f64',
  lat: 'f64',
  precision: 'u8',
  desil: 'u8',
  receives: 'u32',
};
const AREA_NAMES = ['kelurahan', 'rw', 'rt'] as const;
type AreaName = (typeof AREA_NAMES)[number];

/** More than a city has: one group, so that each column is one run. */
const ROWS_PER_GROUP = 4_000_000;

type NumberColumn = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/**
 * Writes persons.parquet and households.parquet.
 *
 * @throws TwinError storage when the disk is full or not writable
 */
export function writePopulation(population: Population, geography: Geography, folder: string): void {
  writePersonsParquet(population, geography, join(folder, PERSONS_FILE));
  writeHouseholdsParquet(population, geography, join(folder, HOUSEHOLDS_FILE));
}

export function writePersonsParquet(population: Population, geography: Geography, path: string): void {
  writeColumns(path, numberColumns(population.persons, PERSON_KINDS), about(population, geography));
}

export function writeHouseholdsParquet(population: Population, geography: Geography, path: string): void {
  const { households } = population;
  const areas = AREA_NAMES.map((name): ColumnSource => areaColumn(name, households[name], geography.levels[name]));
  writeColumns(path, [...numberColumns(households, HOUSEHOLD_KINDS), ...areas], about(population, geography));
}

/** What is no column: from which day, and what the bits mean. */
function about({ referenceDay, programmes, registers, desilVersion }: Population, geography: Geography): KeyValue[] {
  const areaCodes = Object.fromEntries(AREA_NAMES.map((name) => [name, geography.levels[name].codes]));
  const facts = { referenceDay, programmes, registers, desilVersion, areaCodes };
  return [{ key: 'kembaran', value: JSON.stringify(facts) }];
}

function numberColumns<K extends string>(columns: Record<K, NumberColumn>, kinds: Record<K, Kind>): ColumnSource[] {
  return (Object.keys(kinds) as K[]).map((name) => ({
    name,
    data: plainData(columns[name], kinds[name]),
    // Ids are all different: a dictionary of them would be in vain.
    ...(kinds[name] === 'id' ? { encoding: 'PLAIN' as const } : {}),
  }));
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

function areaColumn(name: AreaName, indexes: Uint16Array, areas: AreaSet): ColumnSource {
  return { name, data: Array.from(indexes, (index) => (index === NO_AREA ? '' : areas.codes[index]!)) };
}

function writeColumns(path: string, columns: ColumnSource[], kvMetadata: KeyValue[]): void {
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ name }) => schemaElement(name)),
  ];
  const bytes = parquetWriteBuffer({
    columnData: columns,
    schema,
    kvMetadata,
    statistics: false,
    createdBy: 'kembaran',
    rowGroupSize: ROWS_PER_GROUP,
  });
  writeFileAtomic(path, new Uint8Array(bytes));
}

function schemaElement(name: string): SchemaElement {
  const kind = { ...PERSON_KINDS, ...HOUSEHOLD_KINDS }[name as keyof typeof PERSON_KINDS] as Kind | undefined;
  const required = { name, repetition_type: 'REQUIRED' } as const;
  if (kind === undefined) return { ...required, type: 'BYTE_ARRAY', converted_type: 'UTF8' };
  if (kind === 'id') return { ...required, type: 'FIXED_LEN_BYTE_ARRAY', type_length: ID_BYTES };
  return { ...required, type: kind === 'f64' ? 'DOUBLE' : 'INT32' };
}

/**
 * Gives back exactly the columns that were written, on shared memory.
 *
 * @throws TwinError storage when a file is not there or is no population of this version
 */
export async function readPopulation(folder: string): Promise<Population> {
  const persons = await readColumns(join(folder, PERSONS_FILE));
  const households = await readColumns(join(folder, HOUSEHOLDS_FILE));
  const { referenceDay, programmes, registers, desilVersion, areaCodes } = persons.facts;
  const areas = AREA_NAMES.map((name): [AreaName, Uint16Array] => [
    name,
    areaIndexes(households.column(name), areaCodes[name], households.count),
  ]);
  return {
    referenceDay,
    persons: { count: persons.count, ...restored(persons, PERSON_KINDS) } as PersonColumns,
    households: {
      count: households.count,
      ...restored(households, HOUSEHOLD_KINDS),
      ...Object.fromEntries(areas),
    } as HouseholdColumns,
    programmes,
    registers,
    desilVersion,
  };
}

interface StoredFacts {
  readonly referenceDay: number;
  readonly programmes: readonly string[];
  readonly registers: readonly string[];
  readonly desilVersion: string;
  readonly areaCodes: Readonly<Record<AreaName, readonly string[]>>;
}

interface StoredColumns {
  readonly count: number;
  readonly facts: StoredFacts;
  /** @throws TwinError storage when there is no such column */
  column(name: string): readonly Run[];
}

/** Rows of one column that were read in one go. */
interface Run {
  readonly first: number;
  readonly data: DecodedArray;
}

async function readColumns(path: string): Promise<StoredColumns> {
  const bytes = readBytes(path);
  try {
    const metadata = parquetMetadata(bytes);
    const columns = new Map(metadata.schema.slice(1).map(({ name }): [string, Run[]] => [name, []]));
    const facts = metadata.key_value_metadata?.find(({ key }) => key === 'kembaran')?.value;
    await parquetRead({
      file: bytes,
      metadata,
      onChunk: ({ columnName, columnData, rowStart }) => {
        columns.get(columnName)!.push({ first: rowStart, data: columnData });
      },
    });
    return {
      count: Number(metadata.num_rows),
      facts: JSON.parse(facts!) as StoredFacts,
      column: (name) => columns.get(name) ?? raise(path),
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

function restored<K extends string>(stored: StoredColumns, kinds: Record<K, Kind>): Record<K, NumberColumn> {
  const entries = (Object.keys(kinds) as K[]).map((name) => [
    name,
    restore(stored.column(name), kinds[name], stored.count),
  ]);
  return Object.fromEntries(entries) as Record<K, NumberColumn>;
}

function restore(runs: readonly Run[], kind: Kind, count: number): NumberColumn {
  const make = sharedColumns(count);
  const column = kind === 'id' ? make.bytes(ID_BYTES) : make[kind]();
  for (const { first, data } of runs)
    for (let i = 0; i < data.length; i++) {
      if (kind === 'id') (column as Uint8Array).set(data[i] as Uint8Array, (first + i) * ID_BYTES);
      else column[first + i] = data[i] as number;
    }
  return column;
}

function areaIndexes(runs: readonly Run[], codes: readonly string[], count: number): Uint16Array {
  const indexOf = new Map(codes.map((code, index) => [code, index]));
  const column = sharedColumns(count).u16();
  for (const { first, data } of runs)
    for (let i = 0; i < data.length; i++) column[first + i] = indexOf.get(data[i] as string) ?? NO_AREA;
  return column;
}
