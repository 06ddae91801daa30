/** By which rows the golden record of a cluster takes its fields, with nothing left open. Plain data. */
import { z } from 'zod';
import { ROW_CRITERIA } from '../../core/golden/criteria.ts';
import type { FieldKind } from '../../core/table.ts';

export const FILE_CRITERIA = [...ROW_CRITERIA, 'usual'] as const;
/** As of all rows, and `usual`: what other clusters say as well, which a slip of the keyboard is not. */
export type FileCriterion = (typeof FILE_CRITERIA)[number];

const CRITERION = z.discriminatedUnion('by', [
  z.object({ by: z.literal('agreement') }),
  z.object({ by: z.literal('completeness') }),
  z.object({ by: z.literal('usual') }),
  /** Sources, the one that is believed most first. */
  z.object({ by: z.literal('rank'), sources: z.array(z.string()).min(1) }),
  /** Fields that date a row, the first that it tells. */
  z.object({ by: z.literal('date'), fields: z.array(z.string()).min(1) }),
]);

export const GOLDEN_SPEC = z.object({
  /** True where the model names no rule. */
  isAuto: z.boolean(),
  /** In the order in which they stand in golden.csv. */
  fields: z.array(z.object({ field: z.string(), criteria: z.array(CRITERION) })),
});

export type GoldenCriterion = z.infer<typeof CRITERION>;
export type GoldenSpec = z.infer<typeof GOLDEN_SPEC>;

/** What may change in a life: there the latest row knows best, where rows are dated. */
const CHANGING: ReadonlySet<FieldKind> = new Set([
  'household-id',
  'code',
  'number',
  'address',
  'postcode',
  'coordinate',
]);

/** What many say in the same words. Numbers are no more right for being somebody else's as well. */
const IN_COMMON_WORDS: ReadonlySet<FieldKind> = new Set(['name-part', 'full-name', 'address', 'postcode']);

/**
 * What is asked where the model says nothing: what most rows say; of two spellings the one that others use as well; what
 * says most. Of what may change in a life the latest row comes first, where rows are dated.
 */
export function autoCriteria(
  kind: FieldKind,
  rank: GoldenCriterion,
  date: GoldenCriterion | undefined,
): GoldenCriterion[] {
  const spelled: GoldenCriterion[] = IN_COMMON_WORDS.has(kind) ? [{ by: 'usual' }] : [];
  const content: GoldenCriterion[] = [{ by: 'agreement' }, ...spelled, { by: 'completeness' }];
  if (date === undefined) return [...content, rank];
  return CHANGING.has(kind) ? [date, ...content, rank] : [...content, date, rank];
}
