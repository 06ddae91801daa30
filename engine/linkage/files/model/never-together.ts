/** Which rows a model keeps apart, whatever they tell. */
import type { NeverTogether } from '../../core/link-model.ts';
import type { ReadSource } from '../reading/read-source.ts';
import type { FieldPlan } from './fields.ts';
import { listed, modelFault } from './model-error.ts';
import type { WrittenModel } from './shape.ts';
import type { LinkPlan, SourcePlan } from './sources.ts';

/**
 * @throws TwinError configuration: a field that the file does not have; a file whose doubles are sought and that has none
 */
export function planNeverTogether(
  model: WrittenModel,
  modelFile: string,
  plans: readonly SourcePlan[],
  { deduplicate }: LinkPlan,
  sources: readonly Pick<ReadSource, 'name' | 'columns'>[],
  { fields, leftOut }: FieldPlan,
): NeverTogether[] {
  const read = new Set([...fields.map(({ name }) => name), ...leftOut]);
  checkFields(model, modelFile, plans, sources, read);
  return plans.flatMap(({ name, settings: { neverTogether } }, s) => {
    if (neverTogether === undefined) return [];
    if (neverTogether === true) {
      if (deduplicate[s] === true) throw doublesOfNone(modelFile, name);
      return [{ source: name }];
    }
    const told = neverTogether.filter((field) => sources[s]!.columns.has(field) && !leftOut.has(field));
    return told.map((field) => ({ source: name, field }));
  });
}

/** What is said of all files holds for those that have the field; one of them must. */
function checkFields(
  { files }: WrittenModel,
  modelFile: string,
  plans: readonly SourcePlan[],
  sources: readonly Pick<ReadSource, 'columns'>[],
  read: ReadonlySet<string>,
): void {
  for (const [key, { neverTogether }] of Object.entries(files)) {
    if (neverTogether === undefined || neverTogether === true) continue;
    const meant = sources.filter((_, s) => key === '*' || plans[s]!.settings.neverTogether === neverTogether);
    const known = new Set(meant.flatMap(({ columns }) => [...columns.keys()].filter((field) => read.has(field))));
    const odd = neverTogether.find((field) => meant.length > 0 && !known.has(field));
    if (odd === undefined) continue;
    const todo = 'Name one of these, or add under columns which column it is.';
    const at = `files.${key}.neverTogether`;
    throw modelFault(modelFile, at, `The file has no field "${odd}".`, `one of ${listed([...known])}`, todo);
  }
}

function doublesOfNone(modelFile: string, name: string) {
  const what = `No two rows of ${name} are one entity (neverTogether: true), and its doubles are to be sought.`;
  const todo = 'Leave it out of deduplicate, or name the fields that tell its rows apart (neverTogether: [household]).';
  return modelFault(modelFile, 'how.deduplicate', what, 'one of the two', todo);
}
