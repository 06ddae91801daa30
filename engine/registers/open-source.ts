/** Opens a file as a table, whatever its format, and lays its headings against the descriptions. */
import { TwinError } from '../kernel/errors.ts';
import type { CodeLists } from './codes.ts';
import { csvSource, delimitersOf } from './csv-source.ts';
import { DELIMITERS, type DeclaredFile, type Delimiter } from './declaration.ts';
import type { RegisterDescription } from './description-shape.ts';
import { parquetSource } from './parquet-source.ts';
import { candidatesFor, type Candidate } from './recognise.ts';
import type { ReadingCaps, RowSource } from './source.ts';
import type { KelurahanName } from './standardise.ts';
import type { FileSurvey } from './survey.ts';
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

/** A source whose sheets have been looked at. */
export interface Opened {
  readonly source: RowSource;
  /** [sheet] what its headings may be. */
  readonly candidates: readonly (readonly Candidate[])[];
}

/** Looks at the top of every sheet. */
export async function lookAt(source: RowSource, { registers }: ReadingContext): Promise<Opened> {
  const candidates: Candidate[][] = [];
  for (let sheet = 0; sheet < source.sheets.length; sheet++) {
    candidates.push(candidatesFor(await source.head(sheet), registers));
  }
  return { source, candidates };
}

export async function openSource(
  survey: FileSurvey,
  declared: DeclaredFile | undefined,
  context: ReadingContext,
): Promise<Opened> {
  if (survey.format === 'text') return openCsv(survey, declared, context);
  const open = survey.format === 'workbook' ? workbookSource : parquetSource;
  const source = await open(survey, context.caps);
  try {
    return await lookAt(source, context);
  } catch (error) {
    await source.close();
    throw error;
  }
}

/** The right delimiter is the one under which the headings make most sense. */
async function openCsv(
  survey: FileSurvey,
  declared: DeclaredFile | undefined,
  context: ReadingContext,
): Promise<Opened> {
  const best = await bestOf(survey, await delimitersOf(survey, declared?.delimiter), context);
  if (declared?.delimiter === undefined || best.isFitting) return openedOrThrow(best);
  const other = await bestOf(survey, DELIMITERS, context);
  if (other.isFitting) throw delimiterWrong(survey.name, declared.delimiter, other.delimiter);
  return openedOrThrow(best);
}

/** A CSV taken apart by one delimiter. */
interface Attempt {
  readonly delimiter: Delimiter;
  /** Undefined where it failed. */
  readonly opened?: Opened;
  readonly failure?: unknown;
  readonly isFitting: boolean;
  /** Headings that some description knows. */
  readonly known: number;
}

async function bestOf(survey: FileSurvey, delimiters: readonly Delimiter[], context: ReadingContext): Promise<Attempt> {
  const attempts: Attempt[] = [];
  for (const delimiter of delimiters) attempts.push(await attempt(survey, delimiter, context));
  return attempts.reduce((best, next) => (weightOf(next) > weightOf(best) ? next : best));
}

const FITS = 100_000;
/** A quote that is never closed says more than headings of which nobody knows any. */
const TELLS_SOMETHING = 0.5;

function weightOf({ isFitting, known, failure }: Attempt): number {
  const isTelling = failure instanceof TwinError && failure.text.code === 'quote-not-closed';
  return known + (isFitting ? FITS : 0) + (isTelling ? TELLS_SOMETHING : 0);
}

/** Under a wrong delimiter quotes stand in wrong places; the error counts when no other delimiter makes sense. */
async function attempt(survey: FileSurvey, delimiter: Delimiter, context: ReadingContext): Promise<Attempt> {
  try {
    const opened = await lookAt(csvSource(survey, delimiter, context.caps), context);
    const first = opened.candidates[0]![0];
    return { delimiter, opened, isFitting: first?.fits ?? false, known: first?.known ?? 0 };
  } catch (failure) {
    return { delimiter, failure, isFitting: false, known: 0 };
  }
}

function openedOrThrow({ opened, failure }: Attempt): Opened {
  if (opened === undefined) throw failure;
  return opened;
}

function delimiterWrong(file: string, declared: Delimiter, right: Delimiter): TwinError {
  return new TwinError('input', {
    code: 'delimiter-wrong',
    what: `The declared delimiter ${JSON.stringify(declared)} does not part this file into columns.`,
    where: { file },
    todo: `Correct it in registers.yaml: delimiter: ${JSON.stringify(right)}, or leave it out.`,
  });
}
