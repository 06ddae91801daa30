/** A table of records whose texts are standardised already, by source: what a live linkage is opened on. */
import type { LinkTable } from '../table.ts';
import type { KnownFrequencies } from '../table.ts';
import { idHashOf, type TableField } from '../values/make-table.ts';
import { standardTable } from '../values/standard-table.ts';

/** @param ids [source][row]; records are counted through all sources */
export function recordsTable(
  sources: readonly string[],
  ids: readonly (readonly string[])[],
  fields: readonly TableField[],
  textOf: (record: number, field: string) => string,
  frequencies: KnownFrequencies,
): LinkTable {
  const sourceStart = new Uint32Array(sources.length + 1);
  ids.forEach((of, s) => (sourceStart[s + 1] = sourceStart[s]! + of.length));
  const count = sourceStart.at(-1)!;
  const source = new Uint8Array(count);
  const idHash = new Uint32Array(count);
  ids.forEach((of, s) => {
    source.fill(s, sourceStart[s], sourceStart[s + 1]);
    of.forEach((id, row) => (idHash[sourceStart[s]! + row] = idHashOf(sources[s]!, id)));
  });
  return { ...standardTable({ count, fields, textOf }, frequencies), sources, sourceStart, source, idHash };
}
