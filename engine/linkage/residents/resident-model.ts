/** The model of a city's residents: a MODEL.yaml, read as any other, with what is particular to a city beside it. */
import { basename } from 'node:path';
import { z } from 'zod';
import { PART_NAMES } from '../core/blocking/key-parts.ts';
import type { ReadyModel } from '../core/link-model.ts';
import type { BlockingRuleSpec, FieldSpec } from '../core/link-model.ts';
import { MEASURES } from '../core/measures/measures.ts';
import { comparisonsOf, rulesOf, type CheckContext } from '../files/model/comparisons.ts';
import { checkHubs, fieldOf } from '../files/model/fields.ts';
import { checkFormats } from '../files/model/fitting-fields.ts';
import { loadModel } from '../files/model/load-model.ts';
import { listed, modelFault } from '../files/model/model-error.ts';
import { MODEL_SHAPE } from '../files/model/shape.ts';
import { GOLDEN_CRITERIA } from './golden/criteria.ts';

const SHARE = z.number().gt(0).lt(1);
const NOTE = z.string().min(1);
const CRITERIA = z.array(z.enum(GOLDEN_CRITERIA)).min(1);

const RESIDENTS = z.strictObject({
  decisions: z.strictObject({
    note: NOTE,
    /** Probability from which on a pair is worth a reviewer's look. */
    reviewFrom: SHARE,
    /** Two candidates less than this apart are for a person to decide; bits of odds. */
    rivalBits: z.number().min(0),
    /** Probability from which on rows that the population register does not know are joined with each other. */
    joinFrom: SHARE,
  }),
  learning: z.strictObject({ note: NOTE, sampledRows: z.int().min(1), fewestRows: z.int().min(0) }),
  golden: z.strictObject({
    note: NOTE,
    /** What is asked of rows that tell a field, one after the other, until one row is left. */
    all: CRITERIA,
    /** In place of that, by field. */
    fields: z.record(z.string(), CRITERIA),
    /** Fields that date a row, the first that its register has. */
    datedBy: z.array(z.string()).default([]),
  }),
});

const SHAPE = MODEL_SHAPE.omit({ golden: true }).extend({ residents: RESIDENTS });
type Written = z.infer<typeof SHAPE>;
type Particular = z.infer<typeof RESIDENTS>;

export interface ResidentModel extends Particular {
  readonly link: ReadyModel & { readonly rules: readonly BlockingRuleSpec[] };
  /** Probability from which on a pair is linked. */
  readonly linkFrom: number;
  /** Field of linkage to standard field of the registers. */
  readonly columns: ReadonlyMap<string, string>;
}

/** Comparisons by which decisions are explained and borrowed numbers told, each with the measure that it must have. */
const TOLD_BY = { nik: 'national-id', kk: 'household-id', name: 'full-name', birth: 'birth-date' } as const;

/**
 * Reads the model and checks that it can be run as it stands.
 *
 * @throws TwinError configuration: unreadable, of another shape, or a part that contradicts another; names the key
 */
export function loadResidentModel(path: string): ResidentModel {
  const file = basename(path);
  const written = loadModel(path, SHAPE);
  const fields = fieldsOf(written, file);
  const context: CheckContext = {
    modelFile: file,
    measures: MEASURES,
    plan: { fields, leftOut: new Set(), notes: [] },
    note: () => {},
  };
  const { comparisons, blocking, threshold, limits, training } = written;
  if (comparisons === undefined || blocking === undefined || threshold === undefined) throw leftToAuto(file);
  const link = {
    fields,
    comparisons: comparisonsOf(context, comparisons),
    rules: rulesOf(context, blocking, PART_NAMES),
    maximumPerKey: limits.maximumPerKey,
    maximumPairs: limits.maximumPairs,
    deduplicate: [],
    between: [],
    threshold,
    training,
  };
  checkNames(file, link);
  checkShares(file, written);
  if (written.residents.decisions.reviewFrom > threshold) throw thresholdsCross(file);
  return { ...written.residents, link, linkFrom: threshold, columns: columnsOf(written, file) };
}

function fieldsOf(written: Written, file: string): FieldSpec[] {
  const fields = Object.entries(written.fields).map(([name, { kind }]) => {
    if (kind !== undefined) return fieldOf(written, name, kind);
    throw modelFault(file, `fields.${name}.kind`, 'It is left open.', 'a kind', 'Say what kind of field it is.');
  });
  checkHubs(file, fields, new Set());
  checkFormats(file, fields);
  return fields;
}

function columnsOf({ files, fields }: Written, file: string): Map<string, string> {
  const columns = files['*']?.columns;
  const named = new Map(
    columns === undefined || columns === 'all'
      ? []
      : Object.entries(columns).map(([field, [column]]) => [field, String(column)] as const),
  );
  const missing = Object.keys(fields).find((field) => !named.has(field));
  if (missing === undefined) return named;
  const todo = 'Name under files, "*", columns the standard field of the registers that it is read from.';
  throw modelFault(file, `fields.${missing}`, 'No standard field is named for it.', 'a standard field', todo);
}

function checkNames(file: string, { comparisons, rules }: Pick<ResidentModel['link'], 'comparisons' | 'rules'>): void {
  for (const [name, measure] of Object.entries(TOLD_BY)) {
    if (comparisons.some((spec) => spec.name === name && spec.measure === measure)) continue;
    const what = `There is no comparison ${name} with the measure ${measure}, by which links are decided.`;
    throw modelFault(file, 'comparisons', what, listed(Object.keys(TOLD_BY)), 'Add it.');
  }
  const doubled = rules.find(({ name }, i) => rules.findIndex((rule) => rule.name === name) !== i);
  if (doubled === undefined) return;
  throw modelFault(file, 'blocking', `Two rules are called ${doubled.name}.`, 'another name for each', 'Rename one.');
}

/** A level that is left out falls to the next weaker one; shares that do not add up are a slip of who wrote them. */
function checkShares(file: string, { comparisons }: Written): void {
  comparisons!.forEach(({ name, levels }, i) => {
    const total = Object.values(levels ?? {}).reduce((sum, { m }) => sum + (m ?? 0), 0);
    if (levels !== undefined && Math.abs(total - 1) <= 0.001) return;
    const what = `The shares of ${name ?? String(i + 1)} add up to ${total.toFixed(4)}.`;
    throw modelFault(file, `comparisons.${i + 1}.levels`, what, 'shares that add up to 1', 'Mend one of them.');
  });
}

const leftToAuto = (file: string) =>
  modelFault(
    file,
    'comparisons, blocking, threshold',
    'One of these is left to be chosen.',
    'all of them spelled out, so that every build of a city decides alike',
    'Write it out.',
  );

const thresholdsCross = (file: string) =>
  modelFault(
    file,
    'residents.decisions.reviewFrom',
    'It is above threshold, so that pairs are linked that are not worth a look.',
    'a probability below threshold',
    'Lower it, or raise threshold.',
  );
