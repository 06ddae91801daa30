/** Shape of models/sample/survey.yaml. */
import { join } from 'node:path';
import { z } from 'zod';
import { loadYaml } from '../../kernel/yaml-file.ts';

const share = z.number().min(0).max(1);
const deviation = z.number().min(0);
const source = z.string().min(1);

const SHAPE = z.strictObject({
  sample: z.strictObject({
    source,
    blockFamilies: z.int().min(2),
    blocks: z.int().min(1),
    familiesPerBlock: z.int().min(1),
    responseShare: z.number().gt(0).max(1),
  }),
  errors: z.strictObject({
    source,
    answerOff: share,
    areaDeviation: deviation,
    ageOff: share,
    educationOff: share,
    spendingDeviation: deviation,
    foodShare: share,
    foodShareSlope: z.number().min(0),
  }),
});
export type SurveyParameters = z.infer<typeof SHAPE>;

/** @throws TwinError configuration: the file is missing or has not the expected shape */
export const loadSurveyParameters = (models: string): SurveyParameters =>
  loadYaml(join(models, 'sample', 'survey.yaml'), SHAPE);
