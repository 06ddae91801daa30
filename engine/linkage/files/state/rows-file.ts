/**
 * rows.bin: the rows of a result as linking reads them, so that rows to come can be compared with them. Names, numbers and
 * addresses of persons are in it as texts: it is written where that is asked for, for its owner alone.
 */
import { z } from 'zod';
import { FIELD_KINDS, textOfValue, type LinkTable } from '../../core/table.ts';
import type { StandardRecord } from '../../core/growing/live-records.ts';
import { packArrays, readArrays } from './arrays-file.ts';

const HEADING = z.object({
  kind: z.literal('rows'),
  records: z.int().min(0),
  fields: z.array(z.object({ name: z.string(), kind: z.enum(FIELD_KINDS) })),
});

/** Texts of each field: each distinct one once. */
export interface StoredRows {
  readonly records: number;
  textOf(record: number, field: string): string;
}

/** @param order [record of the file] record of the table */
export function packRows(table: LinkTable, order: Uint32Array): Uint8Array {
  const columns = [...table.fields.values()].map(({ values, book }) => ({
    values,
    textOf: (v: number) => textOfValue(book, v),
  }));
  return pack(
    [...table.fields.values()].map(({ name, book }) => ({ name, kind: book.kind })),
    order.length,
    (record, field) => {
      const { values, textOf } = columns[field]!;
      return textOf(values[order[record]!]!);
    },
  );
}

export const packRecords = (
  fields: readonly { readonly name: string; readonly kind: (typeof FIELD_KINDS)[number] }[],
  records: readonly Pick<StandardRecord, 'texts'>[],
): Uint8Array =>
  pack(
    fields.map(({ name, kind }) => ({ name, kind })),
    records.length,
    (record, field) => records[record]!.texts.get(fields[field]!.name) ?? '',
  );

/** Distinct texts in the order in which records first hold them: the same bytes for the same records. */
function pack(
  fields: z.infer<typeof HEADING>['fields'],
  records: number,
  textOf: (record: number, field: number) => string,
): Uint8Array {
  const arrays: Record<string, Uint32Array | Uint8Array> = {};
  fields.forEach((_, field) => {
    const numbers = new Map<string, number>();
    const codes = new Uint32Array(records);
    for (let record = 0; record < records; record++) {
      const text = textOf(record, field);
      let code = numbers.get(text);
      if (code === undefined) numbers.set(text, (code = numbers.size));
      codes[record] = code;
    }
    const bytes = new TextEncoder().encode(JSON.stringify([...numbers.keys()]));
    arrays[`codes ${String(field)}`] = codes;
    arrays[`texts ${String(field)}`] = bytes;
  });
  return packArrays({ kind: 'rows', records, fields } satisfies z.infer<typeof HEADING>, arrays);
}

/** @throws TwinError input: not there, damaged */
export function readRows(path: string, todo: string): StoredRows {
  const { heading, arrays } = readArrays(path, HEADING, todo);
  const columns = new Map(
    heading.fields.map(({ name }, field) => {
      const texts = JSON.parse(new TextDecoder().decode(arrays[`texts ${String(field)}`])) as string[];
      return [name, { texts, codes: arrays[`codes ${String(field)}`]! }] as const;
    }),
  );
  return {
    records: heading.records,
    textOf(record, field) {
      const column = columns.get(field);
      return column === undefined ? '' : column.texts[column.codes[record]!]!;
    },
  };
}
