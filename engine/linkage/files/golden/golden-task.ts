/** Golden records of files as a thread is asked to make them: once what they are made from, then clusters after clusters. */
import type { LinkTable } from '../../core/table.ts';
import { columnsOfFiles, type GoldenSource } from './golden-outputs.ts';
import { GoldenRows, type ClusterRange, type GoldenInput, type GoldenPart } from './golden-rows.ts';

/** Plain data in shared memory. */
export interface GoldenTask extends Omit<GoldenInput, 'columns'> {
  readonly table: Pick<LinkTable, 'fields' | 'source' | 'sourceStart'>;
  /** [source] */
  readonly sources: readonly GoldenSource[];
}

let rows: GoldenRows | undefined;

/** What the rows to come are made from, until the next is told. */
export function beginGolden({ table, sources, ...input }: GoldenTask): undefined {
  rows = new GoldenRows({ ...input, columns: columnsOfFiles(table, sources) });
  return undefined;
}

export function goldenRows(range: ClusterRange): GoldenPart {
  if (rows === undefined) throw new RangeError('Golden records are asked for before what they are made from.');
  return rows.rows(range);
}
