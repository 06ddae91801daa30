/** What training found out, as metrics.json keeps it and the card tells it. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import { FORESTS } from '../stack/settings.ts';
import { LEARNERS, type Learner } from '../stack/fit-welfare.ts';
import type { WelfareModelFile } from '../survey/load-model.ts';
import type { Survey } from '../survey/survey.ts';
import type { Decay } from './decay.ts';
import type { LearntFold } from './learn-fold.ts';
import type { Metrics } from './measure.ts';
import type { Prepared } from './prepare.ts';

export interface WelfareReport {
  readonly score: Bilingual;
  readonly survey: {
    readonly file: string;
    readonly households: number;
    readonly clusters: number | undefined;
    readonly strata: number;
    readonly weighted: boolean;
    /** Households of equal weight that would tell as much (Kish). */
    readonly effectiveHouseholds: number;
  };
  readonly label: {
    readonly column: string;
    readonly per: string | undefined;
    readonly transformation: string;
    readonly currency: string | undefined;
    readonly medianAmount: number;
  };
  readonly features: {
    readonly used: readonly string[];
    readonly context: readonly string[];
    readonly contextIsUsed: boolean;
    readonly suspects: readonly {
      readonly column: string;
      readonly isUsed: boolean;
      readonly degree: string;
      readonly reason: Bilingual;
    }[];
    readonly left: readonly { readonly column: string; readonly reason: Bilingual }[];
  };
  readonly model: {
    readonly folds: number;
    readonly innerFolds: number;
    readonly seed: number;
    readonly backend: string;
    /** How much each learner counts in the final model. */
    readonly mixture: Readonly<Record<Learner, number>>;
    readonly trees: Readonly<Record<string, number>>;
    readonly interval: string;
  };
  readonly metrics: Metrics;
  readonly decay: Decay | undefined;
  readonly notes: readonly Bilingual[];
}

export interface ReportInput {
  readonly survey: Survey;
  readonly model: WelfareModelFile;
  readonly prepared: Prepared;
  readonly metrics: Metrics;
  readonly decay: Decay | undefined;
  readonly final: LearntFold;
  readonly notes: readonly Bilingual[];
}

/** A model whose out-of-fold R² is above this has most likely seen its own label. */
const TOO_GOOD = 0.9;

export function reportOf({ survey, model, prepared, metrics, decay, final, notes }: ReportInput): WelfareReport {
  const { data, suspects, left, folds } = prepared;
  const names = data.table.features.map(({ name }) => name);
  const sum = survey.weight.reduce((total, w) => total + w, 0);
  const squares = survey.weight.reduce((total, w) => total + w * w, 0);
  return {
    score: { id: 'skor kerentanan lokal', en: 'local vulnerability score' },
    survey: {
      file: survey.file,
      households: survey.count,
      clusters: survey.hasClusters ? survey.clusterCount : undefined,
      strata: new Set(survey.strata).size,
      weighted: model.weight !== undefined,
      effectiveHouseholds: Math.round(sum ** 2 / squares),
    },
    label: {
      column: survey.label.column,
      per: survey.label.per,
      transformation: survey.label.transformation,
      currency: model.currency,
      medianAmount: median(survey.label.amounts),
    },
    features: {
      used: names.slice(0, data.ownFeatures),
      context: names.slice(data.ownFeatures),
      contextIsUsed: final.model.features > data.ownFeatures,
      suspects,
      left,
    },
    model: {
      folds: folds.length,
      innerFolds: data.innerFolds,
      seed: data.seed,
      backend: final.backend,
      mixture: Object.fromEntries(LEARNERS.map((learner, i) => [learner, final.model.mixture.weights[i]!])) as Record<
        Learner,
        number
      >,
      trees: Object.fromEntries(
        Object.keys(FORESTS).map((size, i) => [size, final.model.forests[i]![0]!.roots.length]),
      ),
      interval: final.model.calibration.scaledBy,
    },
    metrics,
    decay,
    notes: metrics.fit.rSquared.value > TOO_GOOD ? [...notes, tooGood(metrics.fit.rSquared.value)] : notes,
  };
}

const tooGood = (rSquared: number): Bilingual => ({
  id: `R² ${rSquared.toFixed(2)} terlalu bagus untuk dipercaya: periksa apakah ada kolom yang sebenarnya label itu sendiri.`,
  en: `An R² of ${rSquared.toFixed(2)} is too good to be true: look whether some column is the label itself.`,
});

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  return sorted[sorted.length >> 1]!;
}
