/** Opens a file of any format as rows of cells, its columns found. */
import { statSync } from 'node:fs';
import { csvSource, delimitersOf } from '../../../registers/csv-source.ts';
import { DELIMITERS } from '../../../registers/declaration.ts';
import { parquetSource } from '../../../registers/parquet-source.ts';
import { TwinError } from '../../../kernel/errors.ts';
import { shownFileName, withoutNumbers } from '../../../registers/file-name.ts';
import { DEFAULT_CAPS, type RowSource } from '../../../registers/source.ts';
import { surveyFile, type FileSurvey } from '../../../registers/survey.ts';
import { workbookSource } from '../../../registers/workbook-source.ts';
import { inputFault, listed } from '../model/model-error.ts';
import type { SourcePlan } from '../model/sources.ts';
import { FOUND, fitOf, locate, type Layout } from './located.ts';
import { oddDelimiter } from './odd-delimiter.ts';

/** How a CSV was opened, as plain data. */
export interface OpenedCsv {
  readonly survey: FileSurvey;
  readonly delimiter: string;
}

export interface OpenedSource {
  readonly source: RowSource;
  readonly sheet: number;
  readonly layout: Layout;
  /** How it can be opened again, where it is a CSV. */
  readonly csv?: OpenedCsv;
}

/**
 * @throws TwinError input: unreadable, a folder, empty, of no format that is known, a sheet or column missing, no headings where a
 *         model counts on them, a delimiter that nobody named
 */
export async function openSource(plan: SourcePlan): Promise<OpenedSource> {
  checkIsFile(plan.path);
  const survey = await surveyFile(plan.path, plan.settings.encoding);
  const { source, delimiter } = await sourceOf(survey, plan);
  try {
    const sheet = await sheetOf(source, plan);
    const layout = locate(plan, await source.head(sheet), source.sheets[sheet]!, survey.format === 'parquet');
    if (layout.width === 1 && typeof plan.settings.id === 'number') await checkDelimiter(survey, plan, delimiter);
    return { source, sheet, layout, ...(delimiter && { csv: { survey, delimiter } }) };
  } catch (error) {
    await source.close();
    if (error instanceof TwinError && OF_COLUMNS.has(error.text.code)) await checkDelimiter(survey, plan, delimiter);
    throw error;
  }
}

/** The system says of a folder that it cannot be read, which sounds like a lack of rights. */
function checkIsFile(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  const what = 'A folder is in the place of the file.';
  const where = { file: shownFileName(path) };
  throw inputFault('file-is-folder', where, what, 'a CSV, XLSX or Parquet file', 'Name a file in it.');
}

/** What a file is said to lack whose cells are not parted. */
const OF_COLUMNS: ReadonlySet<string> = new Set(['column-missing', 'headings-missing', 'headings-unclear']);
/** Stands in no text: each row is one cell. */
const NO_DELIMITER = '\0';

/** @param tried under which the columns were not found @throws TwinError input `delimiter-unknown` */
async function checkDelimiter(survey: FileSurvey, plan: SourcePlan, tried: string | undefined): Promise<void> {
  if (tried === undefined) return;
  const lines = await csvSource(survey, NO_DELIMITER, DEFAULT_CAPS).head(0);
  const odd = oddDelimiter(lines, tried);
  if (odd === undefined) return;
  const isTriedAnyway =
    plan.settings.delimiter === undefined && (DELIMITERS as readonly string[]).includes(odd.delimiter);
  if (isTriedAnyway) return;
  const written = JSON.stringify(odd.delimiter);
  const times = odd.times === 1 ? 'once' : `${odd.times} times`;
  const notBy = plan.settings.delimiter === undefined ? 'none of ; , | and tab' : `not ${JSON.stringify(tried)}`;
  const what = `What parts the file is ${notBy}; ${written} stands ${times} in each of its first rows.`;
  const expected = `a delimiter that parts it into the columns of MODEL.yaml, ${written} perhaps`;
  throw inputFault(
    'delimiter-unknown',
    { file: survey.name },
    what,
    expected,
    `Write delimiter: ${written} in MODEL.yaml.`,
  );
}

interface Opened {
  readonly source: RowSource;
  /** Of a CSV. */
  readonly delimiter?: string;
}

async function sourceOf(survey: FileSurvey, plan: SourcePlan): Promise<Opened> {
  if (survey.format === 'workbook') return { source: await workbookSource(survey, DEFAULT_CAPS) };
  if (survey.format === 'parquet') return { source: await parquetSource(survey, DEFAULT_CAPS) };
  return bestCsv(survey, plan);
}

/** The right delimiter is the one under which most of the columns wanted are there. */
async function bestCsv(survey: FileSurvey, plan: SourcePlan): Promise<Opened> {
  let best: Opened | undefined;
  let bestFit = -2;
  let failure: unknown;
  for (const delimiter of await delimitersOf(survey, plan.settings.delimiter)) {
    const source = csvSource(survey, delimiter, DEFAULT_CAPS);
    try {
      const fit = fitOf(plan, await source.head(0));
      if (fit > bestFit) [best, bestFit] = [{ source, delimiter }, fit];
    } catch (error) {
      // Under a wrong delimiter quotes stand in wrong places; the error counts when no other delimiter makes sense.
      failure ??= error;
    }
  }
  if (best === undefined || (failure !== undefined && bestFit < FOUND)) throw failure;
  return best;
}

/** The sheet that is named, else the one that has most of the columns wanted. */
async function sheetOf(source: RowSource, plan: SourcePlan): Promise<number> {
  const { sheet } = plan.settings;
  if (sheet !== undefined && source.sheets.some((name) => name !== '')) {
    const found = source.sheets.indexOf(sheet);
    if (found >= 0) return found;
    const place = { file: shownFileName(plan.path) };
    throw inputFault(
      'sheet-missing',
      place,
      `There is no sheet "${sheet}".`,
      `one of ${listed(source.sheets.map(withoutNumbers))}`,
      'Mend sheet in MODEL.yaml.',
    );
  }
  let best = 0;
  let bestFit = -2;
  for (let i = 0; i < source.sheets.length; i++) {
    const fit = fitOf(plan, await source.head(i));
    if (fit > bestFit) [best, bestFit] = [i, fit];
  }
  return best;
}
