/**
 * Names for rows of registers that last: decisions of people are written down with them and bind later builds.
 *
 * A key is made from what the row says of who somebody is, never from where it stands, so that files may come in any
 * order. It is a keyed digest: who has the file of decisions and not the keys of the site can neither read a NIK or a
 * name in it nor try out which NIK fits. Its first part is made from what stays (NIK, name, birth date, sex, mother), its
 * second from all fields of identity. A row that has moved house is still found by the first part, unless several
 * rows share it: then only the row that says the very same is the one that was decided on.
 */
import { BLANK } from '../../../kernel/dictionary.ts';
import { isoDate, NO_DATE } from '../../../kernel/time.ts';
import { IDENTITY_FIELDS, type Column, type RegisterRecords, type TextColumn } from '../../../registers/records.ts';

/** Digest of a text that only the holder of a key can make. @returns 16 bytes or more */
export type KeyedDigest = (text: string) => Uint8Array;

/** What keys of rows are made from: the records of a register, or plain data of the same (plain-rows.ts). */
export interface NamedRows {
  readonly registerId: string;
  readonly count: number;
  readonly columns: ReadonlyMap<string, NamedColumn>;
}
export type NamedColumn =
  | Exclude<Column, TextColumn>
  | (Omit<TextColumn, 'dictionary'> & { readonly dictionary: { readonly values: readonly string[] } });

const LASTING_FIELDS = ['nik', 'fullName', 'bornOn', 'sex', 'motherName'] as const;
/** Without any of these a row says of nobody who he is, but for all that it says. */
const TELLING_FIELDS = ['nik', 'fullName'] as const;
const [LASTING_BYTES, WHOLE_BYTES] = [12, 6];

/** `lasting-whole`, both hexadecimal. */
export function rowKey(records: NamedRows, row: number, digest: KeyedDigest): string {
  return `${lastingPart(records, row, digest)}-${wholePart(records, row, digest)}`;
}

const lastingPart = (records: NamedRows, row: number, digest: KeyedDigest): string =>
  hex(lastingDigest(records, row, digest), LASTING_BYTES);

/** Its first bytes are the first part of the key. */
export function lastingDigest(records: NamedRows, row: number, digest: KeyedDigest): Uint8Array {
  const isTold = TELLING_FIELDS.some((field) => sayingOf(records, field, row) !== '');
  const fields = isTold ? LASTING_FIELDS : IDENTITY_FIELDS;
  return digest(`row lasting ${textOf(records, fields, row)}`);
}

const wholePart = (records: NamedRows, row: number, digest: KeyedDigest): string =>
  hex(wholeDigest(records, row, digest), WHOLE_BYTES);

/** Its first bytes are the second part of the key. */
export const wholeDigest = (records: NamedRows, row: number, digest: KeyedDigest): Uint8Array =>
  digest(`row whole ${textOf(records, IDENTITY_FIELDS, row)}`);

const hex = (bytes: Uint8Array, count: number): string => Buffer.from(bytes.subarray(0, count)).toString('hex');

/** Fields side by side; a value cannot run over into the next, as folded ones hold no line break. */
const textOf = (records: NamedRows, fields: readonly string[], row: number): string =>
  [records.registerId, ...fields.map((field) => sayingOf(records, field, row))].join('\n');

function sayingOf({ columns }: NamedRows, field: string, row: number): string {
  const column = columns.get(field);
  return column === undefined ? '' : written(column, row);
}

function written(column: NamedColumn, row: number): string {
  switch (column.kind) {
    case 'text':
      return folded(column.dictionary.values[column.codes[row]!]!);
    case 'date':
      return column.days[row] === NO_DATE ? '' : isoDate(column.days[row]!);
    case 'code':
      return column.codes[row] === BLANK ? '' : String(column.codes[row]!);
    case 'number':
      return Number.isNaN(column.values[row]!) ? '' : String(column.values[row]!);
  }
}

/** Most texts are written so already, and folding them takes longer than seeing it. */
const FOLDED = /^[A-Z0-9]+(?: [A-Z0-9]+)*$/;

/** The next export may write small letters, other signs and other spaces. */
const folded = (text: string): string =>
  FOLDED.test(text)
    ? text
    : text
        .toUpperCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();

/** The rows that a key names: of those that share it each says the same of who somebody is; none where it is not there. */
export type FindRows = (registerId: string, key: string) => readonly number[];

/** @param named registers that are asked for; the others are not read */
export function rowFinder(
  registers: readonly RegisterRecords[],
  named: ReadonlySet<string>,
  digest: KeyedDigest,
): FindRows {
  const known = new Map(
    registers.filter(({ registerId }) => named.has(registerId)).map((each) => [each.registerId, indexOf(each, digest)]),
  );
  return (registerId, key) => known.get(registerId)?.(key) ?? [];
}

function indexOf(records: NamedRows, digest: KeyedDigest): (key: string) => readonly number[] {
  const rows = new Map<string, number[]>();
  for (let row = 0; row < records.count; row++) {
    const lasting = lastingPart(records, row, digest);
    const known = rows.get(lasting);
    if (known === undefined) rows.set(lasting, [row]);
    else known.push(row);
  }
  return (key) => {
    const [lasting = '', whole = ''] = key.split('-');
    const alike = Map.groupBy(rows.get(lasting) ?? [], (row) => wholePart(records, row, digest));
    const [only] = alike.values();
    return alike.get(whole) ?? (alike.size === 1 ? only! : []);
  };
}
