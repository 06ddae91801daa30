/** Folders of sets: a model, the files that it is for, and who is who. README.md beside this file tells how one looks. */
import { parse as parseCsv } from 'csv-parse/sync';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, parse } from 'node:path';
import { TwinError } from '../../kernel/errors.ts';

export interface SetFolder {
  readonly name: string;
  readonly model: string;
  readonly files: readonly string[];
  readonly truth: string;
}

/** A row of truth.csv. */
export interface TruthRow {
  /** As the spreadsheet counts: 1 are the headings. */
  readonly row: number;
  /** Name of the file with or without its ending, or what the model calls it; undefined without such a column. */
  readonly source: string | undefined;
  readonly id: string;
  readonly entity: string;
}

const MODEL = 'model.yaml';
const TRUTH = 'truth.csv';
const TABLE = /\.(csv|tsv|txt|xlsx|parquet)$/i;
const FORM = 'model.yaml, truth.csv and the files to link, as engine/bench/judged/README.md tells';

function fault(code: string, file: string, what: string, expected: string, todo: string, row?: number): TwinError {
  return new TwinError('input', { code, what, where: row === undefined ? { file } : { file, row }, expected, todo });
}

/**
 * All sets of a folder, by name.
 *
 * @throws TwinError input: no such folder, no set in it, a set without model, truth or files
 */
export function setFoldersIn(folder: string): SetFolder[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw fault('sets-missing', folder, 'There is no such folder.', `a folder a set: ${FORM}`, 'Mend --sets.');
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  if (names.length === 0)
    throw fault('sets-empty', folder, 'There is no set in it.', `a folder a set: ${FORM}`, 'Put each set into one.');
  return names.map((name) => openSet(folder, name));
}

function openSet(folder: string, name: string): SetFolder {
  const inSet = (file: string): string => join(folder, name, file);
  for (const [file, what] of [
    [MODEL, 'The set has no model.'],
    [TRUTH, 'The set has no truth.'],
  ] as const)
    if (!existsSync(inSet(file)))
      throw fault('set-incomplete', `${name}/${file}`, what, FORM, 'Add it, or take the folder away.');
  const files = readdirSync(join(folder, name))
    .filter((file) => TABLE.test(file) && file !== TRUTH)
    .sort()
    .map(inSet);
  if (files.length === 0)
    throw fault('set-incomplete', name, 'The set has no file to link.', FORM, 'Add one, or take the folder away.');
  return { name, model: inSet(MODEL), files, truth: inSet(TRUTH) };
}

/**
 * Who is who.
 *
 * @throws TwinError input: no CSV, a column missing, a cell blank, a record told twice
 */
export function readTruthRows(set: Pick<SetFolder, 'name' | 'truth'>): TruthRow[] {
  const file = `${set.name}/${TRUTH}`;
  const columns = 'the columns source, id and entity, or id and entity where no id is in two files';
  const [headings = [], ...lines] = rowsOf(readFileSync(set.truth, 'utf8'), file, columns);
  const [source, id, entity] = ['source', 'id', 'entity'].map((name) => headings.indexOf(name));
  if (id === -1 || entity === -1)
    throw fault('truth-column', file, 'A column is missing.', columns, 'Mend the headings of the first row.');
  const seen = new Set<string>();
  return lines.map((cells, line) => {
    const row = line + 2;
    const told = { row, source: source === -1 ? undefined : cells[source!]!, id: cells[id!]!, entity: cells[entity!]! };
    if (told.id === '' || told.entity === '' || told.source === '')
      throw fault('truth-blank', file, 'A cell is blank.', columns, 'Fill it in, or take the row away.', row);
    const key = `${told.source ?? ''}\n${told.id}`;
    if (seen.has(key))
      throw fault('truth-twice', file, 'The record was told before.', 'each once', 'Take one of the rows away.', row);
    seen.add(key);
    return told;
  });
}

function rowsOf(text: string, file: string, expected: string): string[][] {
  try {
    return parseCsv(text, { bom: true, skip_empty_lines: true });
  } catch (error) {
    // The message of the parser may hold what stands in the row.
    const row = (error as { lines?: number }).lines;
    throw fault('truth-csv', file, 'It is no CSV with as many cells in each row.', expected, 'Mend that row.', row);
  }
}

/** A record as clusters.csv tells it. */
export interface ClusteredRecord {
  readonly source: number;
  readonly id: string;
  readonly cluster: string;
}

/**
 * Finds the record of each row of the truth.
 *
 * @param sources what each file is called by the model, and its name
 * @throws TwinError input: a row that names no file, no record, or one of several
 */
export function findRecords(
  set: Pick<SetFolder, 'name'>,
  truth: readonly TruthRow[],
  sources: readonly { readonly name: string; readonly file: string }[],
  records: readonly ClusteredRecord[],
): { readonly truth: TruthRow; readonly record: ClusteredRecord }[] {
  const file = `${set.name}/${TRUTH}`;
  const byId = new Map<string, ClusteredRecord[]>();
  for (const record of records) byId.set(record.id, [...(byId.get(record.id) ?? []), record]);
  return truth.map((told) => {
    const { row, source, id } = told;
    const of =
      source === undefined
        ? undefined
        : sources.findIndex(({ name, file: whole }) => [name, whole, parse(whole).name].includes(source));
    if (of === -1) {
      const expected = sources.map(({ name }) => name).join(', ');
      throw fault('truth-source', file, 'The column source names no file of the set.', expected, 'Mend it.', row);
    }
    const found = (byId.get(id) ?? []).filter((record) => of === undefined || record.source === of);
    if (found.length === 0) {
      const expected = 'the id as the file has it';
      throw fault('truth-foreign', file, 'The row names no record of the files.', expected, 'Mend its id.', row);
    }
    if (found.length > 1) {
      const todo = 'Add a column source with the name of the file.';
      throw fault('truth-ambiguous', file, 'Two files have a record of this id.', 'a column source', todo, row);
    }
    return { truth: told, record: found[0]! };
  });
}
