/** Some records of a table as a table of their own: the books stay, so that values keep their numbers. */
import type { LinkTable } from './table.ts';
import { sharedBytes, shareNumbers } from './threads/shared.ts';

/**
 * @param records ascending
 * @returns       record i of the table is `records[i]` of the one it is taken from; how usual values are is counted anew
 */
export function subTable(table: LinkTable, records: Uint32Array): LinkTable {
  const source = sharedBytes(records.length);
  records.forEach((record, i) => (source[i] = table.source[record]!));
  const sourceStart = table.sourceStart.map((start) => firstFrom(records, start));
  return {
    count: records.length,
    sources: table.sources,
    sourceStart: shareNumbers(sourceStart),
    source,
    idHash: take(table.idHash, records),
    fields: new Map(
      [...table.fields].map(([name, { values, book }]) => [name, { name, values: take(values, records), book }]),
    ),
  };
}

const take = (numbers: Uint32Array, records: Uint32Array): Uint32Array =>
  shareNumbers(records.map((record) => numbers[record]!));

/** Place of the first record from `least` on. */
function firstFrom(records: Uint32Array, least: number): number {
  let [low, high] = [0, records.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (records[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
