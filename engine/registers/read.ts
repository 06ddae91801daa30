/** The registers stage: every file of a folder read, checked and turned into columns. */
import { readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { TwinError } from '../kernel/errors.ts';
import type { Progress } from '../kernel/progress.ts';
import { loadCodeLists } from './codes.ts';
import { Collector, type FolderReading } from './collector.ts';
import { DECLARATION_FILE, loadDeclaration, type DeclaredFile } from './declaration.ts';
import { describeRegisters } from './description.ts';
import { fileError } from './file-chunks.ts';
import { shownFileName } from './file-name.ts';
import { columnLetters } from './headings.ts';
import type { UnknownColumn } from './layout.ts';
import type { ReadingContext } from './open-source.ts';
import { readRegisterFile, readRegisterTable, type FileReading } from './read-file.ts';
import { DEFAULT_CAPS, type ReadingCaps } from './source.ts';
import type { KelurahanName } from './standardise.ts';
import { surveyFile, type FileSurvey } from './survey.ts';
import type { DeclaredTable } from './table-source.ts';

export type { FolderReading, SkippedFile } from './collector.ts';

export interface ReadRegistersOptions {
  /** Holds the files, and registers.yaml where the steward wrote one. */
  readonly folder: string;
  /** The models folder. */
  readonly models: string;
  readonly progress: Progress;
  /** The city's kelurahan (geodata/facts/kelurahan.csv); without them names stay as written. */
  readonly kelurahan?: readonly KelurahanName[];
  /** Tables of a database that are registers too; each reader is one transaction. */
  readonly tables?: readonly DeclaredTable[];
  /** Reference day where no registers.yaml tells it, days since 1970-01-01. */
  readonly asOfDay?: number;
  readonly caps?: Partial<ReadingCaps>;
  /** More findings than this are no findings but a file that is misread. */
  readonly maximumFindings?: number;
}

const MAXIMUM_FINDINGS = 2_000_000;

/**
 * Reads every register file of a folder. All or nothing: an error on the way leaves no reading at all.
 *
 * @throws TwinError input: a file cannot be read, is no register or two, or a value has two meanings and none is declared;
 *         configuration: a description or the declaration is at fault
 */
export async function readRegisters(options: ReadRegistersOptions): Promise<FolderReading> {
  const declaration = loadDeclaration(options.folder);
  const lists = loadCodeLists(options.models);
  const context: ReadingContext = {
    registers: describeRegisters(options.models, lists),
    lists,
    kelurahan: options.kelurahan ?? [],
    asOfDay: declaration?.asOfDay ?? options.asOfDay,
    caps: { ...DEFAULT_CAPS, ...options.caps },
  };
  const entries = declaration === undefined ? found(options) : declared(options, declaration.files, context);
  const collector = new Collector(context.registers, options.maximumFindings ?? MAXIMUM_FINDINGS);
  await readAll(entries, options, context, collector);
  await readTables(options, context, collector);
  options.progress.end();
  return collector.reading();
}

interface Entry {
  readonly file: string;
  readonly declared: DeclaredFile | undefined;
}

/** What a register file may be called; anything else in the folder is named and left. */
const READ: ReadonlySet<string> = new Set([
  '.csv',
  '.txt',
  '.tsv',
  '.xlsx',
  '.xlsm',
  '.xls',
  '.xlsb',
  '.ods',
  '.parquet',
  '.html',
  '.htm',
]);

/** A word to the reader lies beside many files, and is no register even as a .txt. */
const isReadme = (name: string): boolean => /^(read[ _-]?me|baca[ _-]?saya)\b/i.test(name);
const isTable = (name: string): boolean => READ.has(extname(name).toLowerCase()) && !isReadme(name);

/** Names of the files of a folder that are called as a register file may be, in ascending order. */
export const registerFiles = (folder: string): string[] => filesOf(folder).filter(isTable);

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && !/^[.~]/.test(entry.name) && entry.name !== DECLARATION_FILE)
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    throw fileError(error, folder);
  }
}

const shown = (files: readonly string[]): string => files.map(shownFileName).join(', ');

/** Without a declaration every file with the name of a table is read, and says by its headings what it is. */
function found(options: ReadRegistersOptions): Entry[] {
  const files = filesOf(options.folder);
  const tables = files.filter(isTable);
  const left = files.filter((file) => !tables.includes(file) && !isReadme(file));
  if (left.length > 0) options.progress.note(`Tidak dibaca (bukan tabel): ${shown(left)}`);
  const isAllTables = (options.tables?.length ?? 0) > 0;
  if (tables.length > 0 || isAllTables) return tables.map((file) => ({ file, declared: undefined }));
  throw new TwinError('input', {
    code: 'folder-empty',
    what: 'There is no register file in the folder.',
    where: { file: shownFileName(options.folder) },
    expected: '.csv, .xlsx or .parquet files',
    todo: 'Put the register files there, or make the sample city: npm run twin -- sample.',
  });
}

/** In the order of the registers, then of names: the order of the declaration must not matter. */
function declared(
  options: ReadRegistersOptions,
  files: readonly DeclaredFile[],
  { registers }: ReadingContext,
): Entry[] {
  const named = new Set(files.map(({ file }) => file));
  const left = filesOf(options.folder).filter((file) => !named.has(file) && isTable(file));
  if (left.length > 0) options.progress.note(`Tidak dibaca (tidak ada di ${DECLARATION_FILE}): ${shown(left)}`);
  const place = ({ register }: DeclaredFile): number => registers.findIndex(({ id }) => id === register);
  return files
    .toSorted((a, b) => place(a) - place(b) || (a.file < b.file ? -1 : 1))
    .map((entry) => ({ file: entry.file, declared: entry }));
}

const KIBIBYTE = 1024;

async function readAll(
  entries: readonly Entry[],
  { folder, progress }: ReadRegistersOptions,
  context: ReadingContext,
  collector: Collector,
): Promise<void> {
  const paths = entries.map(({ file }) => join(folder, file));
  const total = paths.reduce((sum, path) => sum + sizeOf(path), 0);
  progress.stage('Membaca register', Math.ceil(total / KIBIBYTE), 'KB');
  let done = 0;
  for (const [i, { declared: entry }] of entries.entries()) {
    const survey = await surveyFile(paths[i]!, entry?.encoding);
    const same = collector.sameFile(survey.sha256, entry?.register);
    if (same === undefined) await readOne(survey, entry, done, progress, context, collector);
    else {
      collector.skip(survey.name, same);
      progress.note(`${survey.name}: isinya sama dengan ${same}, dilewati`);
    }
    done += survey.bytes;
    progress.at(Math.floor(done / KIBIBYTE));
  }
}

async function readOne(
  survey: FileSurvey,
  declared: DeclaredFile | undefined,
  bytesBefore: number,
  progress: Progress,
  context: ReadingContext,
  collector: Collector,
): Promise<void> {
  let within = 0;
  const onBytes = (bytes: number): void => {
    within += bytes;
    progress.at(Math.floor((bytesBefore + Math.min(within, survey.bytes)) / KIBIBYTE));
  };
  const fileIndex = collector.fileCount;
  const sinkFor = collector.sinksFor(survey.name);
  const reading = await readRegisterFile(survey, { context, declared, fileIndex, sinkFor, onBytes });
  keep(reading, collector, progress);
}

function keep(reading: FileReading, collector: Collector, progress: Progress): void {
  const same = collector.add(reading.received);
  if (same === undefined) note(progress, reading);
  else progress.note(`${reading.received.name}: baris-barisnya sama dengan ${same}, dilewati`);
}

async function readTables(
  { tables = [], progress }: ReadRegistersOptions,
  context: ReadingContext,
  collector: Collector,
): Promise<void> {
  for (const table of tables) {
    const fileIndex = collector.fileCount;
    const sinkFor = collector.sinksFor(`${table.schema}.${table.table}`);
    const reading = await readRegisterTable(table, { context, fileIndex, sinkFor });
    keep(reading, collector, progress);
  }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch (error) {
    throw fileError(error, path);
  }
}

function note(progress: Progress, { received, layouts, passedOver }: FileReading): void {
  const count = (value: number): string => value.toLocaleString('id-ID');
  const { name, registerId, rowsReceived, rowsWithFindings, rowsRefused } = received;
  progress.note(
    `${name}: ${registerId} (${layouts[0]!.dialect.name.id}), ${count(rowsReceived)} baris, ` +
      `${count(rowsWithFindings)} dengan catatan, ${count(rowsRefused)} ditolak`,
  );
  const unknown = [...new Set(layouts.flatMap((layout) => layout.unknown.map(unknownInWords)))];
  if (unknown.length > 0) progress.note(`${name}: kolom tidak dikenal dan tidak diambil: ${unknown.join(', ')}`);
  if (passedOver.length > 0) progress.note(`${name}: lembar tanpa data register: ${passedOver.join(', ')}`);
}

/** L (6 huruf); P (12 huruf, 16 angka) */
function unknownInWords({ column, letters, digits }: UnknownColumn): string {
  const parts = [letters > 0 ? `${letters} huruf` : '', digits > 0 ? `${digits} angka` : ''];
  return `${columnLetters(column)} (${parts.filter((part) => part !== '').join(', ')})`;
}
