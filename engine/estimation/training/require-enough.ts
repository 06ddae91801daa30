/** Whether every part of a survey that is learnt from tells enough: each fold's, and those of the folds inside it. */
import { clusterFolds } from '../stack/folds.ts';
import { modelFault, surveyFault } from '../survey/faults.ts';
import type { WelfareModelFile } from '../survey/load-model.ts';
import type { Survey } from '../survey/survey.ts';

/** From one cluster nobody could tell the village from its households. */
const LEAST_CLUSTERS = 2;
const LEAST_HOUSEHOLDS = 20;

export interface LearningDesign {
  /** [household] */
  readonly clusters: Int32Array;
  readonly weight: Float64Array;
  readonly target: Float64Array;
  readonly innerFolds: number;
  readonly seed: number;
}

/** What is too little of a part that is to be learnt from. */
export type TooLittle =
  | { readonly kind: 'clusters'; readonly clusters: number }
  | { readonly kind: 'households'; readonly households: number }
  | { readonly kind: 'label' };

/**
 * @param rows households to learn from; those of weight 0 count for nothing
 * @returns    undefined where it is enough, also inside, where parts of it are held out
 */
export function tooLittle(design: LearningDesign, rows: Uint32Array): TooLittle | undefined {
  const counting = rows.filter((row) => design.weight[row]! > 0);
  const own = partFault(design, counting);
  if (own !== undefined) return own;
  const inner = clusterFolds(design.clusters, counting, design.innerFolds, design.seed);
  if (inner.some((part) => part.length === 0))
    return { kind: 'clusters', clusters: clustersIn(design.clusters, counting) };
  for (const held of inner) {
    const isHeld = new Set(held);
    const fault = partFault(
      design,
      counting.filter((row) => !isHeld.has(row)),
    );
    if (fault !== undefined)
      return fault.kind === 'clusters' ? { ...fault, clusters: clustersIn(design.clusters, counting) } : fault;
  }
  return undefined;
}

function partFault({ clusters, target }: LearningDesign, rows: Uint32Array): TooLittle | undefined {
  const count = clustersIn(clusters, rows);
  if (count < LEAST_CLUSTERS) return { kind: 'clusters', clusters: count };
  if (rows.length < LEAST_HOUSEHOLDS) return { kind: 'households', households: rows.length };
  return rows.every((row) => target[row] === target[rows[0]!]) ? { kind: 'label' } : undefined;
}

const clustersIn = (clusters: Int32Array, rows: Uint32Array): number =>
  new Set(Array.from(rows, (row) => clusters[row])).size;

/** Fewer clusters than folds: one of them would hold nobody. */
const noFold = ({ clusters }: Survey, every: Uint32Array): TooLittle => ({
  kind: 'clusters',
  clusters: clustersIn(clusters, every),
});

/** @throws TwinError input: a fold that leaves too little to learn from, with what to do */
export function requireEnough(
  survey: Survey,
  model: WelfareModelFile,
  design: LearningDesign,
  folds: readonly Uint32Array[],
): void {
  const every = Uint32Array.from(survey.rows.keys());
  folds.forEach((fold, i) => {
    const held = new Set(fold);
    const learntFrom = every.filter((row) => !held.has(row));
    const found = fold.length === 0 ? noFold(survey, every) : tooLittle(design, learntFrom);
    if (found === undefined) return;
    const which = `Fold ${i + 1} of ${folds.length}`;
    const parts = `folds: { count: ${folds.length}, inner: ${design.innerFolds} }`;
    if (found.kind === 'clusters') {
      const all = clustersIn(survey.clusters, every);
      const what =
        all === 1
          ? 'All rows are of one cluster.'
          : `There are ${all} clusters. ${which} leaves ${found.clusters} with a weight above 0 to learn from, and a part of them is held out again (${parts}).`;
      const expected = `at least ${Math.max(LEAST_CLUSTERS + 1, design.innerFolds)} clusters left by each fold, and ${LEAST_CLUSTERS} in each part that is learnt from inside it`;
      const todo = `Lower folds, name another column as cluster in ${model.fileName}, or leave it out.`;
      const column = survey.clusterColumn;
      throw surveyFault(
        survey.hasClusters ? 'too-few-clusters' : 'too-few-rows',
        { file: survey.file, ...(column === undefined ? {} : { column }) },
        what,
        expected,
        todo,
      );
    }
    const what =
      found.kind === 'label'
        ? `${which} leaves households to learn from that all have the same label (${parts}).`
        : `${which} leaves ${found.households} households with a weight above 0 in a part that is learnt from (${parts}).`;
    const expected = found.kind === 'label' ? 'labels that differ in each part' : `at least ${LEAST_HOUSEHOLDS}`;
    const todo = 'Lower folds, or take folds whose clusters are of about the same size.';
    throw surveyFault('too-few-rows', { file: survey.file }, what, expected, todo);
  });
}

/** @throws TwinError configuration: a line below which nobody is, or everybody: no error could be counted */
export function requireSomebodyDue({ label, weight }: Survey, model: WelfareModelFile): void {
  model.coverages.forEach(({ line }, i) => {
    if (line === undefined) return;
    let [due, others] = [0, 0];
    label.amounts.forEach((amount, row) => {
      if (weight[row] === 0) return;
      if (amount < line) due++;
      else others++;
    });
    if (due > 0 && others > 0) return;
    const per = label.per === undefined ? '' : ` divided by ${label.per}`;
    const what = `${due === 0 ? 'No household' : 'Every household'} of the survey is below ${line}.`;
    const expected = `a line in the unit of the label (${label.column}${per}), with households on either side`;
    throw modelFault(model.fileName, `coverages.${i}.line`, what, expected, 'Mend the line, or name poor as a share.');
  });
}
