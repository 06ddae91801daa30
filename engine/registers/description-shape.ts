/** The shape of a description: what models/registers says of a register. */
import { z } from 'zod';
import { BILINGUAL } from '../kernel/bilingual.ts';
import { REGISTER_ROLES } from './records.ts';

/**
 * How a cell is read. `nik`, `kk`: a number of identity; `name`, `text`: as written; `rt`, `rw`: a number without leading
 * zeros; `kelurahan`: a name or code of the city's list. Three kinds fill several fields: `rt-rw` (`03/05`) rt and rw,
 * `place-and-date` (`MADIUN, 3-4-1999`) birthPlace and bornOn, `address` itself, and rt and rw where it tells them.
 */
export const FIELD_KINDS = [
  'nik',
  'kk',
  'name',
  'text',
  'date',
  'code',
  'number',
  'rupiah',
  'rt',
  'rw',
  'kelurahan',
  'rt-rw',
  'place-and-date',
  'address',
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];
export const DECIMALS = [',', '.'] as const;
export type DecimalMark = (typeof DECIMALS)[number];

const fieldName = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'is not a field name in camelCase');
const text = z.string().min(1);
const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const oneOrMore = z
  .union([text, z.array(text).min(1)])
  .transform((value) => (typeof value === 'string' ? [value] : value));

const FIELD = z.strictObject({
  kind: z.enum(FIELD_KINDS),
  /** Code list of models/codes, for kind code. */
  list: text.optional(),
  /** Fills this field where its own column is missing or blank: a name of the kelurahan beside its code. */
  fills: fieldName.optional(),
  /** Words that mean blank in this column: `non-desil`. */
  blankWords: z.array(text).default([]),
  /** The column must be in the file. */
  required: z.boolean().default(false),
  /** What becomes of a row whose cell cannot be read; the cell counts as blank. */
  whenFaulty: z.enum(['finding', 'refuse']).default('finding'),
  whenBlank: z.enum(['accept', 'finding', 'refuse']).default('accept'),
  /** Dates outside are faulty; `asOf` is the reference day of the files. */
  earliest: isoDate.optional(),
  latest: z.union([isoDate, z.literal('asOf')]).optional(),
  /** Numbers outside are faulty. */
  min: z.number().optional(),
  max: z.number().optional(),
  note: text.optional(),
});

export const DIALECT = z.strictObject({
  /** Which system writes so: `Ekspor SIAK`, `SIAK export`. */
  name: BILINGUAL,
  reference: text.optional(),
  /** A file is of this dialect when it has all of these headings, and none of `unless`. */
  recognise: z.array(text).min(1),
  unless: z.array(text).default([]),
  /** What the system always writes; a declaration in registers.yaml outweighs it. */
  writes: z.strictObject({ dates: z.enum(DATE_ORDERS).optional(), decimal: z.enum(DECIMALS).optional() }).default({}),
  /** Field to the headings that mean it. */
  headings: z.record(fieldName, oneOrMore),
  /** Fields whose columns the template prints more than once; the first counts, the others are compared with it. */
  repeats: z.array(fieldName).default([]),
  /** Headings known and not taken. */
  passedOver: z.array(text).default([]),
  /** Field to the list of this system that its codes come from: regsosek-409 for shdk. */
  via: z.record(fieldName, text).default({}),
});

export const SHAPE = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** Place in the order of registers; golden records prefer the lower. */
  rank: z.int().min(1),
  role: z.enum(REGISTER_ROLES),
  programme: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .optional(),
  name: BILINGUAL,
  /** Who keeps it. */
  owner: BILINGUAL,
  /** What one row is. */
  row: BILINGUAL,
  fields: z.record(fieldName, FIELD),
  /** Groups of fields: a row is refused when all fields of one group are blank. */
  unusable: z.array(z.array(fieldName).min(1)).default([]),
  dialects: z.record(z.string(), DIALECT),
});

type Written = z.infer<typeof SHAPE>;
export type FieldDescription = z.infer<typeof FIELD> & { readonly name: string };

export interface DialectDescription extends z.infer<typeof DIALECT> {
  readonly id: string;
  /** Folded heading to field; undefined for headings passed over. */
  readonly known: ReadonlyMap<string, string | undefined>;
}

/** What a field becomes in RegisterRecords. */
export interface OutputDescription {
  readonly name: string;
  readonly kind: 'text' | 'date' | 'code' | 'number';
  /** Code list; '' for the other kinds. */
  readonly list: string;
}

export interface RegisterDescription extends Omit<Written, 'fields' | 'dialects'> {
  /** In the order of the file. */
  readonly fields: readonly FieldDescription[];
  readonly dialects: readonly DialectDescription[];
  /** Columns that a file of this register can fill. */
  readonly outputs: readonly OutputDescription[];
}

/** Fields that a kind fills: itself, or those that it is made of. */
export function outputsOf(field: FieldDescription): OutputDescription[] {
  const asText = (name: string): OutputDescription => ({ name, kind: 'text', list: '' });
  const name = field.fills ?? field.name;
  switch (field.kind) {
    case 'rt-rw':
      return [asText('rt'), asText('rw')];
    case 'address':
      return [asText(name), asText('rt'), asText('rw')];
    case 'place-and-date':
      return [asText('birthPlace'), { name: 'bornOn', kind: 'date', list: '' }];
    case 'date':
      return [{ name, kind: 'date', list: '' }];
    case 'code':
      return [{ name, kind: 'code', list: field.list! }];
    case 'number':
    case 'rupiah':
      return [{ name, kind: 'number', list: '' }];
    default:
      return [asText(name)];
  }
}
