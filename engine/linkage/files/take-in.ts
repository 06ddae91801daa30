/** Reads new and changed rows of files as the model of an earlier result read its files, and takes them into it. */
import { basename } from 'node:path';
import { TwinError } from '../../kernel/errors.ts';
import type { Progress } from '../../kernel/progress.ts';
import { nameOf, type StandardRecord } from '../core/growing/live-records.ts';
import { readRecords } from '../core/growing/read-records.ts';
import type { Note } from '../core/values/standardise.ts';
import { writtenRecords } from './golden/golden-outputs.ts';
import { loadModel } from './model/load-model.ts';
import { inputFault, listed, withLine } from './model/model-error.ts';
import { planSources, type SourcePlan } from './model/sources.ts';
import { openIdTable } from './reading/open-id-table.ts';
import { readSource, type ReadSource } from './reading/read-source.ts';
import { cellValue } from './reading/text-column.ts';
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

/** What became of the result, and what is to be known of how the files were read. */
export interface TakenIn extends Growth {
  readonly notes: readonly Note[];
}

export async function takeIn(options: TakeInOptions): Promise<TakenIn> {
  try {
    return await takeInRows(options);
  } catch (error) {
    throw withLine(error, options.modelPath);
  }
}

async function takeInRows(options: TakeInOptions): Promise<TakenIn> {
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
  const growth = await growResult({
    folder: into,
    records,
    written: writtenRecords(sources, fields),
    removed,
    decisionsPath: options.decisionsPath,
    threads,
    progress,
  });
  return { ...growth, notes: sources.flatMap(({ notes }) => notes) };
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

/** A record may be named twice, and two sources may have one id each. */
async function readRemoved(path: string, { sources }: TrainedModelFile): Promise<string[]> {
  const opened = await openIdTable(path, sources.length === 1 ? 'id' : 'source and id');
  const { source: rows, sheet, layout } = opened;
  const file = basename(path);
  const ofSource = layout.headings.findIndex((heading) => heading.toLowerCase() === 'source');
  const removed = new Set<string>();
  try {
    await rows.read(
      sheet,
      (row) => {
        if (row.row <= layout.headingRow) return;
        const id = cellValue(row, layout.id, rows.is1904);
        const told = ofSource < 0 ? '' : cellValue(row, ofSource, rows.is1904);
        if (id === '' && told === '') return;
        if (id === '') throw inputFault('id-blank', { file, row: row.row }, 'A row has no id.', 'an id', 'Fill it in.');
        const source = ofSource < 0 && sources.length === 1 ? sources[0]! : told;
        if (!sources.includes(source)) throw sourceUntold(file, row.row, sources);
        removed.add(nameOf(source, id));
      },
      () => undefined,
    );
  } finally {
    await rows.close();
  }
  return [...removed];
}

const sourceUntold = (file: string, row: number, sources: readonly string[]): TwinError =>
  inputFault(
    'removed-source',
    { file, row, column: 'source' },
    'It is not said of which source a record is that is no more.',
    `one of ${listed(sources)}`,
    'Add a column source with the name of the source.',
  );
