/** predictions.csv and explanations.csv: one row a household, in the order of the survey. */
import { CsvFile } from '../../linkage/files/writing/csv-file.ts';
import { ascending } from '../metrics/membership.ts';
import { transformationOf } from '../survey/label.ts';
import type { Survey } from '../survey/survey.ts';
import type { FeatureWords } from '../explain/words.ts';
import type { OutOfFold } from '../training/measure.ts';

/** Digits that a number of a survey is worth. */
const DIGITS = 9;
export const numberText = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(DIGITS))) : '';

/** [household] of the file's order. */
const fileOrder = (survey: Survey): Uint32Array =>
  Uint32Array.from(survey.rows.keys()).sort((a, b) => survey.rows[a]! - survey.rows[b]!);

/**
 * Skor kerentanan lokal: 0 to 100, the share of the survey's weight that seems better off. Ties share the middle.
 *
 * @returns [household]
 */
export function vulnerability(prediction: Float64Array, weight: Float64Array): Float64Array {
  const order = ascending(prediction);
  const total = weight.reduce((sum, w) => sum + w, 0);
  const scores = new Float64Array(prediction.length);
  let before = 0;
  for (let start = 0; start < order.length;) {
    let end = start;
    let tied = 0;
    while (end < order.length && prediction[order[end]!] === prediction[order[start]!]) tied += weight[order[end++]!]!;
    for (let i = start; i < end; i++) scores[order[i]!] = 100 * (1 - (before + tied / 2) / total);
    before += tied;
    start = end;
  }
  return scores;
}

export function writePredictions(
  path: string,
  survey: Survey,
  ids: readonly string[] | undefined,
  foldOf: Int32Array,
  scores: OutOfFold,
): void {
  const { back } = transformationOf(survey.label.transformation, survey.label.scale);
  const local = vulnerability(scores.prediction, survey.weight);
  const headings = ['row', ...(ids === undefined ? [] : ['id']), 'fold', 'label', 'score', 'low', 'high'];
  const file = new CsvFile(path, [...headings, 'skor_kerentanan_lokal']);
  try {
    for (const row of fileOrder(survey)) {
      file.whole(survey.rows[row]!);
      if (ids !== undefined) file.text(ids[row]!);
      file.whole(foldOf[row]! + 1);
      file.text(numberText(survey.label.amounts[row]!));
      for (const values of [scores.prediction, scores.low, scores.high]) file.text(numberText(back(values[row]!)));
      file.fixed(local[row]!, 3);
      file.endRow();
    }
    file.close();
  } finally {
    file.abandon();
  }
}

/** [household] of each fold: what the facts add, in the order of the table's features. */
export interface Explained {
  /** [household] */
  readonly base: Float64Array;
  /** [household × feature] */
  readonly values: Float64Array;
}

export function writeExplanations(
  path: string,
  survey: Survey,
  ids: readonly string[] | undefined,
  features: readonly string[],
  explained: Explained,
  scores: OutOfFold,
  words: FeatureWords,
): void {
  const headings = ['row', ...(ids === undefined ? [] : ['id']), 'prediction', 'base', ...features];
  const file = new CsvFile(path, [...headings, 'menaikkan_kerentanan', 'menurunkan_kerentanan']);
  try {
    for (const row of fileOrder(survey)) {
      const own = explained.values.subarray(row * features.length, (row + 1) * features.length);
      file.whole(survey.rows[row]!);
      if (ids !== undefined) file.text(ids[row]!);
      for (const value of [scores.prediction[row]!, explained.base[row]!, ...own]) file.text(numberText(value));
      const { raised, lowered } = words(row, own);
      file.text(raised);
      file.text(lowered);
      file.endRow();
    }
    file.close();
  } finally {
    file.abandon();
  }
}
