/** Comparisons and blocking rules as a model writes them, checked and made complete. */
import type { ComparisonSpec, LevelShape, MeasureKind } from '../../core/comparison.ts';
import type { BlockingRuleSpec } from '../../core/link-model.ts';
import type { Note } from '../../core/values/standardise.ts';
import type { FieldPlan } from './fields.ts';
import { checkKeyFields, checkMeasureFields, checkOptions } from './fitting-fields.ts';
import { listed, modelFault } from './model-error.ts';
import type { WrittenComparison, WrittenLevels, WrittenModel, WrittenRule } from './shape.ts';

export type Measures = Readonly<Record<string, Pick<MeasureKind, 'levels'>>>;

/** What a part of a model is checked against. */
export interface CheckContext {
  readonly modelFile: string;
  readonly measures: Measures;
  readonly plan: FieldPlan;
  /** Takes a sentence about what was left out. */
  readonly note: (note: Note) => void;
}

/** Share of true matches that a start gives to the strongest level, where nothing is said. */
const STRONGEST_M = 0.9;

/**
 * Levels weakest first, whichever order they are written in. The weakest is always there, since the rest falls to it.
 *
 * @throws TwinError configuration: a level that the measure does not have
 */
export function levelsOf(
  context: CheckContext,
  key: string,
  measure: string,
  written: WrittenLevels | undefined,
  start: readonly LevelShape[] = [],
): LevelShape[] {
  const known = context.measures[measure]!.levels;
  const odd = Object.keys(written ?? {}).find((name) => !known.includes(name));
  if (odd !== undefined) {
    const what = `The measure ${measure} never shows the level "${odd}".`;
    throw modelFault(
      context.modelFile,
      key,
      what,
      `some of ${listed(known)}`,
      'Name levels of the measure, or write auto.',
    );
  }
  const names = known.filter((name, i) => i === 0 || written === undefined || name in written);
  const started = new Map(start.map((level) => [level.name, level]));
  const weakM = (1 - STRONGEST_M) / Math.max(1, names.length - 1);
  return names.map((name, i) => {
    const before = started.get(name);
    const share = names.length === 1 ? 1 : i === names.length - 1 ? STRONGEST_M : weakM;
    const { m = before?.m ?? share, learn = before?.isLearnt ?? true } = written?.[name] ?? {};
    return { name, m, isLearnt: learn };
  });
}

export function comparisonsOf(context: CheckContext, written: readonly WrittenComparison[]): ComparisonSpec[] {
  const specs = written.flatMap((comparison, i) => comparisonOf(context, comparison, `comparisons.${i + 1}`));
  const doubled = specs.find(({ name }, i) => specs.findIndex((other) => other.name === name) !== i);
  if (doubled !== undefined) {
    const what = `Two comparisons are called ${doubled.name}.`;
    throw modelFault(context.modelFile, 'comparisons', what, 'another name for each', 'Give one of them another name.');
  }
  specs.forEach((spec) => checkMuting(context, spec, specs));
  if (specs.length > 0) return specs;
  const todo = 'Compare fields that are told, or write comparisons: auto.';
  throw modelFault(context.modelFile, 'comparisons', 'None is left.', 'at least one', todo);
}

function comparisonOf(context: CheckContext, written: WrittenComparison, key: string): ComparisonSpec[] {
  const { measure, fields, mutedBy, options } = written;
  if (!Object.hasOwn(context.measures, measure)) {
    const expected = `one of ${listed(Object.keys(context.measures))}`;
    throw modelFault(
      context.modelFile,
      `${key}.measure`,
      `There is no measure "${measure}".`,
      expected,
      'Name one of these, or write comparisons: auto.',
    );
  }
  checkFields(context, `${key}.fields`, fields);
  checkAreCompared(context, `${key}.fields`, fields);
  const name = written.name ?? fields.join('+');
  const gone = fields.filter((field) => context.plan.leftOut.has(field));
  if (gone.length > 0) {
    context.note(leftOut(`Perbandingan ${name}`, `The comparison ${name}`, gone));
    return [];
  }
  checkMeasureFields(context.modelFile, `${key}.fields`, measure, fieldsNamed(context, fields));
  checkOptions(context.modelFile, key, measure, options);
  const levels = levelsOf(context, `${key}.levels`, measure, written.levels);
  return [{ name, measure, fields, levels, ...(mutedBy && { mutedBy }), ...(options && { options }) }];
}

function checkMuting(context: CheckContext, { name, mutedBy }: ComparisonSpec, all: readonly ComparisonSpec[]): void {
  if (mutedBy === undefined) return;
  const by = all.find((other) => other.name === mutedBy.comparison && other.name !== name);
  const key = `comparisons, ${name}, mutedBy`;
  if (by === undefined) {
    const expected = `one of ${listed(all.map((other) => other.name).filter((other) => other !== name))}`;
    throw modelFault(
      context.modelFile,
      key,
      `There is no comparison "${mutedBy.comparison}".`,
      expected,
      'Name one of these.',
    );
  }
  if (by.levels.some((level) => level.name === mutedBy.level)) return;
  const expected = `one of ${listed(by.levels.map((level) => level.name))}`;
  const what = `The comparison ${by.name} never shows the level "${mutedBy.level}".`;
  throw modelFault(context.modelFile, key, what, expected, 'Name one of these.');
}

/** Levels that a field asks for, laid over the comparisons that were chosen for it; a note where they cannot be. */
export function withWrittenLevels(
  context: CheckContext,
  specs: readonly ComparisonSpec[],
  fields: WrittenModel['fields'],
): ComparisonSpec[] {
  return specs.map((spec) => {
    const asking = spec.fields.filter((field) => fields[field]?.levels !== undefined);
    const isOfFirst = spec.fields.length === 1 || spec.measure === 'name-parts';
    if (!isOfFirst) asking.forEach((field) => context.note(readAsOne(field, spec.fields)));
    const [first] = spec.fields;
    if (!isOfFirst || !asking.includes(first!)) return spec;
    const { swapped, ...others } = fields[first!]!.levels!;
    const levels = { ...others, ...(swapped && spec.options?.['follows'] !== true && { swapped }) };
    return { ...spec, levels: levelsOf(context, `fields.${first!}.levels`, spec.measure, levels, spec.levels) };
  });
}

const readAsOne = (field: string, fields: readonly string[]): Note => ({
  id: `Tingkat (levels) isian ${field} tidak dipakai, karena ${fields.join(', ')} dibaca sebagai satu; tuliskan pada comparisons.`,
  en: `The levels of the field ${field} are not used, as ${fields.join(', ')} are read as one; write them under comparisons.`,
});

export function rulesOf(
  context: CheckContext,
  written: readonly WrittenRule[],
  parts: readonly string[],
): BlockingRuleSpec[] {
  const rules = written.flatMap((rule, i) => ruleOf(context, rule, `blocking.${i + 1}`, parts));
  if (rules.length > 0) return rules;
  const todo = 'Name keys that are told, or write blocking: auto.';
  throw modelFault(context.modelFile, 'blocking', 'No rule is left.', 'at least one', todo);
}

function ruleOf(context: CheckContext, rule: WrittenRule, key: string, parts: readonly string[]): BlockingRuleSpec[] {
  const { keys, maximumPerKey } = rule;
  keys.forEach(({ part, fields }, i) => {
    const at = `${key}.keys.${i + 1}`;
    if (!parts.includes(part.replace(/^(prefix|suffix)-[1-9]\d*$/, '$1-N'))) {
      const expected = `a field, or one of ${listed(parts)} with its field`;
      throw modelFault(
        context.modelFile,
        at,
        `There is no part "${part}" of a field.`,
        expected,
        'Write for instance sound: surname, or blocking: auto.',
      );
    }
    checkFields(context, at, fields);
  });
  const name =
    rule.name ??
    keys.map(({ part, fields }) => (part === 'value' ? fields.join('+') : `${part} ${fields.join('+')}`)).join(' & ');
  keys.forEach(({ part, fields }, i) => {
    checkKeyFields(context.modelFile, `${key}.keys.${i + 1}`, part, fieldsNamed(context, fields));
  });
  const gone = keys.flatMap(({ fields }) => fields.filter((field) => context.plan.leftOut.has(field)));
  if (gone.length > 0) {
    context.note(leftOut(`Aturan ${name}`, `The rule ${name}`, gone));
    return [];
  }
  return [{ name, keys, ...(maximumPerKey !== undefined && { maximumPerKey }) }];
}

/** Those of the fields that are told. */
const fieldsNamed = ({ plan }: CheckContext, names: readonly string[]) =>
  names.flatMap((name) => plan.fields.find((field) => field.name === name) ?? []);

function checkFields({ modelFile, plan }: CheckContext, key: string, names: readonly string[]): void {
  const known = new Set([...plan.fields.map(({ name }) => name), ...plan.leftOut]);
  const odd = names.find((name) => !known.has(name));
  if (odd === undefined) return;
  throw modelFault(
    modelFile,
    key,
    `There is no field "${odd}".`,
    `one of ${listed([...known])}`,
    'Name one of these, or add the field and its column.',
  );
}

function checkAreCompared(context: CheckContext, key: string, names: readonly string[]): void {
  const odd = fieldsNamed(context, names).find((field) => field.isCompared === false);
  if (odd === undefined) return;
  const what = `The field ${odd.name} is not compared (compared: false under fields).`;
  throw modelFault(context.modelFile, key, what, 'a field that is compared', 'Take it out, or leave compared out.');
}

const leftOut = (id: string, en: string, fields: readonly string[]): Note => ({
  id: `${id} tidak dipakai karena isian ${fields.join(', ')} kosong di semua baris.`,
  en: `${en} is left out because ${fields.join(', ')} is blank in every row.`,
});
