/** Shape of models/sample/welfare.yaml. */
import { z } from 'zod';

const share = z.number().min(0).max(1);
const source = z.string().min(1);
const rupiah = z.number().positive();

export const welfareShape = z.strictObject({
  position: z.strictObject({ source, neighbourhoodShare: share, alikeWithinMetres: z.number().positive() }),
  welfare: z.strictObject({
    source,
    position: z.number(),
    headEducation: z.number(),
    incomeAPerson: z.number(),
    chance: z.number(),
    eachFurtherMember: z.number(),
    eachDisabled: z.number(),
  }),
  expenditure: z.strictObject({
    povertyLineRupiahPerPersonPerMonth: rupiah,
    poorShare: share,
    povertySource: source,
    giniIndex: share,
    giniSource: source,
    leastRupiahPerPersonPerMonth: rupiah,
    leastSource: source,
  }),
  desil: z.strictObject({ shares: z.array(share).length(10), source, correlation: share }),
});
export type WelfareParameters = z.infer<typeof welfareShape>;
