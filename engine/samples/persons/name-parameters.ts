/** Shape of models/sample/names.yaml. */
import { z } from 'zod';

const share = z.number().min(0).max(1);
const source = z.string().min(1);
const words = z.string().transform((text) => text.trim().split(/\s+/));
const titleWeights = z.record(z.string(), z.number().nonnegative());

export const NAME_GROUPS = ['islam', 'kristen', 'tionghoa', 'hindu', 'lain'] as const;
/** By what a household chooses names. */
export type NameGroup = (typeof NAME_GROUPS)[number];

export const nameShape = z.strictObject({
  source,
  zipf: z.strictObject({ offset: z.number().positive(), exponent: z.number().positive() }),
  cohortsBornBefore: z.array(z.number().int()).min(1),
  lists: z.record(z.string(), words),
  forms: z.array(
    z.strictObject({
      sex: z.enum(['l', 'p']),
      for: z.array(z.enum(NAME_GROUPS)).min(1),
      form: z.array(z.string().min(1)).min(1).max(4),
      weights: z.array(z.number().nonnegative()),
    }),
  ),
  twins: z.strictObject({
    share,
    l: z.array(z.tuple([z.string(), z.string()])),
    p: z.array(z.tuple([z.string(), z.string()])),
  }),
  titles: z.strictObject({
    source,
    pilgrimFromYears: z.number(),
    pilgrimShare: share,
    pilgrim: z.strictObject({ l: z.string(), p: z.string() }),
    academicShare: share,
    academic: z.record(z.string(), titleWeights),
    olderAcademic: z.strictObject({ l: titleWeights, p: titleWeights }),
    olderBornBefore: z.number().int(),
    physician: z.strictObject({ occupation: z.number().int(), title: z.string() }),
    midwife: z.strictObject({ occupation: z.number().int(), title: z.string() }),
  }),
});
export type NameParameters = z.infer<typeof nameShape>;
