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

/** One field of all records: each says a text by a number. */
export interface NumberedTexts {
  readonly name: string;
  readonly kind: (typeof FIELD_KINDS)[number];
  /** Numbers are below it. */
  readonly count: number;
  /** The same number for the same text as a rule: each is looked at once. */
  numberOf(record: number): number;
  textOf(number: number): string;
}

/** @param order [record of the file] record of the table */
export const packRows = (table: LinkTable, order: ArrayLike<number>): Uint8Array =>
  packRecords(
    [...table.fields.values()].map(({ name, values, book }) => ({
      name,
      kind: book.kind,
      count: book.count,
      numberOf: (record) => values[record]!,
      textOf: (value) => textOfValue(book, value),
    })),
    order,
  );

/**
 * Distinct texts in the order in which records first hold them: the same bytes for the same records.
 *
 * @param order [record of the file] record of the fields
 */
export function packRecords(fields: readonly NumberedTexts[], order: ArrayLike<number>): Uint8Array {
  const arrays: Record<string, Uint32Array | Uint8Array> = {};
  fields.forEach((field, at) => {
    const { codes, texts } = packField(field, order);
    arrays[`codes ${String(at)}`] = codes;
    arrays[`texts ${String(at)}`] = new TextEncoder().encode(JSON.stringify(texts));
  });
  const heading = {
    kind: 'rows' as const,
    records: order.length,
    fields: fields.map(({ name, kind }) => ({ name, kind })),
  };
  return packArrays(heading satisfies z.infer<typeof HEADING>, arrays);
}

function packField({ count, numberOf, textOf }: NumberedTexts, order: ArrayLike<number>) {
  const codeOfText = new Map<string, number>();
  const codeOfNumber = new Int32Array(count).fill(-1);
  const codes = new Uint32Array(order.length);
  for (let record = 0; record < order.length; record++) {
    const number = numberOf(order[record]!);
    let code = codeOfNumber[number]!;
    if (code < 0) {
      const text = textOf(number);
      code = codeOfText.get(text) ?? codeOfText.size;
      codeOfText.set(text, code);
      codeOfNumber[number] = code;
    }
    codes[record] = code;
  }
  return { codes, texts: [...codeOfText.keys()] };
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
