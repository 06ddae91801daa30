/**
 * How fast a score grows old: learnt from one wave of the survey, tried on the same and on later ones. Done with the linear
 * model, which is quick and ages as the others do.
 */
import { rankCorrelation } from '../features/rank-correlation.ts';
import { fitLinear, predictLinear } from '../linear/linear-model.ts';
import { intervalsOf, replicateWeights, type Interval } from '../metrics/bootstrap.ts';
import { choose, judged, targetingErrors } from '../metrics/targeting.ts';
import { clusterFolds } from '../stack/folds.ts';
import { dateReader, knownTexts } from '../survey/cell-text.ts';
import type { WelfareModelFile } from '../survey/load-model.ts';
import { findHeading, type Survey } from '../survey/survey.ts';
import type { TrainingData } from './learn-fold.ts';
import { tooLittle } from './require-enough.ts';

export interface Decay {
  readonly column: string;
  readonly waves: readonly { readonly name: string; readonly households: number }[];
  /** One for each pair of waves, the second not before the first. */
  readonly pairs: readonly DecayPair[];
}

export interface DecayPair {
  readonly learntFrom: string;
  readonly triedOn: string;
  readonly wavesBetween: number;
  readonly spearman: Interval;
  /** [coverage] */
  readonly auc: readonly Interval[];
  readonly exclusionError: readonly Interval[];
}

const MOST_WAVES = 4;
const LEAST_OF_WAVE = 100;

/** @returns undefined where no date is named, or fewer than two waves tell enough to learn from */
export function decayOf(
  survey: Survey,
  model: WelfareModelFile,
  data: TrainingData,
  folds: readonly Uint32Array[],
): Decay | undefined {
  if (model.date === undefined) return undefined;
  const column = findHeading(survey.columns, model.date)!;
  const { names, codes } = wavesOf(survey, column, model);
  const rowsOf = names.map((_, wave) => Uint32Array.from(codes.keys()).filter((row) => codes[row] === wave));
  const waves = names.map((name, wave) => ({ name, households: rowsOf[wave]!.length }));
  const usable = [...waves.keys()].filter(
    (wave) =>
      waves[wave]!.households >= LEAST_OF_WAVE &&
      folds.every((fold) => tooLittle(data, learntFrom(data, fold, codes, wave)) === undefined),
  );
  if (usable.length < 2) return undefined;
  const predictions = new Map(usable.map((wave) => [wave, predictedFrom(data, folds, codes, wave)]));
  const pairs = usable.flatMap((from) =>
    usable
      .filter((to) => to >= from)
      .map((to) => ({
        learntFrom: names[from]!,
        triedOn: names[to]!,
        wavesBetween: to - from,
        ...pairMetrics(survey, model, predictions.get(from)!, codes, to),
      })),
  );
  return { column, waves, pairs };
}

/** [household] prediction of a model learnt from one wave, by folds that do not hold the household's cluster. */
function predictedFrom(
  data: TrainingData,
  folds: readonly Uint32Array[],
  waves: Int32Array,
  wave: number,
): Float64Array {
  const predictions = new Float64Array(data.table.count).fill(NaN);
  const own = { count: data.table.count, features: data.table.features.slice(0, data.ownFeatures) };
  for (const fold of folds) {
    const rows = learntFrom(data, fold, waves, wave);
    const inner = clusterFolds(data.clusters, rows, data.innerFolds, data.seed);
    const { model } = fitLinear({ table: own, target: data.target, weight: data.weight, folds: inner });
    predictLinear(model, own, fold).forEach((value, i) => (predictions[fold[i]!] = value));
  }
  return predictions;
}

/** Households of one wave outside a fold. */
function learntFrom(data: TrainingData, fold: Uint32Array, waves: Int32Array, wave: number): Uint32Array {
  const held = new Set(fold);
  return Uint32Array.from(waves.keys()).filter((row) => waves[row] === wave && !held.has(row) && data.weight[row]! > 0);
}

function pairMetrics(
  survey: Survey,
  model: WelfareModelFile,
  prediction: Float64Array,
  waves: Int32Array,
  wave: number,
): Pick<DecayPair, 'spearman' | 'auc' | 'exclusionError'> {
  const weight = survey.weight.map((w, row) => (waves[row] === wave ? w * survey.people[row]! : 0));
  const drawn = replicateWeights({ ...survey, weight }, 50, model.seed);
  const data = judged(survey.label.amounts, prediction);
  const ranks = (w: Float64Array): number => {
    const rows = Uint32Array.from(w.keys()).filter((row) => w[row]! > 0);
    const of = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row]!);
    return rankCorrelation(of(prediction), of(survey.label.target), of(w));
  };
  const spearman = intervalsOf((w) => ({ spearman: ranks(w) }), weight, drawn).spearman;
  const each = model.coverages.map((written) =>
    intervalsOf(
      (w) => {
        const { auc, exclusionError } = targetingErrors(data, w, choose(data, w, written));
        return { auc, exclusionError };
      },
      weight,
      drawn,
    ),
  );
  return { spearman, auc: each.map(({ auc }) => auc), exclusionError: each.map((one) => one.exclusionError) };
}

function wavesOf(survey: Survey, column: string, model: WelfareModelFile): { names: string[]; codes: Int32Array } {
  const texts = survey.columns.get(column)!;
  const { isBlank, texts: distinct } = knownTexts(texts, new Set(model.file.missing));
  const read = dateReader(distinct);
  const isDate = distinct.every((text) => !Number.isNaN(read(text)));
  const yearOf = (text: string): string =>
    isDate && distinct.length > MOST_WAVES ? String(Math.floor(read(text))) : text;
  const all = [...new Set(distinct.map(yearOf))];
  const isNumber = all.every((name) => Number.isFinite(Number(name)));
  all.sort((a, b) => (isNumber ? Number(a) - Number(b) : a < b ? -1 : 1));
  const perWave = Math.ceil(all.length / MOST_WAVES);
  const waveOf = new Map(all.map((name, i) => [name, Math.floor(i / perWave)]));
  const names = Array.from({ length: Math.ceil(all.length / perWave) }, (_, wave) => {
    const part = all.slice(wave * perWave, (wave + 1) * perWave);
    return part.length === 1 ? part[0]! : `${part[0]} – ${part.at(-1)}`;
  });
  const codes = Int32Array.from(texts.codes, (code) =>
    isBlank[code] ? -1 : waveOf.get(yearOf(texts.dictionary[code]!))!,
  );
  return { names, codes };
}
