/** The shape of a MODEL.yaml for `twin welfare train`, as somebody writes it; models/welfare/example.yaml has every key. */
import { z } from 'zod';
import { BILINGUAL } from '../../kernel/bilingual.ts';
import { DELIMITERS, ENCODINGS } from '../../registers/declaration.ts';

/** `auto` and left out are the same: undefined. */
const orAuto = <T extends z.ZodType>(shape: T) =>
  z.preprocess((written) => (written === 'auto' || written === null ? undefined : written), shape.optional());

const COLUMN = z.preprocess(
  (written) => (typeof written === 'number' ? String(written) : written),
  z.string().trim().min(1),
);
const oneOrMore = <T extends z.ZodType>(shape: T) =>
  z.preprocess((written) => (Array.isArray(written) ? written : [written]), z.array(shape).min(1));

export const TRANSFORMATIONS = ['none', 'log', 'log1p', 'sqrt', 'asinh'] as const;
export type Transformation = (typeof TRANSFORMATIONS)[number];

const LABEL = z.preprocess(
  (written) => (typeof written === 'object' && written !== null ? written : { column: written }),
  z.strictObject({
    column: COLUMN,
    /** How the file writes it: `log` where the column is a natural logarithm already. */
    written: z.enum(['amount', 'log']).default('amount'),
    /** Column that it is divided by: household size makes of a total one a head. */
    per: COLUMN.optional(),
    transformation: orAuto(z.enum(TRANSFORMATIONS)),
  }),
);

export const KINDS = ['number', 'category', 'ordinal', 'yes-no', 'date', 'ignore'] as const;
export type WrittenKind = (typeof KINDS)[number];

const OTHER_NAMES: Readonly<Record<string, WrittenKind>> = {
  numeric: 'number',
  amount: 'number',
  count: 'number',
  continuous: 'number',
  categorical: 'category',
  nominal: 'category',
  binary: 'yes-no',
  boolean: 'yes-no',
  ordered: 'ordinal',
};
const KIND = orAuto(
  z.preprocess(
    (written) => (typeof written === 'string' ? (OTHER_NAMES[written] ?? written) : written),
    z.enum(KINDS, { error: `expected auto or one of ${KINDS.join(', ')}` }),
  ),
);

const FEATURE = z.preprocess(
  (written) => (typeof written === 'string' || written === null ? { kind: written } : written),
  z
    .strictObject({
      kind: KIND,
      /** What it is called in explanations; its heading where nothing is said. */
      name: z
        .preprocess((written) => (typeof written === 'string' ? { id: written, en: written } : written), BILINGUAL)
        .optional(),
      /** Words of an ordinal, from the least to the most. */
      order: z
        .array(z.union([z.string(), z.number(), z.boolean()]).transform(String))
        .min(2)
        .optional(),
      /** What the city calls the same fact (`twin welfare score`); its heading where nothing is said. */
      fact: z.string().min(1).optional(),
      /** What a word of the survey is in the city: { '1': 1, '5': 0 }. Without it both write the same. */
      codes: z
        .record(z.string(), z.number())
        .refine((codes) => new Set(Object.values(codes)).size === Object.keys(codes).length, {
          error: 'two words of the survey are one code of the city: make one word of them in the survey',
        })
        .optional(),
    })
    .refine(({ kind, order }) => (kind === 'ordinal') === (order !== undefined), {
      error: 'an ordinal needs order (its words from least to most), and nothing else has it',
    }),
);

const byName = (written: unknown): unknown => {
  if (written === 'auto' || written === null || written === undefined) return { '*': 'auto' };
  return Array.isArray(written) ? Object.fromEntries(written.map((name) => [String(name), 'auto'])) : written;
};

const SHARE = z.number().gt(0, 'expected a share between 0 and 1').lt(1, 'expected a share between 0 and 1');

const COVERAGE = z.preprocess(
  (written) => (typeof written === 'number' ? { coverage: written } : written),
  z
    .strictObject({
      coverage: SHARE,
      /** Share of the poorest who are due; the coverage itself where nothing is said. */
      poor: SHARE.optional(),
      /** Or the line below which a household is due, in the unit of the label. */
      line: z.number().optional(),
    })
    .refine(({ poor, line }) => poor === undefined || line === undefined, { error: 'either poor or line, not both' }),
);

const GROUP = z.preprocess(
  (written) => (typeof written === 'string' ? { column: written } : written),
  z
    .strictObject({
      column: COLUMN,
      /** Limits of classes for a number: [30, 60] makes under 30, 30 to 60, 60 and more. */
      cuts: z.array(z.number()).min(1).optional(),
      /** `category`: each value is a group, whatever it looks like: codes of kelurahan. As under features where nothing is said. */
      kind: orAuto(z.enum(['category', 'number'])),
    })
    .refine(({ kind, cuts }) => kind !== 'category' || cuts === undefined, {
      error: 'cuts make classes of a number; a category has none',
    }),
);

const FOLDS = z.preprocess(
  (written) =>
    typeof written === 'number' ? { count: written } : typeof written === 'string' ? { column: written } : written,
  z.strictObject({
    count: z.int().min(2).max(20).default(5),
    /** Folds inside the rows that are learnt from: where rounds, penalties and the mixture are chosen. */
    inner: z.int().min(2).max(10).default(4),
    /** A column that says the fold of each row, in place of folds made here. */
    column: COLUMN.optional(),
  }),
);

const FILE = z.strictObject({
  delimiter: z.enum(DELIMITERS).optional(),
  encoding: z.enum(ENCODINGS).optional(),
  sheet: z.string().min(1).optional(),
  /** Words that stand for a blank cell, beside the usual ones. */
  missing: z.array(z.union([z.string(), z.number()]).transform(String)).default([]),
  decimal: z.enum(['.', ',']).optional(),
});

export const WELFARE_MODEL_SHAPE = z.strictObject({
  label: LABEL,
  transformation: orAuto(z.enum(TRANSFORMATIONS)),
  weight: COLUMN.optional(),
  /** Several where numbers of clusters begin anew in each stratum. */
  cluster: oneOrMore(COLUMN).optional(),
  strata: oneOrMore(COLUMN).optional(),
  id: COLUMN.optional(),
  /** `auto`, a list, or column: kind; `"*": auto` beside named ones takes all the others as well. */
  features: z.preprocess(byName, z.record(z.string().min(1), FEATURE)),
  exclude: oneOrMore(COLUMN).default([]),
  /** Whether means of the facts of the cluster count as facts. */
  context: orAuto(z.literal('none')),
  folds: FOLDS.default({ count: 5, inner: 4 }),
  coverages: z
    .array(COVERAGE)
    .min(1)
    .default([{ coverage: 0.2 }, { coverage: 0.4 }]),
  /** Share of households that the interval is to cover. */
  interval: SHARE.default(0.9),
  /** Column of household sizes: errors then count people, not households. */
  people: COLUMN.optional(),
  /** What a household that is chosen gets, in the unit of the label. */
  benefit: z.number().gt(0).optional(),
  currency: z.string().min(1).optional(),
  /** Which survey it is, as a card names it. */
  title: z
    .preprocess((written) => (typeof written === 'string' ? { id: written, en: written } : written), BILINGUAL)
    .optional(),
  /** When households were asked: 2025, 2025-03 or 2025-03-31. */
  surveyed: z.preprocess(
    (written) => (typeof written === 'number' ? String(written) : written),
    z
      .string()
      .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'expected a year, month or day such as 2025-03-31')
      .optional(),
  ),
  /** Column of the date or wave of each interview: how fast the score grows old. */
  date: COLUMN.optional(),
  groups: z.array(GROUP).default([]),
  seed: z.int().min(0).default(1),
  file: FILE.default({ missing: [] }),
});

export type WrittenWelfareModel = z.infer<typeof WELFARE_MODEL_SHAPE>;
export type WrittenFeature = z.infer<typeof FEATURE>;
export type WrittenGroup = z.infer<typeof GROUP>;
export type WrittenCoverage = z.infer<typeof COVERAGE>;
