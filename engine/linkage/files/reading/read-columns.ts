/** Columns of a file shared out to several threads: each goes through the whole file, and keeps what is its own. */
import { csvSource } from '../../../registers/csv-source.ts';
import { fileChanged } from '../../../registers/file-chunks.ts';
import { DEFAULT_CAPS, type RowSource } from '../../../registers/source.ts';
import { shareOut } from '../threads/share-out.ts';
import type { Layout } from './located.ts';
import type { OpenedCsv, OpenedSource } from './open-source.ts';
import { cellBytes, cellValue, ReadColumn, TextColumnBuilder, type SharedColumn } from './text-column.ts';

export interface ColumnsTask {
  readonly csv: OpenedCsv;
  /** With the fields that are asked for, and no others. */
  readonly layout: Layout;
}

export interface ColumnsRead {
  /** Rows that have an id. */
  readonly records: number;
  readonly columns: ReadonlyMap<string, SharedColumn>;
}

/** Threads that can be asked for some of the columns. */
export interface ColumnReaders {
  readonly helpers: number;
  ask(helper: number, name: 'columns', task: ColumnsTask): Promise<ColumnsRead>;
}

/**
 * Reads some of the columns; which rows have an id that another has is looked at by whoever reads the ids.
 *
 * @throws TwinError input: the file cannot be parted, or is not what it was
 */
export async function readColumns({ csv: { survey, delimiter }, layout }: ColumnsTask): Promise<ColumnsRead> {
  const source = csvSource(survey, delimiter, DEFAULT_CAPS);
  const builders = [...layout.fields].map(([field, at]) => [field, new TextColumnBuilder(at, source.is1904)] as const);
  let records = 0;
  await source.read(
    0,
    (row) => {
      if (row.row <= layout.headingRow || cellBytes(row, layout.id, source.is1904) === undefined) return;
      for (const [, builder] of builders) builder.add(records, row);
      records++;
    },
    () => undefined,
  );
  return { records, columns: new Map(builders.map(([field, builder]) => [field, builder.done(records)])) };
}

/** Puts together what several threads read, in the order of the layout. @throws TwinError input `file-changed` */
export function joinColumns(layout: Layout, path: string, parts: readonly ColumnsRead[]): Map<string, ReadColumn> {
  if (parts.some(({ records }) => records !== parts[0]!.records)) throw fileChanged(path);
  const read = new Map(parts.flatMap(({ columns }) => [...columns]));
  return new Map([...layout.fields.keys()].map((field) => [field, new ReadColumn(read.get(field)!)]));
}

/** Rows that show how much work a column is. */
const ROWS_LOOKED_AT = 2000;
/** A text not seen before takes as long as so many cells. */
const CELLS_A_TEXT = 8;

/** Ends the reading of a file of which enough was seen. */
class SeenEnough extends Error {}

/** The fields that each hand reads, as layouts: the first one's also with the ids, which are all different. */
export async function shareColumns({ source, sheet, layout }: OpenedSource, hands: number): Promise<Layout[]> {
  const columns = [...layout.fields];
  const seen = columns.map(() => new Set<string>());
  let rows = 0;
  try {
    await source.read(
      sheet,
      (row) => {
        if (row.row <= layout.headingRow) return;
        if (++rows > ROWS_LOOKED_AT) throw new SeenEnough();
        columns.forEach(([, at], i) => seen[i]!.add(textsOf(row, at, source)));
      },
      () => undefined,
    );
  } catch (error) {
    if (!(error instanceof SeenEnough)) throw error;
  }
  const ids = rows * (1 + CELLS_A_TEXT);
  const weights = columns.map(([, at], i) => at.length * rows + seen[i]!.size * CELLS_A_TEXT);
  const shares = shareOut([ids, ...weights], hands);
  const withIds = shares.filter((share) => share.includes(0));
  const others = shares.filter((share) => share.length > 0 && !share.includes(0));
  return [...withIds, ...others].map((share) => ({
    ...layout,
    fields: new Map(columns.filter((_, column) => share.includes(column + 1))),
  }));
}

const textsOf = (row: Parameters<typeof cellValue>[0], at: readonly number[], { is1904 }: RowSource): string =>
  at.map((cell) => cellValue(row, cell, is1904)).join(' ');
