/** Reads a survey whole: every column as text, a word each distinct value. */
import { basename } from 'node:path';
import type { Bilingual } from '../../kernel/bilingual.ts';
import { TextColumnBuilder, type TextColumn } from '../../linkage/files/reading/text-column.ts';
import { csvSource, delimitersOf } from '../../registers/csv-source.ts';
import { foldHeading } from '../../registers/fold.ts';
import type { HeadRow } from '../../registers/headings.ts';
import { parquetSource } from '../../registers/parquet-source.ts';
import { DEFAULT_CAPS, type RowSource } from '../../registers/source.ts';
import { surveyFile, type FileSurvey } from '../../registers/survey.ts';
import { workbookSource } from '../../registers/workbook-source.ts';
import { listed, surveyFault } from './faults.ts';
import type { WelfareModelFile } from './load-model.ts';
import { RowWidths } from './row-widths.ts';

/** Row i of every column is one row of the file, in the order of the file. */
export interface SurveyColumns {
  readonly file: string;
  readonly dialect: string;
  readonly count: number;
  /** By heading as the file writes it, in its order. */
  readonly columns: ReadonlyMap<string, TextColumn>;
  /** [row] 1-based, as a spreadsheet counts. */
  readonly rows: Uint32Array;
  readonly notes: readonly Bilingual[];
}

/** A table, and what stands between its cells where it is a CSV. */
interface OpenSurvey {
  readonly source: RowSource;
  readonly delimiter: string | undefined;
}

/** @throws TwinError input: unreadable, empty, a heading twice, a row of other cells than the table, the label's column not there */
export async function readColumns(path: string, model: WelfareModelFile): Promise<SurveyColumns> {
  const survey = await surveyFile(path, model.file.encoding);
  const opened = await openSurvey(survey, model);
  const { source } = opened;
  try {
    const sheet = await sheetOf(source, model, survey.name);
    const head = headingLine(await source.head(sheet), model.label.column);
    if (head === undefined) {
      const todo = 'Export it again, or name another sheet in MODEL.yaml (file: { sheet: Data }).';
      throw surveyFault('file-empty', { file: survey.name }, 'It has no row.', 'headings, and a row a household', todo);
    }
    return await readRows(opened, sheet, head, basename(path));
  } finally {
    await source.close();
  }
}

async function openSurvey(survey: FileSurvey, model: WelfareModelFile): Promise<OpenSurvey> {
  if (survey.format === 'workbook') return { source: await workbookSource(survey, DEFAULT_CAPS), delimiter: undefined };
  if (survey.format === 'parquet') return { source: await parquetSource(survey, DEFAULT_CAPS), delimiter: undefined };
  return bestCsv(survey, model);
}

/** The right delimiter is the one under which the label has a column; else the one that parts most columns. */
async function bestCsv(survey: FileSurvey, model: WelfareModelFile): Promise<OpenSurvey> {
  let best: OpenSurvey | undefined;
  let bestFit = -1;
  let failure: unknown;
  for (const delimiter of await delimitersOf(survey, model.file.delimiter)) {
    const source = csvSource(survey, delimiter, DEFAULT_CAPS);
    try {
      const head = headingLine(await source.head(0), model.label.column);
      const fit = head === undefined ? 0 : head.cells.length + (has(head, model.label.column) ? 10_000 : 0);
      if (fit > bestFit) [best, bestFit] = [{ source, delimiter }, fit];
    } catch (error) {
      failure ??= error;
    }
  }
  if (best === undefined) throw failure;
  return best;
}

async function sheetOf(source: RowSource, model: WelfareModelFile, file: string): Promise<number> {
  const { sheet } = model.file;
  if (sheet !== undefined && source.sheets.some((name) => name !== '')) {
    const found = source.sheets.indexOf(sheet);
    if (found >= 0) return found;
    const expected = `one of ${listed(source.sheets)}`;
    throw surveyFault(
      'sheet-missing',
      { file },
      `There is no sheet "${sheet}".`,
      expected,
      'Mend file.sheet in MODEL.yaml.',
    );
  }
  for (let i = 0; i < source.sheets.length; i++) {
    const head = headingLine(await source.head(i), model.label.column);
    if (head !== undefined && has(head, model.label.column)) return i;
  }
  return 0;
}

const has = (head: HeadRow, column: string): boolean =>
  head.cells.some((cell) => cell.trim() === column || foldHeading(cell) === foldHeading(column));

/** Titles may stand above the headings: the row with the label's column, else the first. */
const headingLine = (head: readonly HeadRow[], label: string): HeadRow | undefined =>
  head.find((line) => has(line, label)) ?? head[0];

async function readRows(
  { source, delimiter }: OpenSurvey,
  sheet: number,
  head: HeadRow,
  file: string,
): Promise<SurveyColumns> {
  const headings = head.cells.map((cell) => cell.replace(/\s+/g, ' ').trim());
  const doubled = headings.find((heading, i) => heading !== '' && headings.indexOf(heading) !== i);
  if (doubled !== undefined) {
    const where = { file, row: head.row, column: doubled };
    throw surveyFault(
      'heading-doubled',
      where,
      'Two columns have one heading.',
      'each heading once',
      'Rename one of them.',
    );
  }
  const builders = headings.map((_, column) => new TextColumnBuilder([column], source.is1904));
  const rows: number[] = [];
  const widths = delimiter === undefined ? undefined : new RowWidths(head);
  await source.read(
    sheet,
    (row) => {
      if (row.row <= head.row || isBlank(row.starts, row.ends, row.count)) return;
      widths?.add(row);
      for (const builder of builders) builder.add(rows.length, row);
      rows.push(row.row);
    },
    () => undefined,
  );
  const notes = widths?.end(file, delimiter!) ?? [];
  const columns = new Map(
    headings.flatMap((heading, i) => (heading === '' ? [] : [[heading, builders[i]!.done(rows.length)] as const])),
  );
  return { file, dialect: source.dialect, count: rows.length, columns, rows: Uint32Array.from(rows), notes };
}

function isBlank(starts: Int32Array, ends: Int32Array, count: number): boolean {
  for (let cell = 0; cell < count; cell++) if (ends[cell]! > starts[cell]!) return false;
  return true;
}
