/** The golden section of a model, checked and made complete. */
import type { FieldSpec } from '../../core/link-model.ts';
import { autoCriteria, type GoldenCriterion, type GoldenSpec } from '../golden/spec.ts';
import { listed, modelFault } from './model-error.ts';
import type { WrittenCriterion, WrittenModel } from './shape.ts';
import { findSource, type SourcePlan } from './sources.ts';

interface Context {
  readonly modelFile: string;
  readonly fields: readonly FieldSpec[];
  /** Fields that no row tells. */
  readonly leftOut: ReadonlySet<string>;
  readonly sources: readonly SourcePlan[];
}

/**
 * @throws TwinError configuration: a field, a source or a field of dates that there is not; `date` where nothing dates rows
 */
export function planGolden({ golden }: Pick<WrittenModel, 'golden'>, context: Context): GoldenSpec {
  const { fields, leftOut, modelFile } = context;
  const { all, fields: written = {}, rank, datedBy } = golden ?? {};
  const known = [...fields.map(({ name }) => name), ...leftOut];
  const odd = Object.keys(written).find((field) => !known.includes(field));
  if (odd !== undefined) throw noField(modelFile, `golden.fields.${odd}`, odd, known);
  const ranked: GoldenCriterion = { by: 'rank', sources: rankedSources(context, 'golden.rank', rank ?? []) };
  const dated = datedBy && dateCriterion(context, 'golden.datedBy', datedBy);
  const complete = (key: string, criteria: readonly WrittenCriterion[]): GoldenCriterion[] =>
    criteria.map((criterion, i) => completeCriterion(context, `${key}.${String(i + 1)}`, criterion, ranked, dated));
  const forAll = all && complete('golden.all', all);
  const byField = new Map(
    Object.entries(written).map(([field, criteria]) => [field, complete(`golden.fields.${field}`, criteria)]),
  );
  return {
    isAuto: forAll === undefined && byField.size === 0,
    fields: fields.map(({ name, kind }) => ({
      field: name,
      criteria: byField.get(name) ?? forAll ?? autoCriteria(kind, ranked, dated),
    })),
  };
}

function completeCriterion(
  context: Context,
  key: string,
  criterion: WrittenCriterion,
  ranked: GoldenCriterion,
  dated: GoldenCriterion | undefined,
): GoldenCriterion {
  if ('sources' in criterion) return { by: 'rank', sources: rankedSources(context, `${key}.rank`, criterion.sources) };
  if ('fields' in criterion) return dateCriterion(context, `${key}.date`, criterion.fields);
  if (criterion.by === 'rank') return ranked;
  if (criterion.by !== 'date') return { by: criterion.by };
  if (dated !== undefined) return dated;
  const todo = 'Write golden.datedBy: updated, or date: updated in place of date.';
  throw modelFault(context.modelFile, key, 'It is not said which field dates a row.', 'a field of kind "date"', todo);
}

/** Those named, and behind them the others as they stand on the command line. */
function rankedSources({ modelFile, sources }: Context, key: string, named: readonly string[]): string[] {
  const places = named.map((name) => findSource(modelFile, sources, key, name));
  const order = [...new Set([...places, ...sources.keys()])];
  return order.map((place) => sources[place]!.name);
}

function dateCriterion(
  { modelFile, fields, leftOut }: Context,
  key: string,
  named: readonly string[],
): GoldenCriterion {
  const dates = fields.filter(({ kind }) => kind === 'date').map(({ name }) => name);
  for (const name of named) {
    if (dates.includes(name) || leftOut.has(name)) continue;
    const other = fields.find((field) => field.name === name);
    if (other === undefined) throw noField(modelFile, key, name, dates);
    const what = `The field ${name} is of kind ${other.kind} and dates no row.`;
    const todo = `Say under fields that it is a date (${name}: { kind: date, compared: false }), or name another.`;
    throw modelFault(modelFile, key, what, 'a field of kind "date"', todo);
  }
  return { by: 'date', fields: [...named] };
}

const noField = (modelFile: string, key: string, name: string, known: readonly string[]) =>
  modelFault(
    modelFile,
    key,
    `There is no field "${name}".`,
    known.length === 0 ? 'a field' : `one of ${listed(known)}`,
    `Name one of these, or add under files which column it is (columns: { ${name}: heading }).`,
  );
