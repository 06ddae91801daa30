/** Reads one register file row by row into a sink; memory does not grow with the file. */
import { TwinError } from '../kernel/errors.ts';
import type { CodeLists } from './codes.ts';
import { csvSource, delimitersOf } from './csv-source.ts';
import { DELIMITERS, type DeclaredFile, type Delimiter } from './declaration.ts';
import type { RegisterDescription } from './description.ts';
import { fileError } from './file-chunks.ts';
import type { LayoutPlace, SheetLayout } from './layout.ts';
import { parquetSource } from './parquet-source.ts';
import { candidatesFor, layoutOf, unrecognised, type Candidate } from './recognise.ts';
import type { ReceivedFile } from './records.ts';
import { RowChecker, Tally, type CheckOptions, type RowSink } from './row-checker.ts';
import type { ReadingCaps, RowSource } from './source.ts';
import { KelurahanFinder, type KelurahanName } from './standardise.ts';
import type { FileSurvey } from './survey.ts';
import { tableSource, type DeclaredTable } from './table-source.ts';
import { workbookSource } from './workbook-source.ts';

/** What is known before a file is opened. */
export interface ReadingContext {
  readonly registers: readonly RegisterDescription[];
  readonly lists: CodeLists;
  /** The city's kelurahan; empty where nobody gave them, and names then stay as written. */
  readonly kelurahan: readonly KelurahanName[];
  /** Reference day, days since 1970-01-01; undefined while nobody declared it. */
  readonly asOfDay: number | undefined;
  readonly caps: ReadingCaps;
}

/** A sink for the rows of a file; `open` is called for each sheet. */
export type FileSink = RowSink;

export interface FileReading {
  readonly received: ReceivedFile;
  readonly layouts: readonly SheetLayout[];
  /** Sheets that are none of the registers: a recap, a cover. */
  readonly passedOver: readonly string[];
}

/**
 * Reads one file.
 *
 * @param survey    the first look at it
 * @param declared  its entry in registers.yaml, if any
 * @param fileIndex index into the files of the build, for the findings
 * @param sinkFor   the sink of the register that the file turns out to be
 * @param onBytes   called as the file goes by
 * @throws TwinError input: the file is no register, or two, or cannot be read; nothing of it counts then
 */
export async function readRegisterFile(
  survey: FileSurvey,
  declared: DeclaredFile | undefined,
  fileIndex: number,
  context: ReadingContext,
  sinkFor: (register: RegisterDescription) => FileSink,
  onBytes: (bytes: number) => void = () => {},
): Promise<FileReading> {
  try {
    const opened = await openSource(survey, declared, context);
    try {
      return await readOpened(
        opened,
        { name: survey.name, stamp: () => survey },
        declared,
        fileIndex,
        context,
        sinkFor,
        onBytes,
      );
    } finally {
      await opened.source.close();
    }
  } catch (error) {
    throw fileError(error, survey.path);
  }
}

/**
 * Reads a table of a database, as `readRegisterFile` reads a file.
 *
 * @throws TwinError input: the table is not there, or no such register
 */
export async function readRegisterTable(
  table: DeclaredTable,
  fileIndex: number,
  context: ReadingContext,
  sinkFor: (register: RegisterDescription) => FileSink,
): Promise<FileReading> {
  const source = await tableSource(table);
  const name = `${table.schema}.${table.table}`;
  const declared = { ...table, file: name };
  return readOpened(
    await lookAt(source, context),
    { name, stamp: () => source.stamp() },
    declared,
    fileIndex,
    context,
    sinkFor,
    () => {},
  );
}

/** What a reading is stamped with. */
interface SourceIdentity {
  readonly name: string;
  /** Asked once all rows are read. */
  stamp(): { readonly sha256: string; readonly bytes: number };
}

/** A source whose sheets have been looked at. */
interface Opened {
  readonly source: RowSource;
  /** [sheet] what its headings may be. */
  readonly candidates: readonly (readonly Candidate[])[];
}

async function openSource(
  survey: FileSurvey,
  declared: DeclaredFile | undefined,
  context: ReadingContext,
): Promise<Opened> {
  if (survey.format === 'workbook') return lookAt(await workbookSource(survey, context.caps), context);
  if (survey.format === 'parquet') return lookAt(await parquetSource(survey, context.caps), context);
  return openCsv(survey, declared, context);
}

async function lookAt(source: RowSource, { registers }: ReadingContext): Promise<Opened> {
  const candidates: (readonly Candidate[])[] = [];
  for (let sheet = 0; sheet < source.sheets.length; sheet++) {
    candidates.push(candidatesFor(await source.head(sheet), registers));
  }
  return { source, candidates };
}

/** The right delimiter is the one under which the headings make most sense. */
async function openCsv(
  survey: FileSurvey,
  declared: DeclaredFile | undefined,
  context: ReadingContext,
): Promise<Opened> {
  const best = await bestOf(survey, await delimitersOf(survey, declared?.delimiter), context);
  if (declared?.delimiter === undefined || best?.isFitting === true) return openedOrThrow(best);
  const other = await bestOf(survey, DELIMITERS, context);
  if (other?.isFitting === true) throw delimiterWrong(survey.name, declared.delimiter, other.delimiter);
  return openedOrThrow(best);
}

interface Attempt {
  readonly delimiter: Delimiter;
  readonly opened: Opened | undefined;
  readonly failure: unknown;
  readonly isFitting: boolean;
  readonly known: number;
}

async function bestOf(
  survey: FileSurvey,
  delimiters: readonly Delimiter[],
  context: ReadingContext,
): Promise<Attempt | undefined> {
  const attempts: Attempt[] = [];
  for (const delimiter of delimiters) {
    try {
      const opened = await lookAt(csvSource(survey, delimiter, context.caps), context);
      const first = opened.candidates[0]![0];
      const { fits = false, known = 0 } = first ?? {};
      attempts.push({ delimiter, opened, failure: undefined, isFitting: fits, known });
    } catch (failure) {
      // Under a wrong delimiter quotes stand in wrong places; it counts when no other delimiter makes sense.
      attempts.push({ delimiter, opened: undefined, failure, isFitting: false, known: 0 });
    }
  }
  return attempts.sort((a, b) => Number(b.isFitting) - Number(a.isFitting) || b.known - a.known)[0];
}

function openedOrThrow(attempt: Attempt | undefined): Opened {
  if (attempt?.opened === undefined) throw attempt?.failure;
  return attempt.opened;
}

function delimiterWrong(file: string, declared: Delimiter, right: Delimiter): TwinError {
  return new TwinError('input', {
    code: 'delimiter-wrong',
    what: `The declared delimiter ${JSON.stringify(declared)} does not part this file into columns.`,
    where: { file },
    todo: `Correct it in registers.yaml: delimiter: ${JSON.stringify(right)}, or leave it out.`,
  });
}

async function readOpened(
  { source, candidates }: Opened,
  identity: SourceIdentity,
  declared: DeclaredFile | undefined,
  fileIndex: number,
  context: ReadingContext,
  sinkFor: (register: RegisterDescription) => FileSink,
  onBytes: (bytes: number) => void,
): Promise<FileReading> {
  const register = declaredRegister(declared, context.registers);
  const place = (sheet: number): LayoutPlace => ({
    file: identity.name,
    ...(source.sheets[sheet] === '' ? {} : { sheet: source.sheets[sheet]! }),
  });
  const layouts = candidates.map((some, sheet) => layoutOf(some, register, place(sheet)));
  const found = [...new Set(layouts.flatMap((layout) => layout?.register ?? []))];
  if (found.length === 0) throw unrecognised(candidates.flat(), register, { file: identity.name });
  if (found.length > 1) throw twoRegisters(identity.name, found);
  const tally = new Tally();
  const sink = sinkFor(found[0]!);
  for (const [sheet, layout] of layouts.entries()) {
    if (layout === undefined) continue;
    const checker = new RowChecker(
      layout,
      { file: identity.name, fileIndex, sheetIndex: sheet, sheet: place(sheet).sheet },
      checkOptions(source, declared, context),
      sink,
      tally,
    );
    await source.read(sheet, (row) => checker.check(row), onBytes);
  }
  const read = layouts.filter((layout) => layout !== undefined);
  return {
    received: received(identity, source, read, declared, tally),
    layouts: read,
    passedOver: source.sheets.filter((_, sheet) => layouts[sheet] === undefined),
  };
}

function declaredRegister(
  declared: DeclaredFile | undefined,
  registers: readonly RegisterDescription[],
): RegisterDescription | undefined {
  if (declared === undefined) return undefined;
  const register = registers.find(({ id }) => id === declared.register);
  if (register !== undefined) return register;
  throw new TwinError('configuration', {
    code: 'register-not-described',
    what: `There is no register ${declared.register}.`,
    where: { file: 'registers.yaml' },
    expected: registers.map(({ id }) => id).join(', '),
    todo: 'Correct the entry, or add a description to models/registers.',
  });
}

function checkOptions(source: RowSource, declared: DeclaredFile | undefined, context: ReadingContext): CheckOptions {
  return {
    lists: context.lists,
    kelurahan: new KelurahanFinder(context.kelurahan),
    dates: declared?.dates,
    decimal: declared?.decimal,
    asOfDay: context.asOfDay,
    is1904: source.is1904,
    hasAllCells: source.hasAllCells,
  };
}

function received(
  identity: SourceIdentity,
  source: RowSource,
  layouts: readonly SheetLayout[],
  declared: DeclaredFile | undefined,
  tally: Tally,
): ReceivedFile {
  const { sha256, bytes } = identity.stamp();
  return {
    name: identity.name,
    registerId: layouts[0]!.register.id,
    bytes,
    sha256,
    sheets: source.sheets.filter((sheet) => sheet !== ''),
    dialect: dialectInWords(source, layouts[0]!, declared),
    rowsReceived: tally.rowsReceived,
    rowsAccepted: tally.rowsAccepted,
    rowsWithFindings: tally.rowsWithFindings,
    rowsRefused: tally.rowsRefused,
  };
}

const ORDER_NAMES = { dmy: 'day/month/year', mdy: 'month/day/year', ymd: 'year-month-day' } as const;

function dialectInWords(source: RowSource, layout: SheetLayout, declared: DeclaredFile | undefined): string {
  const dates = declared?.dates ?? layout.dialect.writes.dates;
  const decimal = declared?.decimal ?? layout.dialect.writes.decimal;
  return [
    source.dialect,
    dates === undefined ? undefined : `dates ${ORDER_NAMES[dates]}`,
    decimal === undefined ? undefined : `decimal ${decimal === ',' ? 'comma' : 'point'}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

function twoRegisters(file: string, found: readonly RegisterDescription[]): TwinError {
  return new TwinError('input', {
    code: 'register-ambiguous',
    what: `The sheets of the file are of ${found.length} registers: ${found.map(({ id }) => id).join(', ')}.`,
    where: { file },
    todo: 'Declare the file in registers.yaml once for each of them; each entry then takes its own sheets.',
  });
}
