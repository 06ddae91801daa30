/** No result is handed on that is no number: a blank in a list of scores would be taken for a household without one. */
import { transformationOf } from '../survey/label.ts';
import type { Survey } from '../survey/survey.ts';
import type { Metrics, OutOfFold } from './measure.ts';

/** @throws RangeError: a score, an end of its interval or a part of its explanation that is no number */
export function requireFiniteScores(survey: Survey, scores: OutOfFold, explained: ArrayLike<number>): void {
  const { back } = transformationOf(survey.label.transformation, survey.label.scale);
  for (const name of ['prediction', 'low', 'high'] as const) {
    const bad = scores[name].findIndex((value) => !Number.isFinite(back(value)));
    if (bad >= 0) throw new RangeError(`the ${name} of row ${survey.rows[bad]!} of the survey is no number`);
  }
  if (Array.prototype.some.call(explained, (value: number) => !Number.isFinite(value)))
    throw new RangeError('what a fact adds to a score is no number');
}

/** @throws RangeError: a measure that every survey has is no number */
export function requireFiniteMetrics({ spearman, fit, coverages }: Metrics): void {
  const measures = [
    ['spearman', spearman] as const,
    ...Object.entries(fit),
    ...coverages.flatMap((each) =>
      (['inclusionError', 'exclusionError', 'auc', 'leakage', 'underCoverage'] as const).map(
        (name) => [`${name} at ${each.coverage}`, each[name]] as const,
      ),
    ),
  ];
  for (const [name, { value, low, high }] of measures)
    if (![value, low, high].every(Number.isFinite)) throw new RangeError(`${name} is no number`);
}
