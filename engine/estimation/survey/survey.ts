/** A survey that was checked: who was asked, what they spend, how much each counts, and what else was written down. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import type { TextColumn } from '../../linkage/files/reading/text-column.ts';
import { foldHeading } from '../../registers/fold.ts';
import { isMissingText } from './cell-text.ts';
import { listed, modelFault, surveyFault } from './faults.ts';
import { labelOf, type Label } from './label.ts';
import type { WelfareModelFile } from './load-model.ts';
import type { SurveyColumns } from './read-columns.ts';
import { numbersOf } from './strict-numbers.ts';

/**
 * Row i of every column is one household. Households stand in an order that depends on what they answered and not on
 * the file, so that the same answers in another order give the same model.
 */
export interface Survey {
  readonly file: string;
  readonly count: number;
  /** [household] 1-based row in the file. */
  readonly rows: Uint32Array;
  readonly label: Label;
  /** [household] survey weight as written; 1 where none is declared. */
  readonly weight: Float64Array;
  /** [household] people in it where they are counted, else 1. */
  readonly people: Float64Array;
  /** [household] number of its cluster; each household its own where none is declared. */
  readonly clusters: Int32Array;
  readonly clusterCount: number;
  readonly hasClusters: boolean;
  /** [household] number of its stratum; 0 where none is declared. */
  readonly strata: Int32Array;
  readonly columns: ReadonlyMap<string, TextColumn>;
  /** Headings that are no facts: label, weight, cluster and so on. */
  readonly roles: ReadonlyMap<string, string>;
  readonly notes: readonly Bilingual[];
}

/** Fewer households than this teach nothing that would hold elsewhere. */
const LEAST_HOUSEHOLDS = 100;

/** @throws TwinError input and configuration, each naming file, row, column or key */
export function checkSurvey(read: SurveyColumns, model: WelfareModelFile): Survey {
  const find = (key: string, name: string): string => headingOf(read, model, key, name);
  const roles = rolesOf(model, find);
  const missing = new Set(model.file.missing);
  const labelColumn = find('label', model.label.column);
  const { kept, notes } = labelledRows(read, labelColumn, missing);
  const ordered = sortedByAnswers(read, kept);
  const columns = new Map([...read.columns].map(([heading, column]) => [heading, taken(column, ordered)]));
  const sorted: SurveyColumns = { ...read, columns, count: ordered.length, rows: taken32(read.rows, ordered) };
  requireHouseholds(sorted, model);
  const weight =
    model.weight === undefined ? ones(sorted.count) : weightsOf(sorted, find('weight', model.weight), missing);
  const clusters =
    model.cluster === undefined ? undefined : codesOf(sorted, [find('cluster', model.cluster)], missing, true);
  if (clusters !== undefined) requireClusters(sorted, model, clusters.count);
  return {
    file: read.file,
    count: sorted.count,
    rows: sorted.rows,
    label: labelOf(sorted, model, find, missing),
    weight,
    people: model.people === undefined ? ones(sorted.count) : peopleOf(sorted, find('people', model.people), missing),
    clusters: clusters?.codes ?? Int32Array.from({ length: sorted.count }, (_, row) => row),
    clusterCount: clusters?.count ?? sorted.count,
    hasClusters: clusters !== undefined,
    strata: codesOf(
      sorted,
      (model.strata ?? []).map((name) => find('strata', name)),
      missing,
      false,
    ).codes,
    columns,
    roles,
    notes,
  };
}

/** @throws TwinError input `column-missing` with the columns that are there */
function headingOf(read: SurveyColumns, model: WelfareModelFile, key: string, name: string): string {
  const found = findHeading(read.columns, name);
  if (found !== undefined) return found;
  const what = `There is no column "${name}", which ${model.fileName} names as ${key}.`;
  const expected = `one of ${listed([...read.columns.keys()])}`;
  throw surveyFault(
    'column-missing',
    { file: read.file, column: name },
    what,
    expected,
    `Mend ${key} in ${model.fileName}.`,
  );
}

/** As it is written, or else the only one that differs in case and marks alone. */
export function findHeading(columns: ReadonlyMap<string, unknown>, name: string): string | undefined {
  if (columns.has(name)) return name;
  const fold = foldHeading(name);
  const similar = [...columns.keys()].filter((heading) => foldHeading(heading) === fold);
  return fold !== '' && similar.length === 1 ? similar[0] : undefined;
}

function rolesOf(model: WelfareModelFile, find: (key: string, name: string) => string): Map<string, string> {
  const named: [string, string | undefined][] = [
    ['label', model.label.column],
    ['weight', model.weight],
    ['cluster', model.cluster],
    ['id', model.id],
    ['date', model.date],
    ['folds.column', model.folds.column],
  ];
  return new Map(named.flatMap(([key, name]) => (name === undefined ? [] : [[find(key, name), key] as const])));
}

function labelledRows(read: SurveyColumns, heading: string, missing: ReadonlySet<string>) {
  const { dictionary, codes } = read.columns.get(heading)!;
  const isBlank = dictionary.map((text) => isMissingText(text, missing));
  const kept = Uint32Array.from({ length: read.count }, (_, row) => row).filter((row) => !isBlank[codes[row]!]);
  const left = read.count - kept.length;
  const notes: Bilingual[] =
    left === 0
      ? []
      : [
          {
            id: `${left} baris tanpa ${heading} tidak dipakai.`,
            en: `${left} row${left === 1 ? '' : 's'} without ${heading} ${left === 1 ? 'is' : 'are'} left out.`,
          },
        ];
  return { kept, notes };
}

function sortedByAnswers(read: SurveyColumns, rows: Uint32Array): Uint32Array {
  const columns = [...read.columns.values()];
  const keys = new Map<number, string>();
  for (const row of rows)
    keys.set(row, columns.map(({ dictionary, codes }) => dictionary[codes[row]!]!).join('\u0001'));
  return rows.slice().sort((a, b) => {
    const [left, right] = [keys.get(a)!, keys.get(b)!];
    return left < right ? -1 : left > right ? 1 : a - b;
  });
}

const taken32 = (values: Uint32Array, rows: Uint32Array): Uint32Array => Uint32Array.from(rows, (row) => values[row]!);
const taken = ({ dictionary, codes }: TextColumn, rows: Uint32Array): TextColumn => ({
  dictionary,
  codes: taken32(codes, rows),
});
const ones = (count: number): Float64Array => new Float64Array(count).fill(1);

function requireHouseholds({ file, count }: SurveyColumns, model: WelfareModelFile): void {
  const least = Math.max(LEAST_HOUSEHOLDS, 20 * model.folds.count);
  if (count >= least) return;
  const what = `It has ${count} household${count === 1 ? '' : 's'} with a label.`;
  throw surveyFault('too-few-rows', { file }, what, `at least ${least}`, 'Give a larger survey, or fewer folds.');
}

function requireClusters({ file }: SurveyColumns, model: WelfareModelFile, clusters: number): void {
  if (model.folds.column === undefined && clusters < Math.max(model.folds.count, model.folds.inner + 1)) {
    const what = clusters === 1 ? 'All rows are of one cluster.' : `There are ${clusters} clusters.`;
    const expected = `at least ${Math.max(model.folds.count, model.folds.inner + 1)}, so that whole clusters can be held out`;
    const todo = `Name another column as cluster in ${model.fileName}, leave it out, or lower folds.`;
    throw surveyFault('too-few-clusters', { file, column: model.cluster! }, what, expected, todo);
  }
  if (clusters > 1) return;
  const what = 'All rows are of one cluster.';
  throw surveyFault(
    'too-few-clusters',
    { file, column: model.cluster! },
    what,
    'at least 2',
    'Name another column as cluster.',
  );
}

function weightsOf(read: SurveyColumns, heading: string, missing: ReadonlySet<string>): Float64Array {
  const weights = numbersOf(read, heading, missing, 'weight');
  const bad = weights.findIndex((value) => !(value >= 0));
  if (bad >= 0) {
    const isBlank = Number.isNaN(weights[bad]!);
    const where = { file: read.file, row: read.rows[bad]!, column: heading };
    const what = isBlank ? 'A household has no weight.' : 'A weight is negative.';
    const todo = 'Mend it; a household that is to count for nothing has weight 0.';
    throw surveyFault(isBlank ? 'weight-missing' : 'weight-negative', where, what, 'a number of 0 or more', todo);
  }
  if (weights.some((value) => value > 0)) return weights;
  const what = 'All weights are 0.';
  throw surveyFault('weight-zero', { file: read.file, column: heading }, what, 'weights above 0', 'Mend them.');
}

function peopleOf(read: SurveyColumns, heading: string, missing: ReadonlySet<string>): Float64Array {
  const people = numbersOf(read, heading, missing, 'people');
  const bad = people.findIndex((value) => !(value > 0));
  if (bad < 0) return people;
  const where = { file: read.file, row: read.rows[bad]!, column: heading };
  throw surveyFault(
    'people-missing',
    where,
    'A household has no size.',
    'a number above 0',
    'Mend it, or leave people out.',
  );
}

/** Distinct texts of some columns together as numbers, in the order of the texts; a blank one is one of its own. */
function codesOf(
  read: SurveyColumns,
  headings: readonly string[],
  missing: ReadonlySet<string>,
  isOwnWhereBlank: boolean,
): { readonly codes: Int32Array; readonly count: number } {
  const columns = headings.map((heading) => read.columns.get(heading)!);
  const texts = Array.from({ length: read.count }, (_, row) => {
    const parts = columns.map(({ dictionary, codes }) => dictionary[codes[row]!]!);
    const isBlank = parts.some((part) => isMissingText(part, missing));
    return isBlank && isOwnWhereBlank ? `\u0000${row}` : parts.join('\u0001');
  });
  const names = [...new Set(texts)].sort();
  const codeOf = new Map(names.map((name, code) => [name, code]));
  return { codes: Int32Array.from(texts, (text) => codeOf.get(text)!), count: names.length };
}

/** @returns [household] fold as the column says it, numbered from 0. @throws TwinError input, configuration */
export function declaredFolds(survey: Survey, model: WelfareModelFile): Uint32Array[] | undefined {
  if (model.folds.column === undefined) return undefined;
  const heading = findHeading(survey.columns, model.folds.column)!;
  const { dictionary, codes } = survey.columns.get(heading)!;
  const names = [...new Set([...codes].map((code) => dictionary[code]!))].sort();
  if (names.length < 2 || names.length > 20) {
    const what = `The column ${heading} has ${names.length} distinct values.`;
    throw modelFault(model.fileName, 'folds.column', what, '2 to 20 folds', 'Name a column of folds.');
  }
  return names.map((name) => Uint32Array.from(codes.keys()).filter((row) => dictionary[codes[row]!] === name));
}
