/** From a survey and a MODEL.yaml to what the models learn from, with everything said that was decided on the way. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import { contextFeatures, LEAST_CLUSTERS, LEAST_CLUSTER_SIZE } from '../features/context.ts';
import type { FeatureTable } from '../features/feature-table.ts';
import { findSuspects, type Suspect } from '../features/leakage.ts';
import { readFeatures } from '../features/read-features.ts';
import { clusterFolds } from '../stack/folds.ts';
import type { WelfareModelFile } from '../survey/load-model.ts';
import { declaredFolds } from '../survey/declared-folds.ts';
import type { Survey } from '../survey/survey.ts';
import { surveyFault } from '../survey/faults.ts';
import type { TrainingData } from './learn-fold.ts';
import { requireEnough, requireSomebodyDue } from './require-enough.ts';

export interface Prepared {
  readonly data: TrainingData;
  /** [fold] households. */
  readonly folds: readonly Uint32Array[];
  /** Columns left out because they are the label in other clothes, and columns to be looked at. */
  readonly suspects: readonly (Suspect & { readonly isUsed: boolean })[];
  readonly left: readonly { readonly column: string; readonly reason: Bilingual }[];
  readonly notes: readonly Bilingual[];
}

/** @throws TwinError what reading features and folds throws */
export function prepare(survey: Survey, model: WelfareModelFile): Prepared {
  requireSomebodyDue(survey, model);
  const folds = foldsOf(survey, model);
  const read = readFeatures(survey, model);
  const suspects = findSuspects(
    read.features.map(({ feature }) => feature),
    survey,
  );
  const named = new Set(read.features.filter(({ isNamed }) => isNamed).map(({ feature }) => feature.name));
  const dropped = new Set(
    suspects.filter(({ degree, column }) => degree === 'sure' && !named.has(column)).map(({ column }) => column),
  );
  const own = read.features.map(({ feature }) => feature).filter(({ name }) => !dropped.has(name));
  if (own.length === 0) {
    const expected = 'facts of the household that are no sums of spending';
    const todo = 'Name the facts under features; one that is named is used.';
    throw surveyFault('no-features', { file: survey.file }, 'No column is left to learn from.', expected, todo);
  }
  const table: FeatureTable = { count: survey.count, features: own };
  const context = hasContext(survey, model) ? contextFeatures(table, survey.clusters, survey.weight) : [];
  return {
    data: {
      table: { count: survey.count, features: [...own, ...context] },
      ownFeatures: own.length,
      target: survey.label.target,
      weight: normalised(survey.weight),
      clusters: survey.clusters,
      innerFolds: model.folds.inner,
      level: model.interval,
      seed: model.seed,
    },
    folds,
    suspects: suspects.map((suspect) => ({ ...suspect, isUsed: !dropped.has(suspect.column) })),
    left: read.left,
    notes: read.notes,
  };
}

/** @throws TwinError configuration, input: folds that leave too little to learn from */
function foldsOf(survey: Survey, model: WelfareModelFile): Uint32Array[] {
  const every = Uint32Array.from({ length: survey.count }, (_, row) => row);
  const folds = declaredFolds(survey, model) ?? clusterFolds(survey.clusters, every, model.folds.count, model.seed);
  const { clusters, weight, label } = survey;
  const design = { clusters, weight, target: label.target, innerFolds: model.folds.inner, seed: model.seed };
  requireEnough(survey, model, design, folds);
  return folds;
}

function hasContext(survey: Survey, model: WelfareModelFile): boolean {
  if (model.context === 'none' || !survey.hasClusters) return false;
  return survey.clusterCount >= LEAST_CLUSTERS && survey.count >= LEAST_CLUSTER_SIZE * survey.clusterCount;
}

function normalised(weight: Float64Array): Float64Array {
  const mean = weight.reduce((sum, w) => sum + w, 0) / weight.length;
  return weight.map((w) => w / mean);
}
