/** Residents and households on disk, as Parquet: the same columns give the same bytes, and come back as they were. */
import { join } from 'node:path';
import type { AreaSet, Geography } from '../geography/geography.ts';
import { NO_AREA, type HouseholdColumns, type PersonColumns, type Population } from './columns.ts';
import {
  readColumns,
  writeColumns,
  type ColumnsFile,
  type Kind,
  type NumberColumn,
  type StoredColumn,
} from './parquet-columns.ts';
import { sharedColumns } from './shared-columns.ts';

export const PERSONS_FILE = 'persons.parquet';
export const HOUSEHOLDS_FILE = 'households.parquet';

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
  const areas = AREA_NAMES.map((name): StoredColumn => areaColumn(name, households[name], geography.levels[name]));
  writeColumns(path, [...numberColumns(households, HOUSEHOLD_KINDS), ...areas], about(population, geography));
}

/** What is no column: from which day, and what the bits mean. */
interface StoredFacts {
  readonly referenceDay: number;
  readonly programmes: readonly string[];
  readonly registers: readonly string[];
  readonly desilVersion: string;
  readonly areaCodes: Readonly<Record<AreaName, readonly string[]>>;
}

function about(population: Population, geography: Geography): StoredFacts {
  const { referenceDay, programmes, registers, desilVersion } = population;
  const areaCodes = Object.fromEntries(AREA_NAMES.map((name) => [name, geography.levels[name].codes]));
  return {
    referenceDay,
    programmes,
    registers,
    desilVersion,
    areaCodes: areaCodes as Record<AreaName, readonly string[]>,
  };
}

function numberColumns<K extends string>(columns: Record<K, NumberColumn>, kinds: Record<K, Kind>): StoredColumn[] {
  return (Object.keys(kinds) as K[]).map((name) => ({ name, kind: kinds[name], values: columns[name] }));
}

function areaColumn(name: AreaName, indexes: Uint16Array, areas: AreaSet): StoredColumn {
  return { name, kind: 'text', values: Array.from(indexes, (i) => (i === NO_AREA ? '' : areas.codes[i]!)) };
}

/**
 * Gives back exactly the columns that were written, on shared memory.
 *
 * @throws TwinError storage when a file is not there or is no population of this version
 */
export async function readPopulation(folder: string): Promise<Population> {
  const persons = await readColumns<StoredFacts>(join(folder, PERSONS_FILE));
  const households = await readColumns<StoredFacts>(join(folder, HOUSEHOLDS_FILE));
  const { referenceDay, programmes, registers, desilVersion, areaCodes } = persons.about;
  const areas = AREA_NAMES.map((name): [AreaName, Uint16Array] => [
    name,
    areaIndexes(households.texts(name), areaCodes[name]),
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

function restored<K extends string>(stored: ColumnsFile<StoredFacts>, kinds: Record<K, Kind>): Record<K, NumberColumn> {
  const entries = (Object.keys(kinds) as K[]).map((name) => [name, stored.numbers(name, kinds[name])]);
  return Object.fromEntries(entries) as Record<K, NumberColumn>;
}

function areaIndexes(stored: readonly string[], codes: readonly string[]): Uint16Array {
  const indexOf = new Map(codes.map((code, index) => [code, index]));
  const column = sharedColumns(stored.length).u16();
  stored.forEach((code, row) => (column[row] = indexOf.get(code) ?? NO_AREA));
  return column;
}
