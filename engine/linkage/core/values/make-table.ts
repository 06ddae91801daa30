/** Files as columns of text become the table that all of linkage works on: each distinct text is standardised once. */
import type { LinkModel } from '../link-model.ts';
import type { FieldColumn, FieldKind, LinkTable } from '../table.ts';
import { standardiseAddresses } from './texts/addresses.ts';
import { standardiseCategories, standardiseCodes, standardiseIds, standardiseNik } from './texts/code-texts.ts';
import { codedColumn, type CodedColumn, type TextColumn } from './coded-column.ts';
import { hubsOf } from './hubs.ts';
import { standardiseDates } from './texts/dates.ts';
import { standardiseCoordinates, standardiseNumbers } from './texts/numbers.ts';
import { standardiseNikBirths } from './texts/nik-births.ts';
import { standardiseIndonesianNames, standardiseNames } from './texts/person-names.ts';
import { standardisePlaces, standardiseStreets } from './texts/places.ts';
import { sharedU32, sharedU8 } from './shared-arrays.ts';
import type { Note, Standardise } from './standardise.ts';
import { hashAt, type TextArena } from './text-arena.ts';
import { joinHash, textHash } from './text-hash.ts';
import { ValueBookMaker, type Spelling } from './value-book.ts';

export type { TextColumn };

export interface SourceTexts {
  readonly name: string;
  /** [row] */
  readonly ids: readonly string[];
  /** [row] the same as bytes, where they are at hand: then no string is asked for. */
  readonly idTexts?: TextArena;
  /** By name of the field, as the file writes it, '' where blank; a field that is not there is blank in every row. */
  readonly columns: ReadonlyMap<string, TextColumn>;
}

export type TableField = LinkModel['fields'][number];

export interface TableInput {
  readonly sources: readonly SourceTexts[];
  readonly fields: readonly TableField[];
  /** As an earlier table decided them; what is not among them is decided from the columns. */
  readonly readings?: Readings;
}

/** What columns decided about how they are read, as plain data; by source, field and name of the decision. */
export type Readings = Readonly<Record<string, unknown>>;

export const readingKey = (source: string, field: string, what: string): string => [source, field, what].join('\n');

/** Kinds whose fields share one book, because their values may stand in each other's place. */
const SHARED_BOOKS: ReadonlySet<FieldKind> = new Set(['name-part', 'address']);

export type ToldTable = LinkTable & { readonly notes: readonly Note[]; readonly readings: Readings };

/** Makes the table and says what was read otherwise than a reader of the files might think. */
export function makeTable(input: TableInput): ToldTable {
  return tableOf(input, groupsToRead(input).map(readGroup));
}

/** Fields that share a book, and all that is needed to read them: groups can be read anywhere, in any order. */
export interface FieldGroup {
  readonly fields: readonly TableField[];
  readonly sources: readonly Pick<SourceTexts, 'name' | 'columns'>[];
  readonly sourceStart: Uint32Array;
  readonly readings: Readings;
}

export interface ReadGroup {
  readonly columns: readonly FieldColumn[];
  readonly notes: readonly Note[];
  /** What was decided, and what was decided before. */
  readonly readings: Readings;
}

export function groupsToRead({ sources, fields, readings = {} }: TableInput): FieldGroup[] {
  const sourceStart = startsOf(sources);
  return groupsOfFields(fields).map((group) => {
    const isOfGroup = (name: string): boolean => group.some((field) => field.name === name);
    const ofGroup = sources.map(({ name, columns }) => ({
      name,
      columns: new Map([...columns].filter(([field]) => isOfGroup(field))),
    }));
    return { fields: group, sources: ofGroup, sourceStart, readings };
  });
}

/** @param read [group] in the order of `groupsToRead` */
export function tableOf({ sources, fields, readings: known = {} }: TableInput, read: readonly ReadGroup[]): ToldTable {
  const sourceStart = startsOf(sources);
  const columns = new Map(read.flatMap((group) => group.columns.map((column) => [column.name, column] as const)));
  const readings = Object.assign({ ...known }, ...read.map((group) => group.readings)) as Record<string, unknown>;
  for (const field of fields) blankHubs(field, columns, readings);
  return {
    count: sourceStart[sources.length]!,
    sources: sources.map(({ name }) => name),
    sourceStart,
    source: sourceOfRecord(sourceStart),
    idHash: idHashes(sources, sourceStart),
    fields: new Map(fields.map(({ name }) => [name, columns.get(name)!])),
    notes: read.flatMap(({ notes }) => notes),
    readings,
  };
}

function startsOf(sources: readonly SourceTexts[]): Uint32Array {
  const starts = sharedU32(sources.length + 1);
  for (let s = 0; s < sources.length; s++) starts[s + 1] = starts[s]! + countIds(sources[s]!);
  return starts;
}

const countIds = (source: SourceTexts): number => source.idTexts?.count ?? source.ids.length;

export function groupsOfFields(fields: readonly TableField[]): TableField[][] {
  const groups = new Map<string, TableField[]>();
  for (const field of fields) {
    const key = SHARED_BOOKS.has(field.kind) ? field.kind : `${field.kind} ${field.name}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [field]);
    else group.push(field);
  }
  return [...groups.values()];
}

interface Told {
  readonly notes: Note[];
  readonly readings: Record<string, unknown>;
}

/** Reads fields that share a book. */
export function readGroup({ fields, sources, sourceStart, readings }: FieldGroup): ReadGroup {
  const told = { notes: [] as Note[], readings: { ...readings } as Record<string, unknown> };
  const maker = new ValueBookMaker(fields[0]!.kind, spellingOf(fields));
  const columns = fields.map((field) => {
    const coded = sources.map((source) => codedColumn(source.columns.get(field.name)));
    return coded.map((column, s) => column && readColumn(field, sources[s]!.name, coded, column, maker, told));
  });
  const { book, valueOf } = maker.done();
  const read = columns.map((ofSources, i) => {
    const values = sharedU32(sourceStart[sources.length]!);
    ofSources.forEach((column, s) => {
      if (column !== undefined) fillValues(values.subarray(sourceStart[s], sourceStart[s + 1]), column, valueOf);
    });
    return { name: fields[i]!.name, values, book };
  });
  return { columns: read, ...told };
}

/** Variants that any of the fields knows. */
export function spellingOf(fields: readonly TableField[]): Spelling | undefined {
  const words = fields.flatMap(({ spelling = {} }) => Object.entries(spelling));
  if (words.length === 0) return undefined;
  return new Map(words.flatMap(([word, variants]) => variants.map((variant) => [variant, word] as const)));
}

/** A column whose texts have numbers in the maker of their book. */
interface NumberedColumn {
  /** [code] */
  readonly numbers: Uint32Array;
  /** [row] */
  readonly codes: Uint32Array;
}

/** @param coded [source] columns of the field, this one among them */
function readColumn(
  field: TableField,
  source: string,
  coded: readonly (CodedColumn | undefined)[],
  column: CodedColumn,
  maker: ValueBookMaker,
  { notes, readings }: Told,
): NumberedColumn {
  const { codes, counts } = column;
  const all = coded.filter((each) => each !== undefined);
  const standard = standardiseOf(field)(column, {
    field: field.name,
    source,
    format: field.format,
    note: (note) => notes.push(note),
    settle: (what, decide) => settled(readings, readingKey(source, field.name, what), decide),
    settleForAll: (what, decide) => settled(readings, readingKey('', field.name, what), () => decide(all)),
  });
  // A text of the dictionary that no row holds must leave no trace.
  const numbers = Uint32Array.from(standard, (text, code) => (counts[code] === 0 ? 0 : maker.number(text)));
  return { numbers, codes };
}

/** @param valueOf [number so far] value in the book */
function fillValues(values: Uint32Array, { numbers, codes }: NumberedColumn, valueOf: Uint32Array): void {
  const valueOfCode = numbers.map((number) => valueOf[number]!);
  for (let row = 0; row < codes.length; row++) values[row] = valueOfCode[codes[row]!]!;
}

/** What was decided before, else what is decided now. */
export function settled<T>(readings: Record<string, unknown>, key: string, decide: () => T): T {
  if (!(key in readings)) readings[key] = decide();
  return readings[key] as T;
}

/** Which values are hubs is kept by their hashes: they may be somebody's number. */
function blankHubs(
  { name, hub }: TableField,
  columns: ReadonlyMap<string, FieldColumn>,
  readings: Record<string, unknown>,
): void {
  if (hub === undefined) return;
  const { values, book } = columns.get(name)!;
  const find = (): number[] => hubsOf({ values, book }, columns.get(hub.beside)!, hub.most);
  const hashes = new Set(settled(readings, readingKey('', name, 'hubs'), find));
  if (hashes.size === 0) return;
  for (let record = 0; record < values.length; record++)
    if (hashes.has(book.hash[values[record]!]!)) values[record] = 0;
}

const STANDARDISE: Readonly<Record<FieldKind, Standardise>> = {
  'name-part': standardiseNames,
  'full-name': standardiseNames,
  date: standardiseDates,
  'national-id': standardiseIds,
  'household-id': standardiseIds,
  code: standardiseCodes,
  number: standardiseNumbers,
  address: standardiseAddresses,
  category: standardiseCategories,
  postcode: standardiseCodes,
  coordinate: standardiseCoordinates,
};

/** By kind and first word of the format, in place of those by kind. */
const STANDARDISE_FORMAT: Readonly<Record<string, Standardise>> = {
  'national-id nik': standardiseNik,
  'household-id nik': standardiseNik,
  'date nik': standardiseNikBirths,
  'address place': standardisePlaces,
  'address street': standardiseStreets,
  'full-name indonesian': standardiseIndonesianNames,
};

const standardiseOf = ({ kind, format = '' }: TableField): Standardise =>
  STANDARDISE_FORMAT[`${kind} ${format.split(' ')[0]!}`] ?? STANDARDISE[kind];

function sourceOfRecord(sourceStart: Uint32Array): Uint8Array {
  const source = sharedU8(sourceStart.at(-1)!);
  for (let s = 0; s + 1 < sourceStart.length; s++) source.fill(s, sourceStart[s], sourceStart[s + 1]);
  return source;
}

/** Hash of what a record is called. */
export const idHashOf = (source: string, id: string): number => joinHash(textHash(source), textHash(id));

function idHashes(sources: readonly SourceTexts[], sourceStart: Uint32Array): Uint32Array {
  const hashes = sharedU32(sourceStart.at(-1)!);
  sources.forEach((source, s) => {
    const ofName = textHash(source.name);
    const { idTexts } = source;
    const hashOf = (row: number): number => (idTexts ? hashAt(idTexts, row) : textHash(source.ids[row]!));
    const count = countIds(source);
    for (let row = 0; row < count; row++) hashes[sourceStart[s]! + row] = joinHash(ofName, hashOf(row));
  });
  return hashes;
}
