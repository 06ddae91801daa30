/** One invented file, linked with all that is open chosen without labels. */
import { SILENT } from '../../kernel/progress.ts';
import type { AskedModel } from './link-model.ts';
import { linkTable } from './link-table.ts';
import { autoComparisons } from './measures/auto-comparisons.ts';
import type { LinkResult } from './pairs.ts';
import type { FieldKind } from './table.ts';
import { makeTable } from './values/make-table.ts';

export interface InventedRow {
  readonly entity: number;
  readonly values: Readonly<Record<string, string>>;
}

/** @param kinds columns of the rows, and what each is */
export async function linkRows(
  kinds: Readonly<Record<string, FieldKind>>,
  rows: readonly InventedRow[],
): Promise<LinkResult> {
  const fields = Object.entries(kinds).map(([name, kind]) => ({ name, kind }));
  const columns = new Map(fields.map(({ name }) => [name, rows.map(({ values }) => values[name]!)]));
  const table = makeTable({
    sources: [{ name: 'file', ids: rows.map((_, row) => `r${String(row)}`), columns }],
    fields,
  });
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
  };
  return linkTable(table, model, { threads: 1, progress: SILENT, fewestForThreads: 0 });
}

/** Of the pairs within clusters and of those of one entity, how many there are, and how many are both. */
export function pairsOf(rows: readonly InventedRow[], { clusterOf }: Pick<LinkResult, 'clusterOf'>) {
  const counts = { linked: 0, true: 0, both: 0 };
  rows.forEach((row, right) => {
    for (let left = 0; left < right; left++) {
      const [isLinked, isTrue] = [clusterOf[left] === clusterOf[right], row.entity === rows[left]!.entity];
      if (isLinked) counts.linked++;
      if (isTrue) counts.true++;
      if (isLinked && isTrue) counts.both++;
    }
  });
  return counts;
}
