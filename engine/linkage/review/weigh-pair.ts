/** Weighs two records of a result that it tells no pair of, from its kept rows, as a run would have weighed them. */
import { LiveRecords } from '../core/growing/live-records.ts';
import { LiveWeigher } from '../core/growing/live-weigher.ts';
import { recordsTable } from '../core/growing/records-table.ts';
import { MEASURES } from '../core/measures/measures.ts';
import type { LinkTable } from '../core/table.ts';
import type { TrainedParameters } from '../core/trained/parameters.ts';
import type { StoredLinks } from '../files/state/links-file.ts';
import type { StoredRows } from '../files/state/rows-file.ts';

/** As a result tells a single pair of records. */
export type SinglePair = StoredLinks['pairs'];

/** The two records as a table of their own. */
export function tableOfPair(
  rows: StoredRows,
  { model, frequencies }: TrainedParameters,
  one: number,
  other: number,
): LinkTable {
  const textOf = (record: number, field: string): string => rows.textOf(record === 0 ? one : other, field);
  return recordsTable(['left', 'right'], [[''], ['']], model.fields, textOf, frequencies);
}

/** All records of the result as a table, for the rules to look at. */
export const tableOfAll = (
  rows: StoredRows,
  { sources, ids }: Pick<StoredLinks, 'sources' | 'ids'>,
  { model, frequencies }: TrainedParameters,
): LinkTable => recordsTable(sources, ids, model.fields, (record, field) => rows.textOf(record, field), frequencies);

/** @param table of the two records alone */
export function weighPair(table: LinkTable, trained: TrainedParameters): SinglePair {
  const weigher = new LiveWeigher(trained, MEASURES, new LiveRecords(table, [[''], ['']]));
  const [facts] = weigher.weigh([[0, 1]]);
  const { bits, pattern, rarityBits } = facts!;
  const { levels, width } = weigher.patterns;
  return {
    count: 1,
    left: Uint32Array.of(0),
    right: Uint32Array.of(1),
    weightBits: Float32Array.of(bits),
    probability: Float32Array.of(1 / (1 + 2 ** -bits)),
    levels: levels.slice(pattern * width, (pattern + 1) * width),
    rarityBits: Float32Array.of(rarityBits),
    isLinked: Uint8Array.of(0),
  };
}
