/** A survey that was checked: who was asked, what they spend, how much each counts, and what else was written down. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import type { TextColumn } from '../../linkage/files/reading/text-column.ts';
import { foldHeading } from '../../registers/fold.ts';
import { clusterNotes, codesOf, idNotes, peopleOf, weightsOf } from './design.ts';
import { listed, surveyFault } from './faults.ts';
import { labelOf, type Label } from './label.ts';
import type { WelfareModelFile } from './load-model.ts';
import type { Transformation } from './model-shape.ts';
import type { SurveyColumns } from './read-columns.ts';
import { labelCodesOf } from './sentinels.ts';
import { numbersOf, type FileReading } from './strict-numbers.ts';

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
  /** Columns that say the cluster, as a fault names them. */
  readonly clusterColumn: string | undefined;
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
  const reading = { missing: new Set(model.file.missing), decimal: model.file.decimal };
  const { kept, notes } = labelledRows(read, model, find('label', model.label.column), reading);
  const ordered = sortedByAnswers(read, kept);
  const columns = new Map([...read.columns].map(([heading, column]) => [heading, taken(column, ordered)]));
  const sorted: SurveyColumns = { ...read, columns, count: ordered.length, rows: taken32(read.rows, ordered) };
  const found = (key: string, names: readonly string[]): string[] => names.map((name) => find(key, name));
  requireHouseholds(sorted, new Float64Array(sorted.count).fill(1), model);
  const weight =
    model.weight === undefined ? ones(sorted.count) : weightsOf(sorted, find('weight', model.weight), reading);
  requireHouseholds(sorted, weight, model);
  const clusterNames = model.cluster === undefined ? undefined : found('cluster', model.cluster);
  const clusters = clusterNames === undefined ? undefined : codesOf(sorted, clusterNames, reading, true);
  const strata = codesOf(sorted, found('strata', model.strata ?? []), reading, false).codes;
  const { label, notes: labelNotes } = labelOf(sorted, model, find, reading);
  return {
    file: read.file,
    count: sorted.count,
    rows: sorted.rows,
    label,
    weight,
    people: model.people === undefined ? ones(sorted.count) : peopleOf(sorted, find('people', model.people), reading),
    clusters: clusters?.codes ?? Int32Array.from({ length: sorted.count }, (_, row) => row),
    clusterCount: clusters?.count ?? sorted.count,
    hasClusters: clusters !== undefined,
    clusterColumn: clusterNames?.join(', '),
    strata,
    columns,
    roles,
    notes: [
      ...read.notes,
      ...notes,
      ...labelNotes,
      ...(clusters === undefined ? [] : clusterNotes(clusters, strata, clusterNames!)),
      ...(model.id === undefined ? [] : idNotes(sorted, find('id', model.id), reading)),
    ],
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
    ...(model.cluster ?? []).map((name): [string, string] => ['cluster', name]),
    ['id', model.id],
    ['date', model.date],
    ['folds.column', model.folds.column],
  ];
  return new Map(named.flatMap(([key, name]) => (name === undefined ? [] : [[find(key, name), key] as const])));
}

/** Households whose label is known; codes for "no answer" are no label. */
function labelledRows(read: SurveyColumns, { label }: WelfareModelFile, heading: string, reading: FileReading) {
  const values = numbersOf(read, heading, reading, 'label');
  const { written, transformation } = label;
  const mayBeNegative = written === 'log' || transformation === undefined || !IS_ABOVE_ZERO.has(transformation);
  const codes = labelCodesOf(values, mayBeNegative);
  const kept: number[] = [];
  const [blank, coded]: [number[], number[]] = [[], []];
  values.forEach((value, row) => (Number.isNaN(value) ? blank : codes.has(value) ? coded : kept).push(row));
  const left = (rows: readonly number[], id: string, en: string): Bilingual[] =>
    rows.length === 0
      ? []
      : [
          {
            id: `${rows.length} baris ${id} tidak dipakai (${rowsText(read, rows, 'baris', 'lagi')}).`,
            en: `${rows.length} row${rows.length === 1 ? '' : 's'} ${en} ${rows.length === 1 ? 'is' : 'are'} left out (${rowsText(read, rows, rows.length === 1 ? 'row' : 'rows', 'more')}).`,
          },
        ];
  const names = [...codes].sort((a, b) => b - a).join(', ');
  const notes = [
    ...left(blank, `tanpa ${heading}`, `without ${heading}`),
    ...left(coded, `dengan ${heading} ${names} ("tidak diketahui")`, `with ${names} ("not known") as ${heading}`),
  ];
  return { kept: Uint32Array.from(kept), notes };
}

/** Transformations that know nothing below 0. */
const IS_ABOVE_ZERO: ReadonlySet<Transformation> = new Set(['log', 'log1p', 'sqrt']);
const MOST_ROWS_NAMED = 10;

/** "rows 7, 19, 23 and 4 more", as the file counts them. */
function rowsText({ rows }: SurveyColumns, which: readonly number[], word: string, more: string): string {
  const named = which.map((row) => rows[row]!).sort((a, b) => a - b);
  const rest = named.length - MOST_ROWS_NAMED;
  return `${word} ${named.slice(0, MOST_ROWS_NAMED).join(', ')}${rest > 0 ? ` … ${rest} ${more}` : ''}`;
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

function requireHouseholds({ file, count }: SurveyColumns, weight: Float64Array, model: WelfareModelFile): void {
  const least = Math.max(LEAST_HOUSEHOLDS, 20 * model.folds.count);
  const counting = weight.filter((each) => each > 0).length;
  if (counting >= least) return;
  const households = (number: number): string => `${number} household${number === 1 ? '' : 's'}`;
  const what =
    counting === count
      ? `It has ${households(count)} with a label.`
      : `It has ${households(counting)} with a label and a weight above 0.`;
  throw surveyFault('too-few-rows', { file }, what, `at least ${least}`, 'Give a larger survey, or fewer folds.');
}
