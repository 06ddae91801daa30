/** Reads one register file row by row into a sink; memory does not grow with the file. */
import { inBoth, type Bilingual, type Language } from '../kernel/bilingual.ts';
import { TwinError } from '../kernel/errors.ts';
import type { DeclaredFile } from './declaration.ts';
import type { DateOrder, DecimalMark, RegisterDescription } from './description-shape.ts';
import { fileError } from './file-chunks.ts';
import type { LayoutPlace, SheetLayout } from './layout.ts';
import { lookAt, openSource, type Opened, type ReadingContext } from './open-source.ts';
import { layoutOf, unrecognised } from './recognise.ts';
import type { ReceivedFile } from './records.ts';
import { RowChecker, Tally, type RowSink } from './row-checker.ts';
import type { CheckOptions } from './row-inputs.ts';
import type { RowSource } from './source.ts';
import { KelurahanFinder } from './standardise.ts';
import type { FileSurvey } from './survey.ts';
import { tableSource, type DeclaredTable } from './table-source.ts';

/** How one file, or one table, is to be read. */
export interface ReadingJob {
  readonly context: ReadingContext;
  /** Its entry in registers.yaml; undefined where there is none. */
  readonly declared?: DeclaredFile | undefined;
  /** Index into the files of the build, for the findings. */
  readonly fileIndex: number;
  /** The sink of the register that the file turns out to be. */
  readonly sinkFor: (register: RegisterDescription) => RowSink;
  /** Called as the file goes by, with the bytes since the last call. */
  readonly onBytes?: (bytes: number) => void;
}

export interface FileReading {
  readonly received: ReceivedFile;
  readonly layouts: readonly SheetLayout[];
  /** Sheets that are none of the registers: a recap, a cover. */
  readonly passedOver: readonly string[];
}

/**
 * Reads one file, of which the first look is `survey`.
 *
 * @throws TwinError input: the file is no register, or two, or cannot be read; nothing of it counts then
 */
export async function readRegisterFile(survey: FileSurvey, job: ReadingJob): Promise<FileReading> {
  try {
    const opened = await openSource(survey, job.declared, job.context);
    try {
      return await readSheets(opened, { name: survey.name, stamp: () => survey }, job);
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
export async function readRegisterTable(table: DeclaredTable, job: ReadingJob): Promise<FileReading> {
  const source = await tableSource(table);
  const name = `${table.schema}.${table.table}`;
  const identity = { name, stamp: () => source.stamp() };
  return readSheets(await lookAt(source, job.context), identity, { ...job, declared: { ...table, file: name } });
}

/** What a reading is stamped with. */
interface SourceIdentity {
  readonly name: string;
  /** Asked once all rows are read. */
  stamp(): { readonly sha256: string; readonly bytes: number };
}

async function readSheets(opened: Opened, identity: SourceIdentity, job: ReadingJob): Promise<FileReading> {
  const { source } = opened;
  const layouts = layoutsOf(opened, identity.name, job);
  const read = layouts.filter((layout) => layout !== undefined);
  const tally = new Tally();
  const sink = job.sinkFor(read[0]!.register);
  for (const [sheet, layout] of layouts.entries()) {
    if (layout === undefined) continue;
    const at = { fileIndex: job.fileIndex, sheetIndex: sheet, ...placeOf(source, identity.name, sheet) };
    const checker = new RowChecker(layout, at, checkOptions(source, job), sink, tally);
    await source.read(sheet, (row) => checker.check(row), job.onBytes ?? (() => {}));
    checker.end();
  }
  return {
    received: received(identity, source, read[0]!, job.declared, tally),
    layouts: read,
    passedOver: source.sheets.filter((_, sheet) => layouts[sheet] === undefined),
  };
}

/** [sheet] how it is read; undefined where it is none of the registers. All that are read are of one register. */
function layoutsOf({ source, candidates }: Opened, file: string, job: ReadingJob): (SheetLayout | undefined)[] {
  const register = declaredRegister(job.declared, job.context.registers);
  const layouts = candidates.map((some, sheet) => layoutOf(some, register, placeOf(source, file, sheet)));
  const found = [...new Set(layouts.flatMap((layout) => layout?.register ?? []))];
  if (found.length === 0) throw unrecognised(candidates.flat(), register, { file });
  if (found.length > 1) throw severalRegisters(file, found);
  return layouts;
}

function placeOf({ sheets }: RowSource, file: string, sheet: number): LayoutPlace {
  return sheets[sheet] === '' ? { file } : { file, sheet: sheets[sheet]! };
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

function checkOptions(source: RowSource, { context, declared }: ReadingJob): CheckOptions {
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
  layout: SheetLayout,
  declared: DeclaredFile | undefined,
  { rowsReceived, rowsAccepted, rowsWithFindings, rowsRefused }: Tally,
): ReceivedFile {
  const { sha256, bytes } = identity.stamp();
  return {
    name: identity.name,
    registerId: layout.register.id,
    bytes,
    sha256,
    sheets: source.sheets.filter((sheet) => sheet !== ''),
    dialect: dialectInWords(source, layout, declared),
    rowsReceived,
    rowsAccepted,
    rowsWithFindings,
    rowsRefused,
  };
}

const ORDER_NAMES: Readonly<Record<DateOrder, Bilingual>> = {
  dmy: { id: 'tanggal hari/bulan/tahun', en: 'dates day/month/year' },
  mdy: { id: 'tanggal bulan/hari/tahun', en: 'dates month/day/year' },
  ymd: { id: 'tanggal tahun-bulan-hari', en: 'dates year-month-day' },
};
const DECIMAL_NAMES: Readonly<Record<DecimalMark, Bilingual>> = {
  ',': { id: 'koma desimal', en: 'decimal comma' },
  '.': { id: 'titik desimal', en: 'decimal point' },
};

/** SIAK export (CSV, ";", Windows-1252, dates day/month/year, decimal comma) */
function dialectInWords(source: RowSource, layout: SheetLayout, declared: DeclaredFile | undefined): Bilingual {
  const dates = declared?.dates ?? layout.dialect.writes.dates;
  const decimal = declared?.decimal ?? layout.dialect.writes.decimal;
  const parts = [inBoth(source.dialect)];
  if (dates !== undefined) parts.push(ORDER_NAMES[dates]);
  if (decimal !== undefined) parts.push(DECIMAL_NAMES[decimal]);
  const inLanguage = (language: Language): string =>
    `${layout.dialect.name[language]} (${parts.map((part) => part[language]).join(', ')})`;
  return { id: inLanguage('id'), en: inLanguage('en') };
}

function severalRegisters(file: string, found: readonly RegisterDescription[]): TwinError {
  return new TwinError('input', {
    code: 'register-ambiguous',
    what: `The sheets of the file are of ${found.length} registers: ${found.map(({ id }) => id).join(', ')}.`,
    where: { file },
    todo: 'Declare the file in registers.yaml once for each of them; each entry then takes its own sheets.',
  });
}
