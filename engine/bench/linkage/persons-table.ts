/** A file of invented persons as linkage sees it, and the same in DuckDB: what both sides of a bench work on. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { SILENT } from '../../kernel/progress.ts';
import { PART_NAMES } from '../../linkage/core/blocking/key-parts.ts';
import { comparisonsOf, type ReadyModel } from '../../linkage/core/link-model.ts';
import { autoComparisons } from '../../linkage/core/measures/auto-comparisons.ts';
import { MEASURES } from '../../linkage/core/measures/measures.ts';
import { textOfValue, type LinkTable } from '../../linkage/core/table.ts';
import { linkFiles, type LinkingCore } from '../../linkage/files/link-files.ts';
import { writePersonsFile } from '../million/persons-file.ts';

export interface PersonsTable {
  readonly table: LinkTable;
  readonly model: ReadyModel;
  /** One thread; the table `person` has the columns record and one a field, NULL where blank. */
  readonly duckdb: DuckDBConnection;
  readonly folder: string;
  remove(): void;
}

/** Ends a run of linkage where its table is ready. */
class TableIsReady extends Error {}

export async function makePersonsTable(rows: number): Promise<PersonsTable> {
  const folder = mkdtempSync(join(tmpdir(), 'kembaran-persons-'));
  const { persons, model } = await writePersonsFile({ rows, duplicateShare: 0.2, seed: 3577, folder });
  let ready: { table: LinkTable; model: ReadyModel } | undefined;
  const core: LinkingCore = {
    measures: MEASURES,
    keyParts: PART_NAMES,
    autoComparisons,
    decideLinks: (table, complete) => {
      ready = { table, model: { ...complete, comparisons: comparisonsOf(complete) } };
      return Promise.reject(new TableIsReady());
    },
  };
  const options = { modelPath: model, paths: [persons], out: join(folder, 'out'), threads: 1, progress: SILENT };
  await linkFiles(options, core).catch((error: unknown) => {
    if (!(error instanceof TableIsReady)) throw error;
  });
  if (ready === undefined) throw new Error('Linkage ended before its table was ready.');
  const duckdb = await (await DuckDBInstance.create()).connect();
  await duckdb.run('set threads = 1');
  await loadPersons(duckdb, ready.table, folder);
  return { ...ready, duckdb, folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function loadPersons(duckdb: DuckDBConnection, table: LinkTable, folder: string): Promise<void> {
  const columns = [...table.fields.values()];
  const texts = columns.map(({ book }) => Array.from({ length: book.count }, (_, value) => textOfValue(book, value)));
  const lines = [`record,${columns.map(({ name }) => name).join(',')}`];
  for (let record = 0; record < table.count; record++) {
    lines.push(`${record},${columns.map(({ values }, c) => texts[c]![values[record]!]!).join(',')}`);
  }
  await loadCsv(duckdb, 'person', join(folder, 'standard.csv'), lines);
  await duckdb.run('alter table person alter record type integer');
}

/** Pairs of records as a table of two columns. */
export async function loadPairs(
  { duckdb, folder }: PersonsTable,
  left: Uint32Array,
  right: Uint32Array,
): Promise<void> {
  const lines = ['l,r', ...Array.from(left, (record, pair) => `${record},${right[pair]!}`)];
  await loadCsv(duckdb, 'pair', join(folder, 'pairs.csv'), lines);
  await duckdb.run('alter table pair alter l type integer');
  await duckdb.run('alter table pair alter r type integer');
}

async function loadCsv(duckdb: DuckDBConnection, table: string, path: string, lines: readonly string[]): Promise<void> {
  writeFileSync(path, lines.join('\n'));
  await duckdb.run(`create table ${table} as select * from read_csv('${path}', all_varchar = true, header = true)`);
}

export async function countOf(duckdb: DuckDBConnection, sql: string): Promise<number> {
  const reader = await duckdb.runAndReadAll(sql);
  return Number(reader.getRows()[0]![0]);
}
