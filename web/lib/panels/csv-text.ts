/** Rows of cells as a file for a spreadsheet. */
import type { Language } from '../../i18n/index.ts';

/** Tells spreadsheets that the text is UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** @returns the whole file; a comma is a decimal in Indonesian, so that `;` parts the columns there */
export function csvText(lines: readonly (readonly string[])[], language: Language): string {
  const separator = language === 'id' ? ';' : ',';
  return (
    BYTE_ORDER_MARK +
    lines.map((cells) => cells.map((cell) => quoted(cell, separator)).join(separator) + '\r\n').join('')
  );
}

/** A cell that begins like a formula is made text. */
function quoted(text: string, separator: string): string {
  const safe = /^[=+@\t]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return safe.includes(separator) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
