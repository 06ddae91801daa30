/** Rows of files as standard records, read as the model read its files. */
import { textOfValue } from '../table.ts';
import { makeTable, type Readings, type SourceTexts, type TableField } from '../values/make-table.ts';
import type { StandardRecord } from './live-records.ts';

export function readRecords(
  sources: readonly SourceTexts[],
  fields: readonly TableField[],
  readings: Readings,
): StandardRecord[] {
  const table = makeTable({ sources, fields, readings });
  return sources.flatMap(({ name, ids }, s) =>
    ids.map((id, row) => {
      const record = table.sourceStart[s]! + row;
      const texts = new Map<string, string>();
      for (const [field, { values, book }] of table.fields) {
        if (values[record] !== 0) texts.set(field, textOfValue(book, values[record]!));
      }
      return { source: name, id, texts };
    }),
  );
}
