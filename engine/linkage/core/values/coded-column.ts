/** Columns of text with each distinct text once. */
import type { DistinctTexts } from './standardise.ts';
import { textsOfArena, type TextArena } from './text-arena.ts';
import { TextNumbers } from './text-numbers.ts';

/** A column of text: one text a row, or each distinct text once and one code a row. */
export type TextColumn =
  | readonly string[]
  | { readonly dictionary: readonly string[]; readonly codes: Uint32Array }
  | { readonly texts: TextArena; readonly codes: Uint32Array };

/** The distinct texts of a column, and which of them each row holds. */
export type CodedColumn = DistinctTexts & { readonly codes: Uint32Array };

export function codedColumn(column: TextColumn | undefined): CodedColumn | undefined {
  if (column === undefined) return undefined;
  const { texts, codes } = asCoded(column);
  const counts = new Uint32Array(texts.length);
  for (const code of codes) counts[code]!++;
  return { texts, codes, counts };
}

function asCoded(column: TextColumn): Pick<CodedColumn, 'texts' | 'codes'> {
  // A column that has both makes strings when they are asked for.
  if ('texts' in column) return { texts: textsOfArena(column.texts), codes: column.codes };
  return 'codes' in column ? { texts: column.dictionary, codes: column.codes } : distinctTexts(column);
}

function distinctTexts(column: readonly string[]): { texts: readonly string[]; codes: Uint32Array } {
  const numbers = new TextNumbers();
  const codes = new Uint32Array(column.length);
  for (let row = 0; row < column.length; row++) codes[row] = numbers.number(column[row]!);
  return { texts: numbers.texts, codes };
}
