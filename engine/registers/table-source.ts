/** A table of a PostgreSQL database, fetched through a cursor, as rows of cells. */
import { createHash } from 'node:crypto';
import { TwinError } from '../kernel/errors.ts';
import { sql, sqlName, type Sql } from '../kernel/sql.ts';
import { setValue } from './cell-values.ts';
import { CellRowBuilder, type CellRow } from './cells.ts';
import type { DeclaredFile } from './declaration.ts';
import type { RowSource } from './source.ts';

/** One transaction of a database: a cursor lives no longer. */
export interface TableReader {
  rows<R = Readonly<Record<string, unknown>>>(query: Sql): Promise<R[]>;
}

/** A table that is a register, and how its values are written. */
export interface DeclaredTable extends Pick<DeclaredFile, 'register' | 'dates' | 'decimal'> {
  readonly schema: string;
  readonly table: string;
  readonly reader: TableReader;
}

const BATCH_ROWS = 5000;

/** What only shows once the table has gone by. */
export interface TableSource extends RowSource {
  /** SHA-256 over the texts of all cells read, and their bytes. */
  stamp(): { readonly sha256: string; readonly bytes: number };
}

/** @throws TwinError input `table-missing` */
export async function tableSource({ schema, table, reader }: DeclaredTable): Promise<TableSource> {
  const columns = await columnsOf(schema, table, reader);
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    sheets: [''],
    dialect: 'PostgreSQL',
    hasAllCells: false,
    is1904: false,
    head: () => Promise.resolve([{ row: 1, cells: columns }]),
    read: async (_sheet, onRow) => {
      const cells = new CellRowBuilder();
      let row = 1;
      for await (const batch of batchesOf(schema, table, columns, reader)) {
        for (const values of batch) {
          cells.begin(++row);
          columns.forEach((_, column) => setValue(cells, column, values[`c${column}`]));
          const text = JSON.stringify(values);
          hash.update(text);
          bytes += text.length;
          onRow(cells as CellRow);
        }
      }
    },
    close: () => Promise.resolve(),
    stamp: () => ({ sha256: hash.copy().digest('hex'), bytes }),
  };
}

async function columnsOf(schema: string, table: string, reader: TableReader): Promise<string[]> {
  const rows = await reader.rows<{ column_name: string }>(sql`
    select column_name
    from information_schema.columns
    where table_schema = ${schema} and table_name = ${table}
    order by ordinal_position`);
  if (rows.length > 0) return rows.map(({ column_name }) => column_name);
  throw new TwinError('input', {
    code: 'table-missing',
    what: `There is no table ${schema}.${table}, or this user may not see it.`,
    expected: 'a table with a column for each field',
    todo: 'Correct its name, or grant select on it.',
  });
}

/**
 * Every value as the text that PostgreSQL writes: dates in ISO order, numbers with all their digits. Rows are put in order,
 * because a table has none, and the same table must give the same columns.
 */
async function* batchesOf(
  schema: string,
  table: string,
  columns: readonly string[],
  reader: TableReader,
): AsyncGenerator<Record<string, unknown>[], void, undefined> {
  const listed = (parts: readonly Sql[]): Sql => parts.reduce((list, one) => sql`${list}, ${one}`);
  const texts = listed(columns.map((name, i) => sql`${sqlName(name)}::text as ${sqlName(`c${i}`)}`));
  const order = listed(columns.map((_, i) => sql`${sqlName(`c${i}`)} collate "C"`));
  await reader.rows(sql`
    declare register_rows no scroll cursor for
    select * from (select ${texts} from ${sqlName(schema)}.${sqlName(table)}) as texts
    order by ${order}`);
  for (;;) {
    const batch = await reader.rows<Record<string, unknown>>(fetchBatch);
    if (batch.length === 0) break;
    yield batch;
  }
  await reader.rows(sql`close register_rows`);
}

const fetchBatch: Sql = { text: `fetch ${BATCH_ROWS} from register_rows`, values: [] };
