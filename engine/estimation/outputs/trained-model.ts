/** The trained model as it is kept: all that scoring another household needs, and no household of the survey. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import { spreadOf, type FeatureSpread } from '../features/spread.ts';
import type { LearntFold } from '../training/learn-fold.ts';
import type { Prepared } from '../training/prepare.ts';
import type { WelfareModel } from '../stack/fit-welfare.ts';
import type { WelfareModelFile } from '../survey/load-model.ts';
import type { Transformation, WrittenFeature } from '../survey/model-shape.ts';
import { findHeading, type Survey } from '../survey/survey.ts';

export const FORMAT = 'kembaran-welfare-2';

/** One fact as the survey had it. */
export interface TrainedFeature {
  readonly name: string;
  readonly kind: 'number' | 'category';
  /** What MODEL.yaml says of it; of facts of the surroundings nothing. */
  readonly written?: Pick<WrittenFeature, 'name' | 'order' | 'fact' | 'codes'> | undefined;
  readonly spread: FeatureSpread;
}

export interface TrainedModel {
  readonly format: typeof FORMAT;
  readonly trainedOn: string;
  readonly title?: Bilingual | undefined;
  /** When households were asked: 2025, 2025-03 or 2025-03-31; undefined where MODEL.yaml does not say. */
  readonly surveyed?: string | undefined;
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
  readonly features: readonly TrainedFeature[];
  /** Shares of households for which errors were measured. */
  readonly coverages: readonly number[];
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
  const said = new Map(
    Object.entries(written.features).map(([name, { name: called, order, fact, codes }]) => [
      findHeading(survey.columns, name),
      { name: called, order, fact, codes },
    ]),
  );
  return {
    format: FORMAT,
    trainedOn: survey.file,
    title: written.title,
    surveyed: written.surveyed,
    households: survey.count,
    label: { column, per, currency: written.currency },
    transformation,
    scale,
    interval: written.interval,
    features: data.table.features.slice(0, model.features).map((feature) => ({
      name: feature.name,
      kind: feature.kind,
      written: said.get(feature.name),
      spread: spreadOf(feature, survey.weight),
    })),
    coverages: written.coverages.map(({ coverage }) => coverage),
    ownFeatures: Math.min(data.ownFeatures, model.features),
    model,
  };
}
