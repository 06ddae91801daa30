/** Reads new and changed rows of files as the model of an earlier result read its files, and takes them into it. */
import { basename, parse } from 'node:path';
import { TwinError } from '../../kernel/errors.ts';
import type { Progress } from '../../kernel/progress.ts';
import { nameOf, type StandardRecord } from '../core/growing/live-records.ts';
import { readRecords } from '../core/growing/read-records.ts';
import { loadModel } from './model/load-model.ts';
import { listed } from './model/model-error.ts';
import { planSources, type SourcePlan } from './model/sources.ts';
import { readSource, type ReadSource } from './reading/read-source.ts';
import { growResult, openForGrowth, type Growth } from './state/grow-result.ts';
import type { TrainedModelFile } from './trained/trained-file.ts';
import { trainedFields } from './trained/use-trained.ts';

export interface TakeInOptions {
  readonly modelPath: string;
  readonly paths: readonly string[];
  /** The earlier result, which becomes the new one. */
  readonly into: string;
  /** A table with the column id, and source where the result has several: records that are no more. */
  readonly removedPath?: string | undefined;
  readonly decisionsPath?: string | undefined;
  readonly threads: number;
  readonly progress: Progress;
}

export async function takeIn(options: TakeInOptions): Promise<Growth> {
  const { modelPath, paths, into, threads, progress } = options;
  const { trained } = openForGrowth(into);
  const written = loadModel(modelPath);
  const plans = planSources(written, basename(modelPath), paths).map((plan) => planFor(plan, trained, into));
  const readings: Record<string, unknown> = { ...trained.readings };
  progress.stage('Membaca berkas');
  const sources: ReadSource[] = [];
  for (const plan of plans) sources.push(await readSource(plan, () => undefined, readings));
  const { fields } = trainedFields(trained, sources);
  const records: StandardRecord[] = sources.flatMap((source) => readRecords([source], fields, readings));
  const removed = options.removedPath === undefined ? [] : await readRemoved(options.removedPath, trained);
  return growResult({ folder: into, records, removed, decisionsPath: options.decisionsPath, threads, progress });
}

/** The source of the result that a file has rows of: the only one, or the one of its name. */
function planFor(plan: SourcePlan, { sources }: TrainedModelFile, into: string): SourcePlan {
  const [only] = sources;
  if (sources.length === 1) return { ...plan, name: only! };
  if (sources.includes(plan.name)) return plan;
  throw new TwinError('configuration', {
    code: 'into-source',
    what: `The file ${basename(plan.path)} is called "${plan.name}", and the result in "${basename(into)}" has no such source.`,
    expected: `one of ${listed(sources)}`,
    todo: 'Say of which source its rows are in MODEL.yaml (source: under files).',
  });
}

async function readRemoved(path: string, { sources }: TrainedModelFile): Promise<string[]> {
  const plan: SourcePlan = { path, name: parse(path).name, settings: { id: 'id' }, columns: 'all' };
  const { ids, columns } = await readSource(plan, () => undefined);
  const named = columns.get('source');
  return ids.map((id, row) => {
    const source =
      named === undefined ? (sources.length === 1 ? sources[0]! : '') : named.dictionary[named.codes[row]!]!;
    if (sources.includes(source)) return nameOf(source, id);
    throw new TwinError('input', {
      code: 'removed-source',
      what: 'It is not said of which source a record is that is no more.',
      where: { file: basename(path), column: 'source' },
      expected: `one of ${listed(sources)}`,
      todo: 'Add a column source with the name of the source.',
    });
  });
}
