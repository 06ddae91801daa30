/** Columns that must be numbers: a text that is none is a fault, with its row. */
import { dialectOf, knownTexts, numberIn, twoReadings } from './cell-text.ts';
import { surveyFault } from './faults.ts';
import type { SurveyColumns } from './read-columns.ts';

/** What MODEL.yaml says of how cells are written. */
export interface FileReading {
  readonly missing: ReadonlySet<string>;
  readonly decimal: '.' | ',' | undefined;
}

/**
 * @param purpose what MODEL.yaml names the column as
 * @param file    what MODEL.yaml says of the file: words for nothing, the decimal mark
 * @returns [row] NaN where nothing stands
 * @throws TwinError input `not-a-number` with the first row of the file that has none; `number-ambiguous`
 */
export function numbersOf(
  read: Pick<SurveyColumns, 'columns' | 'file' | 'rows'>,
  heading: string,
  { missing, decimal }: FileReading,
  purpose: string,
): Float64Array {
  const column = read.columns.get(heading)!;
  const { isBlank, texts } = knownTexts(column, missing);
  const dialect = dialectOf(texts, decimal);
  const values = column.dictionary.map((text, code) => (isBlank[code] ? NaN : numberIn(text, dialect)));
  let first = -1;
  column.codes.forEach((code, row) => {
    const isWrong = !isBlank[code] && !Number.isFinite(values[code]!);
    if (isWrong && (first < 0 || read.rows[row]! < read.rows[first]!)) first = row;
  });
  if (first >= 0) {
    const where = { file: read.file, row: read.rows[first]!, column: heading };
    const what = `The ${purpose} is no number there.`;
    const todo = 'Mend the cell, or name the word as blank in MODEL.yaml (file: { missing: [...] }).';
    throw surveyFault('not-a-number', where, what, 'a number', todo);
  }
  requireOneReading(read.file, heading, texts, decimal);
  return Float64Array.from(column.codes, (code) => values[code]!);
}

/**
 * A number that can be read in two ways is no number: a label a thousand times too small looks like any other.
 *
 * @throws TwinError input `number-ambiguous`
 */
export function requireOneReading(
  file: string,
  heading: string,
  texts: readonly string[],
  decimal: FileReading['decimal'],
): void {
  const two = twoReadings(texts, decimal);
  if (two === undefined) return;
  const what = `Its numbers can be read in two ways: "${two.text}" is ${two.readings[0]} or ${two.readings[1]}.`;
  const expected = 'file.decimal in MODEL.yaml, which says what stands before the fraction';
  const todo = "Write file: { decimal: '.' } where it is a point, or file: { decimal: ',' } where it is a comma.";
  throw surveyFault('number-ambiguous', { file, column: heading }, what, expected, todo);
}
