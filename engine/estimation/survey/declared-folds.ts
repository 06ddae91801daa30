/** Folds that the survey has already: a column that says the fold of each row. */
import { isMissingText } from './cell-text.ts';
import { firstOfFile } from './design.ts';
import { modelFault, surveyFault } from './faults.ts';
import type { WelfareModelFile } from './load-model.ts';
import { findHeading, type Survey } from './survey.ts';

const MOST_FOLDS = 20;

/**
 * @returns [fold] households, folds in the order of their names; undefined where MODEL.yaml names no column
 * @throws TwinError configuration: no folds in the column; input: a household without fold, a cluster in two folds
 */
export function declaredFolds(survey: Survey, model: WelfareModelFile): Uint32Array[] | undefined {
  if (model.folds.column === undefined) return undefined;
  const column = findHeading(survey.columns, model.folds.column)!;
  const { dictionary, codes } = survey.columns.get(column)!;
  const missing = new Set(model.file.missing);
  const blank = firstOfFile(survey, (row) => isMissingText(dictionary[codes[row]!]!, missing));
  if (blank >= 0) {
    const where = { file: survey.file, row: survey.rows[blank]!, column };
    const todo = 'Write its fold, or leave the column out of folds.';
    throw surveyFault('fold-missing', where, 'A household has no fold.', 'a fold for each household', todo);
  }
  const names = [...new Set([...codes].map((code) => dictionary[code]!))].sort();
  if (names.length < 2 || names.length > MOST_FOLDS) {
    const what = `The column ${column} has ${names.length} distinct value${names.length === 1 ? '' : 's'}.`;
    throw modelFault(model.fileName, 'folds.column', what, `2 to ${MOST_FOLDS} folds`, 'Name a column of folds.');
  }
  requireWholeClusters(survey, column, codes);
  return names.map((name) => Uint32Array.from(codes.keys()).filter((row) => dictionary[codes[row]!] === name));
}

/** A cluster in two folds is learnt from where it is tried: errors would look smaller than they are. */
function requireWholeClusters(survey: Survey, column: string, foldOf: Uint32Array): void {
  if (!survey.hasClusters) return;
  const firstOf = new Map<number, number>();
  for (const row of Uint32Array.from(foldOf.keys()).sort((a, b) => survey.rows[a]! - survey.rows[b]!)) {
    const first = firstOf.get(survey.clusters[row]!);
    if (first === undefined) firstOf.set(survey.clusters[row]!, row);
    else if (foldOf[first] !== foldOf[row]) {
      const [one, other] = [survey.rows[first]!, survey.rows[row]!];
      const what = `Rows ${one} and ${other} are of one cluster (${survey.clusterColumn}) and stand in two folds.`;
      const todo =
        'Give all rows of a cluster one fold, or leave the column out of folds: they are then made by cluster.';
      const where = { file: survey.file, row: other, column };
      throw surveyFault('fold-splits-cluster', where, what, 'each cluster in one fold', todo);
    }
  }
}
