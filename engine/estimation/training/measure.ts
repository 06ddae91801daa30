/** All that is measured of the out-of-fold scores, as metrics.json keeps it. */
import { fairnessOf, type GroupErrors } from '../metrics/fairness.ts';
import { intervalsOf, replicateWeights, type Interval } from '../metrics/bootstrap.ts';
import { fitOf, tenthsOf, type CalibrationInput, type Fit, type Tenth } from '../metrics/calibration.ts';
import type { Grouping } from '../metrics/groups.ts';
import { choose, judged, meanGap, targetingErrors, welfareGain, type TargetingErrors } from '../metrics/targeting.ts';
import { rankCorrelation, rankCorrelations } from '../features/rank-correlation.ts';
import { LEARNERS, type Learner } from '../stack/fit-welfare.ts';
import type { WelfareModelFile } from '../survey/load-model.ts';
import type { WrittenCoverage } from '../survey/model-shape.ts';
import type { Survey } from '../survey/survey.ts';

/** Out-of-fold scores, [household] each, as the model sees welfare. */
export interface OutOfFold extends CalibrationInput {
  readonly byLearner: Readonly<Record<Learner, Float64Array>>;
}

export interface CoverageMetrics {
  readonly coverage: number;
  readonly poor: number | undefined;
  readonly line: number;
  /** What each household that is chosen is reckoned to get. */
  readonly benefit: number;
  readonly benefitIs: 'named' | 'mean-gap';
  readonly dueShare: number;
  readonly inclusionError: Interval;
  readonly exclusionError: Interval;
  readonly auc: Interval;
  /** In the unit of the label, for the whole weight of the survey. */
  readonly leakage: Interval;
  readonly underCoverage: Interval;
  readonly budget: number;
  readonly welfareGain: Interval;
  readonly groups: readonly { readonly column: string; readonly errors: readonly GroupErrors[] }[];
  readonly learners: Readonly<Record<Learner, Pick<TargetingErrors, 'inclusionError' | 'exclusionError' | 'auc'>>>;
}

export interface Metrics {
  readonly spearman: Interval;
  readonly fit: Record<keyof Fit, Interval>;
  readonly promisedCoverage: number;
  readonly tenths: readonly Tenth[];
  readonly learners: Readonly<Record<Learner, { readonly spearman: number; readonly rSquared: number }>>;
  readonly coverages: readonly CoverageMetrics[];
  readonly replicates: number;
}

const REPLICATES = 200;
/** Numbers that replicates may take in memory. */
const MOST_NUMBERS = 2e7;

export function measure(
  survey: Survey,
  model: WelfareModelFile,
  scores: OutOfFold,
  groupings: readonly Grouping[],
): Metrics {
  const weight = survey.weight.map((w, row) => w * survey.people[row]!);
  const replicates = Math.max(50, Math.min(REPLICATES, Math.floor(MOST_NUMBERS / survey.count)));
  const drawn = replicateWeights({ ...survey, weight }, replicates, model.seed);
  const ranksAgree = rankCorrelations(scores.prediction, scores.target);
  const spearman = intervalsOf((w) => ({ spearman: ranksAgree(w) }), weight, drawn);
  const fit = intervalsOf((w) => ({ ...fitOf(scores, w) }), weight, drawn);
  const learners = eachLearner((learner) => {
    const prediction = scores.byLearner[learner];
    return {
      spearman: rankCorrelation(prediction, scores.target, weight),
      rSquared: fitOf({ ...scores, prediction }, weight).rSquared,
    };
  });
  const context = { survey, model, scores, groupings, weight, drawn };
  return {
    spearman: spearman.spearman,
    fit,
    promisedCoverage: model.interval,
    tenths: tenthsOf(scores, weight),
    learners,
    coverages: model.coverages.map((written) => coverageMetrics(context, written)),
    replicates,
  };
}

interface MeasureContext {
  readonly survey: Survey;
  readonly model: WelfareModelFile;
  readonly scores: OutOfFold;
  readonly groupings: readonly Grouping[];
  readonly weight: Float64Array;
  readonly drawn: readonly Float64Array[];
}

function coverageMetrics(context: MeasureContext, written: WrittenCoverage): CoverageMetrics {
  const { survey, model, scores, weight, drawn } = context;
  const data = judged(survey.label.amounts, scores.prediction);
  const { line, gap } = meanGap(data, weight, written);
  const benefit = model.benefit ?? gap;
  const intervals = intervalsOf(
    (w) => {
      const chosen = choose(data, w, written);
      const errors = targetingErrors(data, w, chosen);
      return {
        inclusionError: errors.inclusionError,
        exclusionError: errors.exclusionError,
        auc: errors.auc,
        leakage: benefit * errors.leakedWeight,
        underCoverage: benefit * errors.missedWeight,
        welfareGain: welfareGain(data, w, chosen.selected, benefit),
      };
    },
    weight,
    drawn,
  );
  const chosen = choose(data, weight, written);
  const bias = scores.prediction.map((value, row) => value - scores.target[row]!);
  const byGrouping = fairnessOf(data, bias, context.groupings, written, weight, drawn);
  return {
    coverage: written.coverage,
    poor: written.line === undefined ? (written.poor ?? written.coverage) : undefined,
    line,
    benefit,
    benefitIs: model.benefit === undefined ? 'mean-gap' : 'named',
    dueShare: targetingErrors(data, weight, chosen).dueShare,
    ...intervals,
    budget: benefit * weight.reduce((sum, w, row) => sum + w * chosen.selected[row]!, 0),
    groups: context.groupings.map(({ column }, i) => ({ column, errors: byGrouping[i]! })),
    learners: eachLearner((learner) => {
      const own = judged(survey.label.amounts, scores.byLearner[learner]);
      const { inclusionError, exclusionError, auc } = targetingErrors(own, weight, choose(own, weight, written));
      return { inclusionError, exclusionError, auc };
    }),
  };
}

const eachLearner = <T>(made: (learner: Learner) => T): Record<Learner, T> =>
  Object.fromEntries(LEARNERS.map((learner) => [learner, made(learner)])) as Record<Learner, T>;
