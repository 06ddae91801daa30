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
  /** Numbers of the texts of a field, by record; undefined for a field that the file does not have. */
  column(field: string): { readonly texts: readonly string[]; readonly codes: ArrayLike<number> } | undefined;
}

/** A record of the file that says what it said, by its number there, or one that came or changed. */
export type KeptOrFresh = number | Pick<StandardRecord, 'texts'>;

/** As `packRecords`, without a look at the texts of records that stayed. */
export function repackRows(
  stored: StoredRows,
  fields: readonly { readonly name: string; readonly kind: (typeof FIELD_KINDS)[number] }[],
  records: readonly KeptOrFresh[],
): Uint8Array {
  const arrays: Record<string, Uint32Array | Uint8Array> = {};
  fields.forEach(({ name }, field) => {
    const column = stored.column(name) ?? { texts: [''], codes: new Uint8Array(stored.records) };
    const fresh = new Set<string>();
    for (const record of records) if (typeof record !== 'number') fresh.add(record.texts.get(name) ?? '');
    const before = new Map<string, number>();
    column.texts.forEach((text, code) => void (fresh.has(text) && before.set(text, code)));
    const texts: string[] = [];
    const renumbered = new Int32Array(column.texts.length).fill(-1);
    const added = new Map<string, number>();
    const codes = Uint32Array.from(records, (record) => {
      const text = typeof record === 'number' ? undefined : (record.texts.get(name) ?? '');
      const code = typeof record === 'number' ? column.codes[record]! : before.get(text!);
      if (code !== undefined) {
        if (renumbered[code]! < 0) renumbered[code] = texts.push(column.texts[code]!) - 1;
        return renumbered[code]!;
      }
      let number = added.get(text!);
      if (number === undefined) added.set(text!, (number = texts.push(text!) - 1));
      return number;
    });
    arrays[`codes ${String(field)}`] = codes;
    arrays[`texts ${String(field)}`] = new TextEncoder().encode(JSON.stringify(texts));
  });
  const heading = {
    kind: 'rows' as const,
    records: records.length,
    fields: fields.map(({ name, kind }) => ({ name, kind })),
  };
  return packArrays(heading satisfies z.infer<typeof HEADING>, arrays);
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
    column: (field) => columns.get(field),
    textOf(record, field) {
      const column = columns.get(field);
      return column === undefined ? '' : column.texts[column.codes[record]!]!;
    },
  };
}
