/** Golden records of a result that grew: rows kept as they were written, and those that came since. */
import { join } from 'node:path';
import { nameOf, type LiveRecords, type StandardRecord } from '../../core/growing/live-records.ts';
import { textsOfArena } from '../../core/values/text-arena.ts';
import type { FieldSpec } from '../../core/link-model.ts';
import type { StoredLinks } from '../state/links-file.ts';
import { readRows, type StoredRows } from '../state/rows-file.ts';
import { WRITTEN_ROWS_FILE } from '../writing/out-folder.ts';
import type { RecordNames } from '../writing/write-pairs.ts';
import { columnsOfTexts } from './golden-outputs.ts';
import type { WrittenColumn } from './written-column.ts';

/** Rows as their files write them, by the names of records. */
export interface WrittenRows {
  textOf(name: string, field: string): string;
}

/** @param come rows that came or changed since. @throws TwinError input: not there, damaged */
export function writtenRows(
  folder: string,
  links: Pick<StoredLinks, 'sources' | 'ids'>,
  come: readonly StandardRecord[],
  todo: string,
): WrittenRows {
  const stored: StoredRows = readRows(join(folder, WRITTEN_ROWS_FILE), todo);
  const names = links.sources.flatMap((source, s) => links.ids[s]!.map((id) => nameOf(source, id)));
  const places = new Map(names.map((name, record) => [name, record]));
  const fresh = new Map(come.map(({ source, id, texts }) => [nameOf(source, id), texts]));
  return {
    textOf(name, field) {
      const texts = fresh.get(name);
      if (texts !== undefined) return texts.get(field) ?? '';
      const record = places.get(name);
      return record === undefined ? '' : stored.textOf(record, field);
    },
  };
}

/** Columns of the records that live, in the order of their names. */
export function grownColumns(
  fields: readonly FieldSpec[],
  live: LiveRecords,
  { sources, ids }: RecordNames,
  written: WrittenRows,
): WrittenColumn[] {
  const names = sources.flatMap((source, s) => textsOfArena(ids[s]!).map((id) => nameOf(source, id)));
  const numbers = names.map((name) => live.find(name)!);
  return columnsOfTexts(
    fields,
    names.length,
    (record, field) => live.textOf(numbers[record]!, field),
    (record, field) => written.textOf(names[record]!, field),
  );
}
