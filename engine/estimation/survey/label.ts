/** What a household spends: as an amount for people, and as the model sees it. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import { surveyFault } from './faults.ts';
import type { WelfareModelFile } from './load-model.ts';
import { TRANSFORMATIONS, type Transformation } from './model-shape.ts';
import type { SurveyColumns } from './read-columns.ts';
import { numbersOf, type FileReading } from './strict-numbers.ts';

export interface Label {
  readonly column: string;
  readonly per: string | undefined;
  readonly written: 'amount' | 'log';
  readonly transformation: Transformation;
  /** What asinh divides by; 1 for the others. */
  readonly scale: number;
  /** [household] in its own unit, a head where `per` says so. */
  readonly amounts: Float64Array;
  /** [household] transformed. */
  readonly target: Float64Array;
}

/** @throws TwinError input: no number, no logarithm, a size of nought */
export function labelOf(
  read: SurveyColumns,
  { label }: WelfareModelFile,
  find: (key: string, name: string) => string,
  reading: FileReading,
): { readonly label: Label; readonly notes: readonly Bilingual[] } {
  const column = find('label', label.column);
  const values = numbersOf(read, column, reading, 'label');
  requireAmounts(read, column, values);
  const amounts = label.written === 'log' ? values.map(Math.exp) : values;
  const per = label.per === undefined ? undefined : find('label.per', label.per);
  if (per !== undefined) {
    numbersOf(read, per, reading, 'label.per').forEach((size, row) => {
      if (size > 0) amounts[row]! /= size;
      else throw notPositive(read, row, per, 'What the label is divided by is not above 0.');
    });
  }
  const notPositiveCount = amounts.filter((amount) => !(amount > 0)).length;
  const transformation = label.transformation ?? (notPositiveCount === 0 ? 'log' : 'asinh');
  requireDomain(read, column, amounts, transformation);
  const scale = transformation === 'asinh' ? medianSize(amounts) : 1;
  const forward = transformationOf(transformation, scale).forward;
  requireSpread(read, column, amounts);
  return {
    label: { column, per, written: label.written, transformation, scale, amounts, target: amounts.map(forward) },
    notes: label.transformation === undefined ? [chosenNote(column, transformation, notPositiveCount)] : [],
  };
}

/** What was chosen where MODEL.yaml leaves it open: a label of 0 is no answer in one survey and hunger in another. */
function chosenNote(column: string, transformation: Transformation, notPositiveCount: number): Bilingual {
  if (notPositiveCount === 0)
    return {
      id: `${column} dipakai sebagai ${transformation}: semua nilainya di atas 0.`,
      en: `${column} is learnt as ${transformation}: all are above 0.`,
    };
  const count = notPositiveCount;
  return {
    id: `${column} dipakai sebagai ${transformation}, karena ${count} nilainya 0 atau kurang; bila itu "tidak diketahui", sebutkan (file: { missing: ['0'] }).`,
    en: `${column} is learnt as ${transformation}, since ${count} of it ${count === 1 ? 'is' : 'are'} 0 or below; where that means "not known", say so (file: { missing: ['0'] }).`,
  };
}

function requireDomain(
  read: SurveyColumns,
  column: string,
  amounts: Float64Array,
  transformation: Transformation,
): void {
  const least =
    transformation === 'log'
      ? Number.MIN_VALUE
      : transformation === 'log1p' || transformation === 'sqrt'
        ? 0
        : -Infinity;
  let first = -1;
  amounts.forEach((amount, row) => {
    if (amount < least && (first < 0 || read.rows[row]! < read.rows[first]!)) first = row;
  });
  if (first >= 0)
    throw notPositive(
      read,
      first,
      column,
      `The label has no ${transformation} there: it is ${amounts[first] === 0 ? '0' : 'below 0'}.`,
    );
}

function notPositive(read: SurveyColumns, row: number, column: string, what: string) {
  const where = { file: read.file, row: read.rows[row]!, column };
  const todo = `Mend it, or choose another transformation (${TRANSFORMATIONS.join(', ')}); where it is a code for "not known", name it as blank (file: { missing: ['CODE'] }).`;
  return surveyFault('label-not-positive', where, what, 'a number above 0', todo);
}

function requireSpread(read: SurveyColumns, column: string, amounts: Float64Array): void {
  if (amounts.some((amount) => amount !== amounts[0])) return;
  const where = { file: read.file, column };
  throw surveyFault(
    'label-constant',
    where,
    'All households have the same label.',
    'values that differ',
    'Name another column.',
  );
}

/** A yes and a no have no order that anybody named: of "poor: 1" the lowest would be taken for the poorest. */
function requireAmounts(read: SurveyColumns, column: string, values: Float64Array): void {
  const [low, high, ...more] = [...new Set(values)].sort((a, b) => a - b);
  if (high === undefined || more.length > 0) return;
  throw surveyFault(
    'label-binary',
    { file: read.file, column },
    `The label has two values, ${low} and ${high}: a yes or no, and no amount.`,
    'what a household spends or earns, the lower the poorer',
    'Name that column as label; where those under a line are due, coverages says so: { coverage: 0.2, line: N }.',
  );
}

/** So that amounts of any currency are bent alike. */
function medianSize(amounts: Float64Array): number {
  const sizes = amounts
    .map(Math.abs)
    .filter((size) => size > 0)
    .sort();
  return sizes[sizes.length >> 1]!;
}

export interface Transformer {
  forward(amount: number): number;
  back(target: number): number;
}

export function transformationOf(name: Transformation, scale: number): Transformer {
  const all: Record<Transformation, Transformer> = {
    none: { forward: (x) => x, back: (y) => y },
    log: { forward: Math.log, back: Math.exp },
    log1p: { forward: Math.log1p, back: Math.expm1 },
    sqrt: { forward: Math.sqrt, back: (y) => Math.max(0, y) ** 2 },
    asinh: { forward: (x) => Math.asinh(x / scale), back: (y) => scale * Math.sinh(y) },
  };
  return all[name];
}
