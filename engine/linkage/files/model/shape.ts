/** The shape of a MODEL.yaml as somebody writes it: short forms made long, nothing looked up yet. */
import { z } from 'zod';
import { ENCODING_SHAPE } from '../../../registers/encodings.ts';
import { FILE_CRITERIA } from '../golden/spec.ts';
import { FIELD_KINDS } from '../../core/table.ts';

/** `auto` and left out are the same: undefined. */
const orAuto = <T extends z.ZodType>(shape: T) =>
  z.preprocess((written) => (written === 'auto' || written === null ? undefined : written), shape.optional());

/** One or several, written without brackets where there is one. */
const oneOrMore = <T extends z.ZodType>(shape: T) =>
  z.preprocess((written) => (Array.isArray(written) ? written : [written]), z.array(shape).min(1));

const NAME = z.string().trim().min(1);
/** Heading of a column as the file has it, or its number from 1 on. */
const COLUMN = z.union([NAME, z.int().positive()], {
  error: 'expected the heading of a column as the file has it, or its number from 1 on',
});

const byName = (written: unknown): unknown =>
  Array.isArray(written) ? Object.fromEntries(written.map((name) => [String(name), name as unknown])) : written;

/** A mark of one byte; what numbers and names are made of parts nothing. */
const DELIMITER = z
  .string()
  .regex(/^[^\p{L}\p{N}"\r\n\0\u0080-\uffff]$/u, 'expected one mark such as ";", ",", "|", "^" or "\\t"');

const FILE = z.strictObject({
  /** What the file is called in the outputs; its own name without the ending where nothing is said. */
  source: NAME.optional(),
  id: COLUMN.optional(),
  /** Field to column, or to several columns that are joined; a list where fields are called as their columns. */
  columns: z
    .preprocess(
      byName,
      z.union([z.literal('all'), z.record(NAME, oneOrMore(COLUMN))], {
        error: 'expected field: column, a list of columns, or the word all',
      }),
    )
    .optional(),
  delimiter: DELIMITER.optional(),
  encoding: ENCODING_SHAPE.optional(),
  sheet: NAME.optional(),
  /** False where the first row is a record already; columns are then given by their numbers. */
  headings: z.boolean().optional(),
  /** Words that stand for a blank cell. */
  missing: z.array(z.union([z.string(), z.number()]).transform(String)).optional(),
  /** Fields of which two rows of the file that tell the same are two entities; true where any two rows are. */
  neverTogether: z
    .preprocess(
      (written) => (typeof written === 'string' ? [written] : written),
      z.union([z.literal(true), z.array(NAME).min(1)], { error: 'expected a field, a list of fields, or true' }),
    )
    .optional(),
});

const LEVEL = z.preprocess(
  (written) => (typeof written === 'number' ? { m: written } : (written ?? {})),
  z.strictObject({ m: z.number().gt(0).lt(1).optional(), learn: z.boolean().optional() }),
);

const levelsByName = (written: unknown): unknown =>
  Array.isArray(written) ? Object.fromEntries(written.map((name) => [String(name), {}])) : written;
const LEVELS = orAuto(z.preprocess(levelsByName, z.record(NAME, LEVEL)));

const FIELD = z.preprocess(
  (written) => (typeof written === 'string' ? { kind: written } : (written ?? {})),
  z.strictObject({
    kind: orAuto(z.enum(FIELD_KINDS)),
    format: NAME.optional(),
    levels: LEVELS,
    /** A value beside more than so many different values of another field is a stand-in, and read as blank. */
    hub: z.strictObject({ beside: NAME, most: z.int().min(1) }).optional(),
    /** False for what says nothing of who is who: it is carried to the golden record, and may date rows. */
    compared: z.boolean().optional(),
  }),
);

const COMPARISON = z.strictObject({
  name: NAME.optional(),
  measure: NAME,
  fields: oneOrMore(NAME),
  levels: LEVELS,
  mutedBy: z.strictObject({ comparison: NAME, level: NAME }).optional(),
  options: z.record(NAME, z.union([z.string(), z.number(), z.boolean()])).optional(),
  /** Where its figures come from. */
  note: NAME.optional(),
});

/** `surname` is the value of a field; `sound: surname` a part of it; `sound: [given, surname]` of several. */
const KEY = z.preprocess(
  (written) => (typeof written === 'string' ? { value: written } : written),
  z
    .record(NAME, oneOrMore(NAME))
    .refine((key) => Object.keys(key).length === 1, 'is not one key such as `surname` or `sound: surname`')
    .transform((key) => {
      const [part, fields] = Object.entries(key)[0]!;
      return { part, fields };
    }),
);

const RULE = z.preprocess(
  (written) => (Array.isArray(written) ? { keys: written as unknown[] } : written),
  z.strictObject({
    name: NAME.optional(),
    keys: z.array(KEY).min(1),
    maximumPerKey: z.int().min(2).optional(),
  }),
);

const FILE_NAME = z.union([NAME, z.int().positive()]).transform(String);
const PAIR = z.strictObject({ left: FILE_NAME, right: FILE_NAME, oneToOne: orAuto(z.boolean()) });

const HOW = z.strictObject({
  deduplicate: orAuto(
    z.union([z.boolean(), z.array(FILE_NAME)], { error: 'expected true, false, or a list of files' }),
  ),
  link: orAuto(
    z.union([z.boolean(), z.array(PAIR)], { error: 'expected true, false, or a list of { left, right, oneToOne }' }),
  ),
  oneToOne: orAuto(z.boolean()),
});

/** `date`, or `date: updated` for one field alone; the same of `rank`. */
const CRITERION = z.union(
  [
    z.enum(FILE_CRITERIA).transform((by) => ({ by })),
    z.strictObject({ rank: oneOrMore(FILE_NAME) }).transform(({ rank }) => ({ by: 'rank' as const, sources: rank })),
    z.strictObject({ date: oneOrMore(NAME) }).transform(({ date }) => ({ by: 'date' as const, fields: date })),
  ],
  { error: `expected ${FILE_CRITERIA.join(', ')}, { rank: [source, …] } or { date: field }` },
);

const GOLDEN = z.strictObject({
  /** What is asked of the rows of a cluster that tell a field, one after the other, until one value is left. */
  all: orAuto(oneOrMore(CRITERION)),
  /** In place of that, by field. */
  fields: z.record(NAME, oneOrMore(CRITERION)).default({}),
  /** Sources, those that are believed most first; the others follow in the order of the command line. */
  rank: oneOrMore(FILE_NAME).optional(),
  /** Fields that date a row, the first that it tells. */
  datedBy: oneOrMore(NAME).optional(),
});

const DEFAULT_LIMITS = { maximumPairs: 60_000_000, maximumPerKey: 1000 };
const LIMITS = z.strictObject({
  /** Rules that make more pairs than this stop the run before memory does. */
  maximumPairs: z.int().min(1000).default(DEFAULT_LIMITS.maximumPairs),
  /** A key that more records share than this opens no pair. */
  maximumPerKey: z.int().min(2).default(DEFAULT_LIMITS.maximumPerKey),
});

const DEFAULT_TRAINING = { maximumRounds: 200, tolerance: 1e-6, priorMatches: 20 };
const TRAINING = z.strictObject({
  maximumRounds: z.int().min(1).default(DEFAULT_TRAINING.maximumRounds),
  tolerance: z.number().gt(0).default(DEFAULT_TRAINING.tolerance),
  priorMatches: z.number().min(0).default(DEFAULT_TRAINING.priorMatches),
});

export const MODEL_SHAPE = z.strictObject({
  /** By name of the file, by its place on the command line (1, 2 …), or `*` for all. */
  files: z.preprocess(
    (written) =>
      Array.isArray(written) ? Object.fromEntries(written.map((file, i) => [String(i + 1), file as unknown])) : written,
    z.record(NAME, FILE),
  ),
  fields: z.record(NAME, FIELD).default({}),
  /** Words of names, each with other writings of it: MUHAMMAD: [MOH, MOCH]. */
  spelling: z.record(NAME, z.array(NAME).min(1)).optional(),
  comparisons: orAuto(z.array(COMPARISON).min(1)),
  blocking: orAuto(z.array(RULE).min(1)),
  how: HOW.default({}),
  threshold: orAuto(z.number().gt(0).lt(1)),
  limits: LIMITS.default(DEFAULT_LIMITS),
  training: TRAINING.default(DEFAULT_TRAINING),
  golden: orAuto(GOLDEN),
});

export type WrittenModel = z.infer<typeof MODEL_SHAPE>;
export type WrittenFile = z.infer<typeof FILE>;
export type WrittenField = z.infer<typeof FIELD>;
export type WrittenLevels = NonNullable<WrittenField['levels']>;
export type WrittenComparison = z.infer<typeof COMPARISON>;
export type WrittenRule = z.infer<typeof RULE>;
export type WrittenGolden = z.infer<typeof GOLDEN>;
export type WrittenCriterion = z.infer<typeof CRITERION>;
