/** Finds the row of headings and the columns that a model names. */
import type { ErrorPlace } from '../../../kernel/errors.ts';
import { shownFileName, withoutNumbers } from '../../../registers/file-name.ts';
import { foldHeading } from '../../../registers/fold.ts';
import type { HeadRow } from '../../../registers/headings.ts';
import { inputFault, listed } from '../model/model-error.ts';
import type { SourcePlan } from '../model/sources.ts';
import { shownHeadings, verdictOf, type RowVerdict } from './heading-row.ts';

/** Where the cells of a source stand. */
export interface Layout {
  /** 1-based row of the headings; 0 where there are none. */
  readonly headingRow: number;
  /** Columns up to the last heading. */
  readonly width: number;
  /** 0-based. */
  readonly id: number;
  /** Field to its columns, 0-based; the texts of several are joined by a blank. */
  readonly fields: ReadonlyMap<string, readonly number[]>;
  /** [column] heading as the file writes it. */
  readonly headings: readonly string[];
}

type ColumnName = string | number;

const wantedOf = ({ settings, columns }: SourcePlan): ColumnName[] =>
  columns === 'all' ? [settings.id] : [settings.id, ...[...columns.values()].flat()];

/** 0-based column of a heading or number; -1 where it is not. Writings that differ in case and marks alone are equal. */
function columnOf(headings: readonly string[], name: ColumnName): number {
  if (typeof name === 'number') return name <= headings.length ? name - 1 : -1;
  const exact = headings.indexOf(name);
  if (exact >= 0) return exact;
  const fold = foldHeading(name);
  const similar = headings.flatMap((heading, column) => (fold !== '' && foldHeading(heading) === fold ? [column] : []));
  return similar.length === 1 ? similar[0]! : -1;
}

/** Headings beyond the last one that holds anything are no columns. */
function headingsOf(cells: readonly string[]): string[] {
  const trimmed = cells.map((cell) => cell.replace(/\s+/g, ' ').trim());
  return trimmed.slice(0, trimmed.findLastIndex((cell) => cell !== '') + 1);
}

/** A fit from here on has one of the columns wanted at least. */
export const FOUND = 10_000;

/** How well a row serves as headings: the columns that it has of those wanted, then how many it has at all. */
export function fitOf(plan: SourcePlan, head: readonly HeadRow[]): number {
  const line = headingLine(plan, head);
  if (line === undefined) return -1;
  const headings = headingsOf(line.cells);
  return foundIn(plan, headings) * FOUND + headings.length;
}

const foundIn = (plan: SourcePlan, headings: readonly string[]): number =>
  wantedOf(plan).filter((name) => columnOf(headings, name) >= 0).length;

/** Headings that the model writes out, and that these are not the numbers of columns. */
const namedIn = (plan: SourcePlan, headings: readonly string[]): number =>
  wantedOf(plan).filter((name) => typeof name === 'string' && columnOf(headings, name) >= 0).length;

/** The model writes out a heading, so that a row without it is told to lack it. */
const namesOne = (plan: SourcePlan): boolean => wantedOf(plan).some((name) => typeof name === 'string');

/** What Excel writes above the headings, for itself. */
const isSeparatorLine = ({ row, cells }: HeadRow): boolean => row === 1 && /^sep=.?$/.test(cells.join(''));
const filledCells = ({ cells }: HeadRow): number => cells.filter((cell) => cell.trim() !== '').length;

/**
 * Titles may stand above the headings: the row that has most of the columns wanted, the first of equals. Where it has none
 * by name, a row of one cell above wider ones is taken for a title.
 */
function headingLine(plan: SourcePlan, head: readonly HeadRow[]): HeadRow | undefined {
  let best: HeadRow | undefined;
  let most = -1;
  const lines = head.filter((line) => !isSeparatorLine(line));
  for (const line of lines) {
    const found = foundIn(plan, headingsOf(line.cells));
    if (found > most) [best, most] = [line, found];
  }
  if (best === undefined || namedIn(plan, headingsOf(best.cells)) > 0 || filledCells(best) > 1) return best;
  return lines.find((line) => filledCells(line) > 1) ?? best;
}

/** Where the rows of a sheet stand that are looked at for headings. */
interface Top {
  readonly line: HeadRow;
  readonly headings: readonly string[];
  /** 1-based row of the headings, or of the last row above the records; 0 where there are none. */
  readonly headingRow: number;
  readonly verdict: RowVerdict;
}

/**
 * @throws TwinError input `file-empty`; `headings-missing` where a record would be taken for headings, `headings-unclear`
 *         where it cannot be told from them
 */
function topOf(plan: SourcePlan, head: readonly HeadRow[], place: ErrorPlace, areNames: boolean): Top {
  const hasHeadings = plan.settings.headings !== false;
  const line = hasHeadings ? headingLine(plan, head) : head.find((row) => !isSeparatorLine(row));
  if (line === undefined) {
    const todo = 'Export it again, or name another sheet in MODEL.yaml (sheet: Data).';
    throw inputFault('file-empty', place, 'It has no row.', 'headings, and a row for each record', todo);
  }
  if (!hasHeadings) {
    const headings = line.cells.map((_, i) => `column ${i + 1}`);
    return { line, headings, headingRow: head[0] === line ? 0 : 1, verdict: 'headings' };
  }
  const headings = headingsOf(line.cells);
  const isSure = areNames || namedIn(plan, headings) > 0;
  const { id } = plan.settings;
  const below = head.slice(head.indexOf(line) + 1);
  const verdict = isSure ? 'headings' : verdictOf(line, typeof id === 'number' ? id - 1 : undefined, below);
  if (verdict === 'record' && plan.settings.headings === undefined) {
    throw inputFault(
      'headings-missing',
      { ...place, row: line.row },
      'The row looks like a record and not like headings.',
      `headings; the columns are ${listed(shownHeadings(headings, verdict))}`,
      'Where the file has no headings, write headings: false in MODEL.yaml, and id and columns by their numbers; where ' +
        'they are headings all the same, write headings: true.',
    );
  }
  if (verdict === 'open' && below.length > 0 && plan.settings.headings === undefined && !namesOne(plan)) {
    throw inputFault(
      'headings-unclear',
      { ...place, row: line.row },
      'Nothing tells whether the row holds headings or a record.',
      'headings: true or headings: false in MODEL.yaml',
      'Write headings: true where the row names the columns, or headings: false where it is a record already (then give ' +
        'id and columns by their numbers).',
    );
  }
  return { line, headings, headingRow: line.row, verdict };
}

/**
 * @param areNames the format keeps the names of its columns apart from the rows
 * @throws TwinError input `column-missing` with the columns that are there; `file-empty`; `headings-missing`;
 *         `headings-unclear`; `heading-doubled`
 */
export function locate(plan: SourcePlan, head: readonly HeadRow[], sheet: string, areNames = false): Layout {
  const place = { file: shownFileName(plan.path), ...(sheet === '' ? {} : { sheet: withoutNumbers(sheet) }) };
  const { line, headings, headingRow, verdict } = topOf(plan, head, place, areNames);
  const find = (name: ColumnName, purpose: string): number => {
    const column = columnOf(headings, name);
    if (column >= 0) return column;
    const what = `There is no column ${typeof name === 'number' ? name : `"${name}"`}, which MODEL.yaml names as ${purpose}.`;
    const todo =
      'Mend the name in MODEL.yaml, or add the column; where files differ, describe each under its own name.';
    const where = plan.settings.headings === false ? place : { ...place, row: line.row };
    throw inputFault('column-missing', where, what, `one of ${listed(shownHeadings(headings, verdict))}`, todo);
  };
  const id = find(plan.settings.id, 'the id');
  const doubled = headings.findIndex((heading, i) => heading !== '' && headings.indexOf(heading) !== i);
  const fields = plan.columns === 'all' ? allFields(headings, id) : namedFields(plan.columns, find);
  if (doubled >= 0 && (plan.columns === 'all' || wantedOf(plan).includes(headings[doubled]!))) {
    const todo = 'Rename one of them, or give the columns by their numbers.';
    const column = shownHeadings(headings, verdict)[doubled]!;
    const where = { ...place, row: line.row, column };
    throw inputFault('heading-doubled', where, 'Two columns have one heading.', 'each heading once', todo);
  }
  return { headingRow, width: headings.length, id, fields, headings };
}

const namedFields = (
  columns: ReadonlyMap<string, readonly ColumnName[]>,
  find: (name: ColumnName, purpose: string) => number,
): Layout['fields'] =>
  new Map([...columns].map(([field, names]) => [field, names.map((name) => find(name, `the field ${field}`))]));

const allFields = (headings: readonly string[], id: number): Layout['fields'] =>
  new Map(headings.flatMap((heading, column) => (heading === '' || column === id ? [] : [[heading, [column]]])));
