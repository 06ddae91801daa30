/** Columns that must be numbers: a text that is none is a fault, with its row. */
import { dialectOf, knownTexts, numberIn } from './cell-text.ts';
import { surveyFault } from './faults.ts';
import type { SurveyColumns } from './read-columns.ts';

/**
 * @param purpose what MODEL.yaml names the column as
 * @returns [row] NaN where nothing stands
 * @throws TwinError input `not-a-number` with the first row of the file that has none
 */
export function numbersOf(
  read: Pick<SurveyColumns, 'columns' | 'file' | 'rows'>,
  heading: string,
  missing: ReadonlySet<string>,
  purpose: string,
): Float64Array {
  const column = read.columns.get(heading)!;
  const { isBlank, texts } = knownTexts(column, missing);
  const dialect = dialectOf(texts, undefined);
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
  return Float64Array.from(column.codes, (code) => values[code]!);
}
