/** One invented file, linked with all that is open chosen without labels. */
import { SILENT } from '../../kernel/progress.ts';
import type { AskedModel } from './link-model.ts';
import { linkTable } from './link-table.ts';
import { autoComparisons } from './measures/auto-comparisons.ts';
import type { LinkResult } from './pairs.ts';
import type { FieldKind } from './table.ts';
import { makeTable } from './values/make-table.ts';

export interface InventedRow {
  /** By its place where it is left out. */
  readonly id?: string;
  readonly entity: number;
  readonly values: Readonly<Record<string, string>>;
}

export interface LinkRowsOptions {
  readonly threads?: number;
  /** Its name. */
  readonly file?: string;
  readonly model?: Partial<AskedModel>;
}

/** @param kinds columns of the rows, and what each is */
export async function linkRows(
  kinds: Readonly<Record<string, FieldKind>>,
  rows: readonly InventedRow[],
  { threads = 1, file = 'file', model: asked = {} }: LinkRowsOptions = {},
): Promise<LinkResult> {
  const fields = Object.entries(kinds).map(([name, kind]) => ({ name, kind }));
  const columns = new Map(fields.map(({ name }) => [name, rows.map(({ values }) => values[name]!)]));
  const source = { name: file, ids: rows.map(({ id }, row) => id ?? `r${String(row)}`), columns };
  const table = makeTable({ sources: [source], fields });
  const model: AskedModel = {
    fields,
    comparisons: () => autoComparisons(table, fields).comparisons,
    rules: 'auto',
    maximumPerKey: 1000,
    maximumPairs: 1e7,
    deduplicate: [true],
    between: [],
    threshold: 'auto',
    training: { maximumRounds: 200, tolerance: 1e-6, priorMatches: 20 },
    ...asked,
  };
  return linkTable(table, model, { threads, progress: SILENT, fewestForThreads: 0 });
}

/** Precision, recall and F1 of pairs of one cluster. */
export function judgeBy(entityOf: (row: number) => number, { clusterOf }: Pick<LinkResult, 'clusterOf'>) {
  const pairsOf = (keyOf: (row: number) => string): number => {
    const counts = new Map<string, number>();
    clusterOf.forEach((_, row) => counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1));
    return [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
  };
  const [both, found, truth] = [
    pairsOf((row) => `${String(clusterOf[row])} ${String(entityOf(row))}`),
    pairsOf((row) => String(clusterOf[row])),
    pairsOf((row) => String(entityOf(row))),
  ];
  return { precision: both / found, recall: both / truth, f1: (2 * both) / (found + truth) };
}
