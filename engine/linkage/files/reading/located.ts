/** Finds the row of headings and the columns that a model names. */
import { basename } from 'node:path';
import { foldHeading } from '../../../registers/fold.ts';
import type { HeadRow } from '../../../registers/headings.ts';
import { inputFault, listed } from '../model/model-error.ts';
import type { SourcePlan } from '../model/sources.ts';

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

/** Titles may stand above the headings: the row that has most of the columns wanted, the first of equals. */
function headingLine(plan: SourcePlan, head: readonly HeadRow[]): HeadRow | undefined {
  let best: HeadRow | undefined;
  let most = -1;
  for (const line of head) {
    const found = foundIn(plan, headingsOf(line.cells));
    if (found > most) [best, most] = [line, found];
  }
  return best;
}

/** @throws TwinError input `column-missing` with the columns that are there; `file-empty`; `heading-doubled` */
export function locate(plan: SourcePlan, head: readonly HeadRow[], sheet: string): Layout {
  const place = { file: basename(plan.path), ...(sheet === '' ? {} : { sheet }) };
  const hasHeadings = plan.settings.headings !== false;
  const line = hasHeadings ? headingLine(plan, head) : head[0];
  if (line === undefined) {
    const todo = 'Export it again, or name another sheet in MODEL.yaml (sheet: Data).';
    throw inputFault('file-empty', place, 'It has no row.', 'headings, and a row for each record', todo);
  }
  const headings = hasHeadings ? headingsOf(line.cells) : line.cells.map((_, i) => `column ${i + 1}`);
  const find = (name: ColumnName, purpose: string): number => {
    const column = columnOf(headings, name);
    if (column >= 0) return column;
    const what = `There is no column ${typeof name === 'number' ? name : `"${name}"`}, which MODEL.yaml names as ${purpose}.`;
    const todo =
      'Mend the name in MODEL.yaml, or add the column; where files differ, describe each under its own name.';
    throw inputFault(
      'column-missing',
      { ...place, ...(hasHeadings ? { row: line.row } : {}) },
      what,
      `one of ${listed(headings)}`,
      todo,
    );
  };
  const id = find(plan.settings.id, 'the id');
  const doubled = headings.find((heading, i) => heading !== '' && headings.indexOf(heading) !== i);
  const fields = plan.columns === 'all' ? allFields(headings, id) : namedFields(plan.columns, find);
  if (doubled !== undefined && (plan.columns === 'all' || wantedOf(plan).includes(doubled))) {
    const todo = 'Rename one of them, or give the columns by their numbers.';
    throw inputFault(
      'heading-doubled',
      { ...place, row: line.row, column: doubled },
      'Two columns have one heading.',
      'each heading once',
      todo,
    );
  }
  return { headingRow: hasHeadings ? line.row : 0, width: headings.length, id, fields, headings };
}

const namedFields = (
  columns: ReadonlyMap<string, readonly ColumnName[]>,
  find: (name: ColumnName, purpose: string) => number,
): Layout['fields'] =>
  new Map([...columns].map(([field, names]) => [field, names.map((name) => find(name, `the field ${field}`))]));

const allFields = (headings: readonly string[], id: number): Layout['fields'] =>
  new Map(headings.flatMap((heading, column) => (heading === '' || column === id ? [] : [[heading, [column]]])));
