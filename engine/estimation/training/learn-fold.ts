/** One fold of the outer cross-validation: learnt from the others, scored and explained where it was not seen. */
import { explainWelfare } from '../explain/contributions.ts';
import type { FeatureTable } from '../features/feature-table.ts';
import { openBackend } from '../network/backend.ts';
import { fitWelfare, scoreWelfare, type Scored, type WelfareModel } from '../stack/fit-welfare.ts';
import { chance } from '../../kernel/random.ts';

/** What every fold is learnt from; sent to threads as it stands. */
export interface TrainingData {
  readonly table: FeatureTable;
  readonly ownFeatures: number;
  readonly target: Float64Array;
  /** [household] survey weight, mean 1. */
  readonly weight: Float64Array;
  readonly clusters: Int32Array;
  readonly innerFolds: number;
  readonly level: number;
  readonly seed: number;
}

export interface FoldTask {
  readonly name: string;
  readonly learnFrom: Uint32Array;
  readonly score: Uint32Array;
  readonly explains: boolean;
}

export interface LearntFold {
  readonly model: WelfareModel;
  readonly scored: Scored;
  /** Of the fold's households, where they were asked for. */
  readonly contributions: { readonly base: number; readonly values: Float64Array } | undefined;
  readonly backend: string;
}

const BACKGROUND = 16;

export async function learnFold(
  data: TrainingData,
  task: FoldTask,
  onStep: (share: number) => void,
): Promise<LearntFold> {
  const backend = await openBackend();
  // A household that counts for nothing teaches nothing.
  const rows = task.learnFrom.filter((row) => data.weight[row]! > 0);
  const model = fitWelfare({ ...data, rows, onStep: (share) => onStep(0.85 * share) });
  const scored = scoreWelfare(model, data.table, task.score);
  if (!task.explains) return { model, scored, contributions: undefined, backend };
  const settings = { background: drawnRows(rows, data.seed), seed: data.seed };
  return { model, scored, contributions: explainWelfare(model, data.table, task.score, settings), backend };
}

function drawnRows(rows: Uint32Array, seed: number): Uint32Array {
  const source = chance(seed, 'background');
  return Uint32Array.from({ length: Math.min(BACKGROUND, rows.length) }, (_, i) => rows[source.below(rows.length, i)]!);
}
