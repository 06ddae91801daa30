import type { Language } from '../kernel/bilingual.ts';
import { harmlessInCsv } from './harmless.ts';

/**
 * Cells as a line of a CSV, as a spreadsheet of that language parts and reads it: a comma is a decimal in Indonesian, so that `;`
 * parts the columns there. Texts that look like formulas are made harmless, a number that is not known is left blank.
 */
export const csvLine = (cells: readonly (string | number)[], language: Language): string =>
  cells.map((cell) => csvField(cell, language)).join(language === 'id' ? ';' : ',');

function csvField(cell: string | number, language: Language): string {
  const text = typeof cell === 'string' ? harmlessInCsv(cell) : numberText(cell, language);
  // Both marks are quoted, whichever of them parts this file.
  return /[";,\n\r\t]/.test(text) && typeof cell === 'string' ? `"${text.replaceAll('"', '""')}"` : text;
}

const numberText = (value: number, language: Language): string =>
  Number.isNaN(value) ? '' : language === 'id' ? String(value).replace('.', ',') : String(value);
