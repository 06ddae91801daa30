/** Reads MODEL.yaml, and makes of it and of the files the model that linkage works with. */
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { ZodType } from 'zod';
import { TwinError } from '../../../kernel/errors.ts';
import { loadYaml } from '../../../kernel/yaml-file.ts';
import type { ComparisonSpec } from '../../core/comparison.ts';
import { comparisonsOf, type AskedModel, type LinkModel, type ReadyModel } from '../../core/link-model.ts';
import type { LinkTable } from '../../core/table.ts';
import type { Note } from '../../core/values/standardise.ts';
import {
  comparisonsOf as comparisonsWritten,
  rulesOf,
  withWrittenLevels,
  type CheckContext,
  type Measures,
} from './comparisons.ts';
import { isCompared, type FieldPlan } from './fields.ts';
import { modelFault } from './model-error.ts';
import { MODEL_SHAPE, type WrittenModel } from './shape.ts';
import type { LinkPlan } from './sources.ts';

/** @throws TwinError configuration: unreadable, or of another shape; the text names the key */
export function loadModel(path: string): WrittenModel;
/** @param shape of a model that says more than MODEL.yaml must */
export function loadModel<T extends WrittenModel>(path: string, shape: ZodType<T>): T;
export function loadModel(path: string, shape: ZodType<WrittenModel> = MODEL_SHAPE): WrittenModel {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) throw folderAsModel(path);
  try {
    return loadYaml(path, shape);
  } catch (error) {
    if (!(error instanceof TwinError) || error.text.code !== 'yaml-shape') throw error;
    const todo = 'Mend that key; npm run twin -- link --help shows a MODEL.yaml that works.';
    throw new TwinError(error.kind, { ...error.text, todo }, { cause: error });
  }
}

const folderAsModel = (path: string): TwinError =>
  new TwinError('configuration', {
    code: 'file-is-folder',
    what: 'A folder is in the place of the file.',
    where: { file: basename(path) },
    expected: 'a YAML file',
    todo: 'Name a file in it.',
  });

/** What the core knows of measures and keys, against which a model is checked. */
export interface CoreKnowledge {
  readonly measures: Measures;
  readonly keyParts: readonly string[];
  readonly autoComparisons: (
    table: LinkTable,
    fields: LinkModel['fields'],
  ) => { readonly comparisons: readonly ComparisonSpec[]; readonly notes: readonly Note[] };
}

export interface CompleteModel {
  readonly model: ReadyModel;
  readonly notes: readonly Note[];
}

/** The same before its comparisons are chosen, which has notes besides. */
export interface OpenedModel {
  readonly model: AskedModel;
  readonly notes: readonly Note[];
}

/** @throws TwinError configuration: a measure, level, field, part or comparison that there is not */
export function completeModel(...of: Parameters<typeof openModel>): CompleteModel {
  const { model, notes } = openModel(...of);
  return { model: { ...model, comparisons: comparisonsOf(model) }, notes };
}

/** @throws TwinError configuration: as `completeModel`, of comparisons when they are asked for */
export function openModel(
  written: WrittenModel,
  modelFile: string,
  table: LinkTable,
  plan: FieldPlan,
  links: LinkPlan,
  core: CoreKnowledge,
): OpenedModel {
  const notes: Note[] = [];
  const context: CheckContext = { modelFile, measures: core.measures, plan, note: (note) => notes.push(note) };
  const rules = written.blocking === undefined ? 'auto' : rulesOf(context, written.blocking, core.keyParts);
  const comparisons = (): readonly ComparisonSpec[] => chooseComparisons(written, table, context, core);
  const { limits, threshold, training } = written;
  const model = {
    fields: plan.fields,
    comparisons,
    rules,
    maximumPerKey: limits.maximumPerKey,
    maximumPairs: limits.maximumPairs,
    ...links,
    threshold: threshold ?? 'auto',
    training,
  } as const;
  return { model, notes };
}

function chooseComparisons(
  written: WrittenModel,
  table: LinkTable,
  context: CheckContext,
  core: CoreKnowledge,
): readonly ComparisonSpec[] {
  if (written.comparisons !== undefined) {
    const asking = Object.keys(written.fields).find((name) => written.fields[name]!.levels !== undefined);
    if (asking !== undefined) throw levelsInTwoPlaces(context.modelFile, asking);
    return comparisonsWritten(context, written.comparisons);
  }
  const { comparisons, notes } = core.autoComparisons(table, context.plan.fields.filter(isCompared));
  notes.forEach(context.note);
  return withWrittenLevels(context, comparisons, written.fields);
}

const levelsInTwoPlaces = (modelFile: string, field: string) =>
  modelFault(
    modelFile,
    `fields.${field}.levels`,
    'Comparisons are written out, and levels stand there.',
    'levels under comparisons alone',
    'Move them to the comparison of the field, or write comparisons: auto.',
  );
