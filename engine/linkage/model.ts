/** The linkage model: fields compared, levels, weights, blocking and thresholds, as models/linkage holds them. */
import { z } from 'zod';
import { TwinError } from '../kernel/errors.ts';
import { loadYaml } from '../kernel/yaml-file.ts';

/** Levels of each measure, weakest first; level 0 of every comparison is "not told", so these are 1, 2, 3 … */
export const MEASURE_LEVELS = {
  'person-name': ['different', 'some', 'part', 'spelled', 'same'],
  'birth-date': ['different', 'year', 'day', 'month', 'one-slip', 'swapped', 'same'],
  'national-id': ['different', 'serial', 'rounded', 'one-slip', 'same'],
  'family-number': ['different', 'one-slip', 'same'],
  place: ['different', 'spelled', 'same'],
  area: ['different', 'elsewhere', 'kelurahan', 'rw', 'rt', 'address'],
  code: ['different', 'same'],
  'family-head': ['other', 'head'],
} as const;
export type Measure = keyof typeof MEASURE_LEVELS;

/** Fields that a measure reads, in the order in which the model names them. */
const MEASURE_FIELDS: Readonly<Record<Measure, readonly (readonly string[])[]>> = {
  'person-name': [['fullName'], ['motherName'], ['fatherName']],
  'birth-date': [['bornOn'], ['bornOn', 'nik']],
  'national-id': [['nik']],
  'family-number': [['kkNumber']],
  place: [['birthPlace']],
  area: [['kelurahan', 'rw', 'rt', 'address']],
  code: [['sex']],
  'family-head': [['kkNumber']],
};

/** What two rows must share to be looked at; those ending in `-sound` hold several keys a row. */
export const SINGLE_KEYS = [
  'nik',
  'kk',
  'birth',
  'birth-year',
  'nik-birth',
  'name',
  'name-set',
  'sex',
  'kelurahan',
  'rt',
  'address',
] as const;
export const MANY_KEYS = ['name-sound', 'mother-sound'] as const;
export type BlockingKey = (typeof SINGLE_KEYS)[number] | (typeof MANY_KEYS)[number];

const share = z.number().gt(0).lt(1);

const level = z.strictObject({
  m: share,
  /** A share; `frequencies`: how common the value itself is; `rest`: what the other levels leave of 1. */
  u: z.union([share, z.enum(['frequencies', 'rest'])]),
  /** Given: the weight is that of the very value, whose share is multiplied by this. */
  widening: z.number().min(1).optional(),
  learn: z.boolean().default(true),
});

const comparison = z.strictObject({
  name: z.string().min(1),
  measure: z.enum(Object.keys(MEASURE_LEVELS) as [Measure, ...Measure[]]),
  fields: z.array(z.string()).min(1),
  mutedBy: z.strictObject({ comparison: z.string(), level: z.string() }).optional(),
  note: z.string().min(1),
  levels: z.record(z.string(), level),
});

const isPattern = (text: string): boolean => {
  try {
    new RegExp(text, 'g');
    return true;
  } catch {
    return false;
  }
};

const shape = z.strictObject({
  prior: z.strictObject({ matchedShare: share, note: z.string() }),
  thresholds: z.strictObject({
    upperBits: z.number(),
    lowerBits: z.number(),
    marginBits: z.number().min(0),
    aloneBits: z.number(),
    note: z.string(),
  }),
  training: z.strictObject({
    minimumMatches: z.number().min(1),
    priorMatches: z.number().gt(0),
    maximumRounds: z.number().int().min(1),
    tolerance: z.number().gt(0),
    note: z.string(),
  }),
  hubs: z.strictObject({
    namesPerNik: z.number().int().min(1),
    namesPerKkNumber: z.number().int().min(1),
    note: z.string(),
  }),
  spelling: z.strictObject({
    note: z.string(),
    words: z.record(z.string(), z.array(z.string())),
    letters: z.array(
      z.strictObject({
        pattern: z.string().min(1).refine(isPattern, 'is not a regular expression'),
        becomes: z.string(),
      }),
    ),
  }),
  comparisons: z.array(comparison).min(1),
  blocking: z.strictObject({
    maximumPerKey: z.number().int().min(1),
    note: z.string(),
    rules: z
      .array(
        z.strictObject({
          name: z.string().min(1),
          keys: z.array(z.enum([...SINGLE_KEYS, ...MANY_KEYS])).min(1),
          /** In place of the one for all rules. */
          maximumPerKey: z.number().int().min(1).optional(),
        }),
      )
      .min(1),
  }),
});

export type LinkageModel = z.infer<typeof shape>;
export type ComparisonModel = LinkageModel['comparisons'][number];
export type SpellingModel = LinkageModel['spelling'];

/**
 * Reads a linkage model and checks that it can be run as it stands.
 *
 * @throws TwinError configuration: unreadable, of another shape, or a part that contradicts another
 */
export function loadLinkageModel(path: string): LinkageModel {
  const model = loadYaml(path, shape);
  const fault = faultOf(model);
  if (fault === undefined) return model;
  throw new TwinError('configuration', {
    code: 'linkage-model',
    what: `The linkage model contradicts itself: ${fault}.`,
    where: { file: path.split('/').at(-1)! },
    todo: 'Mend that entry; models/linkage/resident.yaml is an example that holds together.',
  });
}

/** Why a model cannot be run, in words, or undefined. */
export function faultOf(model: LinkageModel): string | undefined {
  const { upperBits, lowerBits } = model.thresholds;
  if (upperBits < lowerBits) return 'thresholds.upperBits is below thresholds.lowerBits';
  const names = new Set<string>();
  for (const comparison of model.comparisons) {
    const fault = comparisonFault(comparison, model.comparisons, names);
    if (fault !== undefined) return `comparison ${comparison.name} ${fault}`;
    names.add(comparison.name);
  }
  for (const rule of model.blocking.rules) {
    const many = rule.keys.filter((key) => (MANY_KEYS as readonly string[]).includes(key));
    if (many.length > 1) return `blocking rule ${rule.name} has more than one of ${MANY_KEYS.join(', ')}`;
  }
  const rules = model.blocking.rules.map(({ name }) => name);
  return new Set(rules).size < rules.length ? 'two blocking rules have one name' : undefined;
}

function comparisonFault(
  { name, measure, fields, levels, mutedBy }: ComparisonModel,
  all: readonly ComparisonModel[],
  before: ReadonlySet<string>,
): string | undefined {
  if (before.has(name)) return 'is there twice';
  if (!MEASURE_FIELDS[measure].some((known) => known.join() === fields.join())) {
    return `cannot compare ${fields.join(', ')} by ${measure}`;
  }
  const expected: readonly string[] = MEASURE_LEVELS[measure];
  const given = Object.keys(levels);
  const odd = given.find((key) => !expected.includes(key)) ?? expected.find((key) => !given.includes(key));
  if (odd !== undefined) return `must have exactly the levels ${expected.join(', ')}: ${odd} is too many or missing`;
  const total = Object.values(levels).reduce((sum, { m }) => sum + m, 0);
  if (Math.abs(total - 1) > 0.001) return `has m that add up to ${total.toFixed(4)}, not to 1`;
  if (Object.values(levels).filter(({ u }) => u === 'rest').length > 1) return 'has two levels with u: rest';
  if (mutedBy === undefined) return undefined;
  const muting = all.find((other) => other.name === mutedBy.comparison);
  if (muting === undefined || !before.has(muting.name)) return 'is muted by a comparison that does not stand before it';
  return muting.levels[mutedBy.level] === undefined ? 'is muted by a level that there is not' : undefined;
}
