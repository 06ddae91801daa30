/** How far the sample registers depart from the truth: models/sample/errors.yaml, checked. */
import { z } from 'zod';
import { TwinError } from '../../kernel/errors.ts';
import { projectPath } from '../../kernel/files.ts';
import { loadYaml } from '../../kernel/yaml-file.ts';
import { SAMPLE_REGISTERS } from './headings.ts';

/** What can be wrong with a row, in the order in which a row is spoiled. */
export const ERROR_KINDS = [
  'nik-missing',
  'nik-digit',
  'nik-transposed',
  'nik-borrowed-family',
  'nik-borrowed-neighbour',
  'nik-doubled',
  'nik-rounded',
  'nik-scientific',
  'nik-fifteen-digits',
  'nik-apostrophe',
  'nik-spaced',
  'kk-missing',
  'kk-digit',
  'kk-old',
  'name-variant',
  'name-old-spelling',
  'name-typo',
  'name-spacing',
  'name-part-dropped',
  'name-abbreviated',
  'name-reordered',
  'title-written',
  'mother-missing',
  'mother-respelled',
  'born-missing',
  'born-swapped',
  'born-first-of-month',
  'born-year',
  'born-day',
  'birth-place-respelled',
  'sex-wrong',
  'address-old',
  'address-respelled',
  'rt-missing',
  'listed-twice',
  'second-nik',
  'dead-still-listed',
  'moved-still-listed',
  'kept-with-status',
  'family-size-off',
  'desil-off',
  'desil-missing',
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

/**
 * Whether a careless line has the error more often; who is listed at all does not depend on the hand that writes, nor do
 * the harmless habits of writing a number.
 */
export const isErrorOfWriting = (kind: ErrorKind): boolean =>
  /^(nik|kk|name|mother|born|birth|sex|rt)-(?!apostrophe|spaced)/.test(kind);

/** Lines that are nobody, or that no reader may accept. */
export const SPOILED_KINDS = ['empty', 'nameless', 'impossible-date', 'total'] as const;
export type SpoiledKind = (typeof SPOILED_KINDS)[number];

/** Kinds of one group strike a row one at most: tried in their order, each among the rows that are still right. */
export const ERROR_GROUPS = ['nik', 'kk', 'mother', 'born'] as const;
export type ErrorGroup = (typeof ERROR_GROUPS)[number];

const registerId = z.enum(SAMPLE_REGISTERS);
const share = z.number().min(0).max(1);
const note = z.string().min(1);
const rate = z.strictObject({
  group: z.enum(ERROR_GROUPS).optional(),
  note,
  at: z.partialRecord(registerId, share),
});
const spoiled = z.strictObject({ note, at: z.partialRecord(registerId, z.int().min(0).max(1000)) });
const sharedBy = z.strictObject({ share, note });
const list = z.strictObject({
  rows: z.int().min(0),
  'desil-limit': z.int().min(1).max(10),
  'over-limit': share,
  'towards-poorest': z.number().min(0).max(4),
  note,
});
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const SHAPE = z.strictObject({
  'careless-lines': z
    .strictObject({ share, times: z.number().min(1), note })
    .refine((careless) => careless.share * careless.times <= 1, 'share times `times` is above 1'),
  rates: z.record(z.enum(ERROR_KINDS), rate),
  'spoiled-rows': z.record(z.enum(SPOILED_KINDS), spoiled),
  coverage: z.strictObject({
    'deaths-reported': sharedBy,
    'moves-reported': sharedBy,
    'dtsen-desil-1-to-5': sharedBy,
    'dtsen-desil-6-to-10': sharedBy,
    'dtsen-unregistered': sharedBy,
    'dtsen-members': sharedBy,
    'dtsen-newborn': sharedBy,
    'dapodik-pupils': sharedBy,
    'dapodik-outsiders': sharedBy,
    'disnaker-outsiders': sharedBy,
    'disnaker-unregistered': sharedBy,
  }),
  lists: z.strictObject({
    residents: z.int().min(1),
    pkh: list,
    sembako: list,
    bltd: list,
    'pbi-jk': list,
    disnaker: z.strictObject({ rows: z.int().min(0), note }),
  }),
  overlap: z.strictObject({ share: z.number().min(0).max(0.5), 'share-of-bltd': share, note }),
  stamps: z.strictObject({
    'as-of': day,
    'dtsen-version': z.string().regex(/^\d{4}-TW[1-4]$/),
    'dtsen-taken-on': day,
  }),
});

/** Every rate, count and size by which the registers are written; the shape of models/sample/errors.yaml. */
export type ErrorModel = z.infer<typeof SHAPE>;

export const ERRORS_FILE: string = projectPath('models', 'sample', 'errors.yaml');

/**
 * @throws TwinError configuration: the file is not there, has not the shape, a rate is outside 0 to 1, or the rates of one
 *         group and register add up to more than 1
 */
export function loadErrorModel(path: string = ERRORS_FILE): ErrorModel {
  const model = loadYaml(path, SHAPE);
  for (const register of SAMPLE_REGISTERS) {
    for (const group of ERROR_GROUPS) checkGroup(model, register, group);
  }
  return model;
}

function checkGroup(model: ErrorModel, register: (typeof SAMPLE_REGISTERS)[number], group: ErrorGroup): void {
  const members = ERROR_KINDS.map((kind) => model.rates[kind]).filter((entry) => entry.group === group);
  const sum = members.reduce((total, entry) => total + (entry.at[register] ?? 0), 0);
  if (sum <= 1) return;
  throw new TwinError('configuration', {
    code: 'error-rates-over-one',
    what: `The rates of group ${group} for ${register} add up to ${sum.toFixed(3)}.`,
    where: { file: 'errors.yaml' },
    expected: 'at most 1, because a row has at most one error of a group',
    todo: 'Lower them.',
  });
}
