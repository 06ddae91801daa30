/** Shape of models/sample/work.yaml. */
import { z } from 'zod';
import { codeWeights, curve } from '../families/population-parameters.ts';

const share = z.number().min(0).max(1);
const source = z.string().min(1);
const positive = z.number().positive();
/** One number for each code of education, 1 to 10. */
const byEducation = z.array(z.number().nonnegative()).length(10);

export const workShape = z.strictObject({
  schooling: z.strictObject({
    source,
    firstMonth: z.number().int().min(1).max(12),
    participation: curve,
    gradeBehindShare: share,
    gradeAheadShare: share,
    student: curve,
    positionEffect: z.number(),
  }),
  education: z.strictObject({
    source,
    positionCorrelation: share,
    cohorts: z.array(z.strictObject({ bornBefore: z.number(), male: byEducation, female: byEducation })).min(1),
    years: byEducation,
  }),
  labour: z.strictObject({
    source,
    source2: source,
    workingAgeYears: z.number().int(),
    participationShare: share,
    unemploymentShare: share,
    male: curve,
    female: curve,
    inSchool: share,
    inStudy: share,
    disabledFactor: positive,
    unemployed: curve,
    unemployedByEducation: byEducation,
  }),
  occupation: z.strictObject({
    source,
    groups: z.array(z.strictObject({ education: z.array(z.number().int()), male: codeWeights, female: codeWeights })),
    onlyForReligion: z.record(z.string(), z.array(z.number().int())),
    onlyUnmarried: z.array(z.number().int()),
    stateServants: z.array(z.number().int()),
    stateServiceEndsYears: z.number().int(),
    instead: z.number().int(),
    agricultural: z.array(z.number().int()),
    pensionersFromYears: z.number().int(),
    pensionersByEducation: byEducation,
    housewifeShare: share,
    housewifeOldestYears: z.number().int(),
  }),
  income: z.strictObject({
    source,
    deviation: positive,
    others: positive,
    median: codeWeights,
    byEducation,
    spentShare: share,
  }),
});
export type WorkParameters = z.infer<typeof workShape>;
