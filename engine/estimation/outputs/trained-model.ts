/** The trained model as it is kept: all that scoring another household needs, and no household of the survey. */
import type { LearntFold } from '../training/learn-fold.ts';
import type { Prepared } from '../training/prepare.ts';
import type { WelfareModel } from '../stack/fit-welfare.ts';
import type { WelfareModelFile } from '../survey/load-model.ts';
import type { Transformation } from '../survey/model-shape.ts';
import type { Survey } from '../survey/survey.ts';

export interface TrainedModel {
  readonly format: 'kembaran-welfare-1';
  readonly trainedOn: string;
  readonly households: number;
  readonly label: {
    readonly column: string;
    readonly per?: string | undefined;
    readonly currency?: string | undefined;
  };
  readonly transformation: Transformation;
  readonly scale: number;
  readonly interval: number;
  /** Facts in the order in which the model reads them; the first `ownFeatures` of the household, then of its cluster. */
  readonly features: readonly { readonly name: string; readonly kind: 'number' | 'category' }[];
  readonly ownFeatures: number;
  readonly model: WelfareModel;
}

export function trainedModel(
  survey: Survey,
  written: WelfareModelFile,
  { data }: Prepared,
  { model }: LearntFold,
): TrainedModel {
  const { column, per, transformation, scale } = survey.label;
  return {
    format: 'kembaran-welfare-1',
    trainedOn: survey.file,
    households: survey.count,
    label: { column, per, currency: written.currency },
    transformation,
    scale,
    interval: written.interval,
    features: data.table.features.slice(0, model.features).map(({ name, kind }) => ({ name, kind })),
    ownFeatures: Math.min(data.ownFeatures, model.features),
    model,
  };
}
