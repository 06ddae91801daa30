/** Columns of a survey as facts: kinds as MODEL.yaml says, or found out from what is written. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import type { TextColumn } from '../../linkage/files/reading/text-column.ts';
import { dateReader, dialectOf, knownTexts, numberIn, twoReadings, type NumberDialect } from '../survey/cell-text.ts';
import { listed, modelFault, surveyFault } from '../survey/faults.ts';
import type { WelfareModelFile } from '../survey/load-model.ts';
import type { WrittenFeature } from '../survey/model-shape.ts';
import { requireOneReading } from '../survey/strict-numbers.ts';
import { findHeading, type Survey } from '../survey/survey.ts';
import type { Feature } from './feature-table.ts';
import { categoryOf, guessFeature, type Guess } from './guess-feature.ts';

export interface ReadFeature {
  readonly feature: Feature;
  /** Taken because MODEL.yaml names it, not because all columns are taken. */
  readonly isNamed: boolean;
}

export interface ReadFeatures {
  readonly features: readonly ReadFeature[];
  /** Columns that are no facts, each with the reason. */
  readonly left: readonly { readonly column: string; readonly reason: Bilingual }[];
  readonly notes: readonly Bilingual[];
}

/** @throws TwinError configuration and input: a column that is not there, of another kind, or with nothing in it */
export function readFeatures(survey: Survey, model: WelfareModelFile): ReadFeatures {
  const named = namedColumns(survey, model);
  const excluded = new Set(model.exclude.map((name) => headingIn(survey, model, 'exclude', name)));
  const takesAll = model.features['*'] !== undefined;
  const features: ReadFeature[] = [];
  const left: { column: string; reason: Bilingual }[] = [];
  const notes: Bilingual[] = [];
  for (const [column, texts] of survey.columns) {
    const written = named.get(column);
    if (written?.kind === 'ignore' || excluded.has(column)) continue;
    if (written === undefined && (!takesAll || survey.roles.has(column))) continue;
    const reading = { survey, model, column, texts };
    const guess =
      written?.kind === undefined
        ? guessFeature(survey, column, texts, new Set(model.file.missing), model.file.decimal)
        : readAs(reading, written);
    if (guess.kind === 'fact') {
      features.push({ feature: guess.feature, isNamed: written !== undefined });
      if (guess.note !== undefined) notes.push(guess.note);
    } else if (written !== undefined) throw nothingInIt(survey, column, guess);
    else left.push({ column, reason: guess.reason });
  }
  if (features.length === 0) {
    const expected = 'at least one column with facts';
    throw modelFault(
      model.fileName,
      'features',
      'No column is left to learn from.',
      expected,
      'Name columns under features.',
    );
  }
  return { features, left, notes };
}

function headingIn(survey: Survey, model: WelfareModelFile, key: string, name: string): string {
  const found = findHeading(survey.columns, name);
  if (found !== undefined) return found;
  const expected = `one of ${listed([...survey.columns.keys()])}`;
  throw surveyFault(
    'column-missing',
    { file: survey.file, column: name },
    `There is no column "${name}", which ${model.fileName} names under ${key}.`,
    expected,
    `Mend ${key} in ${model.fileName}.`,
  );
}

function namedColumns(survey: Survey, model: WelfareModelFile): Map<string, WrittenFeature> {
  const named = new Map<string, WrittenFeature>();
  for (const [name, written] of Object.entries(model.features)) {
    if (name === '*') continue;
    const heading = headingIn(survey, model, `features.${name}`, name);
    const role = survey.roles.get(heading);
    if (role !== undefined && written.kind !== 'ignore' && role !== 'date' && role !== 'cluster') {
      throw modelFault(
        model.fileName,
        `features.${name}`,
        `The column is the ${role} already.`,
        'another column',
        'Take it out of features.',
      );
    }
    named.set(heading, written);
  }
  return named;
}

function nothingInIt(survey: Survey, column: string, guess: Extract<Guess, { kind: 'nothing' }>) {
  const todo = 'Take the column out of features, or say its kind (number, category, ordinal, date).';
  return surveyFault(
    'feature-empty',
    { file: survey.file, column },
    `The column says nothing: ${guess.reason.en}.`,
    'values that differ',
    todo,
  );
}

interface Reading {
  readonly survey: Survey;
  readonly model: WelfareModelFile;
  readonly column: string;
  readonly texts: TextColumn;
}

function readAs(reading: Reading, { kind, order }: WrittenFeature): Guess {
  const { texts: column, model } = reading;
  const known = knownTexts(column, new Set(model.file.missing));
  if (known.texts.length === 0)
    return { kind: 'nothing', reason: { id: 'semua isinya kosong', en: 'all its cells are blank' } };
  if (kind === 'category' || kind === 'yes-no') {
    if (kind === 'yes-no' && known.texts.length > 2)
      throw wrongKind(reading, known.isBlank, (text) => known.texts.indexOf(text) < 2, 'one of two words');
    return { kind: 'fact', feature: categoryOf(reading.column, column, known.isBlank) };
  }
  // Where the two readings differ in scale alone, either tells the model the same.
  if (kind === 'number' && twoReadings(known.texts, model.file.decimal)?.isScaleAlone === false)
    requireOneReading(reading.survey.file, reading.column, known.texts, model.file.decimal);
  const dialect = dialectOf(known.texts, model.file.decimal);
  const toNumber = numberReader(kind, order, dialect, known.texts);
  const values = column.dictionary.map((text, code) => (known.isBlank[code] ? NaN : toNumber(text)));
  if (column.codes.some((code) => !known.isBlank[code] && Number.isNaN(values[code]!))) {
    const expected =
      kind === 'ordinal' ? `one of ${listed(order!)}` : kind === 'date' ? 'a date such as 2025-12-31' : 'a number';
    throw wrongKind(reading, known.isBlank, (text) => !Number.isNaN(toNumber(text)), expected);
  }
  const numbers = Float64Array.from(column.codes, (code) => values[code]!);
  return { kind: 'fact', feature: { kind: 'number', name: reading.column, values: numbers } };
}

function numberReader(
  kind: WrittenFeature['kind'],
  order: WrittenFeature['order'],
  dialect: NumberDialect,
  texts: readonly string[],
) {
  if (kind === 'date') return dateReader(texts);
  if (kind !== 'ordinal') return (text: string): number => numberIn(text, dialect);
  return (text: string): number => {
    const place = order!.indexOf(text);
    return place < 0 ? NaN : place;
  };
}

function wrongKind(
  { survey, column, texts }: Reading,
  isBlank: readonly boolean[],
  fits: (text: string) => boolean,
  expected: string,
) {
  let first = -1;
  texts.codes.forEach((code, row) => {
    if (isBlank[code] || fits(texts.dictionary[code]!)) return;
    if (first < 0 || survey.rows[row]! < survey.rows[first]!) first = row;
  });
  const where = { file: survey.file, row: survey.rows[first]!, column };
  const todo = 'Mend the cell, give the column another kind, or name the word as blank (file: { missing: [...] }).';
  return surveyFault(
    'feature-kind',
    where,
    'The cell is not of the kind that MODEL.yaml gives the column.',
    expected,
    todo,
  );
}
