/** Groups for which errors are told apart: men and women, small and large households, kelurahan. */
import { dialectOf, knownTexts, numberIn } from '../survey/cell-text.ts';
import { modelFault, surveyFault } from '../survey/faults.ts';
import { requireOneReading } from '../survey/strict-numbers.ts';
import type { WelfareModelFile } from '../survey/load-model.ts';
import type { WrittenGroup } from '../survey/model-shape.ts';
import { findHeading, type Survey } from '../survey/survey.ts';

export interface Grouping {
  readonly column: string;
  readonly names: readonly string[];
  /** [household] index into names. */
  readonly codes: Int32Array;
}

export const UNKNOWN = '(tidak diketahui / not known)';
const MOST_AS_THEY_ARE = 12;
const CLASSES = 4;

/** @throws TwinError input: a column that is not there */
export function groupingsOf(survey: Survey, model: WelfareModelFile): Grouping[] {
  return model.groups.map((written, i) => groupingOf(survey, model, written, `groups.${i}`));
}

function groupingOf(survey: Survey, model: WelfareModelFile, written: WrittenGroup, key: string): Grouping {
  const column = findHeading(survey.columns, written.column);
  if (column === undefined) {
    const what = `There is no column "${written.column}", which ${model.fileName} names under ${key}.`;
    throw surveyFault(
      'column-missing',
      { file: survey.file, column: written.column },
      what,
      'a column of the survey',
      'Mend groups.',
    );
  }
  const texts = survey.columns.get(column)!;
  const { isBlank, texts: distinct } = knownTexts(texts, new Set(model.file.missing));
  const dialect = dialectOf(distinct, model.file.decimal);
  const numbers = texts.dictionary.map((text, code) => (isBlank[code] ? NaN : numberIn(text, dialect)));
  const isNumber = distinct.every((text) => Number.isFinite(numberIn(text, dialect)));
  const written_ = [...texts.codes].map((code) => (isBlank[code] ? UNKNOWN : texts.dictionary[code]!));
  const kind = written.cuts === undefined ? (written.kind ?? kindElsewhere(survey, model, column)) : 'number';
  if (kind === 'category' || (kind === undefined && (!isNumber || distinct.length <= MOST_AS_THEY_ARE))) {
    return coded(column, written_, isNumber ? (a, b) => numberIn(a, dialect) - numberIn(b, dialect) : undefined);
  }
  if (!isNumber) {
    const what = `${column} is no number.`;
    const at = written.cuts === undefined ? 'kind' : 'cuts';
    throw modelFault(model.fileName, `${key}.${at}`, what, 'classes for numbers alone', `Take ${at} out.`);
  }
  requireOneReading(survey.file, column, distinct, model.file.decimal);
  const values = Float64Array.from(texts.codes, (code) => numbers[code]!);
  const cuts = written.cuts ?? quarterCuts(values);
  return classed(
    column,
    values,
    [...cuts].sort((a, b) => a - b),
  );
}

/**
 * Whether it is a category by what is said of the column under features, or because it names places: a code is no number,
 * whatever it looks like. Numbers with few values are groups as they are.
 */
function kindElsewhere(survey: Survey, model: WelfareModelFile, column: string): WrittenGroup['kind'] {
  for (const [name, { kind }] of Object.entries(model.features)) {
    if (name === '*' || findHeading(survey.columns, name) !== column) continue;
    if (kind === 'category' || kind === 'yes-no' || kind === 'ordinal') return 'category';
  }
  const places = [...(model.cluster ?? []), ...(model.strata ?? [])];
  return places.some((name) => findHeading(survey.columns, name) === column) ? 'category' : undefined;
}

function quarterCuts(values: Float64Array): number[] {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  const cuts = Array.from({ length: CLASSES - 1 }, (_, i) => known[Math.floor(((i + 1) * known.length) / CLASSES)]!);
  return [...new Set(cuts)].filter((cut) => cut > known[0]!);
}

/** @param texts [household] its group */
export function coded(column: string, texts: readonly string[], order?: (a: string, b: string) => number): Grouping {
  const names = [...new Set(texts)].sort();
  if (order !== undefined) names.sort((a, b) => (a === UNKNOWN ? 1 : b === UNKNOWN ? -1 : order(a, b)));
  const place = new Map(names.map((name, i) => [name, i]));
  return { column, names, codes: Int32Array.from(texts, (text) => place.get(text)!) };
}

/** @param values [household] NaN where it is not known. @param cuts ascending: [30, 60] makes under 30, 30 to 60, 60 and more */
export function classed(column: string, values: Float64Array, cuts: readonly number[]): Grouping {
  const names = [`< ${cuts[0]}`, ...cuts.slice(1).map((cut, i) => `${cuts[i]} – < ${cut}`), `≥ ${cuts.at(-1)}`];
  const hasUnknown = values.some((value) => Number.isNaN(value));
  const codes = Int32Array.from(values, (value) =>
    Number.isNaN(value) ? names.length : cuts.filter((cut) => value >= cut).length,
  );
  return { column, names: hasUnknown ? [...names, UNKNOWN] : names, codes };
}
