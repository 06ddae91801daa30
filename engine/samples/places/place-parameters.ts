/** Shape of models/sample/places.yaml. */
import { z } from 'zod';
import { curve } from '../families/population-parameters.ts';

const share = z.number().min(0).max(1);
const source = z.string().min(1);

export const placeShape = z.strictObject({
  kelurahan: z.strictObject({ source, regularTps: z.record(z.string(), z.number().positive()) }),
  settlement: z.strictObject({ source, rtSizeDeviation: z.number().nonnegative(), sharedHouseShare: share }),
  migration: z.strictObject({
    lifetimeShare: share,
    lifetimeShareSource: source,
    byAge: curve.and(z.object({ source })),
    householdEffect: z.number().nonnegative(),
    otherKecamatanShare: share,
    origins: z.strictObject({
      source,
      list: z
        .array(
          z.strictObject({
            code: z.string().regex(/^\d{4}$/, 'four digits'),
            kecamatan: z.number().int().min(1).max(99),
            birthPlace: z.string().min(1),
            weight: z.number().positive(),
          }),
        )
        .min(1),
    }),
    bornElsewhereShare: share,
  }),
  familyCards: z.strictObject({ source, firstIssueYear: z.number().int() }),
});
export type PlaceParameters = z.infer<typeof placeShape>;
