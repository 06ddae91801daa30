/**
 * rows.bin: the rows of a result as linking reads them, so that rows to come can be compared with them. Names, numbers and
 * addresses of persons are in it as texts: it is written where that is asked for, for its owner alone.
 */
import { z } from 'zod';
import { FIELD_KINDS, textOfValue, type LinkTable } from '../../core/table.ts';
import { arenaOfTexts, textAt, type TextArena } from '../../core/values/text-arena.ts';
import { packArrays, readArrays } from './arrays-file.ts';

const HEADING = z.object({
  kind: z.literal('rows'),
  version: z.literal(2),
  records: z.int().min(0),
  fields: z.array(z.object({ name: z.string(), kind: z.enum(FIELD_KINDS) })),
});

/** Texts of each field: each distinct one once, in the order in which records first hold them. */
export interface StoredRows {
  readonly records: number;
  textOf(record: number, field: string): string;
  /** Undefined for a field that the file does not have. */
  column(field: string): StoredColumn | undefined;
}

export interface StoredColumn {
  readonly texts: TextArena;
  /** [record] number of its text. */
  readonly codes: Uint32Array;
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
 * The same bytes for the same records.
 *
 * @param order [record of the file] record of the fields
 */
export const packRecords = (fields: readonly NumberedTexts[], order: ArrayLike<number>): Uint8Array =>
  packColumns(
    fields,
    fields.map((field) => columnOf(field, order)),
    order.length,
  );

/** @param columns [field] */
export function packColumns(
  fields: readonly Pick<NumberedTexts, 'name' | 'kind'>[],
  columns: readonly StoredColumn[],
  records: number,
): Uint8Array {
  const arrays: Record<string, Uint32Array | Uint8Array> = {};
  columns.forEach(({ codes, texts }, at) => {
    arrays[`codes ${String(at)}`] = codes;
    arrays[`starts ${String(at)}`] = texts.starts;
    arrays[`bytes ${String(at)}`] = texts.bytes;
  });
  const heading: z.infer<typeof HEADING> = {
    kind: 'rows',
    version: 2,
    records,
    fields: fields.map(({ name, kind }) => ({ name, kind })),
  };
  return packArrays(heading, arrays);
}

function columnOf({ count, numberOf, textOf }: NumberedTexts, order: ArrayLike<number>): StoredColumn {
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
  return { codes, texts: arenaOfTexts([...codeOfText.keys()]) };
}

/** @throws TwinError input: not there, damaged, or of an earlier version */
export function readRows(path: string, todo: string): StoredRows {
  const { heading, arrays } = readArrays(path, HEADING, todo);
  const columns = new Map(
    heading.fields.map(({ name }, field): [string, StoredColumn] => {
      const of = (part: string): unknown => arrays[`${part} ${String(field)}`];
      const starts = of('starts') as Uint32Array;
      const texts = { count: starts.length - 1, bytes: of('bytes') as Uint8Array, starts };
      return [name, { texts, codes: of('codes') as Uint32Array }];
    }),
  );
  return {
    records: heading.records,
    column: (field) => columns.get(field),
    textOf(record, field) {
      const column = columns.get(field);
      return column === undefined ? '' : textAt(column.texts, column.codes[record]!);
    },
  };
}
