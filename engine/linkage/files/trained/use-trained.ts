/** Files linked by a trained model: what MODEL.yaml says of files holds, what it says of linking is the model's. */
import { basename } from 'node:path';
import { TwinError } from '../../../kernel/errors.ts';
import type { NeverTogether } from '../../core/link-model.ts';
import type { FieldPlan } from '../model/fields.ts';
import type { CompleteModel } from '../model/load-model.ts';
import { listed } from '../model/model-error.ts';
import type { WrittenModel } from '../model/shape.ts';
import type { LinkPlan, SourcePlan } from '../model/sources.ts';
import type { ReadSource } from '../reading/read-source.ts';
import type { TrainedModelFile } from './trained-file.ts';

/** @throws TwinError configuration: the files are called otherwise than those that the model was trained on */
export function checkSources({ sources }: TrainedModelFile, plans: readonly SourcePlan[], path: string): void {
  const names = plans.map(({ name }) => name);
  if ([...names].sort().join('\n') === [...sources].sort().join('\n')) return;
  throw new TwinError('configuration', {
    code: 'trained-sources',
    what: `The files are called ${listed(names)}, and the model was trained on ${listed(sources)}.`,
    where: { file: basename(path) },
    expected: 'files that are called as those that it was trained on',
    todo: 'Say what they are called in MODEL.yaml (source: under files), or leave out --trained.',
  });
}

/** @throws TwinError configuration: no file has a column for a field of the model */
export function trainedFields({ parameters }: TrainedModelFile, sources: readonly ReadSource[]): FieldPlan {
  const { fields } = parameters.model;
  const missing = fields.find(({ name }) => !sources.some(({ columns }) => columns.has(name)));
  if (missing === undefined) return { fields, leftOut: new Set(), notes: [] };
  const known = [...new Set(sources.flatMap(({ columns }) => [...columns.keys()]))];
  throw new TwinError('configuration', {
    code: 'trained-field',
    what: `The trained model compares the field "${missing.name}", and no file has a column for it.`,
    expected: `one of ${listed(known)}`,
    todo: `Add under files which column it is (columns: { ${missing.name}: heading }), or leave out --trained.`,
  });
}

const IGNORED = {
  id: 'Model terlatih dipakai: comparisons, blocking, how, threshold, limits dan training dari MODEL.yaml tidak dibaca.',
  en: 'A trained model is used: comparisons, blocking, how, threshold, limits and training of MODEL.yaml are not read.',
};

/** The trained model; sources in the order of the files. */
export function trainedModel(
  { parameters, sources }: TrainedModelFile,
  { comparisons, blocking, threshold }: WrittenModel,
  plan: LinkPlan & { readonly names: readonly string[] },
): CompleteModel {
  const { model } = parameters;
  const deduplicate = plan.names.map((name) => model.deduplicate[sources.indexOf(name)]!);
  const isSaid = comparisons !== undefined || blocking !== undefined || threshold !== undefined;
  return { model: { ...model, deduplicate, neverTogether: bothRules(model, plan) }, notes: isSaid ? [IGNORED] : [] };
}

/** What the model keeps apart and what MODEL.yaml does. */
function bothRules({ neverTogether: known = [] }: Pick<LinkPlan, 'neverTogether'>, plan: LinkPlan): NeverTogether[] {
  const isNew = ({ source, field }: NeverTogether): boolean =>
    !known.some((rule) => rule.source === source && rule.field === field);
  return [...known, ...(plan.neverTogether ?? []).filter(isNew)];
}

/** Record of a source by its id; records are counted through all sources. */
export function recordFinder(
  sources: readonly Pick<ReadSource, 'name' | 'ids' | 'idTexts'>[],
): (source: string, id: string) => number | undefined {
  const known = new Map<string, ReadonlyMap<string, number>>();
  const starts = new Map<string, number>();
  let first = 0;
  for (const { name, idTexts } of sources) {
    starts.set(name, first);
    first += idTexts.count;
  }
  return (source, id) => {
    const of = sources.find(({ name }) => name === source);
    if (of === undefined) return undefined;
    // Most runs have no decisions, and need no such map.
    let rows = known.get(source);
    if (rows === undefined) known.set(source, (rows = new Map(of.ids.map((each, row) => [each, row]))));
    const row = rows.get(id);
    return row === undefined ? undefined : starts.get(source)! + row;
  };
}
